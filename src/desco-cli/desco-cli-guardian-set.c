/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-reference.h"
#include "notice/desco-notice-language.h"
#include "store/desco-guardians.h"

#include <glib/gi18n-lib.h>

static void
answer (DescoCli *cli, const DescoUuid *id, const char *language)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = desco_uuid_to_string (id);

  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "id", text);
  desco_cli_add_text (builder, "language", language);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, "%s",
                 language != NULL ? _ ("The family's notices have their language now.")
                                  : _ ("The family's notices follow the setting again."));
}

/**
 * desco_cli_guardian_set:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `guardian set ID --language L`: which language stands beside Italian on a family's notices (N-18).
 *
 * Returns: whether it is so now
 */
gboolean
desco_cli_guardian_set (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *language = NULL;
  DescoNoticeLanguage parsed;
  DescoUuid id;
  const char *stored;
  const GOptionEntry entries[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &language,
      N_ ("The language beside Italian on their notices: de, sl, fr, en, none, or default"), "L" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, "ID", 1, 1, error))
    return FALSE;
  if (language == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say what to change: --language."));
      return FALSE;
    }
  stored = g_str_equal (language, "default") ? NULL : language;
  if ((stored != NULL && !desco_notice_language_parse (stored, &parsed, error))
      || desco_cli_open (cli, error) == NULL
      || !desco_cli_find_guardian (cli, cli->words[0], &id, error)
      || !desco_guardians_set_language (cli->store, &id, stored, cli->cancellable, error))
    return FALSE;

  answer (cli, &id, stored);
  return TRUE;
}
