/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-json.h"

#include "model/desco-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No document that we read is a third as deep. The parser calls itself at each level, so that a
 * text of brackets alone would use up the stack. */
#define MAX_DEPTH 32

static gboolean
is_shallow (const char *text, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '{' || text[i] == '[') && ++depth > MAX_DEPTH)
        return FALSE;
      else if (!in_string && (text[i] == '}' || text[i] == ']') && depth > 0)
        depth--;
    }
  return TRUE;
}

/* Where the value that begins at @start ends; @length where it has no end. */
static gsize
find_end (const char *text, gsize length, gsize start)
{
  guint depth = 0;
  gboolean in_string = FALSE;
  gsize i = start;

  if (strchr ("{[\"", text[start]) == NULL)
    {
      while (i < length && (g_ascii_isalnum (text[i]) || strchr ("+-.", text[i]) != NULL))
        i++;
      return i;
    }

  for (; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '{' || text[i] == '['))
        depth++;
      else if (!in_string && (text[i] == '}' || text[i] == ']') && depth > 0)
        depth--;
      if (!in_string && depth == 0)
        return i + 1;
    }
  return length;
}

/* The parser takes the first of several documents for the only one, and assignments for documents:
 * an answer that came twice would pass for one. */
static gboolean
is_one_document (const char *text, gsize length)
{
  static const char BLANKS[] = " \t\r\n";
  gsize start = 0;

  while (start < length && strchr (BLANKS, text[start]) != NULL)
    start++;
  if (start == length)
    return TRUE;
  if (strchr ("{[\"-0123456789tfn", text[start]) == NULL)
    return FALSE;

  for (gsize i = find_end (text, length, start); i < length; i++)
    if (strchr (BLANKS, text[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* The character that is written in four digits after "\\u"; -1 where there are none. */
static int
read_escape (const char *text, gsize length)
{
  int character = 0;

  if (length < 6 || text[0] != '\\' || text[1] != 'u')
    return -1;
  for (gsize i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      character = character * 16 + g_ascii_xdigit_value (text[i]);
    }
  return character;
}

/* Why a text in it could not be read as it was meant: a NUL would silently end the C string that a
 * JSON string becomes, and half of a surrogate pair, or of its digits, what is not UTF-8. Escapes stand in
 * strings only, and the character after a backslash belongs to it. */
static const char *
find_wrong_escape (const char *text, gsize length)
{
  for (gsize i = 0; i + 1 < length; i++)
    {
      int character;

      if (text[i] != '\\')
        continue;
      character = read_escape (text + i, length - i);
      if (character == 0)
        return _ ("a text in it has a NUL character");
      if (character >= 0xd800 && character <= 0xdbff)
        {
          int second = read_escape (text + i + 6, length - i - 6);

          if (second < 0xdc00 || second > 0xdfff)
            return _ ("a text in it has half a character");
          i += 6;
        }
      else if ((character >= 0xdc00 && character <= 0xdfff)
               || (character < 0 && text[i + 1] == 'u'))
        return _ ("a text in it has half a character");
      i++;
    }
  return NULL;
}

static gboolean
check (const char *text, gsize length, GError **error)
{
  const char *wrong = NULL;

  if (!g_utf8_validate_len (text, length, NULL))
    wrong = _ ("it is not in UTF-8");
  else if (!is_shallow (text, length))
    wrong = _ ("it has more brackets within brackets than any that Desco reads");
  else if (!is_one_document (text, length))
    wrong = _ ("it is not one JSON document alone");
  else
    wrong = find_wrong_escape (text, length);

  if (wrong != NULL)
    desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "input", "%s", wrong);
  return wrong == NULL;
}

/**
 * desco_json_parse:
 * @text: (array length=length): a document from outside
 * @length: its bytes
 * @error: %DESCO_INPUT_ERROR, whose message is a clause without a full stop
 *
 * Reads JSON that nobody vouches for: what would exhaust the parser's stack, or lose the end of a
 * text, is refused before it is parsed.
 *
 * Returns: (transfer full) (nullable): the document, which may not be changed
 */
JsonNode *
desco_json_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;
  JsonNode *root = NULL;

  if (!check (text, length, error))
    return NULL;
  if (length > 0 && !json_parser_load_from_data (parser, text, (gssize) length, &problem))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "input", "%s", problem->message);
      return NULL;
    }
  if (length > 0)
    root = json_parser_steal_root (parser);
  if (root == NULL)
    desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "input", _ ("it is empty"));
  return root;
}

static gboolean
is_of_number (char c)
{
  return g_ascii_isdigit (c) || c == '.' || c == '+' || c == '-' || c == 'e' || c == 'E';
}

/**
 * desco_json_parse_exactly:
 * @text: (array length=length): a document from outside
 * @length: its bytes
 * @error: %DESCO_INPUT_ERROR, as of desco_json_parse()
 *
 * As desco_json_parse(), but each number comes as a text of its own digits, because a parser that
 * makes floating-point numbers of them would not give the cents back.
 *
 * Returns: (transfer full) (nullable): the document, which may not be changed
 */
JsonNode *
desco_json_parse_exactly (const char *text, gsize length, GError **error)
{
  g_autoptr (GString) quoted = g_string_sized_new (length + length / 8);
  gboolean in_string = FALSE;
  gsize i = 0;

  while (i < length)
    {
      if (!in_string && (g_ascii_isdigit (text[i]) || text[i] == '-'))
        {
          gsize begin = i;

          while (i < length && is_of_number (text[i]))
            i++;
          g_string_append_c (quoted, '"');
          g_string_append_len (quoted, text + begin, (gssize) (i - begin));
          g_string_append_c (quoted, '"');
          continue;
        }
      if (text[i] == '"')
        in_string = !in_string;
      else if (in_string && text[i] == '\\' && i + 1 < length)
        g_string_append_c (quoted, text[i++]);
      g_string_append_c (quoted, text[i++]);
    }
  return desco_json_parse (quoted->str, quoted->len, error);
}
