/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-text.h"

#include <string.h>

/* Most texts are ASCII, which is its own normal form. Returns: (nullable): @text normalized, to be
 * freed, or %NULL where it stands for itself */
static char *
normalize (const char *text, GNormalizeMode mode)
{
  return g_str_is_ascii (text) ? NULL : g_utf8_normalize (text, -1, mode);
}

/**
 * desco_text_fold:
 * @text: (nullable): UTF-8
 *
 * Brings a text to the form in which names are compared, sorted and searched: decomposed, without
 * marks, lower case, apostrophes of every shape as one, white space squeezed.
 *
 * Returns: (transfer full): the folded text, empty for %NULL
 */
char *
desco_text_fold (const char *text)
{
  const char *given = text != NULL ? text : "";
  g_autofree char *decomposed = normalize (given, G_NORMALIZE_ALL);
  GString *folded = g_string_sized_new (strlen (given) + 1);
  gboolean space = FALSE;

  for (const char *p = decomposed != NULL ? decomposed : given; *p != '\0';
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && c != '`' && !g_ascii_isspace ((char) c))
        {
          if (space)
            g_string_append_c (folded, ' ');
          space = FALSE;
          g_string_append_c (folded, g_ascii_tolower ((char) c));
          continue;
        }

      if (g_unichar_ismark (c))
        continue;
      if (g_unichar_isspace (c))
        {
          space = folded->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (folded, ' ');
      space = FALSE;
      if (c == 0x2019 || c == 0x2018 || c == 0x00b4 || c == '`' || c == 0x02bc)
        c = '\'';
      if (c == 0x00df)
        g_string_append (folded, "ss");
      else
        g_string_append_unichar (folded, g_unichar_tolower (c));
    }

  return g_string_free (folded, FALSE);
}

/**
 * desco_text_squeeze:
 * @text: (nullable): UTF-8
 *
 * Returns: (transfer full): the text without white space at its ends and with single spaces within,
 *   composed (NFC), empty for %NULL
 */
char *
desco_text_squeeze (const char *text)
{
  const char *given = text != NULL ? text : "";
  g_autofree char *composed = normalize (given, G_NORMALIZE_NFC);
  GString *squeezed = g_string_sized_new (strlen (given) + 1);
  gboolean space = FALSE;

  for (const char *p = composed != NULL ? composed : given; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && !g_ascii_isspace ((char) c))
        {
          if (space)
            g_string_append_c (squeezed, ' ');
          space = FALSE;
          g_string_append_c (squeezed, (char) c);
          continue;
        }
      if (g_unichar_isspace (c))
        {
          space = squeezed->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (squeezed, ' ');
      space = FALSE;
      g_string_append_unichar (squeezed, c);
    }

  return g_string_free (squeezed, FALSE);
}
