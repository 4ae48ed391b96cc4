/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-paper-text-private.h"

#include "model/desco-text.h"

#define ELLIPSIS "…"

/* What has no shape of its own, or turns the direction of what follows. Joiners are kept: scripts
 * need them. */
static gboolean
is_printable (gunichar c)
{
  gboolean is_embedding = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);

  return !is_embedding && !g_unichar_iscntrl (c) && g_unichar_isdefined (c)
         && g_unichar_type (c) != G_UNICODE_PRIVATE_USE;
}

static char *
clean (const char *text)
{
  g_autofree char *squeezed = desco_text_squeeze (text);
  GString *cleaned = g_string_new (NULL);

  for (const char *p = squeezed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_printable (c))
        g_string_append_unichar (cleaned, c);
    }
  return g_string_free (cleaned, FALSE);
}

static gboolean
is_between_words (const char *text, const char *p)
{
  const char *before = g_utf8_find_prev_char (text, p);

  return before != NULL
         && (g_unichar_isspace (g_utf8_get_char (p))
             || g_unichar_isspace (g_utf8_get_char (before)));
}

/* The end of the last whole word before @end; a text that is one long word is cut in it, between a
 * letter with its marks and the next one. */
static const char *
find_cut (const char *text, const char *end)
{
  const char *p = end;

  while (p > text && !is_between_words (text, p))
    p = g_utf8_prev_char (p);
  if (p == text)
    {
      p = end;
      while (p > text && g_unichar_ismark (g_utf8_get_char (p)))
        p = g_utf8_prev_char (p);
    }
  while (p > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (p))))
    p = g_utf8_prev_char (p);
  return p;
}

static gboolean
is_all_capitals (const char *text)
{
  guint n_capitals = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_islower (c))
        return FALSE;
      n_capitals += g_unichar_isupper (c) ? 1 : 0;
    }
  return n_capitals > 1;
}

/**
 * desco_paper_text_shorten:
 * @text: (nullable): valid UTF-8
 * @width: the most characters there may be
 *
 * Returns: (transfer full): the text in one line and without what cannot be printed; where it is
 *   too long, as many words as fit and an ellipsis (N-05)
 */
char *
desco_paper_text_shorten (const char *text, gsize width)
{
  g_autofree char *cleaned = clean (text);
  const char *cut;

  if ((gsize) g_utf8_strlen (cleaned, -1) <= width)
    return g_steal_pointer (&cleaned);

  cut = find_cut (cleaned, g_utf8_offset_to_pointer (cleaned, (glong) width - 1));
  return g_strdup_printf ("%.*s" ELLIPSIS, (int) (cut - cleaned), cleaned);
}

/**
 * desco_paper_text_to_sentence:
 * @text: (nullable): valid UTF-8
 * @width: the most characters there may be
 *
 * Returns: (transfer full): as desco_paper_text_shorten(), beginning with a capital; what was all
 *   in capitals becomes small (N-03)
 */
char *
desco_paper_text_to_sentence (const char *text, gsize width)
{
  g_autofree char *shortened = desco_paper_text_shorten (text, width);
  g_autofree char *lowered = NULL;
  const char *source = shortened;
  GString *sentence;

  if (*source == '\0')
    return g_steal_pointer (&shortened);

  if (is_all_capitals (source))
    {
      lowered = g_utf8_strdown (source, -1);
      source = lowered;
    }
  sentence = g_string_new (NULL);
  g_string_append_unichar (sentence, g_unichar_totitle (g_utf8_get_char (source)));
  g_string_append (sentence, g_utf8_next_char (source));
  return g_string_free (sentence, FALSE);
}
