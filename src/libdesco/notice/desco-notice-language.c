/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-language.h"

#include "model/desco-error.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *code;
  const char *name;
} languages[DESCO_NOTICE_N_LANGUAGES] = {
  [DESCO_NOTICE_LANGUAGE_NONE] = { "none", N_ ("Italian only") },
  [DESCO_NOTICE_LANGUAGE_GERMAN] = { "de", N_ ("Italian and German") },
  [DESCO_NOTICE_LANGUAGE_SLOVENE] = { "sl", N_ ("Italian and Slovene") },
  [DESCO_NOTICE_LANGUAGE_FRENCH] = { "fr", N_ ("Italian and French") },
  [DESCO_NOTICE_LANGUAGE_ENGLISH] = { "en", N_ ("Italian and English") },
};

/**
 * desco_notice_language_to_code:
 * @language: a language
 *
 * Returns: (transfer none): its code
 */
const char *
desco_notice_language_to_code (DescoNoticeLanguage language)
{
  return languages[language].code;
}

/**
 * desco_notice_language_to_name:
 * @language: a language
 *
 * Returns: (transfer none): what to call it in the window, in the user's language
 */
const char *
desco_notice_language_to_name (DescoNoticeLanguage language)
{
  return _ (languages[language].name);
}

/**
 * desco_notice_language_parse:
 * @code: (nullable): a code
 * @language: (out): the language
 * @error: %DESCO_INPUT_ERROR of the field `secondLanguage`
 *
 * Returns: whether notices can be printed in it
 */
gboolean
desco_notice_language_parse (const char *code, DescoNoticeLanguage *language, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (code != NULL ? code : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (g_str_equal (valid, languages[i].code))
        {
          *language = (DescoNoticeLanguage) i;
          return TRUE;
        }
    }

  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "secondLanguage",
                         _ ("Notices cannot be printed in “%.60s”: the second language is de "
                            "(German), sl (Slovene), fr (French), en (English), or none."),
                         valid);
  return FALSE;
}
