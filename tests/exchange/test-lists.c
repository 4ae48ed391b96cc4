/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange-test.h"

#include "exchange/desco-guardian-row.h"
#include "exchange/desco-pupil-row.h"
#include "exchange/desco-tariff-row.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"

#include <json-glib/json-glib.h>

static DescoListReader *
open_list (DescoListKind kind, const char *text, const char *const *overrides, GError **error)
{
  g_autoptr (DescoTableReader) table = open_text (text, strlen (text), NULL, error);

  return table != NULL ? desco_list_reader_new (kind, table, overrides, error) : NULL;
}

static void
append (GString *text, const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, " %s", value);
}

static void
append_date (GString *text, const GDate *date)
{
  g_autofree char *iso = g_date_valid (date) ? desco_date_to_iso (date) : NULL;

  append (text, iso);
}

static void
append_adults (GString *text, const GPtrArray *adults)
{
  for (guint i = 0; i < adults->len; i++)
    {
      const DescoListedAdult *adult = g_ptr_array_index (adults, i);

      g_string_append_printf (text, " [%s%s", desco_person_role_to_string (adult->role),
                              adult->contact ? "*" : "");
      append (text, adult->surname);
      append (text, adult->name);
      append (text, adult->tax_code);
      append (text, adult->phone);
      append (text, adult->email);
      append (text, adult->address);
      g_string_append_c (text, ']');
    }
}

static void
append_problem (GString *text, const DescoRowError *problem)
{
  g_string_append_printf (text, "%u! %s “%s”\n", problem->line, problem->column, problem->value);
  g_assert_true (g_str_has_suffix (problem->reason, "."));
}

static char *
describe_pupils (DescoListReader *list)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (;;)
    {
      g_autoptr (DescoPupilRow) row = NULL;
      g_autoptr (DescoRowError) problem = NULL;

      if (!desco_pupil_row_read (list, &row, &problem, &error))
        break;
      g_assert_true ((row == NULL) != (problem == NULL));
      if (problem != NULL)
        {
          append_problem (text, problem);
          continue;
        }
      g_string_append_printf (text, "%u: %s, %s", row->line, row->surname, row->name);
      append (text, row->tax_code);
      append_date (text, &row->birth_date);
      append (text, row->sex == DESCO_SEX_MALE ? "M" : row->sex == DESCO_SEX_FEMALE ? "F" : NULL);
      append (text, row->school_code);
      append (text, row->school_name);
      if (row->class_year > 0 || row->section != NULL)
        g_string_append_printf (text, " %u%s", row->class_year,
                                row->section != NULL ? row->section : "");
      append (text, row->address);
      append (text, row->postal_code);
      append (text, row->town);
      append (text, row->phone);
      append (text, row->email);
      if (row->resident != DESCO_RESIDENCE_UNKNOWN)
        append (text, row->resident == DESCO_RESIDENCE_YES ? "resident" : "stranger");
      if (row->has_isee)
        g_string_append_printf (text, " isee=%" G_GINT64_FORMAT, row->isee);
      append_date (text, &row->isee_until);
      if (row->exemption != NULL)
        g_string_append_printf (text, " exempt=%s", row->exemption);
      if (row->diet != NULL)
        g_string_append_printf (text, " diet=%s", row->diet);
      if (row->has_opening_balance)
        g_string_append_printf (text, " balance=%" G_GINT64_FORMAT, row->opening_balance);
      if (row->has_opening_unit_cost)
        g_string_append_printf (text, " at=%" G_GINT64_FORMAT, row->opening_unit_cost);
      append (text, row->sidi_code);
      append (text, row->pupil_id);
      append_adults (text, row->adults);
      g_string_append_c (text, '\n');
    }
  if (error != NULL)
    g_string_append_printf (text, "!%s\n", error->message);
  return g_string_free (text, FALSE);
}

