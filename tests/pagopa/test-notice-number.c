/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-notice-number.h"

#include "model/desco-error.h"

#include <json-glib/json-glib.h>
#include <string.h>

static JsonNode *
load_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

static void
test_vectors (void)
{
  g_autoptr (JsonNode) root = load_data ("notice-numbers.json");
  JsonArray *valid = json_object_get_array_member (json_node_get_object (root), "valid");
  JsonArray *invalid = json_object_get_array_member (json_node_get_object (root), "invalid");

  g_assert_cmpuint (json_array_get_length (valid), >=, 98);
  for (guint i = 0; i < json_array_get_length (valid); i++)
    {
      g_autoptr (GError) error = NULL;

      desco_notice_number_check (json_array_get_string_element (valid, i), &error);
      g_assert_no_error (error);
    }

  g_assert_cmpuint (json_array_get_length (invalid), >=, 98);
  for (guint i = 0; i < json_array_get_length (invalid); i++)
    {
      const char *number = json_array_get_string_element (invalid, i);
      g_autoptr (GError) error = NULL;

      g_test_message ("«%s»", number);
      g_assert_false (desco_notice_number_check (number, &error));
      g_assert_cmpstr (desco_error_get_field (error), ==, "noticeNumber");
    }
}

/* Each reason says what is wrong, with the number in it. */
static void
test_reasons (void)
{
  static const struct
  {
    const char *number;
    int code;
    const char *reason;
  } cases[] = {
    { NULL, DESCO_INPUT_ERROR_MISSING, "missing" },
    { "", DESCO_INPUT_ERROR_MISSING, "missing" },
    { "3", DESCO_INPUT_ERROR_INVALID, "has 1 digit " },
    { "2113642238707355080", DESCO_INPUT_ERROR_INVALID, "has 19 digits" },
    { "2113642238x0735508", DESCO_INPUT_ERROR_INVALID, "not digits" },
    { "٣11364223870735508", DESCO_INPUT_ERROR_INVALID, "not digits" },
    { "3020 1000 0100 0000 94", DESCO_INPUT_ERROR_INVALID, "not digits" },
    { "302000100000009424\n", DESCO_INPUT_ERROR_INVALID, "not digits" },
    { "\xff", DESCO_INPUT_ERROR_INVALID, "not text" },
    { "411364223870735508", DESCO_INPUT_ERROR_INVALID, "begins with 4" },
    { "302012387654312384", DESCO_INPUT_ERROR_INVALID, "302012387654312384" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (desco_notice_number_check (cases[i].number, &error));
      g_assert_error (error, DESCO_INPUT_ERROR, cases[i].code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].reason));
    }
}

static void
test_assign (void)
{
  static const struct
  {
    guint segregation;
    guint device;
    guint64 counter;
    const char *stem;
  } cases[] = {
    { 0, 0, 0, "3000000000000000" },
    { 2, 0, 1, "3020000000000001" },
    { 7, 42, 1234567890, "3070421234567890" },
    { 99, 999, 9999999999, "3999999999999999" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *number = desco_notice_number_assign (cases[i].segregation, cases[i].device,
                                                            cases[i].counter, &error);
      guint64 stem = g_ascii_strtoull (cases[i].stem, NULL, 10);
      g_autofree char *expected = g_strdup_printf ("%s%02u", cases[i].stem, (guint) (stem % 93));

      g_assert_no_error (error);
      g_assert_cmpstr (number, ==, expected);
      g_assert_true (desco_notice_number_check (number, NULL));
    }
}

static void
test_assign_limits (void)
{
  static const struct
  {
    guint segregation;
    guint device;
    guint64 counter;
    const char *field;
  } cases[] = {
    { 100, 0, 0, "segregationCode" },
    { 0, 1000, 0, "deviceCode" },
    { 0, 0, DESCO_NOTICE_NUMBER_COUNTER_MAX + 1, "counter" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (desco_notice_number_assign (cases[i].segregation, cases[i].device,
                                                 cases[i].counter, &error));
      g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_OUT_OF_RANGE);
      g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
    }
}

/* One wrong digit, or two neighbours exchanged, never pass the check. */
static void
test_typing_mistakes (void)
{
  g_autofree char *number = desco_notice_number_assign (2, 1, 4711, NULL);

  for (guint i = 1; i < DESCO_NOTICE_NUMBER_LENGTH; i++)
    {
      g_autofree char *exchanged = g_strdup (number);

      for (char digit = '0'; digit <= '9'; digit++)
        {
          g_autofree char *changed = g_strdup (number);

          changed[i] = digit;
          g_assert_true (desco_notice_number_check (changed, NULL) == (digit == number[i]));
        }

      exchanged[i] = number[i - 1];
      exchanged[i - 1] = number[i];
      g_assert_true (desco_notice_number_check (exchanged, NULL) == (number[i] == number[i - 1]));
    }
}

static void
test_iuv (void)
{
  static const struct
  {
    const char *number;
    const char *iuv;
  } cases[] = {
    { "396281532470807124", "96281532470807124" },
    { "022986044102678023", "986044102678023" },
    { "242493484358848177", "42493484358848177" },
    { "177725813083739954", "77725813083739954" },
    { "302012387654312384", "02012387654312384" }, /* pagoPA's own may fail the check */
    { "411364223870735508", NULL },
    { "30201238765431238", NULL },
    { "3020123876543123845", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *iuv = desco_notice_number_get_iuv (cases[i].number);

      g_assert_cmpstr (iuv, ==, cases[i].iuv);
    }
}

static void
test_format (void)
{
  g_autofree char *text = desco_notice_number_format ("302012387654312384");

  g_assert_cmpstr (text, ==, "3020 1238 7654 3123 84");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pagopa/notice-number/vectors", test_vectors);
  g_test_add_func ("/pagopa/notice-number/reasons", test_reasons);
  g_test_add_func ("/pagopa/notice-number/assign", test_assign);
  g_test_add_func ("/pagopa/notice-number/assign-limits", test_assign_limits);
  g_test_add_func ("/pagopa/notice-number/typing-mistakes", test_typing_mistakes);
  g_test_add_func ("/pagopa/notice-number/iuv", test_iuv);
  g_test_add_func ("/pagopa/notice-number/N-08/groups-of-four", test_format);
  return g_test_run ();
}
