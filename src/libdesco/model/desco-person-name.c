/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-person-name.h"

#include "model/desco-error.h"
#include "model/desco-text.h"

#include <glib/gi18n-lib.h>

/* Before every letter and before the space, so that "De" stands before "De Luca". */
#define SEPARATOR '\t'

static gboolean
is_vowel (gunichar c)
{
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Hyphens part words. An apostrophe parts nothing, nor does a space after it where it elides: "D'
 * Angelo" is "D'Angelo". After a vowel it stands for an accent: "Nicolo' Maria" is "Nicolò Maria". */
static void
append_key (GString *key, const char *text)
{
  g_autofree char *folded = desco_text_fold (text);
  gboolean glue = TRUE; /* whether a space here would part nothing */
  gunichar last = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        {
          g_string_append_unichar (key, c);
          glue = FALSE;
          last = c;
        }
      else if (c == '\'')
        glue = glue || !is_vowel (last);
      else if ((c == ' ' || c == '-') && !glue)
        {
          g_string_append_c (key, ' ');
          glue = TRUE;
        }
    }
  if (key->len > 0 && key->str[key->len - 1] == ' ')
    g_string_truncate (key, key->len - 1);
}

/**
 * desco_person_name_check:
 * @text: (nullable): a surname or a name
 * @field: the field's name, as in JSON
 * @error: %DESCO_INPUT_ERROR of @field
 *
 * Returns: whether it can be one: not empty, not too long, with a letter, without control
 *   characters
 */
gboolean
desco_person_name_check (const char *text, const char *field, GError **error)
{
  gboolean has_letter = FALSE;
  glong length = 0;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      length++;
      has_letter = has_letter || g_unichar_isalpha (c);
      if (g_unichar_iscntrl (c))
        {
          desco_input_error_set (
              error, DESCO_INPUT_ERROR_INVALID, field,
              _ ("The name has a character in it that can't be printed (U+%04X): "
                 "write it again by hand."),
              c);
          return FALSE;
        }
    }

  if (length == 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, field,
                             _ ("Surname and name are both needed: write what is missing."));
      return FALSE;
    }
  if (length > DESCO_PERSON_NAME_MAX)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_TOO_LONG, field,
                             _ ("The name “%.*s…” has %ld characters, and %d are the most: shorten "
                                "it."),
                             (int) (g_utf8_offset_to_pointer (text, 20) - text), text, length,
                             DESCO_PERSON_NAME_MAX);
      return FALSE;
    }
  if (!has_letter)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, field,
                             _ ("The name “%s” has no letter in it: correct it."), text);
      return FALSE;
    }
  return TRUE;
}

/**
 * desco_person_name_make_sort_key:
 * @surname: (nullable): surname
 * @name: (nullable): name
 *
 * The key by which people stand in lists, and by which two spellings of a name are the same:
 * without case, accents, apostrophes and doubled spaces.
 *
 * Returns: (transfer full): the key
 */
char *
desco_person_name_make_sort_key (const char *surname, const char *name)
{
  g_autoptr (GString) forename = g_string_new (NULL);
  GString *key = g_string_new (NULL);

  append_key (key, surname);
  g_string_append_c (key, SEPARATOR);
  append_key (forename, name);
  g_string_append_len (key, forename->str, (gssize) forename->len);

  return g_string_free (key, FALSE);
}
