/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-error.h"

typedef struct
{
  char *field;
} DescoInputErrorPrivate;

static void
desco_input_error_private_init (DescoInputErrorPrivate *priv)
{
  priv->field = NULL;
}

static void
desco_input_error_private_copy (const DescoInputErrorPrivate *src, DescoInputErrorPrivate *dest)
{
  dest->field = g_strdup (src->field);
}

static void
desco_input_error_private_clear (DescoInputErrorPrivate *priv)
{
  g_free (priv->field);
}

G_DEFINE_EXTENDED_ERROR (DescoInputError, desco_input_error)

G_DEFINE_QUARK (desco_rule_error, desco_rule_error)

/**
 * desco_input_error_set:
 * @error: (out) (optional): where to put the error
 * @code: what is wrong
 * @field: the field's name as the command line and JSON have it, in camelCase
 * @format: a sentence for a person: what is wrong with which value, and what to do
 * @...: its arguments
 */
void
desco_input_error_set (GError **error,
                       DescoInputError code,
                       const char *field,
                       const char *format,
                       ...)
{
  va_list arguments;

  if (error == NULL)
    return;

  va_start (arguments, format);
  *error = g_error_new_valist (DESCO_INPUT_ERROR, (int) code, format, arguments);
  va_end (arguments);
  desco_input_error_get_private (*error)->field = g_strdup (field);
}

/**
 * desco_error_get_field:
 * @error: an error of any domain
 *
 * Returns: (nullable): the field that @error is about, where it is about one
 */
const char *
desco_error_get_field (const GError *error)
{
  if (error->domain != DESCO_INPUT_ERROR)
    return NULL;
  return desco_input_error_get_private (error)->field;
}