static char *
describe_guardians (DescoListReader *list)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (;;)
    {
      g_autoptr (DescoGuardianRow) row = NULL;
      g_autoptr (DescoRowError) problem = NULL;

      if (!desco_guardian_row_read (list, &row, &problem, &error))
        break;
      if (problem != NULL)
        {
          append_problem (text, problem);
          continue;
        }
      g_string_append_printf (text, "%u:", row->line);
      append (text, row->pupil_tax_code);
      append (text, row->pupil_surname);
      append (text, row->pupil_name);
      append (text, row->pupil_sidi_code);
      append_adults (text, row->adults);
      g_string_append_c (text, '\n');
    }
  if (error != NULL)
    g_string_append_printf (text, "!%s\n", error->message);
  return g_string_free (text, FALSE);
}

static char *
describe_tariffs (DescoListReader *list)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (;;)
    {
      g_autoptr (DescoTariffRow) row = NULL;
      g_autoptr (DescoRowError) problem = NULL;

      if (!desco_tariff_row_read (list, &row, &problem, &error))
        break;
      if (problem != NULL)
        {
          append_problem (text, problem);
          continue;
        }
      g_string_append_printf (text, "%u: %s =%" G_GINT64_FORMAT, row->line, row->description,
                              row->cost);
      append (text, desco_school_order_to_string (row->order));
      append (text, row->school);
      append (text, row->class_name);
      if (row->resident != DESCO_RESIDENCE_UNKNOWN)
        append (text, row->resident == DESCO_RESIDENCE_YES ? "resident" : "stranger");
      if (row->isee_from >= 0 || row->isee_to >= 0)
        g_string_append_printf (text, " isee=%" G_GINT64_FORMAT "..%" G_GINT64_FORMAT,
                                row->isee_from, row->isee_to);
      if (row->child_from > 0)
        g_string_append_printf (text, " child=%u..%u", row->child_from, row->child_to);
      if (row->exemption != NULL)
        g_string_append_printf (text, " exempt=%s", row->exemption);
      append_date (text, &row->valid_from);
      append_date (text, &row->valid_until);
      g_string_append_c (text, '\n');
    }
  if (error != NULL)
    g_string_append_printf (text, "!%s\n", error->message);
  return g_string_free (text, FALSE);
}

static char *
describe_list (DescoListKind kind, const char *text, const char *const *overrides)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoListReader) list = open_list (kind, text, overrides, &error);

  if (list == NULL)
    return g_strdup_printf ("!%s\n", error->message);
  switch (kind)
    {
    case DESCO_LIST_PUPILS:
      return describe_pupils (list);
    case DESCO_LIST_GUARDIANS:
      return describe_guardians (list);
    case DESCO_LIST_TARIFFS:
    default:
      return describe_tariffs (list);
    }
}

typedef struct
{
  const char *text;
  const char *rows;
} Case;

