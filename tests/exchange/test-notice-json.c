/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-notice-json.h"

#include "model/desco-error.h"

#include <string.h>

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

/* A notice of JSON in which @member, given as "name": value, stands for what is usual. */
static JsonNode *
make_list (const char *member)
{
  g_autofree char *text = g_strdup_printf (
      "[{\"noticeNumber\": \"318334243475847505\", \"creditorTaxCode\": \"56693503123\","
      "\"creditorName\": \"Comune\", \"amount\": 10400, \"debtorTaxCode\": \"ANONIMO\","
      "\"debtorName\": \"Rossi\", \"subject\": \"Mensa\", %s}]",
      member);

  return parse (text);
}

static void
test_vectors (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "notices.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonNode) answers = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *input;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  input = json_node_get_array (json_parser_get_root (parser));
  answers = desco_notice_json_encode (json_parser_get_root (parser), &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (answers, json_parser_get_root (parser)));

  /* And the codes are made anew, not handed back. */
  g_clear_pointer (&answers, json_node_unref);
  for (guint i = 0; i < json_array_get_length (input); i++)
    {
      JsonObject *notice = json_array_get_object_element (input, i);

      json_object_set_string_member (notice, "qr", "?");
      json_object_remove_member (notice, "dataMatrix");
    }
  answers = desco_notice_json_encode (json_parser_get_root (parser), &error);
  for (guint i = 0; i < json_array_get_length (input); i++)
    {
      JsonObject *answer = json_array_get_object_element (json_node_get_array (answers), i);

      g_assert_true (
          g_str_has_prefix (json_object_get_string_member (answer, "qr"), "PAGOPA|002|3"));
      g_assert_cmpuint (strlen (json_object_get_string_member (answer, "dataMatrix")), ==, 256);
    }
}

static void
test_without_slip (void)
{
  g_autoptr (JsonNode) input = make_list ("\"postalAccount\": null");
  g_autoptr (JsonNode) answers = desco_notice_json_encode (input, NULL);
  JsonObject *answer = json_array_get_object_element (json_node_get_array (answers), 0);

  g_assert_true (json_object_has_member (answer, "qr"));
  g_assert_true (json_object_get_null_member (answer, "dataMatrix"));
  g_assert_cmpstr (json_object_get_string_member (answer, "creditorName"), ==, "Comune");
}

static void
test_all_members (void)
{
  g_autoptr (JsonNode) input = make_list (
      "\"department\": \"Ufficio\", \"cbill\": \"AB12C\", \"postalAccount\": \"1\","
      "\"postalHolder\": \"Tesoreria\", \"postalAuthorisation\": \"AUT. 1\","
      "\"debtorAddress\": \"Via Roma 1\", \"dueDate\": \"2026-12-31\", \"other\": [1]");
  g_autoptr (GPtrArray) notices = desco_notice_json_parse_list (input, NULL);
  DescoNotice *notice = g_ptr_array_index (notices, 0);

  g_assert_cmpstr (desco_notice_get_number (notice), ==, "318334243475847505");
  g_assert_cmpint (desco_notice_get_amount (notice), ==, 10400);
  g_assert_cmpstr (desco_notice_get_subject (notice), ==, "Mensa");
  g_assert_cmpstr (desco_notice_get_creditor_tax_code (notice), ==, "56693503123");
  g_assert_cmpstr (desco_notice_get_creditor_name (notice), ==, "Comune");
  g_assert_cmpstr (desco_notice_get_department (notice), ==, "Ufficio");
  g_assert_cmpstr (desco_notice_get_cbill (notice), ==, "AB12C");
  g_assert_cmpstr (desco_notice_get_postal_account (notice), ==, "1");
  g_assert_cmpstr (desco_notice_get_postal_holder (notice), ==, "Tesoreria");
  g_assert_cmpstr (desco_notice_get_postal_authorisation (notice), ==, "AUT. 1");
  g_assert_cmpstr (desco_notice_get_debtor_tax_code (notice), ==, "ANONIMO");
  g_assert_cmpstr (desco_notice_get_debtor_name (notice), ==, "Rossi");
  g_assert_cmpstr (desco_notice_get_debtor_address (notice), ==, "Via Roma 1");
  g_assert_cmpuint (g_date_get_day (desco_notice_get_due_date (notice)), ==, 31);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *member;
    const char *field;
  } cases[] = {
    { "\"amount\": 104.5", "amount" },
    { "\"amount\": \"10400\"", "amount" },
    { "\"amount\": null", "amount" },
    { "\"amount\": true", "amount" },
    { "\"amount\": 0", "amount" },
    { "\"amount\": 100000000000", "amount" },
    { "\"noticeNumber\": 318334243475847505", "noticeNumber" },
    { "\"noticeNumber\": \"318334243475847506\"", "noticeNumber" },
    { "\"creditorTaxCode\": \"1\"", "creditorTaxCode" },
    { "\"debtorName\": [\"Rossi\"]", "debtorName" },
    { "\"debtorName\": null", "debtorName" },
    { "\"dueDate\": \"31/12/2026\"", "dueDate" },
    { "\"dueDate\": \"2026-02-30\"", "dueDate" },
    { "\"postalAccount\": \"12345678901234\"", "postalAccount" },
    { "\"subject\": {}", "subject" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) input = make_list (cases[i].member);
      g_autoptr (GError) error = NULL;

      g_assert_null (desco_notice_json_encode (input, &error));
      g_test_message ("%s", error->message);
      g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
      g_assert_nonnull (strstr (error->message, "Notice 1"));
    }
}

static void
test_shapes (void)
{
  static const char *const shapes[] = { "{}", "\"x\"", "null", "[1]", "[[]]", "[null]" };
  g_autoptr (GError) error = NULL;

  g_assert_null (desco_notice_json_encode (NULL, &error));
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (JsonNode) input = parse (shapes[i]);

      g_clear_error (&error);
      g_assert_null (desco_notice_json_encode (input, &error));
      g_assert_cmpstr (desco_error_get_field (error), ==, "notices");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/notice-json/N-09-N-11/vectors", test_vectors);
  g_test_add_func ("/exchange/notice-json/without-slip", test_without_slip);
  g_test_add_func ("/exchange/notice-json/all-members", test_all_members);
  g_test_add_func ("/exchange/notice-json/N-16/refusals", test_refusals);
  g_test_add_func ("/exchange/notice-json/shapes", test_shapes);
  return g_test_run ();
}
