/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-pdf.h"

#include <string.h>

#define MARGIN (10 * 72 / 25.4)

static void
word_free (gpointer data)
{
  DescoPdfWord *word = data;

  g_free (word->text);
  g_free (word);
}

static double
read_side (const char *line, const char *name)
{
  const char *found = strstr (line, name);

  g_assert_nonnull (found);
  return g_ascii_strtod (found + strlen (name), NULL);
}

/* Returns what a program prints; %NULL, and the test is skipped, where the program is not there. */
char *
desco_pdf_run (const char *const *arguments)
{
  g_autofree char *program = g_find_program_in_path (arguments[0]);
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  if (program == NULL)
    {
      g_autofree char *reason = g_strdup_printf ("%s is not installed", arguments[0]);

      g_test_skip (reason);
      return NULL;
    }

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  return output;
}

char *
desco_pdf_read_text (const char *path)
{
  return desco_pdf_run ((const char *const[]){ "pdftotext", "-layout", path, "-", NULL });
}

/* Each word with its box, in points from the top left corner of its page. */
GPtrArray *
desco_pdf_read_words (const char *path)
{
  g_autofree char *html
      = desco_pdf_run ((const char *const[]){ "pdftotext", "-bbox", path, "-", NULL });
  g_auto (GStrv) lines = g_strsplit (html != NULL ? html : "", "\n", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (word_free);
  guint page = 0;

  if (html == NULL)
    return NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *text = strchr (lines[i], '>');
      DescoPdfWord *word;

      page += strstr (lines[i], "<page ") != NULL ? 1 : 0;
      if (strstr (lines[i], "<word ") == NULL)
        continue;
      word = g_new0 (DescoPdfWord, 1);
      word->page = page;
      word->left = read_side (lines[i], "xMin=\"");
      word->top = read_side (lines[i], "yMin=\"");
      word->right = read_side (lines[i], "xMax=\"");
      word->bottom = read_side (lines[i], "yMax=\"");
      word->text = g_strndup (text + 1, (gsize) (strstr (text, "</word>") - text - 1));
      g_ptr_array_add (words, word);
    }
  return g_steal_pointer (&words);
}

const DescoPdfWord *
desco_pdf_find_word (GPtrArray *words, const char *text)
{
  for (guint i = 0; i < words->len; i++)
    {
      const DescoPdfWord *word = g_ptr_array_index (words, i);

      if (g_str_equal (word->text, text))
        return word;
    }
  g_test_message ("no word “%s”", text);
  g_assert_not_reached ();
}

/* Returns -1 where pdfinfo is not installed. */
int
desco_pdf_count_pages (const char *path)
{
  g_autofree char *info = desco_pdf_run ((const char *const[]){ "pdfinfo", path, NULL });
  const char *pages = info != NULL ? strstr (info, "Pages:") : NULL;

  return pages != NULL ? (int) g_ascii_strtoll (pages + strlen ("Pages:"), NULL, 10) : -1;
}

/* N-01: nothing stands in the margins. A word's box is taller than its letters. */
void
desco_pdf_assert_words_within (GPtrArray *words, double width, double height)
{
  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      const DescoPdfWord *word = g_ptr_array_index (words, i);

      g_test_message ("%u %s %f %f %f", word->page, word->text, word->left, word->right, word->top);
      g_assert_cmpfloat (word->left, >=, MARGIN - 1);
      g_assert_cmpfloat (word->right, <=, width - MARGIN + 1);
      g_assert_cmpfloat (word->top, >=, MARGIN - 6);
      g_assert_cmpfloat (word->bottom, <=, height - MARGIN + 6);
    }
}

void
desco_pdf_assert_fonts_embedded (const char *path)
{
  g_autofree char *fonts = desco_pdf_run ((const char *const[]){ "pdffonts", path, NULL });
  g_auto (GStrv) lines = g_strsplit (fonts != NULL ? g_strchomp (fonts) : "", "\n", -1);

  if (fonts == NULL)
    return;
  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_true (g_regex_match_simple (" yes (yes|no) +yes ", lines[i], 0, 0));
}
