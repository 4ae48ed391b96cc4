/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-json.h"

#include "model/desco-error.h"

#include <string.h>

static void
test_accepted (void)
{
  static const char *const cases[] = {
    "[]",
    "{\"a\": [1, {\"b\": null}]}",
    "\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"",
    " {\"a\": \"}{\"} \n",
    "true ",
    "-1",
    "\"\\\\u0000\"", /* a backslash and five characters: no NUL */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = desco_json_parse (cases[i], strlen (cases[i]), &error);

      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    DescoInputError code;
  } cases[] = {
    { "", DESCO_INPUT_ERROR_MISSING },
    { " \n", DESCO_INPUT_ERROR_MISSING },
    { "[", DESCO_INPUT_ERROR_INVALID },
    { "{\"a\": 1} {\"a\": 1}", DESCO_INPUT_ERROR_INVALID }, /* an answer that came twice */
    { "[1]{}", DESCO_INPUT_ERROR_INVALID },
    { "\"a\" {}", DESCO_INPUT_ERROR_INVALID },
    { "1 {}", DESCO_INPUT_ERROR_INVALID },
    { "1{}", DESCO_INPUT_ERROR_INVALID },
    { "var a = {};", DESCO_INPUT_ERROR_INVALID },
    { "[] x", DESCO_INPUT_ERROR_INVALID },
    { "\"\xe8\"", DESCO_INPUT_ERROR_INVALID },
    { "\"Rossi\\u0000Bianchi\"", DESCO_INPUT_ERROR_INVALID },
    { "\"\\\\\\u0000\"", DESCO_INPUT_ERROR_INVALID },
    { "\"\\ud800\"", DESCO_INPUT_ERROR_INVALID },
    { "\"\\ud83cx\"", DESCO_INPUT_ERROR_INVALID },
    { "\"\\ud\xc2\xa0"
      "800\"",
      DESCO_INPUT_ERROR_INVALID },
    { "\"\\u00e\"", DESCO_INPUT_ERROR_INVALID },
    { "\"\\ud83c\\ud83c\"", DESCO_INPUT_ERROR_INVALID },
    { "\"\\uDF7D\\ud83c\"", DESCO_INPUT_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (desco_json_parse (cases[i].text, strlen (cases[i].text), &error));
      g_assert_error (error, DESCO_INPUT_ERROR, (int) cases[i].code);
    }
}

/* A character beyond the first 65,536 is two escapes, and comes back as itself. */
static void
test_pairs (void)
{
  static const char text[] = "\"mensa \\ud83c\\uDF7D\\ud83c\\udf4e\"";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = desco_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (json_node_get_string (node), ==, "mensa 🍽🍎");
}

/* A hundred thousand brackets are refused, not followed to the end of the stack. */
static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  g_assert_null (desco_json_parse (text->str, text->len, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_INVALID);
}

/* digits come as they were written, in texts too. */
static void
test_exactly (void)
{
  static const struct
  {
    const char *text;
    const char *parsed;
  } cases[] = {
    { "{\"a\":0.10,\"b\":[-1,1.0E7]}", "{\"a\":\"0.10\",\"b\":[\"-1\",\"1.0E7\"]}" },
    { "{\"1\":\"2.50\",\"c\":\"\\\"7\\\"\"}", "{\"1\":\"2.50\",\"c\":\"\\\"7\\\"\"}" },
    { "[true,null,12345678901234567890.12]", "[true,null,\"12345678901234567890.12\"]" },
  };
  static const char *const refused[] = { "", "[1", "1 2", "[\"\\", "{1:2" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node
          = desco_json_parse_exactly (cases[i].text, strlen (cases[i].text), &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      again = json_to_string (node, FALSE);
      g_assert_cmpstr (again, ==, cases[i].parsed);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (desco_json_parse_exactly (refused[i], strlen (refused[i]), &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/json/accepted", test_accepted);
  g_test_add_func ("/model/json/refused", test_refused);
  g_test_add_func ("/model/json/pairs", test_pairs);
  g_test_add_func ("/model/json/deep", test_deep);
  g_test_add_func ("/model/json/exactly", test_exactly);
  return g_test_run ();
}
