/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-tax-code.h"

#include "model/desco-date.h"
#include "model/desco-error.h"

#include <string.h>

static void
test_valid (void)
{
  static const struct
  {
    const char *code;
    DescoTaxCodeKind kind;
  } cases[] = {
    { "RSSMRA85T10A562S", DESCO_TAX_CODE_PERSON },
    { "rssmra85t10a562s", DESCO_TAX_CODE_PERSON },
    { "BSCMTT83A12L719R", DESCO_TAX_CODE_PERSON },
    { "RSSMRA80A01H501U", DESCO_TAX_CODE_PERSON },
    { "RSSMRA80A01H50MM", DESCO_TAX_CODE_PERSON }, /* M stands in for 1 */
    { "01199250158", DESCO_TAX_CODE_NUMERIC },
    { "80016350821", DESCO_TAX_CODE_NUMERIC },
    { "PROV000000000042", DESCO_TAX_CODE_PROVISIONAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      DescoTaxCodeKind kind = (DescoTaxCodeKind) -1;

      desco_tax_code_check (cases[i].code, &kind, &error);
      g_assert_no_error (error);
      g_assert_cmpint (kind, ==, cases[i].kind);
    }
}

static void
test_invalid (void)
{
  static const struct
  {
    const char *code;
    const char *reason;
  } cases[] = {
    { NULL, "missing" },
    { "", "missing" },
    { "RSSMRA85T10A562T", "should end in S" },
    { "RSSMRA85T10A562", "neither" },
    { "RSSMRA85T10A562SS", "neither" },
    { "RSSMRA85T10A562 S", "neither" },
    { " RSSMRA85T10A562S", "neither" },
    { "R5SMRA85T10A562S", "character 2" },
    { "RSSMRA8AT10A562S", "character 8" }, /* A stands in for no digit */
    { "RSSMRA85F10A562S", "character 9" }, /* F is no month */
    { "RSSMRA85T10A5621", "character 16" },
    { "RSSMRA85T32A562Y", "calendar" },
    { "RSSMRA85T00A562R", "calendar" },
    { "RSSMRA85B30A562G", "calendar" },
    { "RSSMRA85T72A562C", "calendar" },
    { "RSSMRA85B29A562Z", "calendar" }, /* neither 1985 nor 2085 */
    { "RSSMRÀ85T10A562", "neither" },
    { "01199250159", "fails its check" },
    { "00000000000", "fails its check" },
    { "0119925015", "neither" },
    { "٠١١٩٩٢٥٠١٥٨", "neither" },
    { "PROV00000000004-", "character 5" },
    { "PROVA000000000042", "neither" },
    { "ANONIMO", "neither" },
    { "\xff\xfe", "neither" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (desco_tax_code_check (cases[i].code, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_cmpstr (desco_error_get_field (error), ==, "taxCode");
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_nonnull (strstr (error->message, cases[i].reason));
    }
}

/* Of the 26 check characters one passes, and so with each of the ten digits of a numeric code. */
static void
test_check_character_is_the_only_one (void)
{
  guint n_valid = 0;
  char person[] = "RSSMRA85T10A562A";
  char numeric[] = "01199250150";

  for (char c = 'A'; c <= 'Z'; c++)
    {
      person[15] = c;
      n_valid += desco_tax_code_check (person, NULL, NULL) ? 1 : 0;
    }
  g_assert_cmpuint (n_valid, ==, 1);

  for (char c = '0'; c <= '9'; c++)
    {
      numeric[10] = c;
      n_valid += desco_tax_code_check (numeric, NULL, NULL) ? 1 : 0;
    }
  g_assert_cmpuint (n_valid, ==, 2);
}

/* Every digit may be a letter, each alone and all together, and the code still means the same. */
static void
test_omocodia (void)
{
  static const guint8 positions[] = { 6, 7, 9, 10, 12, 13, 14 };
  const GDate today = desco_date_from_ymd (2026, 11, 24);
  const GDate expected = desco_date_from_ymd (1985, 12, 10);

  for (guint mask = 0; mask < 1u << G_N_ELEMENTS (positions); mask++)
    {
      char code[] = "RSSMRA85T10A562S";
      gboolean found = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
        {
          if ((mask & 1u << i) != 0)
            code[positions[i]] = "LMNPQRSTUV"[code[positions[i]] - '0'];
        }
      for (char check = 'A'; check <= 'Z' && !found; check++)
        {
          GDate birth_date;
          DescoSex sex;

          code[15] = check;
          found = desco_tax_code_decode (code, &today, &birth_date, &sex);
          if (found)
            {
              g_assert_cmpint (g_date_compare (&birth_date, &expected), ==, 0);
              g_assert_cmpint (sex, ==, DESCO_SEX_MALE);
            }
        }
      g_assert_true (found);
    }
}

static void
test_decode (void)
{
  static const struct
  {
    const char *code;
    const char *today;
    const char *birth_date;
    DescoSex sex;
  } cases[] = {
    { "RSSMRA85T10A562S", "2026-11-24", "1985-12-10", DESCO_SEX_MALE },
    { "RSSMRA85T50A562W", "2026-11-24", "1985-12-10", DESCO_SEX_FEMALE },
    { "BNCNNA18E55H501C", "2026-11-24", "2018-05-15", DESCO_SEX_FEMALE },
    { "BNCNNA18E55H501C", "2018-05-15", "2018-05-15", DESCO_SEX_FEMALE },
    { "BNCNNA18E55H501C", "2018-05-14", "1918-05-15", DESCO_SEX_FEMALE },
    { "RSSMRA00B29H501Y", "2026-11-24", "2000-02-29", DESCO_SEX_MALE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate today;
      GDate birth_date;
      DescoSex sex;
      g_autofree char *written = NULL;

      g_assert_true (desco_date_parse_iso (cases[i].today, &today));
      g_assert_true (desco_tax_code_decode (cases[i].code, &today, &birth_date, &sex));
      written = desco_date_to_iso (&birth_date);
      g_assert_cmpstr (written, ==, cases[i].birth_date);
      g_assert_cmpint (sex, ==, cases[i].sex);
    }
}

static void
test_person (void)
{
  static const struct
  {
    const char *code;
    const char *birth_date;
    DescoSex sex;
    const char *field; /* NULL: they agree */
  } cases[] = {
    { "RSSMRA85T10A562S", "1985-12-10", DESCO_SEX_MALE, NULL },
    { "rssmra85t10a562s", "1985-12-10", DESCO_SEX_MALE, NULL },
    { "RSSMRA85T10A562S", NULL, DESCO_SEX_UNKNOWN, NULL },
    { "RSSMRA85T10A562S", "2085-12-10", DESCO_SEX_UNKNOWN, NULL },
    { "RSSMRA85T10A562S", "1986-12-10", DESCO_SEX_UNKNOWN, "birthDate" },
    { "RSSMRA85T10A562S", "1985-11-10", DESCO_SEX_UNKNOWN, "birthDate" },
    { "RSSMRA85T10A562S", "1985-12-11", DESCO_SEX_UNKNOWN, "birthDate" },
    { "RSSMRA85T10A562S", "1985-12-10", DESCO_SEX_FEMALE, "sex" },
    { "BNCNNA18E55H501C", "2018-05-15", DESCO_SEX_MALE, "sex" },
    { "01199250158", "1985-12-10", DESCO_SEX_FEMALE, NULL },
    { "PROV000000000042", "1985-12-10", DESCO_SEX_FEMALE, NULL },
    { "RSSMRA85T10A562T", NULL, DESCO_SEX_UNKNOWN, "taxCode" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      GDate birth_date;
      gboolean has_date = desco_date_parse_iso (cases[i].birth_date, &birth_date);
      gboolean agrees = desco_tax_code_check_person (cases[i].code, has_date ? &birth_date : NULL,
                                                     cases[i].sex, &error);

      g_assert_true (agrees == (cases[i].field == NULL));
      if (cases[i].field != NULL)
        g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
    }
}

static void
test_name (void)
{
  static const struct
  {
    const char *surname;
    const char *name;
    const char *letters;
    gboolean fits;
  } cases[] = {
    { "Rossi", "Mario", "RSSMRA", TRUE },
    { "Rossi", "Maria", "RSSMRA", TRUE },
    { "Fo", "Al", "FOXLAX", TRUE },
    { "Aiello", "Eva", "LLAVEA", TRUE },
    { "De' Medici", "Gianfranco", "DMDGFR", TRUE },
    { "D'Àvila", "Nicolò", "DVLNCL", TRUE },
    { "Müller", "Jürgen", "MLLJGN", TRUE },
    { "Rossi", NULL, "RSSMRA", TRUE },
    { NULL, "", "RSSMRA", TRUE },
    { "Bianchi", "Maria", "RSSMRA", FALSE },
    { "Rossi", "Anna", "RSSMRA", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean found = FALSE;

      for (char check = 'A'; check <= 'Z' && !found; check++)
        {
          g_autofree char *code = g_strdup_printf ("%s85T10A562%c", cases[i].letters, check);

          found = desco_tax_code_check (code, NULL, NULL);
          if (found)
            g_assert_true (desco_tax_code_fits_name (code, cases[i].surname, cases[i].name)
                           == cases[i].fits);
        }
      g_assert_true (found);
    }
}

static void
test_normalize (void)
{
  g_autofree char *spaced = desco_tax_code_normalize (" rss mra 85t10 a562s\n");
  g_autofree char *empty = desco_tax_code_normalize (NULL);
  g_autofree char *broken = desco_tax_code_normalize ("a\xff");

  g_assert_cmpstr (spaced, ==, "RSSMRA85T10A562S");
  g_assert_cmpstr (empty, ==, "");
  g_assert_true (g_utf8_validate (broken, -1, NULL));
}

static void
test_provisional (void)
{
  DescoUuid uuid = desco_uuid_generate ();
  DescoUuid other = desco_uuid_generate ();
  g_autofree char *first = desco_tax_code_make_provisional (&uuid);
  g_autofree char *again = desco_tax_code_make_provisional (&uuid);
  g_autofree char *another = desco_tax_code_make_provisional (&other);
  DescoTaxCodeKind kind;

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, another);
  g_assert_true (desco_tax_code_check (first, &kind, NULL));
  g_assert_cmpint (kind, ==, DESCO_TAX_CODE_PROVISIONAL);
}

static void
test_compose (void)
{
  static const struct
  {
    const char *surname;
    const char *name;
    guint year, month, day;
    DescoSex sex;
    const char *place;
    const char *code;
  } cases[] = {
    { "Rossi", "Mario", 1985, 12, 10, DESCO_SEX_MALE, "A562", "RSSMRA85T10A562S" },
    { "Lo Presti", "Andrea Maria", 2014, 1, 8, DESCO_SEX_MALE, "H501", "LPRNRM14A08H501A" },
    { "Fò", "Tommaso", 2016, 3, 10, DESCO_SEX_MALE, "A562", "FOXTMS16C10A562" },
    { "Müller", "Fatima", 2015, 2, 2, DESCO_SEX_FEMALE, "L746", "MLLFTM15B42L746V" },
    { "D'Angelo", "Gabriele", 2016, 9, 29, DESCO_SEX_MALE, "F839", "DNGGRL16P29F839" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date = desco_date_from_ymd (cases[i].year, cases[i].month, cases[i].day);
      g_autofree char *code = desco_tax_code_compose (cases[i].surname, cases[i].name, &date,
                                                      cases[i].sex, cases[i].place);

      g_assert_true (g_str_has_prefix (code, cases[i].code));
      g_assert_true (desco_tax_code_check (code, NULL, NULL));
      g_assert_true (desco_tax_code_check_person (code, &date, cases[i].sex, NULL));
      g_assert_true (desco_tax_code_fits_name (code, cases[i].surname, cases[i].name));
    }
}

/* A whole province's pupils get different ones. */
static void
test_provisional_are_different (void)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 300000; i++)
    {
      DescoUuid uuid = desco_uuid_generate ();

      g_assert_true (g_hash_table_add (codes, desco_tax_code_make_provisional (&uuid)));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/tax-code/R-40/valid", test_valid);
  g_test_add_func ("/model/tax-code/R-40/invalid", test_invalid);
  g_test_add_func ("/model/tax-code/R-40/check-character", test_check_character_is_the_only_one);
  g_test_add_func ("/model/tax-code/R-40/omocodia", test_omocodia);
  g_test_add_func ("/model/tax-code/R-40/decode", test_decode);
  g_test_add_func ("/model/tax-code/R-40/person", test_person);
  g_test_add_func ("/model/tax-code/R-40/name", test_name);
  g_test_add_func ("/model/tax-code/normalize", test_normalize);
  g_test_add_func ("/model/tax-code/R-40/provisional", test_provisional);
  g_test_add_func ("/model/tax-code/compose", test_compose);

  g_test_add_func ("/model/tax-code/R-40/provisional-different", test_provisional_are_different);
  return g_test_run ();
}
