/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-full-name.h"

#include "model/desco-tax-code.h"
#include "model/desco-text.h"

#include <string.h>

/* Words that belong to the surname after them, folded. */
static const char *const particles[] = {
  "de",    "di", "da",  "del", "dei", "dal", "della", "dello", "dell'", "delle", "degli", "dalla",
  "dalle", "d'", "do",  "dos", "lo",  "la",  "li",    "le",    "van",   "von",   "der",   "den",
  "el",    "al", "ben", "bin", "abu", "abd", "ait",   "san",   "santa", "mac",   "mc",    "st",
};

static gboolean
is_particle (const char *word)
{
  g_autofree char *folded = desco_text_fold (word);

  for (guint i = 0; i < G_N_ELEMENTS (particles); i++)
    {
      if (strcmp (folded, particles[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_capitals (const char *word)
{
  guint letters = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_islower (c))
        return FALSE;
      letters += g_unichar_isalpha (c) ? 1 : 0;
    }
  return letters > 1;
}

static char *
join (char **words, guint from, guint to)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (text, "%s%s", i > from ? " " : "", words[i]);
  return g_string_free (text, FALSE);
}

/* How many words at the beginning make the first part, by the tax code's letters: 0 where they fit
 * no division or more than one. */
static guint
divide_by_code (char **words, guint n_words, gboolean name_first, const char *tax_code)
{
  guint found = 0;

  if (tax_code == NULL || strlen (tax_code) != DESCO_TAX_CODE_PERSON_LENGTH)
    return 0;
  for (guint i = 1; i < n_words; i++)
    {
      g_autofree char *first = join (words, 0, i);
      g_autofree char *second = join (words, i, n_words);

      if (!desco_tax_code_fits_name (tax_code, name_first ? second : first,
                                     name_first ? first : second))
        continue;
      if (found != 0)
        return 0;
      found = i;
    }
  return found;
}

/* ROSSI BIANCHI Mario: capitals are the surname. */
static guint
divide_by_capitals (char **words, guint n_words, gboolean name_first)
{
  guint capitals = 0;

  while (capitals < n_words && is_capitals (words[name_first ? n_words - 1 - capitals : capitals]))
    capitals++;
  if (capitals == 0 || capitals == n_words)
    return 0;
  return name_first ? n_words - capitals : capitals;
}

/* One word is the surname, with the particles before it. */
static guint
divide_by_particles (char **words, guint n_words, gboolean name_first)
{
  guint at = name_first ? n_words - 1 : 1;

  if (name_first)
    {
      while (at > 1 && is_particle (words[at - 1]))
        at--;
      return at;
    }
  while (at < n_words - 1 && is_particle (words[at - 1]))
    at++;
  return at;
}

/**
 * desco_full_name_split:
 * @text: a surname and a name in one cell
 * @name_first: whether the name stands first
 * @tax_code: (nullable): the person's tax code, which tells where a name of many words divides
 * @surname: (out) (transfer full): the surname
 * @name: (out) (transfer full): the name, empty where there is but one word
 *
 * Divides a name at its comma, else where the tax code says, else where capitals end, else after
 * the first word and the particles before it: *De Luca Anna Maria*.
 */
void
desco_full_name_split (const char *text,
                       gboolean name_first,
                       const char *tax_code,
                       char **surname,
                       char **name)
{
  g_autofree char *squeezed = desco_text_squeeze (text);
  const char *comma = strchr (squeezed, ',');
  g_auto (GStrv) words = NULL;
  guint n_words, at;

  if (comma != NULL && comma[1] != '\0' && comma != squeezed)
    {
      g_autofree char *before = g_strndup (squeezed, (gsize) (comma - squeezed));

      *surname = desco_text_squeeze (before);
      *name = desco_text_squeeze (comma + 1);
      return;
    }

  words = g_strsplit (squeezed, " ", -1);
  n_words = g_strv_length (words);
  if (n_words < 2)
    {
      *surname = g_strdup (squeezed);
      *name = g_strdup ("");
      return;
    }

  at = divide_by_code (words, n_words, name_first, tax_code);
  if (at == 0)
    at = divide_by_capitals (words, n_words, name_first);
  if (at == 0)
    at = divide_by_particles (words, n_words, name_first);
  *surname = name_first ? join (words, at, n_words) : join (words, 0, at);
  *name = name_first ? join (words, 0, at) : join (words, at, n_words);
}
