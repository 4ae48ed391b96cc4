/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"
#include "desco-cli-setting.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_add_setting:
 * @builder: inside an array
 * @setting: a setting
 *
 * Writes a setting as an object.
 */
void
desco_cli_add_setting (JsonBuilder *builder, const DescoSetting *setting)
{
  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "key", setting->key);
  desco_cli_add_text (builder, "value", setting->value);
  desco_cli_add_text (builder, "default", setting->default_value);
  desco_cli_add_text (builder, "meaning", setting->meaning);
  desco_cli_add_text (builder, "range", setting->range);
  json_builder_set_member_name (builder, "readOnly");
  json_builder_add_boolean_value (builder, setting->read_only);
  json_builder_end_object (builder);
}

/**
 * desco_cli_setting_list:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `setting list`: every setting with its meaning and range.
 *
 * Returns: whether they were read
 */
gboolean
desco_cli_setting_list (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) settings = NULL;
  DescoStore *store;

  if (!desco_cli_parse (cli, argc, argv, NULL, NULL, 0, 0, error))
    return FALSE;
  store = desco_cli_open (cli, error);
  if (store == NULL)
    return FALSE;
  settings = desco_settings_list (store, cli->cancellable, error);
  if (settings == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < settings->len; i++)
    {
      const DescoSetting *setting = g_ptr_array_index (settings, i);

      desco_cli_add_setting (builder, setting);
      desco_cli_say (cli, "%s = %s\n    %s (%s)", setting->key, setting->value, setting->meaning,
                     setting->range);
    }
  json_builder_end_array (builder);
  desco_cli_answer (cli, builder);
  return TRUE;
}
