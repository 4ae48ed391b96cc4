/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-full-name.h"
#include "exchange/desco-header-words-private.h"
#include "exchange/desco-sheet-number-private.h"
#include "exchange/desco-value.h"
#include "model/desco-date.h"

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    DescoDateSense sense;
    const char *date; /* or NULL where it is refused */
  } cases[] = {
    { "08/01/2014", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "8/1/2014", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "08-01-2014", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "08.01.2014", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "8 1 2014", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "8 gennaio 2014", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "8 Gen. 2014", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "08-gen-14", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "8-Jan-14", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "2014-01-08", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "2014/1/8", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "20140108", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "08012014", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "41647", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "'08/01/2014", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    /* A time after the date says nothing. */
    { "08/01/2014 00:00:00", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "08/01/2014 0.00", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "8/1/2014 12:00:00 AM", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "2014-01-08T00:00:00", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "2014-01-08T00:00:00.000Z", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "2014-01-08 00:00:00", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    /* Two digits: a child's are the latest that can be, an adult's those of an adult. */
    { "8/1/14", DESCO_DATE_SENSE_CHILD, "2014-01-08" },
    { "24/11/26", DESCO_DATE_SENSE_CHILD, "2026-11-24" },
    { "25/11/26", DESCO_DATE_SENSE_CHILD, "1926-11-25" },
    { "8/1/99", DESCO_DATE_SENSE_CHILD, "1999-01-08" },
    { "8/1/14", DESCO_DATE_SENSE_ADULT, "1914-01-08" },
    { "8/1/12", DESCO_DATE_SENSE_ADULT, "2012-01-08" },
    { "8/1/80", DESCO_DATE_SENSE_ADULT, "1980-01-08" },
    { "31/12/27", DESCO_DATE_SENSE_TERM, "2027-12-31" },
    { "31/12/2027", DESCO_DATE_SENSE_TERM, "2027-12-31" },
    /* Never month first, never a day that is not. */
    { "12/31/2014", DESCO_DATE_SENSE_CHILD, NULL },
    { "30/02/2016", DESCO_DATE_SENSE_CHILD, NULL },
    { "2016-02-30", DESCO_DATE_SENSE_CHILD, NULL },
    { "29/02/2015", DESCO_DATE_SENSE_CHILD, NULL },
    { "29/02/2016", DESCO_DATE_SENSE_CHILD, "2016-02-29" },
    { "31/04/2016", DESCO_DATE_SENSE_CHILD, NULL },
    { "0/1/2014", DESCO_DATE_SENSE_CHILD, NULL },
    { "1/0/2014", DESCO_DATE_SENSE_CHILD, NULL },
    { "1/1/0014", DESCO_DATE_SENSE_CHILD, NULL },
    { "1/1/214", DESCO_DATE_SENSE_CHILD, NULL },
    { "1/1/20144", DESCO_DATE_SENSE_CHILD, NULL },
    { "1/1-2014", DESCO_DATE_SENSE_CHILD, NULL },
    { "01/2014", DESCO_DATE_SENSE_CHILD, NULL },
    { "2014", DESCO_DATE_SENSE_CHILD, NULL },
    { "ieri", DESCO_DATE_SENSE_CHILD, NULL },
    { "08/01/2014 x", DESCO_DATE_SENSE_CHILD, NULL },
    { "25/11/2026", DESCO_DATE_SENSE_CHILD, NULL },
  };
  GDate today = desco_date_from_ymd (2026, 11, 24);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *iso = NULL;
      GDate date;

      g_test_message ("%s", cases[i].text);
      if (desco_value_parse_date (cases[i].text, cases[i].sense, &today, &date, &error))
        iso = desco_date_to_iso (&date);
      g_assert_cmpstr (iso, ==, cases[i].date);
      g_assert_true ((iso == NULL) == (error != NULL));
    }
}

