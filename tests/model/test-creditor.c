/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-creditor.h"

#include "model/desco-date.h"
#include "model/desco-error.h"

static DescoCreditor *
make_creditor (void)
{
  DescoCreditor *creditor = desco_creditor_new ();

  creditor->tax_code = g_strdup ("00178920039");
  creditor->name = g_strdup ("Comune di Arona");
  creditor->town = g_strdup ("Arona");
  creditor->iban = g_strdup ("IT60 X054 2811 1010 0000 0123 456");
  creditor->segregation_code = 47;
  return creditor;
}

static void
set (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

/* What people leave out and how they group codes. */
static void
test_normalize (void)
{
  g_autoptr (DescoCreditor) creditor = make_creditor ();
  GDate today = desco_date_from_ymd (2026, 11, 24);
  g_autoptr (GError) error = NULL;

  set (&creditor->name, "  Comune   di Arona ");
  set (&creditor->department, "   ");
  set (&creditor->cbill, " am jvm");
  desco_creditor_normalize (creditor, &today);

  g_assert_cmpstr (creditor->name, ==, "Comune di Arona");
  g_assert_cmpstr (creditor->iban, ==, "IT60X0542811101000000123456");
  g_assert_cmpstr (creditor->cbill, ==, "AMJVM");
  g_assert_null (creditor->department);
  g_assert_cmpstr (creditor->taxonomy, ==, "9/0107101TS/");
  g_assert_cmpstr (creditor->school_year, ==, "2026/2027");
  g_assert_true (desco_creditor_check (creditor, &error));
  g_assert_no_error (error);
}

/* N-04: each refusal names its field. */
static void
test_refused (void)
{
  g_autofree char *long_name = g_strnfill (300, 'x');
  g_autofree char *long_department = g_strnfill (51, 'x');
  const struct
  {
    gsize field;
    const char *value;
    const char *name;
    int code;
  } cases[] = {
#define FIELD(name) G_STRUCT_OFFSET (DescoCreditor, name)
    { FIELD (tax_code), NULL, "creditorTaxCode", DESCO_INPUT_ERROR_MISSING },
    { FIELD (tax_code), "001789200300", "creditorTaxCode", DESCO_INPUT_ERROR_INVALID },
    { FIELD (tax_code), "0017892003O", "creditorTaxCode", DESCO_INPUT_ERROR_INVALID },
    { FIELD (tax_code), "0017892003", "creditorTaxCode", DESCO_INPUT_ERROR_INVALID },
    { FIELD (tax_code), "RSSMRA85T10A562S", "creditorTaxCode", DESCO_INPUT_ERROR_INVALID },
    { FIELD (name), " ", "name", DESCO_INPUT_ERROR_MISSING },
    { FIELD (name), "Comune \xff", "name", DESCO_INPUT_ERROR_INVALID },
    { FIELD (name), long_name, "name", DESCO_INPUT_ERROR_TOO_LONG },
    { FIELD (town), "", "town", DESCO_INPUT_ERROR_MISSING },
    { FIELD (department), long_department, "department", DESCO_INPUT_ERROR_TOO_LONG },
    { FIELD (iban), NULL, "iban", DESCO_INPUT_ERROR_MISSING },
    { FIELD (iban), "IT60X0542811101000000123457", "iban", DESCO_INPUT_ERROR_INVALID },
    { FIELD (iban), "IT60X054281110100000012345", "iban", DESCO_INPUT_ERROR_INVALID },
    { FIELD (iban), "DE89370400440532013000", "iban", DESCO_INPUT_ERROR_INVALID },
    { FIELD (cbill), "AB-12", "cbill", DESCO_INPUT_ERROR_INVALID },
    { FIELD (postal_account), "12345678", "postalHolder", DESCO_INPUT_ERROR_MISSING },
    { FIELD (postal_account), "1234567890123", "postalAccount", DESCO_INPUT_ERROR_INVALID },
    { FIELD (postal_account), "12a", "postalAccount", DESCO_INPUT_ERROR_INVALID },
    { FIELD (postal_holder), "Comune", "postalAccount", DESCO_INPUT_ERROR_MISSING },
    { FIELD (taxonomy), "9/0107101", "taxonomy", DESCO_INPUT_ERROR_INVALID },
    { FIELD (school_year), "2026/2028", "schoolYear", DESCO_INPUT_ERROR_INVALID },
    { FIELD (school_year), "2026-2027", "schoolYear", DESCO_INPUT_ERROR_INVALID },
#undef FIELD
  };
  GDate today = desco_date_from_ymd (2026, 11, 24);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoCreditor) creditor = make_creditor ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].name);
      set (G_STRUCT_MEMBER_P (creditor, cases[i].field), cases[i].value);
      desco_creditor_normalize (creditor, &today);
      g_assert_false (desco_creditor_check (creditor, &error));
      g_assert_error (error, DESCO_INPUT_ERROR, cases[i].code);
      g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].name);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* N-10: the slip needs number, holder and authorisation. */
static void
test_postal (void)
{
  g_autoptr (DescoCreditor) creditor = make_creditor ();
  GDate today = desco_date_from_ymd (2026, 11, 24);
  g_autoptr (GError) error = NULL;

  set (&creditor->postal_account, "12345678");
  set (&creditor->postal_holder, "Comune di Arona, servizio mensa");
  desco_creditor_normalize (creditor, &today);
  g_assert_false (desco_creditor_check (creditor, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "postalAuthorisation");
  g_clear_error (&error);

  set (&creditor->postal_authorisation, "AUT. DB/SSIC/E 1234 DEL 01.01.2026");
  g_assert_true (desco_creditor_check (creditor, &error));
  g_assert_no_error (error);
}

static void
test_segregation_code (void)
{
  static const struct
  {
    const char *text;
    int code; /* -1: refused */
  } cases[] = {
    { "00", 0 },   { "07", 7 },  { "99", 99 }, { "7", -1 },
    { "100", -1 }, { "-1", -1 }, { "", -1 },   { NULL, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint code = 1000;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (desco_segregation_code_parse (cases[i].text, &code, &error), ==,
                       cases[i].code >= 0);
      if (cases[i].code >= 0)
        g_assert_cmpuint (code, ==, (guint) cases[i].code);
      else
        g_assert_cmpstr (desco_error_get_field (error), ==, "segregationCode");
    }
}

/* An office works on the coming year from July on. */
static void
test_school_year (void)
{
  static const struct
  {
    guint year, month, day;
    const char *school_year;
  } cases[] = {
    { 2026, 9, 1, "2026/2027" },
    { 2026, 12, 31, "2026/2027" },
    { 2027, 6, 30, "2026/2027" },
    { 2027, 7, 1, "2027/2028" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date = desco_date_from_ymd (cases[i].year, cases[i].month, cases[i].day);
      g_autofree char *school_year = desco_school_year_of_date (&date);

      g_assert_cmpstr (school_year, ==, cases[i].school_year);
      g_assert_true (desco_school_year_check (school_year, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/creditor/normalize", test_normalize);
  g_test_add_func ("/model/creditor/N-04-refused", test_refused);
  g_test_add_func ("/model/creditor/N-10-postal", test_postal);
  g_test_add_func ("/model/creditor/segregation-code", test_segregation_code);
  g_test_add_func ("/model/creditor/school-year", test_school_year);
  return g_test_run ();
}