static void
check_cases (DescoListKind kind, const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *rows = describe_list (kind, cases[i].text, NULL);

      g_test_message ("case %u", i);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

static void
test_pupils (void)
{
  static const Case cases[] = {
    /* Names in one cell or two, whatever the columns are called. */
    { "Cognome;Nome\nRossi;Anna\n", "2: Rossi, Anna\n" },
    { "COGNOME *;NOME *\nRossi;Anna\n", "2: Rossi, Anna\n" },
    { " Cognome Alunno ;Nome Alunno\nRossi;Anna\n", "2: Rossi, Anna\n" },
    { "Surname,First name\nRossi,Anna\n", "2: Rossi, Anna\n" },
    { "Cognome e Nome;Cl.\nDe Luca Anna Maria;1A\n", "2: De Luca, Anna Maria 1A\n" },
    { "Alunno;Classe\nROSSI BIANCHI Anna;1A\n", "2: ROSSI BIANCHI, Anna 1A\n" },
    { "Nominativo;Sez.\nRossi, Anna;B\n", "2: Rossi, Anna 0B\n" },
    { "Cognome;Alunno;Classe\nRossi;Rossi Anna;1A\n", "2: Rossi, Anna 1A\n" },
    { "Nome e cognome;Sez.\nAnna Maria De Luca;B\n", "2: De Luca, Anna Maria 0B\n" },
    { "Alunno;C.F.\nZanotti Fragonara Zoè;ZNTZOE13C60L219N\n",
      "2: Zanotti Fragonara, Zoè ZNTZOE13C60L219N 2013-03-20 F\n" },
    { "Cognome;Nome\nRossi;\n", "2! Nome “”\n" },
    { "Cognome e Nome;Classe\nRossi;1A\n", "2! Cognome e Nome “Rossi”\n" },
    { "Cognome;Nome\n12345;Anna\n", "2! Cognome “12345”\n" },
    /* Lines above the header, and a space before a header. */
    { "Istituto Comprensivo;;\nElenco alunni a.s. 2026/27;;\n\n Cognome; Nome; Cl\nRossi;Anna;1A\n",
      "5: Rossi, Anna 1A\n" },
    /* The class, in one column, two or three. */
    { "Cognome;Nome;Classe\nRossi;Anna;1^A\nRossi;Ugo;1 A\nRossi;Lia;1°A\nRossi;Eva;A\n",
      "2: Rossi, Anna 1A\n3: Rossi, Ugo 1A\n4: Rossi, Lia 1A\n5: Rossi, Eva 0A\n" },
    { "Cognome;Nome;Classe;Sezione\nRossi;Anna;5;b\n", "2: Rossi, Anna 5B\n" },
    { "Cognome;Nome;Anno Corso;Sezione;Classe\nRossi;Anna;2;B;1B\n", "2: Rossi, Anna 2B\n" },
    { "Cognome;Nome;Classe\nRossi;Anna;12\n", "2! Classe “12”\n" },
    /* Dates and what is in the tax code. */
    { "Cognome;Nome;Nato il\nRossi;Anna;8/1/14\n", "2: Rossi, Anna 2014-01-08\n" },
    { "Cognome;Nome;Data di nascita\nRossi;Anna;30/02/2016\n",
      "2! Data di nascita “30/02/2016”\n" },
    { "Cognome;Nome;Cod. Fisc.;Data nascita;Sesso\nCosta;Youssef;cstysf18d20l219e;20/04/2018;M\n",
      "2: Costa, Youssef CSTYSF18D20L219E 2018-04-20 M\n" },
    { "Cognome;Nome;CF\nCosta;Youssef;'CSTYSF18D20L219E\n",
      "2: Costa, Youssef CSTYSF18D20L219E 2018-04-20 M\n" },
    { "Cognome;Nome;CF\nCosta;Youssef;CSTYSF18D20L219F\n", "2! CF “CSTYSF18D20L219F”\n" },
    { "Cognome;Nome;CF\nCosta;Youssef;\n", "2: Costa, Youssef\n" },
    { "Cognome;Nome;CF;Nato il\nCosta;Youssef;CSTYSF18D20L219E;21/04/2018\n",
      "2! CF “CSTYSF18D20L219E”\n" },
    { "Cognome;Nome;CF;Sesso\nCosta;Youssef;CSTYSF18D20L219E;F\n", "2! CF “CSTYSF18D20L219E”\n" },
    /* School, by its code or its name. */
    { "Cognome;Nome;Cod Meccanografico;Sede\nRossi;Anna;noee81401a;Primaria G. Rodari\n",
      "2: Rossi, Anna NOEE81401A Primaria G. Rodari\n" },
    { "Cognome;Nome;Scuola\nRossi;Anna;NOEE81401A\n", "2: Rossi, Anna NOEE81401A\n" },
    { "Cognome;Nome;Scuola;Plesso\nRossi;Anna;IC Verdi;Rodari\n", "2: Rossi, Anna Rodari\n" },
    { "Cognome;Nome;Codice scuola\nRossi;Anna;Rodari\n", "2! Codice scuola “Rodari”\n" },
    /* Home and means. */
    { "Cognome;Nome;Indirizzo;N. civico;CAP;Comune Residenza;Telefono;Cellulare;E-mail\n"
      "Rossi;Anna;Via Roma;22;28040;Massino Visconti;0321 123456;333 1234567;a@example.org\n",
      "2: Rossi, Anna Via Roma, 22 28040 Massino Visconti 333 1234567 a@example.org\n" },
    { "Cognome;Nome;E-mail\nRossi;Anna;anna.example.org\n", "2! E-mail “anna.example.org”\n" },
    { "Cognome;Nome;Telefono\nRossi;Anna;n/d\n", "2: Rossi, Anna\n" },
    { "Cognome;Nome;Telefono\nRossi;Anna;12\n", "2! Telefono “12”\n" },
    { "Cognome;Nome;Residente;ISEE;ISEE valido fino al;Esenzione;Dieta;Saldo buoni;Valore buono\n"
      "Rossi;Anna;SI;12.345,67;31/12/26;no;Senza glutine;-3;4,80\n"
      "Rossi;Ugo;no;;;SI;no;20;\n",
      "2: Rossi, Anna resident isee=1234567 2026-12-31 diet=Senza glutine balance=-3 at=480\n"
      "3: Rossi, Ugo stranger exempt=SI balance=20\n" },
    { "Cognome;Nome;Residente\nRossi;Anna;forse\n", "2! Residente “forse”\n" },
    { "Cognome;Nome;ISEE\nRossi;Anna;molto\n", "2! ISEE “molto”\n" },
    { "Cognome;Nome;Saldo buoni\nRossi;Anna;1,5\n", "2! Saldo buoni “1,5”\n" },
    { "Cognome;Nome;Saldo buoni\nRossi;Anna;#RIF!\n", "2! Saldo buoni “#RIF!”\n" },
    { "Id Alunno;Cod Alunno Sidi;Cognome;Nome\n7;12345678;Rossi;Anna\n",
      "2: Rossi, Anna 12345678 7\n" },
    /* The leftmost wrong cell is the one that is reported; the others go on. */
    { "Cognome;Nome;Sesso;Nato il\nRossi;Anna;Q;99\nRossi;Ugo;M;1/1/2015\n",
      "2! Sesso “Q”\n3: Rossi, Ugo 2015-01-01 M\n" },
    /* A name may be written from the right to the left, without the marks that turn it. */
    { "Cognome;Nome\n\342\200\217\327\233\327\224\327\237\342\200\216;\327\223\327\240\n",
      "2: \327\233\327\224\327\237, \327\223\327\240\n" },
  };

  check_cases (DESCO_LIST_PUPILS, cases, G_N_ELEMENTS (cases));
}

/* several adults on a row, by whatever they are called, each once. */
static void
test_adults (void)
{
  static const Case cases[] = {
    { "Cognome;Nome;Cognome Genitore;Nome Genitore;C.F. Genitore\n"
      "Costa;Ugo;Costa;Chloé;CSTCHL88B43F839X\n",
      "2: Costa, Ugo [guardian Costa Chloé CSTCHL88B43F839X]\n" },
    { "COGNOME;NOME;COGNOME_PA;NOME_PA;CF_PA;CELL_PA;COGNOME_MA;NOME_MA;CF_MA;COGNOME_GEN;NOME_GEN;"
      "CF_GEN;EMAIL_GEN\n"
      "Costa;Ugo;Costa;Ion;CSTNIO94E06A429I;333111222;Costa;Chloé;CSTCHL88B43F839X;Costa;Ion;"
      "CSTNIO94E06A429I;ion@example.org\n"
      "Costa;Eva;;;;;;;;Costa;Ion;CSTNIO94E06A429I;\n",
      "2: Costa, Ugo [father* Costa Ion CSTNIO94E06A429I 333111222 ion@example.org]"
      " [mother Costa Chloé CSTCHL88B43F839X]\n"
      "3: Costa, Eva [guardian* Costa Ion CSTNIO94E06A429I]\n" },
    { "Alunno;Padre;Madre\nRossi Anna;Rossi Ugo;Bianchi Lia\n",
      "2: Rossi, Anna [father Rossi Ugo] [mother Bianchi Lia]\n" },
    { "Alunno;Cognome padre;Nome padre;Email madre;Madre\nRossi Anna;Rossi;Ugo;l@example.org;"
      "Bianchi Lia\n",
      "2: Rossi, Anna [father Rossi Ugo] [mother Bianchi Lia l@example.org]\n" },
    { "Alunno;Genitore 1;Tel. genitore 1;Genitore 2;Tel genitore2\nRossi Anna;Rossi Ugo;0321111;"
      "Bianchi Lia;0322222\n",
      "2: Rossi, Anna [guardian Rossi Ugo 0321111] [guardian Bianchi Lia 0322222]\n" },
    { "COGNOME_ALUNNO;NOME_ALUNNO;COD_FISCALE_TUTORE;COGNOME_TUTORE;NOME_TUTORE;EMAIL_TUTORE\n"
      "Rossi;Anna;;Rossi;Ugo;u@example.org\n",
      "2: Rossi, Anna [tutor Rossi Ugo u@example.org]\n" },
    /* A telephone of nobody who is named is the family's. */
    { "Alunno;Cellulare genitore;Email madre\nRossi Anna;333111222;l@example.org\n",
      "2: Rossi, Anna 333111222 l@example.org\n" },
    { "Alunno;Email padre;Email madre;Padre\nRossi Anna;u@example.org;l@example.org;Rossi Ugo\n",
      "2: Rossi, Anna l@example.org [father Rossi Ugo u@example.org]\n" },
    { "CognomeAlunno;NomeAlunno;COGNOMEPADRE;NOMEPADRE\nRossi;Anna;Rossi;Ugo\n",
      "2: Rossi, Anna [father Rossi Ugo]\n" },
    { "Cognome;Nome;CF Genitore\nRossi;Anna;CSTCHL88B43F839Y\n",
      "2! CF Genitore “CSTCHL88B43F839Y”\n" },
    { "Cognome;Nome;Cognome padre;Nome padre\nRossi;Anna;Rossi;\n", "2! Nome padre “”\n" },
  };

  check_cases (DESCO_LIST_PUPILS, cases, G_N_ELEMENTS (cases));
}

static void
test_guardians (void)
{
  static const Case cases[] = {
    { "CODICE FISCALE ALUNNO *;COGNOME *;NOME *;CODICE FISCALE;PARENTELA;CELLULARE\n"
      "CSTYSF18D20L219E;Costa;Chloé;CSTCHL88B43F839X;MADRE;333111222\n"
      "CSTYSF18D20L219E;Costa;Ion;;PADRE;\n"
      "CSTYSF18D20L219E;Neri;Ada;;TUTORE;\n",
      "2: CSTYSF18D20L219E [mother Costa Chloé CSTCHL88B43F839X 333111222]\n"
      "3: CSTYSF18D20L219E [father Costa Ion]\n"
      "4: CSTYSF18D20L219E [tutor Neri Ada]\n" },
    { "Alunno;Genitore;Ruolo\nCosta Youssef;Costa Ion;padre\n",
      "2: Costa Youssef [father Costa Ion]\n" },
    { "Codice fiscale;Cognome;Nome;Cognome genitore;Nome genitore\n"
      "CSTYSF18D20L219E;Costa;Youssef;Costa;Ion\n",
      "2: CSTYSF18D20L219E Costa Youssef [guardian Costa Ion]\n" },
    { "CODICE FISCALE ALUNNO *;COGNOME;NOME\n;Costa;Ion\n", "2! CODICE FISCALE ALUNNO * “”\n" },
    { "CODICE FISCALE ALUNNO *;COGNOME;NOME\nCSTYSF18D20L219E;;\n", "2! COGNOME “”\n" },
    { "CODICE FISCALE ALUNNO *;COGNOME;NOME\nCSTYSF18D20L219F;Costa;Ion\n",
      "2! CODICE FISCALE ALUNNO * “CSTYSF18D20L219F”\n" },
    { "Cognome;Nome\nCosta;Ion\n",
      "!Line 1 looks like the header, and no column in it is the pupil's tax code (or surname and "
      "name). Add the column, or say which one it is (--map COLUMN=FIELD).\n" },
  };

  check_cases (DESCO_LIST_GUARDIANS, cases, G_N_ELEMENTS (cases));
}

static void
test_tariffs (void)
{
  static const Case cases[] = {
    { "Descrizione;Ordine;Plesso;Classe;Residente;ISEE da;ISEE a;Figlio n.;Esenzione;Costo;Dal;Al\n"
      "Esente;;;;;;;;SI;0,00;01/09/2026;30/06/2027\n"
      "Fascia 1;primaria;Rodari;1;SI;0,00;6.000,00;3+;;2,60;;\n"
      "Secondo;tutte;;;NO;;;2;NO;5;;\n",
      "2: Esente =0 exempt=SI 2026-09-01 2027-06-30\n"
      "3: Fascia 1 =260 primaria Rodari 1 resident isee=0..600000 child=3..0\n"
      "4: Secondo =500 stranger child=2..2 exempt=NO\n" },
    { "Descrizione;Ordine;Costo\nX;asilo nido;\nY;liceo;5\nZ;;-1\n",
      "2! Costo “”\n3! Ordine “liceo”\n4! Costo “-1”\n" },
    { "Descrizione;ISEE da;ISEE a;Costo\nX;5.000,00;4.000,00;3\n", "2! ISEE a “4.000,00”\n" },
    { "Descrizione;Costo;Dal;Al\nX;3;1/9/2026;30/6/2026\n", "2! Al “30/6/2026”\n" },
    { "Descrizione;Figlio n.;Costo\nX;0;3\nY;2-3;3\nZ;dal 3°;3\n",
      "2! Figlio n. “0”\n3: Y =300 child=2..3\n4: Z =300 child=3..0\n" },
    { "Descrizione;Residente\nX;SI\n", "!Line 1 looks like the header, and no column in it is the "
                                       "cost. Add the column, or say which "
                                       "one it is (--map COLUMN=FIELD).\n" },
  };

  check_cases (DESCO_LIST_TARIFFS, cases, G_N_ELEMENTS (cases));
}

static void
test_headers_refused (void)
{
  static const Case cases[] = {
    { "Rossi;Anna;1A\nBianchi;Ugo;2B\n",
      "!None of the first 40 lines is a header. Add a first line with the columns' names, for "
      "instance: Cognome, Nome, Codice fiscale, Classe.\n" },
    { "Cognome;Classe\nRossi;1A\n",
      "!Line 1 looks like the header, and no column in it is the pupil's surname and name. Add the "
      "column, or say which one it is (--map COLUMN=FIELD).\n" },
    { "Cognome;Nome;Classe\nRossi;Anna;1A\nCognome;Nome;Classe\nBianchi;Ugo;2B\n",
      "2: Rossi, Anna 1A\n!The list has two headers, on lines 1 and 3. Keep one, or make two lists "
      "of it.\n" },
    { "Cognome;Nome;Classe\nNome;Cognome;Sezione\nUgo;Bianchi;2B\n",
      "!The list has two headers, on lines 1 and 2. Keep one, or make two lists of it.\n" },
    { "Cognome;Nome;Cognome;Nome\nRossi;Anna;Rossi;Ugo\n",
      "!Columns 2 (“Nome”) and 4 (“Nome”) could both be the field name. Say which one is not: "
      "--map \"#4=ignore\".\n" },
  };

  check_cases (DESCO_LIST_PUPILS, cases, G_N_ELEMENTS (cases));
}

static void
test_overrides (void)
{
  static const struct
  {
    const char *override;
    const char *rows;
  } cases[] = {
    { "Chi=fullName", "2: Rossi, Anna 1A\n" },
    { "  chi *=FULLNAME", "2: Rossi, Anna 1A\n" },
    { "#1=fullName", "2: Rossi, Anna 1A\n" },
    { "#9=fullName", "!The list has no column “#9”. Write its header as it stands in the list, or "
                     "its place as #3.\n" },
    { "Chi=nonsense", "!There is no field “nonsense”. Fields are surname, name, taxCode, "
                      "birthDate, class, section, "
                      "school, guardianSurname and others; \"ignore\" leaves a column out.\n" },
    { "Chi", "!“Chi” does not say which column is which field. Write it as COLUMN=FIELD, for "
             "instance \"Nato il=birthDate\".\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *overrides[] = { cases[i].override, NULL };
      g_autofree char *rows
          = describe_list (DESCO_LIST_PUPILS, "Chi;Classe\nRossi Anna;1A\n", overrides);

      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

/* What a window shows before it imports: each header, and what it was taken for. */
static void
test_preview (void)
{
  static const char *const names[]
      = { "surname", "name", "birthDate", "ignore", "fatherTaxCode", "email", "ignore" };
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoListReader) list = open_list (
      DESCO_LIST_PUPILS, "Cognome;Nome;Nato il;Note;CF padre;Mail genitore 2;\nRossi;Anna;;;;;\n",
      NULL, &error);
  const DescoColumnMap *columns;

  g_assert_no_error (error);
  columns = desco_list_reader_get_columns (list);
  g_assert_cmpuint (desco_column_map_get_n_columns (columns), ==, G_N_ELEMENTS (names));
  g_assert_cmpuint (desco_column_map_get_n_recognised (columns), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const DescoMeaning *meaning = desco_column_map_get_meaning (columns, i);
      g_autofree char *name = desco_meaning_to_string (meaning);
      DescoMeaning parsed;

      g_assert_cmpstr (name, ==, names[i]);
      g_assert_true (desco_meaning_parse (name, &parsed));
      g_assert_cmpint (parsed.field, ==, meaning->field);
    }
}

static void
test_long_name (void)
{
  g_autofree char *name = g_strnfill (300, 'x');
  g_autofree char *text = g_strconcat ("Cognome;Nome\n", name, ";Anna\nRossi;Ugo\n", NULL);
  g_autofree char *rows = describe_list (DESCO_LIST_PUPILS, text, NULL);

  g_assert_true (g_str_has_prefix (rows, "2! Cognome “xxx"));
  g_assert_true (g_str_has_suffix (rows, "…”\n3: Rossi, Ugo\n"));
}

/* Each list beside its .expected.json: as many rows, and just those refused. */
static void
check_shared_list (const char *path, JsonObject *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoListReader) list
      = desco_list_reader_open (DESCO_LIST_PUPILS, path, NULL, NULL, NULL, &error);
  JsonArray *rejected = json_object_get_array_member (expected, "rejected");
  guint n_rows = 0, n_rejected = 0;

  g_assert_no_error (error);
  for (;;)
    {
      g_autoptr (DescoPupilRow) row = NULL;
      g_autoptr (DescoRowError) problem = NULL;
      JsonObject *object;

      if (!desco_pupil_row_read (list, &row, &problem, &error))
        break;
      n_rows++;
      if (problem == NULL)
        continue;
      g_assert_cmpuint (n_rejected, <, json_array_get_length (rejected));
      object = json_array_get_object_element (rejected, n_rejected++);
      g_assert_cmpint (problem->line, ==, json_object_get_int_member (object, "line"));
      g_assert_cmpstr (problem->column, ==, json_object_get_string_member (object, "column"));
    }
  g_assert_no_error (error);
  g_assert_cmpint (n_rows, ==, json_object_get_int_member (expected, "read"));
  g_assert_cmpuint (n_rejected, ==, json_array_get_length (rejected));
}

static void
test_shared_lists (void)
{
  static const char *const extensions[] = { "csv", "xls", "xlsx", "tsv" };
  const char *shared = g_getenv ("DESCO_SHARED");
  g_autofree char *folder
      = g_build_filename (shared != NULL ? shared : "/nonexistent", "import", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_lists = 0;

  if (dir == NULL)
    {
      g_test_skip ("DESCO_SHARED has no lists");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *stem = g_strndup (name, strcspn (name, "."));
      g_autofree char *json_path = g_build_filename (folder, name, NULL);
      g_autoptr (JsonParser) parser = json_parser_new ();
      JsonObject *expected;

      if (!g_str_has_suffix (name, ".expected.json"))
        continue;
      g_assert_true (json_parser_load_from_file (parser, json_path, NULL));
      expected = json_node_get_object (json_parser_get_root (parser));
      for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
        {
          g_autofree char *file = g_strdup_printf ("%s.%s", stem, extensions[i]);
          g_autofree char *path = g_build_filename (folder, file, NULL);

          if (!json_object_has_member (expected, "read") || !g_file_test (path, G_FILE_TEST_EXISTS))
            continue;
          g_test_message ("%s", file);
          check_shared_list (path, expected);
          n_lists++;
        }
    }
  g_assert_cmpuint (n_lists, >, 0);
}

static void
test_shared_tariffs (void)
{
  const char *shared = g_getenv ("DESCO_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "/nonexistent", "import",
                                            "tariffe-2026-27.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoListReader) list = NULL;
  g_autofree char *rows = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("DESCO_SHARED has no tariffs");
      return;
    }
  list = desco_list_reader_open (DESCO_LIST_TARIFFS, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  rows = describe_tariffs (list);
  g_assert_cmpstr (rows, ==,
                   "2: Esente, servizi sociali =0 exempt=SI 2026-09-01 2027-06-30\n"
                   "3: Residenti, ISEE fino a 6.000 =260 resident isee=0..600000 2026-09-01 "
                   "2027-06-30\n"
                   "4: Residenti, ISEE fino a 15.000 =400 resident isee=600001..1500000 2026-09-01 "
                   "2027-06-30\n"
                   "5: Residenti, dal terzo figlio =390 resident child=3..0 2026-09-01 2027-06-30\n"
                   "6: Residenti, infanzia =480 infanzia resident 2026-09-01 2027-06-30\n"
                   "7: Residenti =520 resident 2026-09-01 2027-06-30\n"
                   "8: Non residenti =610 stranger 2026-09-01 2027-06-30\n");
}

int
main (int argc, char *argv[])
{
  gint64 now;

  g_test_init (&argc, &argv, NULL);
  g_assert_true (desco_time_parse_rfc3339 ("2026-11-24T08:00:00Z", &now));
  desco_clock_set (now);

  g_test_add_func ("/exchange/lists/J-03-pupils", test_pupils);
  g_test_add_func ("/exchange/lists/R-42-adults", test_adults);
  g_test_add_func ("/exchange/lists/R-42-guardians", test_guardians);
  g_test_add_func ("/exchange/lists/R-30-tariffs", test_tariffs);
  g_test_add_func ("/exchange/lists/headers-refused", test_headers_refused);
  g_test_add_func ("/exchange/lists/overrides", test_overrides);
  g_test_add_func ("/exchange/lists/preview", test_preview);
  g_test_add_func ("/exchange/lists/long-name", test_long_name);
  g_test_add_func ("/exchange/lists/R-41-shared", test_shared_lists);
  g_test_add_func ("/exchange/lists/R-30-shared", test_shared_tariffs);
  return g_test_run ();
}
