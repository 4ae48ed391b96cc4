/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "notice/desco-notice-language.h"

G_BEGIN_DECLS

/* What a notice says in Italian, which is mandatory, and beside it in a second language (N-18). */

typedef enum
{
  DESCO_NOTICE_WORD_TITLE,
  DESCO_NOTICE_WORD_CREDITOR,
  DESCO_NOTICE_WORD_DEBTOR,
  DESCO_NOTICE_WORD_TAX_CODE,
  DESCO_NOTICE_WORD_WHEN,
  DESCO_NOTICE_WORD_AMOUNT,
  DESCO_NOTICE_WORD_BY,
  DESCO_NOTICE_WORD_DUE,
  DESCO_NOTICE_WORD_NO_DUE,
  DESCO_NOTICE_WORD_UPDATE,
  DESCO_NOTICE_WORD_INSTALMENTS,
  DESCO_NOTICE_WORD_WHERE,
  DESCO_NOTICE_WORD_ONLINE,
  DESCO_NOTICE_WORD_ONLINE_TEXT,
  DESCO_NOTICE_WORD_IN_PERSON,
  DESCO_NOTICE_WORD_IN_PERSON_TEXT,
  DESCO_NOTICE_WORD_IN_PERSON_POST_TEXT,
  DESCO_NOTICE_WORD_BANKS,
  DESCO_NOTICE_WORD_BANKS_TEXT,
  DESCO_NOTICE_WORD_BANKS_CBILL_TEXT,
  DESCO_NOTICE_WORD_WHOLE_BY,
  DESCO_NOTICE_WORD_WHOLE_NO_DUE,
  DESCO_NOTICE_WORD_PART_BY,
  DESCO_NOTICE_WORD_PART_NO_DUE,
  DESCO_NOTICE_WORD_RECIPIENT,
  DESCO_NOTICE_WORD_SUBJECT,
  DESCO_NOTICE_WORD_CREDITOR_NAME,
  DESCO_NOTICE_WORD_NUMBER,
  DESCO_NOTICE_WORD_CREDITOR_CODE,
  DESCO_NOTICE_WORD_CBILL,
  DESCO_NOTICE_WORD_SLIP,
  DESCO_NOTICE_WORD_SLIP_TEXT,
  DESCO_NOTICE_WORD_ACCOUNT,
  DESCO_NOTICE_WORD_HOLDER,
  DESCO_NOTICE_WORD_TYPE,
  DESCO_NOTICE_N_WORDS,
} DescoNoticeWord;

/**
 * DescoNoticeBlanks:
 * @date: (nullable): what `{date}` stands for
 * @part: what `{part}` stands for
 * @parts: what `{parts}` stands for
 *
 * What is filled into the words.
 */
typedef struct
{
  const GDate *date;
  guint part;
  guint parts;
} DescoNoticeBlanks;

const char *desco_notice_word (DescoNoticeWord word, DescoNoticeLanguage language);
char *desco_notice_word_inline (DescoNoticeWord word,
                                DescoNoticeLanguage second,
                                const DescoNoticeBlanks *blanks);
char *desco_notice_word_below (DescoNoticeWord word,
                               DescoNoticeLanguage second,
                               const DescoNoticeBlanks *blanks);

G_END_DECLS
