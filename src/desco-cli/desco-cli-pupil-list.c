/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-pupil.h"
#include "desco-cli-reference.h"
#include "store/desco-pupils.h"

#include <glib/gi18n-lib.h>

/**
 * desco_cli_pupil_list:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `pupil list [--school S] [--class C] [--search T]`: pupils by name.
 *
 * Returns: whether they were read
 */
gboolean
desco_cli_pupil_list (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *school = NULL;
  g_autofree char *class = NULL;
  g_autofree char *search = NULL;
  DescoPupilQuery query = { 0 };
  g_autoptr (GPtrArray) pupils = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GOptionEntry entries[] = {
    { "school", 0, 0, G_OPTION_ARG_STRING, &school, N_ ("Only this school's"), "S" },
    { "class", 0, 0, G_OPTION_ARG_STRING, &class, N_ ("Only this class's, SCHOOL/1A"), "C" },
    { "search", 0, 0, G_OPTION_ARG_STRING, &search,
      N_ ("Only those with these words in name, class, tax code, guardian or phone"), "T" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || desco_cli_open (cli, error) == NULL
      || (school != NULL && !desco_cli_find_school (cli, school, &query.school_id, error))
      || (class != NULL && !desco_cli_find_class (cli, class, &query.class_id, error)))
    return FALSE;
  query.search = search;
  pupils = desco_pupils_list (cli->store, &query, cli->cancellable, error);
  if (pupils == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < pupils->len; i++)
    {
      desco_cli_add_pupil (builder, g_ptr_array_index (pupils, i));
      desco_cli_say_pupil (cli, g_ptr_array_index (pupils, i));
    }
  json_builder_end_array (builder);
  desco_cli_answer (cli, builder);
  return TRUE;
}
