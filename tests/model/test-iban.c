/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-error.h"
#include "model/desco-iban.h"

#include <string.h>

static void
assert_refused (const char *iban, gboolean (*check) (const char *iban, GError **error), int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = g_utf8_make_valid (iban != NULL ? iban : "none", -1);

  g_test_message ("%s", shown);
  g_assert_false (check (iban, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, code);
  g_assert_cmpstr (desco_error_get_field (error), ==, "iban");
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* The examples of SWIFT's registry: one for each length that there is, and the neighbours'. */
static void
test_sepa_countries (void)
{
  static const char *const ibans[] = {
    "IT60X0542811101000000123456",
    "SM86U0322509800000000270100",
    "DE89370400440532013000",
    "FR1420041010050500013M02606",
    "AT611904300234573201",
    "CH9300762011623852957",
    "SI56263300012039086",
    "HR1210010051863000160",
    "NL91ABNA0417164300",
    "BE68539007547034",
    "NO9386011117947",
    "MT84MALT011000012345MTLCAST001S",
    "GB29NWBK60161331926819",
    "RO49AAAA1B31007593840000",
    "PL61109010140000071219812874",
    "PT50000201231234567890154",
    "VA59001123000012345678",
    "AL47212110090000000235698741",
    "MK07250120000058984",
    "RS35260005601001611379",
    "MD24AG000225100013104168",
    "ME25505000012345678951",
    "IS140159260076545510730339",
    "GI75NWBK000000007099453",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ibans); i++)
    {
      g_autofree char *wrong = g_strdup (ibans[i]);
      g_autofree char *shorter = g_strndup (ibans[i], strlen (ibans[i]) - 1);
      g_autofree char *longer = g_strconcat (ibans[i], "0", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (desco_iban_check_sepa (ibans[i], &error));
      g_assert_no_error (error);
      wrong[3] = wrong[3] == '9' ? '0' : (char) (wrong[3] + 1);
      assert_refused (wrong, desco_iban_check_sepa, DESCO_INPUT_ERROR_INVALID);
      assert_refused (shorter, desco_iban_check_sepa, DESCO_INPUT_ERROR_INVALID);
      assert_refused (longer, desco_iban_check_sepa, DESCO_INPUT_ERROR_INVALID);
    }
}

/* Not SEPA's, no IBAN at all, or the Italian form with a right check and a letter too many. */
static void
test_refused (void)
{
  static const char *const ibans[] = {
    "TR330006100519786457841326",
    "BR1800360305000010009795493C1",
    "XX00",
    "DE",
    "d",
    "DE89 3704",
    "de89370400440532013000",
    "DE8\xff",
    "12345678901234567890",
    "DE893704004405320130è0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ibans); i++)
    assert_refused (ibans[i], desco_iban_check_sepa, DESCO_INPUT_ERROR_INVALID);
  assert_refused (NULL, desco_iban_check_sepa, DESCO_INPUT_ERROR_MISSING);
  assert_refused ("", desco_iban_check_sepa, DESCO_INPUT_ERROR_MISSING);
  /* pagoPA pays a creditor into an Italian account alone. */
  assert_refused ("DE89370400440532013000", desco_iban_check, DESCO_INPUT_ERROR_INVALID);
}

/* What is still being typed is not wrong yet; of no country, or too long, it is. */
static void
test_partial (void)
{
  static const struct
  {
    const char *iban;
    gboolean partial;
  } cases[] = {
    { NULL, TRUE },
    { "D", TRUE },
    { "DE", TRUE },
    { "DE8937040044053201300", TRUE },
    { "DE89370400440532013000", FALSE },
    { "DE893704004405320130000", FALSE },
    { "ZZ", FALSE },
    { "IT60X0542811101000000123456", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_true (desco_iban_is_partial (cases[i].iban) == cases[i].partial);
}

static void
test_normalize (void)
{
  g_autofree char *iban = desco_iban_normalize (" de89 3704\t0044 0532 0130 00 ");

  g_assert_cmpstr (iban, ==, "DE89370400440532013000");
  g_assert_null (desco_iban_normalize (NULL));
  g_assert_null (desco_iban_normalize (" \t"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/iban/sepa-countries", test_sepa_countries);
  g_test_add_func ("/model/iban/refused", test_refused);
  g_test_add_func ("/model/iban/partial", test_partial);
  g_test_add_func ("/model/iban/normalize", test_normalize);
  return g_test_run ();
}
