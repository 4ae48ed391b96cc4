/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-notice-codes.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

static void
test_vectors (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "notices.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *notices;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  notices = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (notices), ==, 24);

  for (guint i = 0; i < json_array_get_length (notices); i++)
    {
      JsonObject *notice = json_array_get_object_element (notices, i);
      g_autofree char *qr
          = desco_notice_qr_text (json_object_get_string_member (notice, "noticeNumber"),
                                  json_object_get_string_member (notice, "creditorTaxCode"),
                                  json_object_get_int_member (notice, "amount"));
      g_autofree char *data_matrix = desco_notice_data_matrix_text (
          json_object_get_string_member (notice, "noticeNumber"),
          json_object_get_string_member (notice, "creditorTaxCode"),
          json_object_get_int_member (notice, "amount"),
          json_object_get_string_member (notice, "postalAccount"),
          json_object_get_string_member (notice, "debtorTaxCode"),
          json_object_get_string_member (notice, "debtorName"),
          json_object_get_string_member (notice, "subject"));

      g_assert_cmpstr (qr, ==, json_object_get_string_member (notice, "qr"));
      g_assert_cmpstr (data_matrix, ==, json_object_get_string_member (notice, "dataMatrix"));
    }
}

static void
test_normalize (void)
{
  static const struct
  {
    const char *text;
    gsize width;
    const char *expected;
  } cases[] = {
    { NULL, 3, "   " },
    { "", 3, "   " },
    { "abc", 0, "" },
    { "Nicolò", 6, "NICOLO" },
    { "Nicolo\xcc\x80", 6, "NICOLO" }, /* decomposed already */
    { "Weiß", 6, "WEISS " },
    { "Weiß", 4, "WEIS" }, /* cut by characters of what comes out */
    { "WEIẞ", 5, "WEI  " },
    { "ﬁnoﬄ", 7, "FINOFFL" },
    { "ŉ", 3, " N " },
    { "ız İi", 5, "IZ II" },
    { "a\tb\r\nc", 7, "A B  C " },
    { "&'-.:_, 09", 10, "&'-.:_, 09" },
    { "(\"/|€’–3ª", 9, "       3 " },
    { "日本x", 4, "  X " },
    { "מ\xd6\xb0x", 3, " X " }, /* a point of Hebrew is a mark */
    { "a😀b", 4, "A B " },
    { "a\xff"
      "b",
      4, "A B " },
    { "Łódź", 5, " ODZ " },
    { "Ævar Øst", 8, " VAR  ST" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normalized = desco_notice_normalize_text (cases[i].text, cases[i].width);

      g_assert_cmpstr (normalized, ==, cases[i].expected);
      g_assert_cmpuint (strlen (normalized), ==, cases[i].width);
    }
}

/* Whatever the names are, the text has 256 characters of the set and its fields stay in place. */
static void
test_data_matrix_is_exact (void)
{
  static const char *const hostile[] = { "",
                                         "ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß",
                                         "محمد بن عبد الله",
                                         "a\nb\n\n\nc",
                                         "ｆｕｌｌ",
                                         "z̸̢̛͓͍̯̱̈́a̶l̵g̴o̸" };

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *text = desco_notice_data_matrix_text (
          "302000000000000100", "01199250158", 1, "1", hostile[i], hostile[i], hostile[i]);

      g_assert_cmpuint (strlen (text), ==, DESCO_NOTICE_DATA_MATRIX_LENGTH);
      g_assert_cmpuint (strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789&'-.:_, codfase=;"), ==,
                        DESCO_NOTICE_DATA_MATRIX_LENGTH);
      g_assert_true (g_str_has_prefix (text, "codfase=NBPA;18302000000000000100"
                                             "12000000000001100000000001389"
                                             "61P101199250158"));
      g_assert_true (g_str_has_suffix (text, "            A"));
    }
}

static void
test_data_matrix_digits_that_do_not_fit (void)
{
  g_autofree char *greatest = desco_notice_data_matrix_text (
      "302000000000000100", "01199250158", 9999999999, "123456789012", "ANONIMO", "a", "b");

  g_assert_cmpuint (strlen (greatest), ==, DESCO_NOTICE_DATA_MATRIX_LENGTH);
  g_assert_null (desco_notice_data_matrix_text ("302000000000000100", "01199250158", 10000000000,
                                                "1", "ANONIMO", "a", "b"));
  g_assert_null (desco_notice_data_matrix_text ("302000000000000100", "01199250158", 1,
                                                "1234567890123", "ANONIMO", "a", "b"));
  g_assert_null (desco_notice_data_matrix_text ("302000000000000100", "0119925015", 1, "1",
                                                "ANONIMO", "a", "b"));
  g_assert_null (desco_notice_data_matrix_text ("30200000000000010", "01199250158", 1, "1",
                                                "ANONIMO", "a", "b"));
}

static void
test_qr_amounts (void)
{
  static const struct
  {
    gint64 amount;
    const char *text;
  } cases[] = {
    { 1, "PAGOPA|002|302000000000000100|01199250158|01" },
    { 99, "PAGOPA|002|302000000000000100|01199250158|99" },
    { 100, "PAGOPA|002|302000000000000100|01199250158|100" },
    { 1999, "PAGOPA|002|302000000000000100|01199250158|1999" },
    { 99999999999, "PAGOPA|002|302000000000000100|01199250158|99999999999" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = desco_notice_qr_text ("302000000000000100", "01199250158", cases[i].amount);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pagopa/notice-codes/N-09-N-11/vectors", test_vectors);
  g_test_add_func ("/pagopa/notice-codes/N-12/normalize", test_normalize);
  g_test_add_func ("/pagopa/notice-codes/N-11/exact", test_data_matrix_is_exact);
  g_test_add_func ("/pagopa/notice-codes/N-11/digits", test_data_matrix_digits_that_do_not_fit);
  g_test_add_func ("/pagopa/notice-codes/N-09/amounts", test_qr_amounts);
  return g_test_run ();
}
