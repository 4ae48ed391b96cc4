/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-enum.h"

/**
 * desco_enum_to_nick: (skip)
 * @type: an enumeration
 * @value: one of its values
 *
 * Returns: (transfer none): the value's name in the database and in JSON
 */
const char *
desco_enum_to_nick (GType type, int value)
{
  g_autoptr (GEnumClass) values = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (values, value);

  g_return_val_if_fail (found != NULL, NULL);

  return found->value_nick;
}

/**
 * desco_enum_from_nick: (skip)
 * @type: an enumeration
 * @nick: (nullable): a name in the database or in JSON
 * @value: (out): the value
 *
 * Returns: whether there is such a value; if not, @value is left alone
 */
gboolean
desco_enum_from_nick (GType type, const char *nick, int *value)
{
  g_autoptr (GEnumClass) values = g_type_class_ref (type);
  const GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (values, nick) : NULL;

  if (found != NULL)
    *value = found->value;
  return found != NULL;
}
