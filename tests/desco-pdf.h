/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

/* Pages read back by the programs that others use to read them. What a program that is not installed
 * would say is NULL, and the test is skipped. */

typedef struct
{
  guint page; /* from 1 */
  double left;
  double top;
  double right;
  double bottom;
  char *text;
} DescoPdfWord;

char *desco_pdf_run (const char *const *arguments);
char *desco_pdf_read_text (const char *path);
GPtrArray *desco_pdf_read_words (const char *path);
const DescoPdfWord *desco_pdf_find_word (GPtrArray *words, const char *text);
int desco_pdf_count_pages (const char *path);
void desco_pdf_assert_words_within (GPtrArray *words, double width, double height);
void desco_pdf_assert_fonts_embedded (const char *path);
