/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DescoNoticeLanguage:
 * @DESCO_NOTICE_LANGUAGE_NONE: Italian alone
 * @DESCO_NOTICE_LANGUAGE_GERMAN: German beside it
 * @DESCO_NOTICE_LANGUAGE_SLOVENE: Slovene beside it
 * @DESCO_NOTICE_LANGUAGE_FRENCH: French beside it
 * @DESCO_NOTICE_LANGUAGE_ENGLISH: English beside it
 *
 * The second language of a notice (N-18). Their codes, which the database, JSON and the command line
 * say, are `none`, `de`, `sl`, `fr`, `en`.
 */
typedef enum
{
  DESCO_NOTICE_LANGUAGE_NONE,
  DESCO_NOTICE_LANGUAGE_GERMAN,
  DESCO_NOTICE_LANGUAGE_SLOVENE,
  DESCO_NOTICE_LANGUAGE_FRENCH,
  DESCO_NOTICE_LANGUAGE_ENGLISH,
  DESCO_NOTICE_N_LANGUAGES,
} DescoNoticeLanguage;

const char *desco_notice_language_to_code (DescoNoticeLanguage language);
const char *desco_notice_language_to_name (DescoNoticeLanguage language);
gboolean
desco_notice_language_parse (const char *code, DescoNoticeLanguage *language, GError **error);

G_END_DECLS
