/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-money.h"

/* cents from text to text, no floating point between. */
static void
test_format (void)
{
  static const struct
  {
    gint64 cents;
    const char *italian;
    const char *decimal;
  } cases[] = {
    { 0, "0,00", "0.00" },
    { 1, "0,01", "0.01" },
    { -5, "-0,05", "-0.05" },
    { 10400, "104,00", "104.00" },
    { 123456, "1.234,56", "1234.56" },
    { -100000, "-1.000,00", "-1000.00" },
    { DESCO_MONEY_MAX, "999.999.999,99", "999999999.99" },
    { G_MININT64, "-92.233.720.368.547.758,08", "-92233720368547758.08" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *italian = desco_money_format (cases[i].cents);
      g_autofree char *decimal = desco_money_to_decimal (cases[i].cents);

      g_assert_cmpstr (italian, ==, cases[i].italian);
      g_assert_cmpstr (decimal, ==, cases[i].decimal);
    }
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64 cents; /* -1: refused */
  } cases[] = {
    { "5,20", 520 },
    { "5,2", 520 },
    { "5", 500 },
    { "0,00", 0 },
    { "1.234,56", 123456 },
    { "6.000,00", 600000 },
    { "15.000", 1500000 },
    { "4.80", 480 },
    { " € 4,00 ", 400 },
    { "4 €", 400 },
    { "19,99", 1999 },
    { "1234567,89", 123456789 },
    { "", -1 },
    { "-1", -1 },
    { "5,", -1 },
    { "5,205", -1 },
    { "1.23.456", -1 },
    { "12.34,56", -1 },
    { "1,234.56", -1 },
    { "abc", -1 },
    { "5,2a", -1 },
    { "1.234.56", -1 },
    { "٥", -1 },
    { "9999999999999999", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 cents = -1;

      g_test_message ("«%s»", cases[i].text);
      g_assert_cmpint (desco_money_parse (cases[i].text, &cents), ==, cases[i].cents >= 0);
      g_assert_cmpint (cents, ==, cases[i].cents);
    }
}

static void
test_parse_decimal (void)
{
  gint64 cents = -1;

  g_assert_true (desco_money_parse_decimal ("19.99", &cents));
  g_assert_cmpint (cents, ==, 1999);
  g_assert_true (desco_money_parse_decimal ("104", &cents));
  g_assert_cmpint (cents, ==, 10400);
  g_assert_true (desco_money_parse_decimal ("0.5", &cents));
  g_assert_cmpint (cents, ==, 50);
  g_assert_false (desco_money_parse_decimal ("1.005", &cents));
  g_assert_false (desco_money_parse_decimal ("1e3", &cents));
  g_assert_false (desco_money_parse_decimal ("1,00", &cents));
  g_assert_false (desco_money_parse_decimal ("-1.00", &cents));
  g_assert_false (desco_money_parse_decimal ("1.", &cents));
  g_assert_false (desco_money_parse_decimal (".50", &cents));
  g_assert_false (desco_money_parse_decimal (NULL, &cents));
}

static void
test_multiply (void)
{
  gint64 amount = -1;

  g_assert_true (desco_money_multiply (520, 20, &amount));
  g_assert_cmpint (amount, ==, 10400);
  g_assert_false (desco_money_multiply (G_MAXINT64 / 2, 3, &amount));
  g_assert_cmpint (amount, ==, 10400);
}

static void
test_parse_number (void)
{
  static const struct
  {
    const char *text;
    gint64 cents;
  } cases[] = {
    { "0", 0 },
    { "104", 10400 },
    { "104.1", 10410 },
    { "104.10", 10410 },
    { "104.1000", 10410 },
    { "0.01", 1 },
    { "1.0E7", G_GINT64_CONSTANT (1000000000) },
    { "1.23456789e+8", G_GINT64_CONSTANT (12345678900) },
    { "5E-2", 5 },
    { "999999999.99", DESCO_MONEY_MAX },
    { "1000000000.00", -1 },
    { "0.001", -1 },
    { "81.66000000000001", -1 },
    { "-1", -1 },
    { "", -1 },
    { "1e", -1 },
    { "1e999", -1 },
    { "1,5", -1 },
    { "1.5x", -1 },
    { "99999999999999999999999999", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 cents = -1;

      g_assert_cmpint (desco_money_parse_number (cases[i].text, &cents), ==, cases[i].cents >= 0);
      g_assert_cmpint (cents, ==, cases[i].cents);
    }
  g_assert_false (desco_money_parse_number (NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/money/R-01/format", test_format);
  g_test_add_func ("/model/money/R-01/parse", test_parse);
  g_test_add_func ("/model/money/R-01/parse-decimal", test_parse_decimal);
  g_test_add_func ("/model/money/R-01/multiply", test_multiply);
  g_test_add_func ("/model/money/parse-number", test_parse_number);
  return g_test_run ();
}
