/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice-fixture.h"

#include "model/desco-error.h"
#include "papers/desco-paper-text-private.h"

#include <string.h>

static void
test_checks (void)
{
  static const struct
  {
    const char *number;
    gint64 amount;
    const char *creditor;
    const char *account;
    const char *debtor;
    const char *field; /* NULL: it is right */
  } cases[] = {
    { "318334243475847505", 1, "01199250158", NULL, "ANONIMO", NULL },
    { "318334243475847505", 99999999999, "01199250158", NULL, "ANONIMO", NULL },
    { "318334243475847505", 9999999999, "01199250158", "1", "ANONIMO", NULL },
    { "318334243475847505", 10000000000, "01199250158", "1", "ANONIMO", "amount" },
    { "318334243475847505", 100000000000, "01199250158", NULL, "ANONIMO", "amount" },
    { "318334243475847505", 0, "01199250158", NULL, "ANONIMO", "amount" },
    { "318334243475847505", -1, "01199250158", NULL, "ANONIMO", "amount" },
    { "318334243475847505", G_MININT64, "01199250158", NULL, "ANONIMO", "amount" },
    { "318334243475847506", 1, "01199250158", NULL, "ANONIMO", "noticeNumber" },
    { NULL, 1, "01199250158", NULL, "ANONIMO", "noticeNumber" },
    { "318334243475847505", 1, "0119925015", NULL, "ANONIMO", "creditorTaxCode" },
    { "318334243475847505", 1, "011992501580", NULL, "ANONIMO", "creditorTaxCode" },
    { "318334243475847505", 1, "0119925015A", NULL, "ANONIMO", "creditorTaxCode" },
    { "318334243475847505", 1, "٠١١٩٩٢٥٠١٥٨", NULL, "ANONIMO", "creditorTaxCode" },
    { "318334243475847505", 1, NULL, NULL, "ANONIMO", "creditorTaxCode" },
    { "318334243475847505", 1, "01199250158", "123456789012", "ANONIMO", NULL },
    { "318334243475847505", 1, "01199250158", "1234567890123", "ANONIMO", "postalAccount" },
    { "318334243475847505", 1, "01199250158", "12 34", "ANONIMO", "postalAccount" },
    { "318334243475847505", 1, "01199250158", NULL, "rssmra85t10a562s", NULL },
    { "318334243475847505", 1, "01199250158", NULL, "RSSMRA85T10A562SX", "debtorTaxCode" },
    { "318334243475847505", 1, "01199250158", NULL, "RSSMRÀ85T10A562", "debtorTaxCode" },
    { "318334243475847505", 1, "01199250158", NULL, " ", "debtorTaxCode" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoNotice) notice = desco_notice_new (cases[i].number, cases[i].amount, "Mensa");
      g_autoptr (GError) error = NULL;

      desco_notice_set_creditor (notice, cases[i].creditor, "Comune", NULL);
      desco_notice_set_debtor (notice, cases[i].debtor, "Rossi Maria", NULL);
      desco_notice_set_postal_account (notice, cases[i].account, NULL, NULL);
      desco_notice_check (notice, &error);
      if (cases[i].field == NULL)
        g_assert_no_error (error);
      else
        {
          g_test_message ("%s", error->message);
          g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
        }
    }
}

static void
test_missing (void)
{
  g_autoptr (DescoNotice) nameless = make_notice (" \n ");
  g_autoptr (DescoNotice) unsubjected = desco_notice_new ("318334243475847505", 1, "\t");
  g_autoptr (DescoNotice) uncredited = make_notice ("Rossi Maria");
  g_autoptr (GError) error = NULL;

  g_assert_false (desco_notice_check (nameless, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "debtorName");
  g_clear_error (&error);

  desco_notice_set_creditor (unsubjected, "01199250158", "Comune", NULL);
  desco_notice_set_debtor (unsubjected, "ANONIMO", "Rossi Maria", NULL);
  g_assert_false (desco_notice_check (unsubjected, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "subject");
  g_clear_error (&error);

  desco_notice_set_creditor (uncredited, "01199250158", NULL, NULL);
  g_assert_true (desco_notice_check_codes (uncredited, NULL));
  g_assert_false (desco_notice_check (uncredited, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "creditorName");
}

static void
test_fields (void)
{
  g_autoptr (DescoNotice) notice = make_notice ("Rossi \xff Maria");
  g_autofree char *qr = desco_notice_make_qr_text (notice, NULL);
  g_autofree char *data_matrix = desco_notice_make_data_matrix_text (notice, NULL);

  g_assert_cmpstr (desco_notice_get_debtor_tax_code (notice), ==, "RSSMRA85T10A562S");
  g_assert_true (g_utf8_validate (desco_notice_get_debtor_name (notice), -1, NULL));
  g_assert_cmpstr (qr, ==, "PAGOPA|002|318334243475847505|01199250158|10400");
  g_assert_cmpuint (strlen (data_matrix), ==, 256);

  desco_notice_set_postal_account (notice, "1", NULL, NULL);
  g_assert_cmpstr (desco_notice_get_postal_holder (notice), ==, "Comune di Vallechiara");
  desco_notice_set_postal_account (notice, "", NULL, NULL);
  g_assert_null (desco_notice_make_data_matrix_text (notice, NULL));

  desco_notice_set_due_date (notice, NULL);
  g_assert_null (desco_notice_get_due_date (notice));
}

static void
test_shorten (void)
{
  static const struct
  {
    const char *text;
    gsize width;
    const char *expected;
  } cases[] = {
    { NULL, 10, "" },
    { "Rossi Maria", 11, "Rossi Maria" },
    { "Rossi Maria", 10, "Rossi…" },
    { "Rossi Maria", 7, "Rossi…" },
    { "Rossi Maria", 6, "Rossi…" },
    { "Rossi Maria", 5, "Ross…" },
    { "  Rossi\n\tMaria  ", 20, "Rossi Maria" },
    { "Ros\x01si\xe2\x80\xae", 20, "Rossi" }, /* a control and an override of direction */
    { "Donaudampfschifffahrt", 10, "Donaudamp…" },
    { "Zürichbergstraße", 3, "Zü…" },
    { "q\xcc\x83q\xcc\x83q\xcc\x83", 4, "q\xcc\x83…" }, /* a mark stays with its letter */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shortened = desco_paper_text_shorten (cases[i].text, cases[i].width);

      g_assert_cmpstr (shortened, ==, cases[i].expected);
    }
}

static void
test_sentence (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "", "" },
    { "buoni mensa", "Buoni mensa" },
    { "BUONI MENSA 2026/27", "Buoni mensa 2026/27" },
    { "Buoni mensa per l'IC di Vallechiara", "Buoni mensa per l'IC di Vallechiara" },
    { "20 buoni", "20 buoni" },
    { "è il saldo", "È il saldo" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = desco_paper_text_to_sentence (cases[i].text, 90);

      g_assert_cmpstr (sentence, ==, cases[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notice/notice/N-16/checks", test_checks);
  g_test_add_func ("/notice/notice/missing", test_missing);
  g_test_add_func ("/notice/notice/N-05/fields", test_fields);
  g_test_add_func ("/notice/text/N-05/shorten", test_shorten);
  g_test_add_func ("/notice/text/N-03/sentence", test_sentence);
  return g_test_run ();
}
