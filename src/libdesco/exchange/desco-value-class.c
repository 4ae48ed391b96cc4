/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-value.h"

#include "model/desco-error.h"
#include "model/desco-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LAST_YEAR 5

/* Years in words and in Roman digits, folded; the longer before those that they begin with. */
static const struct
{
  const char *word;
  guint year;
} years[] = {
  { "prima", 1 }, { "seconda", 2 }, { "terza", 3 }, { "quarta", 4 }, { "quinta", 5 },
  { "primo", 1 }, { "secondo", 2 }, { "terzo", 3 }, { "quarto", 4 }, { "quinto", 5 },
  { "iii", 3 },   { "ii", 2 },      { "iv", 4 },    { "i", 1 },      { "v", 5 },
};

static gboolean
set_error (GError **error)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "value",
                         _ ("This is not a class. Write the year from 1 to 5 and the section, as "
                            "1A, or the section alone."));
  return FALSE;
}

static gboolean
is_mark (const char *text, gsize *length)
{
  static const char *const marks[]
      = { "^", "\302\260", "\302\272", "\302\252", " ", "/", "-", ".", "_" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (g_str_has_prefix (text, marks[i]))
        {
          *length = strlen (marks[i]);
          return TRUE;
        }
    }
  return FALSE;
}

static const char *
skip_marks (const char *text)
{
  gsize length;

  while (is_mark (text, &length))
    text += length;
  return text;
}

/* Steps over @word where it stands before anything but a letter. */
static gboolean
skip_word (const char **text, const char *word)
{
  gsize length = strlen (word);

  if (g_ascii_strncasecmp (*text, word, length) != 0 || g_ascii_isalpha ((*text)[length]))
    return FALSE;
  *text = skip_marks (*text + length);
  return TRUE;
}

/* Reads the year: a digit, or a word or Roman digits that do not run on into more letters. After a
 * digit a small `a` with more behind it makes an ordinal: 1a B. */
static guint
read_year (const char **text)
{
  if (g_ascii_isdigit (**text))
    {
      guint year = (guint) (*(*text)++ - '0');
      gsize length;

      if (g_ascii_isdigit (**text))
        return LAST_YEAR + 1;
      if (**text == 'a' && is_mark (*text + 1, &length) && *skip_marks (*text + 1) != '\0')
        (*text)++;
      *text = skip_marks (*text);
      return year;
    }
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      const char *rest = *text;
      gsize length = strlen (years[i].word);
      gsize mark;

      /* `I A` and `I` are years; `IA` may be a section, `Ivana` is a name. */
      if (g_ascii_strncasecmp (rest, years[i].word, length) == 0
          && (rest[length] == '\0' || is_mark (rest + length, &mark)))
        {
          *text = skip_marks (rest + length);
          return years[i].year;
        }
    }
  return 0;
}

/**
 * desco_value_parse_class_year:
 * @text: a cell: `1`, `1^`, `I`, `prima`
 * @year: (out): where to put it
 * @error: %DESCO_INPUT_ERROR
 *
 * Returns: whether the text is a year from 1 to 5; if not, @year is left alone
 */
gboolean
desco_value_parse_class_year (const char *text, guint *year, GError **error)
{
  const char *rest = text;
  guint parsed;

  while (skip_word (&rest, "classe") || skip_word (&rest, "cl") || skip_word (&rest, "anno"))
    continue;
  parsed = read_year (&rest);
  if (strcmp (rest, "a") == 0)
    rest++;
  if (parsed < 1 || parsed > LAST_YEAR || (*rest != '\0' && !skip_word (&rest, "anno")))
    return set_error (error);
  *year = parsed;
  return TRUE;
}

/**
 * desco_value_parse_section:
 * @text: a cell: `A`, `sez. A`, `Girasoli`
 * @section: (out) (transfer full): the section, in capitals where it is no name
 * @error: %DESCO_INPUT_ERROR
 *
 * Returns: whether the text is short enough for a section; if not, @section is left alone
 */
gboolean
desco_value_parse_section (const char *text, char **section, GError **error)
{
  const char *rest = text;
  g_autofree char *parsed = NULL;

  while (skip_word (&rest, "sezione") || skip_word (&rest, "sez"))
    continue;
  if (!desco_value_parse_text (rest, DESCO_VALUE_MAX_SECTION, &parsed, error))
    return FALSE;
  if (*parsed == '\0')
    return set_error (error);
  *section
      = g_utf8_strlen (parsed, -1) <= 3 ? g_utf8_strup (parsed, -1) : g_steal_pointer (&parsed);
  return TRUE;
}

/**
 * desco_value_parse_class:
 * @text: a cell: `1A`, `1^A`, `1 A`, `1ª sez. A`, `I A`, a year alone, or a section alone as in the
 *   infanzia
 * @year: (out): from 1 to 5, 0 where there is none
 * @section: (out) (transfer full) (nullable): the section, %NULL where there is none
 * @error: %DESCO_INPUT_ERROR
 *
 * Returns: whether the text is a class; if not, nothing is set
 */
gboolean
desco_value_parse_class (const char *text, guint *year, char **section, GError **error)
{
  g_autofree char *squeezed = desco_text_squeeze (text);
  const char *rest = skip_marks (squeezed);
  g_autofree char *parsed_section = NULL;
  guint parsed_year;

  while (skip_word (&rest, "classe") || skip_word (&rest, "cl"))
    continue;
  parsed_year = read_year (&rest);
  if (parsed_year > LAST_YEAR || (parsed_year == 0 && g_ascii_isdigit (squeezed[0])))
    return set_error (error);
  if (*rest != '\0' && !desco_value_parse_section (rest, &parsed_section, error))
    return FALSE;
  if (parsed_year == 0 && parsed_section == NULL)
    return set_error (error);

  *year = parsed_year;
  *section = g_steal_pointer (&parsed_section);
  return TRUE;
}