static void
test_classes (void)
{
  static const struct
  {
    const char *text;
    guint year; /* G_MAXUINT where it is refused */
    const char *section;
  } cases[] = {
    { "1A", 1, "A" },
    { "1^A", 1, "A" },
    { "1 A", 1, "A" },
    { "1°A", 1, "A" },
    { "1ª A", 1, "A" },
    { "1a A", 1, "A" },
    { "1a", 1, "A" },
    { "5/b", 5, "B" },
    { "3-C", 3, "C" },
    { "2 sez. B", 2, "B" },
    { "1^ sezione A", 1, "A" },
    { "Classe 4D", 4, "D" },
    { "I A", 1, "A" },
    { "IV B", 4, "B" },
    { "III", 3, NULL },
    { "prima A", 1, "A" },
    { "1", 1, NULL },
    { "1^", 1, NULL },
    { "A", 0, "A" },
    { "sez. A", 0, "A" },
    { "Girasoli", 0, "Girasoli" },
    { "1 Coccinelle", 1, "Coccinelle" },
    { "1AT", 1, "AT" },
    { "0A", G_MAXUINT, NULL },
    { "9A", G_MAXUINT, NULL },
    { "12", G_MAXUINT, NULL },
    { "una sezione dal nome troppo lungo", G_MAXUINT, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *section = NULL;
      guint year = G_MAXUINT;

      g_test_message ("%s", cases[i].text);
      desco_value_parse_class (cases[i].text, &year, &section, &error);
      g_assert_cmpuint (year, ==, cases[i].year);
      g_assert_cmpstr (section, ==, cases[i].section);
      g_assert_true ((year == G_MAXUINT) == (error != NULL));
    }
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    int yes; /* -1 where it is refused */
  } answers[] = { { "SI", 1 },    { "Sì", 1 },    { "s", 1 },    { "X", 1 },     { "VERO", 1 },
                  { "yes", 1 },   { "1", 1 },     { "NO", 0 },   { "n", 0 },     { "0", 0 },
                  { "Falso", 0 }, { "false", 0 }, { "boh", -1 }, { "sissi", -1 } };
  static const struct
  {
    const char *text;
    DescoSex sex; /* unknown where it is refused */
  } sexes[] = { { "M", DESCO_SEX_MALE },         { "maschio", DESCO_SEX_MALE },
                { "Male", DESCO_SEX_MALE },      { "F", DESCO_SEX_FEMALE },
                { "FEMMINA", DESCO_SEX_FEMALE }, { "female", DESCO_SEX_FEMALE },
                { "X", DESCO_SEX_UNKNOWN } };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      gboolean yes = -1;

      g_test_message ("%s", answers[i].text);
      g_assert_cmpint (desco_value_parse_yes_no (answers[i].text, &yes, NULL), ==,
                       answers[i].yes >= 0);
      g_assert_cmpint (yes, ==, answers[i].yes);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sexes); i++)
    {
      DescoSex sex = DESCO_SEX_UNKNOWN;

      desco_value_parse_sex (sexes[i].text, &sex, NULL);
      g_assert_cmpint (sex, ==, sexes[i].sex);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    gint64 value; /* G_MININT64 where it is refused */
  } integers[]
      = { { "20", 20 },        { "-3", -3 },          { "\342\210\2223", -3 },
          { "+4", 4 },         { "20,00", 20 },       { "20.0", 20 },
          { "'7", 7 },         { "1,5", G_MININT64 }, { "1.000", G_MININT64 },
          { "x", G_MININT64 }, { "101", G_MININT64 }, { "99999999999999999999", G_MININT64 } };
  static const struct
  {
    const char *text;
    gint64 cents; /* -1 where it is refused */
  } amounts[] = { { "4,80", 480 },    { "4.80", 480 },        { "€ 4", 400 },
                  { "EUR 4,8", 480 }, { "1.234,56", 123456 }, { "euro 5", 500 },
                  { "4,805", -1 },    { "-4", -1 },           { "gratis", -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (integers); i++)
    {
      gint64 value = G_MININT64;

      g_test_message ("%s", integers[i].text);
      desco_value_parse_integer (integers[i].text, -100, 100, &value, NULL);
      g_assert_cmpint (value, ==, integers[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      gint64 cents = -1;

      g_test_message ("%s", amounts[i].text);
      desco_value_parse_money (amounts[i].text, &cents, NULL);
      g_assert_cmpint (cents, ==, amounts[i].cents);
    }
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *text;
    const char *email;
  } emails[] = { { "a@example.org", "a@example.org" },
                 { "a@example.org; b@example.org", "a@example.org" },
                 { "Mail <a@example.org>", NULL },
                 { "mailto:a@example.org", "a@example.org" },
                 { "a@example", NULL },
                 { "a@b@example.org", NULL },
                 { "@example.org", NULL },
                 { "a@.org", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (emails); i++)
    {
      g_autofree char *email = NULL;

      g_test_message ("%s", emails[i].text);
      desco_value_parse_email (emails[i].text, &email, NULL);
      g_assert_cmpstr (email, ==, emails[i].email);
    }
}

static void
test_full_names (void)
{
  static const struct
  {
    const char *text;
    gboolean name_first;
    const char *tax_code;
    const char *surname;
    const char *name;
  } cases[] = {
    { "Rossi Anna", FALSE, NULL, "Rossi", "Anna" },
    { "Rossi Anna Maria", FALSE, NULL, "Rossi", "Anna Maria" },
    { "De Luca Anna", FALSE, NULL, "De Luca", "Anna" },
    { "de la Cruz Ana", FALSE, NULL, "de la Cruz", "Ana" },
    { "Zanotti Fragonara, Zoè", FALSE, NULL, "Zanotti Fragonara", "Zoè" },
    { "ZANOTTI FRAGONARA Zoè", FALSE, NULL, "ZANOTTI FRAGONARA", "Zoè" },
    { "ZANOTTI FRAGONARA ZOÈ", FALSE, "ZNTZOE13C60L219N", "ZANOTTI FRAGONARA", "ZOÈ" },
    { "Anna Maria Rossi", TRUE, NULL, "Rossi", "Anna Maria" },
    { "Anna De Luca", TRUE, NULL, "De Luca", "Anna" },
    { "Zoè Zanotti Fragonara", TRUE, "ZNTZOE13C60L219N", "Zanotti Fragonara", "Zoè" },
    { "Rossi", FALSE, NULL, "Rossi", "" },
    { "De Luca", FALSE, NULL, "De", "Luca" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *surname = NULL;
      g_autofree char *name = NULL;

      g_test_message ("%s", cases[i].text);
      desco_full_name_split (cases[i].text, cases[i].name_first, cases[i].tax_code, &surname,
                             &name);
      g_assert_cmpstr (surname, ==, cases[i].surname);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

/* J-03: headers by meaning, as registers and offices write them. */
static void
test_headers (void)
{
  static const struct
  {
    const char *header;
    const char *meaning;
  } cases[] = {
    { "COGNOME", "surname" },
    { "Cognome *", "surname" },
    { " cognome ", "surname" },
    { "Cognome Alunno", "surname" },
    { "ALUNNO_COGNOME", "surname" },
    { "CognomeAlunno", "surname" },
    { "Last Name", "surname" },
    { "NOME", "name" },
    { "First name", "name" },
    { "Cognome e Nome", "fullName" },
    { "COGNOME NOME ALUNNO", "fullName" },
    { "Nominativo", "fullName" },
    { "Alunno", "fullName" },
    { "Studente", "fullName" },
    { "Nome e Cognome", "nameSurname" },
    { "Data di nascita", "birthDate" },
    { "DATAN", "birthDate" },
    { "Data nasc.", "birthDate" },
    { "DATA_NASCITA_ALUNNO", "birthDate" },
    { "Nato il", "birthDate" },
    { "Nato/a il", "birthDate" },
    { "Nata il", "birthDate" },
    { "Data di nascita (gg/mm/aaaa)", "birthDate" },
    { "Date of birth", "birthDate" },
    { "Luogo di nascita", "birthPlace" },
    { "COM_NASC", "birthPlace" },
    { "Comune di Nascita", "birthPlace" },
    { "Nato a", "birthPlace" },
    { "Nato/a a", "birthPlace" },
    { "PR_NA", "birthProvince" },
    { "Prov. Nascita", "birthProvince" },
    { "Sesso", "sex" },
    { "GENERE", "sex" },
    { "M/F", "sex" },
    { "Codice Fiscale", "taxCode" },
    { "COD_FISC", "taxCode" },
    { "Cod. Fisc.", "taxCode" },
    { "C.F.", "taxCode" },
    { "CF", "taxCode" },
    { "CodiceFiscale", "taxCode" },
    { "codice fiscale dell'alunno", "taxCode" },
    { "Cl.", "class" },
    { "CL", "class" },
    { "Classe", "class" },
    { "Classe/Sezione", "class" },
    { "Sez.", "section" },
    { "Sezione", "section" },
    { "Anno Corso", "classYear" },
    { "Anno di corso", "classYear" },
    { "Plesso", "school" },
    { "Scuola", "school" },
    { "Sede", "school" },
    { "Denominazione plesso", "school" },
    { "Cod Meccanografico", "schoolCode" },
    { "Codice meccanografico scuola", "schoolCode" },
    { "Codice Plesso", "schoolCode" },
    { "IND_RES", "address" },
    { "Indirizzo di residenza", "address" },
    { "Via", "address" },
    { "N. civico", "houseNumber" },
    { "CAP", "postalCode" },
    { "Cap Residenza", "postalCode" },
    { "COM_RES", "town" },
    { "Comune di residenza", "town" },
    { "Città", "town" },
    { "PR_RES", "province" },
    { "Prov.", "province" },
    { "Telefono", "phone" },
    { "Tel.", "phone" },
    { "Numero di telefono", "phone" },
    { "Cellulare", "mobile" },
    { "E-mail", "email" },
    { "Email", "email" },
    { "Indirizzo e-mail", "email" },
    { "Residente", "resident" },
    { "Residente (SI/NO)", "resident" },
    { "ISEE", "isee" },
    { "Valore ISEE", "isee" },
    { "ISEE valido fino al", "iseeUntil" },
    { "Scadenza ISEE", "iseeUntil" },
    { "Esenzione", "exemption" },
    { "Dieta", "diet" },
    { "Saldo buoni", "openingBalance" },
    { "Buoni residui", "openingBalance" },
    { "Valore buono", "openingUnitCost" },
    { "Cod Alunno Sidi", "sidiCode" },
    { "Codice SIDI", "sidiCode" },
    { "Id Alunno", "pupilId" },
    { "Matricola", "pupilId" },
    { "COGNOME_PA", "fatherSurname" },
    { "Nome padre", "fatherName" },
    { "CF_PA", "fatherTaxCode" },
    { "CELL_PA", "fatherMobile" },
    { "EMAIL_MA", "motherEmail" },
    { "Madre", "motherFullName" },
    { "Codice fiscale madre", "motherTaxCode" },
    { "COGNOME_GEN", "contactSurname" },
    { "Cognome Genitore", "guardianSurname" },
    { "C.F. Genitore", "guardianTaxCode" },
    { "Genitore 1 - Cognome", "guardianSurname" },
    { "Cognome genitore 2", "guardian2Surname" },
    { "Genitore2 CF", "guardian2TaxCode" },
    { "Secondo genitore", "guardian2FullName" },
    { "Nominativo genitore", "guardianFullName" },
    { "Intestatario", "guardianFullName" },
    { "COD_FISCALE_TUTORE", "tutorTaxCode" },
    { "Indirizzo tutore legale", "tutorAddress" },
    { "Genitore (padre) cognome", "fatherSurname" },
    { "Telefono del genitore dell'alunno", "guardianPhone" },
    { "Note", "ignore" },
    { "N.", "ignore" },
    { "Anno scolastico", "ignore" },
    { "CODCOM_NASC", "ignore" },
    { "Cittadinanza", "ignore" },
    { "", "ignore" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DescoHeaderReading reading = desco_header_read (DESCO_LIST_PUPILS, cases[i].header);
      DescoMeaning meaning = { reading.field, reading.role, reading.number };
      g_autofree char *name = desco_meaning_to_string (&meaning);

      g_test_message ("%s", cases[i].header);
      g_assert_cmpstr (name, ==, cases[i].meaning);
    }
}

static void
test_sheet_formats (void)
{
  static const struct
  {
    const char *code;
    gboolean date;
    guint width;
  } codes[] = {
    { "General", FALSE, 0 },
    { "0.00", FALSE, 0 },
    { "00000", FALSE, 5 },
    { "dd/mm/yyyy", TRUE, 0 },
    { "d-mmm-yy", TRUE, 0 },
    { "[$-410]d mmmm yyyy;@", TRUE, 0 },
    { "[Red]0.00", FALSE, 0 },
    { "\"dovuti\" 0", FALSE, 0 },
    { "\\d0", FALSE, 0 },
    { "[h]:mm", TRUE, 0 },
    { "#,##0.00 _m", FALSE, 0 },
    { "@", FALSE, 0 },
    { "#,##0.00\\ \"euro\"", FALSE, 0 },
    { "\"unclosed", FALSE, 0 },
  };
  static const struct
  {
    const char *number;
    gboolean from_1904;
    const char *text;
  } days[] = {
    { "1", FALSE, "1900-01-01" },
    { "59", FALSE, "1900-02-28" },
    { "61", FALSE, "1900-03-01" },
    { "44135", FALSE, "2020-10-31" },
    { "0", TRUE, "1904-01-01" },
    { "42673", TRUE, "2020-10-31" },
    { "44135.75", FALSE, "2020-10-31 18:00:00" },
    { "-1", FALSE, "-1" },
    { "99999999", FALSE, "99999999" },
  };
  static const struct
  {
    const char *number;
    const char *text;
  } numbers[] = {
    { "280190012345678901", "280190012345678901" },
    { "4.7999999999999998", "4,8" },
    { "1E3", "1000" },
    { "3.2E9", "3200000000" },
    { "-3", "-3" },
    { "0.1", "0,1" },
  };
  const DescoSheetFormat date = { .date = TRUE };
  const DescoSheetFormat plain = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      DescoSheetFormat format = desco_sheet_format_of_code (codes[i].code);

      g_test_message ("%s", codes[i].code);
      g_assert_cmpint (format.date, ==, codes[i].date);
      g_assert_cmpuint (format.width, ==, codes[i].width);
    }
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *text = desco_sheet_number_to_text (days[i].number, &date, days[i].from_1904);

      g_assert_cmpstr (text, ==, days[i].text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = desco_sheet_number_to_text (numbers[i].number, &plain, FALSE);

      g_assert_cmpstr (text, ==, numbers[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/values/dates", test_dates);
  g_test_add_func ("/exchange/values/classes", test_classes);
  g_test_add_func ("/exchange/values/words", test_words);
  g_test_add_func ("/exchange/values/R-01-numbers", test_numbers);
  g_test_add_func ("/exchange/values/addresses", test_addresses);
  g_test_add_func ("/exchange/values/full-names", test_full_names);
  g_test_add_func ("/exchange/values/J-03-headers", test_headers);
  g_test_add_func ("/exchange/values/sheet-formats", test_sheet_formats);
  return g_test_run ();
}
