/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-import.h"

#include "desco-fixture.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "store/desco-creditors.h"
#include "store/desco-diets.h"
#include "store/desco-guardians.h"
#include "store/desco-pupils.h"
#include "store/desco-schools.h"
#include "store/desco-tariffs.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define HEADER "Cognome;Nome;Data Nascita;Codice Fiscale;Classe;Plesso\n"

static const char COUNT_PUPILS[] = "SELECT count (*) FROM pupil";
static const char COUNT_GUARDIANS[] = "SELECT count (*) FROM guardian";
static const char COUNT_LEDGER[] = "SELECT count (*) FROM ledger";
static const char COUNT_OPERATIONS[] = "SELECT count (*) FROM outbox";

static char *
find_shared (const char *name)
{
  const char *shared = g_getenv ("DESCO_SHARED");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "import", name, NULL) : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared lists are not here");
      return NULL;
    }
  return g_steal_pointer (&path);
}

static char *
write_list (DescoFixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->folder, "list.csv", NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static DescoImportReport *
import_file (DescoFixture *fixture, const char *path, const DescoImportOptions *options)
{
  g_autoptr (GError) error = NULL;
  DescoImportReport *report
      = desco_import_pupils (fixture->store, path, options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->rejected->len; i++)
    {
      const DescoRowError *problem = g_ptr_array_index (report->rejected, i);

      g_test_message ("%u %s “%s”: %s", problem->line, problem->column, problem->value,
                      problem->reason);
    }
  for (guint i = 0; i < report->warnings->len; i++)
    {
      const DescoRowError *problem = g_ptr_array_index (report->warnings, i);

      g_test_message ("warning %u %s: %s", problem->line, problem->column, problem->reason);
    }
  return report;
}

static DescoImportReport *
import_text (DescoFixture *fixture, const char *text, const DescoImportOptions *options)
{
  g_autofree char *path = write_list (fixture, text);

  return import_file (fixture, path, options);
}

/* "read added updated unchanged rejected" */
static void
assert_report (const DescoImportReport *report, const char *expected)
{
  g_autofree char *counts
      = g_strdup_printf ("%u %u %u %u %u", report->read, report->added, report->updated,
                         report->unchanged, report->rejected->len);

  g_assert_cmpstr (counts, ==, expected);
}

static void
assert_import (DescoFixture *fixture, const char *text, const char *expected)
{
  g_autoptr (DescoImportReport) report = import_text (fixture, text, NULL);

  assert_report (report, expected);
}

static DescoPupil *
get_pupil (DescoFixture *fixture, const char *tax_code)
{
  g_autoptr (GError) error = NULL;
  DescoPupil *pupil = desco_pupils_find (fixture->store, tax_code, NULL, &error);

  g_assert_no_error (error);
  return pupil;
}

static void
assert_expected (const DescoImportReport *report, const char *list)
{
  g_autofree char *stem = g_strndup (list, (gsize) (strrchr (list, '.') - list));
  g_autofree char *path = g_strconcat (stem, ".expected.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *counts = NULL;
  JsonObject *expected;
  JsonArray *rejected;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  expected = json_node_get_object (json_parser_get_root (parser));
  rejected = json_object_get_array_member (expected, "rejected");
  counts = g_strdup_printf ("%d %d %d %d %u", (int) json_object_get_int_member (expected, "read"),
                            (int) json_object_get_int_member (expected, "added"),
                            (int) json_object_get_int_member (expected, "updated"),
                            (int) json_object_get_int_member (expected, "unchanged"),
                            json_array_get_length (rejected));
  assert_report (report, counts);
  for (guint i = 0; i < report->rejected->len; i++)
    {
      const DescoRowError *problem = g_ptr_array_index (report->rejected, i);
      JsonObject *row = json_array_get_object_element (rejected, i);

      g_assert_cmpint (problem->line, ==, json_object_get_int_member (row, "line"));
      g_assert_cmpstr (problem->column, ==, json_object_get_string_member (row, "column"));
    }
}

/* Each list gives what it must, and once more it changes nothing at all. */
static void
test_shared_list (DescoFixture *fixture, gconstpointer data)
{
  g_autofree char *path = find_shared (data);
  g_autoptr (DescoImportReport) first = NULL;
  g_autoptr (DescoImportReport) second = NULL;
  gint64 n_operations;

  if (path == NULL)
    return;
  first = import_file (fixture, path, NULL);
  assert_expected (first, path);
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_PUPILS, NULL), ==, first->added);

  n_operations = desco_fixture_query (fixture, COUNT_OPERATIONS, NULL);
  second = import_file (fixture, path, NULL);
  g_assert_cmpuint (second->unchanged, ==, first->read - first->rejected->len);
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_OPERATIONS, NULL), ==, n_operations);
}

static void
import_tariffs (DescoFixture *fixture, const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoImportReport) report
      = desco_import_tariffs (fixture->store, path, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_report (report, expected);
}

/* What the pupils of each school pay by the table. */
static void
test_shared_tariffs (DescoFixture *fixture, gconstpointer data)
{
  g_autofree char *tariffs = find_shared ("tariffe-2026-27.csv");
  g_autofree char *pupils = find_shared ("alunni-semicolon-cp1252.csv");
  g_autofree char *expected_path = find_shared ("tariffe-2026-27.expected.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GPtrArray) schools = NULL;
  g_autoptr (DescoImportReport) report = NULL;
  GDate date = desco_date_from_ymd (2026, 11, 24);

  if (tariffs == NULL)
    return;
  json_parser_load_from_file (parser, expected_path, NULL);
  report = import_file (fixture, pupils, NULL);
  import_tariffs (fixture, tariffs, "7 7 0 0 0");
  import_tariffs (fixture, tariffs, "7 0 0 7 0");

  schools = desco_schools_list (fixture->store, NULL, NULL);
  g_assert_cmpuint (schools->len, ==, 3);
  for (guint i = 0; i < schools->len; i++)
    {
      const DescoSchool *school = g_ptr_array_index (schools, i);
      DescoPupilQuery query = { .school_id = school->id };
      g_autoptr (GPtrArray) of_school = desco_pupils_list (fixture->store, &query, NULL, NULL);
      gint64 amount = json_object_get_int_member (
          json_node_get_object (json_parser_get_root (parser)), school->name);

      g_assert_cmpuint (of_school->len, >, 0);
      for (guint j = 0; j < of_school->len; j++)
        {
          const DescoPupil *pupil = g_ptr_array_index (of_school, j);
          g_autoptr (DescoQuote) quote
              = desco_tariffs_quote (fixture->store, &pupil->id, &date, NULL, NULL);

          g_assert_cmpint (quote->unit_amount, ==, amount);
        }
    }
}

/* A regulation with a hole in it would charge what the town did not decide. */
static void
test_tariffs_whole (DescoFixture *fixture, gconstpointer data)
{
  g_autofree char *path
      = write_list (fixture, "Descrizione;Residente;Costo\nUno;SI;4,00\nDue;;x\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoImportReport) report
      = desco_import_tariffs (fixture->store, path, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->rejected->len, ==, 1);
  g_assert_false (report->applied);
  g_assert_cmpint (desco_fixture_query (fixture, "SELECT count (*) FROM tariff_rule", NULL), ==, 0);
}

/* tax code, then surname, name and birth date, and a question when unsure. */
static void
test_matching (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *rows;
    const char *expected;
  } steps[] = {
    { "Lo Presti;Andrea;08/01/2014;LPRNRM14A08H501A;5B;Primaria A\n", "1 1 0 0 0" },
    { "Lo Presti;Andrea;08/01/2014;LPRNRM14A08H501A;5B;Primaria A\n", "1 0 0 1 0" },
    { "LO PRESTI;ANDREA;08/01/2014;;5B;Primaria A\n", "1 0 1 0 0" }, /* the name as written now */
    { "Lo Presti;Andrea Maria;08/01/2014;LPRNRM14A08H501A;5B;Primaria A\n", "1 0 1 0 0" },
    { "Lo Presti;Andrea Maria;08/01/2014;LPRNRM14A08H501A;1A;Secondaria B\n", "1 0 1 0 0" },
    /* No code yet: the name and the date tell, and the code is learnt. */
    { "Costa;Youssef;20/04/2018;;3A;Primaria A\n", "1 1 0 0 0" },
    { "Costa;Youssef;20/04/2018;;3A;Primaria A\n", "1 0 0 1 0" },
    { "Costa;Youssef;20/04/2018;CSTYSF18D20L219E;3A;Primaria A\n", "1 0 1 0 0" },
    /* The same name on another day is another child; without a day nobody knows. */
    { "Costa;Youssef;21/04/2018;;3A;Primaria A\n", "1 1 0 0 0" },
    { "Costa;Youssef;;;3A;Primaria A\n", "1 0 0 0 1" },
    { "Gallo;Ion;;;3A;Primaria A\n", "1 1 0 0 0" },
    { "Gallo;Ion;;;3A;Primaria A\n", "1 0 0 1 0" },
    { "Gallo;Ion;01/02/2019;;3A;Primaria A\n", "1 0 0 0 1" },
    /* Twice in one list is once. */
    { "Fò;Zoè;03/03/2016;;2A;Primaria A\nFO';ZOE';03/03/2016;;2A;Primaria A\n", "2 1 1 0 0" },
    { "D'Angelo;Noè;03/03/2016;;2A;Primaria A\nD'Angelo;Noè;03/03/2016;;2A;Primaria A\n",
      "2 1 0 1 0" },
    { "محمد;علي;04/03/2016;;2A;Primaria A\n", "1 1 0 0 0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *text = g_strconcat (HEADER, steps[i].rows, NULL);

      g_test_message ("%s", steps[i].rows);
      assert_import (fixture, text, steps[i].expected);
    }
}

/* the code that comes later goes to the same pupil, whose ledger nobody touches. */
static void
test_provisional (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPupil) after = NULL;
  g_autoptr (DescoPupil) by_provisional = NULL;
  g_autoptr (GPtrArray) before = NULL;
  DescoPupilQuery everyone = { .search = NULL };
  const DescoPupil *pupil;

  assert_import (fixture, HEADER "Costa;Youssef;20/04/2018;;3A;Primaria A\n", "1 1 0 0 0");
  before = desco_pupils_list (fixture->store, &everyone, NULL, NULL);
  pupil = g_ptr_array_index (before, 0);
  assert_import (fixture, HEADER "Costa;Youssef;20/04/2018;CSTYSF18D20L219E;3A;Primaria A\n",
                 "1 0 1 0 0");
  after = get_pupil (fixture, "CSTYSF18D20L219E");
  by_provisional = get_pupil (fixture, pupil->provisional_code);
  g_assert_true (desco_uuid_equal (&after->id, &pupil->id));
  g_assert_true (desco_uuid_equal (&by_provisional->id, &pupil->id));
}

/* What a list does not carry is left alone. */
static void
test_left_alone (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPupil) pupil = NULL;

  assert_import (fixture,
                 "Cognome;Nome;Codice Fiscale;Classe;Plesso;Comune Residenza;Indirizzo\n"
                 "Costa;Youssef;CSTYSF18D20L219E;3A;Primaria A;Arona;Via Roma, 1\n",
                 "1 1 0 0 0");
  assert_import (fixture,
                 "Cognome;Nome;Codice Fiscale;Comune Residenza\n"
                 "Costa;Youssef;CSTYSF18D20L219E;\n",
                 "1 0 0 1 0");
  pupil = get_pupil (fixture, "CSTYSF18D20L219E");
  g_assert_cmpstr (pupil->town, ==, "Arona");
  g_assert_cmpstr (pupil->address, ==, "Via Roma, 1");
  g_assert_cmpstr (pupil->class_label, ==, "Primaria A · 3A");
}

static void
test_dry_run (DescoFixture *fixture, gconstpointer data)
{
  DescoImportOptions options = { .dry_run = TRUE };
  gint64 before = desco_fixture_query (fixture, COUNT_OPERATIONS, NULL);
  g_autoptr (DescoImportReport) report
      = import_text (fixture, HEADER "Costa;Youssef;20/04/2018;;3A;Primaria A\n", &options);

  assert_report (report, "1 1 0 0 0");
  g_assert_false (report->applied);
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_PUPILS, NULL), ==, 0);
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_OPERATIONS, NULL), ==, before);
}

static void
test_all_or_nothing (DescoFixture *fixture, gconstpointer data)
{
  static const char text[] = HEADER "Costa;Youssef;20/04/2018;;3A;Primaria A\n"
                                    "Gallo;Ion;31/02/2018;;3A;Primaria A\n";
  DescoImportOptions options = { .all_or_nothing = TRUE };
  g_autoptr (DescoImportReport) whole = import_text (fixture, text, &options);
  g_autoptr (DescoImportReport) good = NULL;

  assert_report (whole, "2 1 0 0 1");
  g_assert_false (whole->applied);
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_PUPILS, NULL), ==, 0);

  good = import_text (fixture, text, NULL);
  assert_report (good, "2 1 0 0 1");
  g_assert_true (good->applied);
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_PUPILS, NULL), ==, 1);
}

static void
on_progress (double fraction, guint read, gpointer data)
{
  g_assert_cmpfloat (fraction, >, 0);
  g_cancellable_cancel (data);
}

static void
test_cancelled (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DescoImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "Costa %c%c;Ion;20/04/2018;;3A;Primaria A\n", 'a' + (int) i % 26,
                            'a' + (int) i / 26 % 26);
  path = write_list (fixture, text->str);
  report = desco_import_pupils (fixture->store, path, NULL, on_progress, cancellable, cancellable,
                                &error);
  g_assert_null (report);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_PUPILS, NULL), ==, 0);
}

/* Where a list goes that names no school. */
static void
test_no_school (DescoFixture *fixture, gconstpointer data)
{
  static const char list[] = "Cognome;Nome;Data Nascita;Classe\nCosta;Ion;20/04/2018;3A\n";
  static const char other[] = "Cognome;Nome;Data Nascita;Classe\nGallo;Ion;20/04/2018;3A\n";
  static const char third[] = "Cognome;Nome;Data Nascita;Classe\nSanna;Ion;20/04/2018;3A\n";
  static const char moved[] = "Cognome;Nome;Data Nascita;Classe\nSanna;Ion;20/04/2018;4A\n";
  DescoImportOptions options = { .school = "Primaria A" };
  g_autoptr (DescoImportReport) waiting = import_text (fixture, list, NULL);
  g_autoptr (DescoImportReport) only = NULL;
  g_autoptr (DescoImportReport) given = NULL;
  g_autoptr (DescoImportReport) stays = NULL;
  g_autoptr (GPtrArray) pupils = NULL;
  DescoPupilQuery everyone = { .search = NULL };
  static const char *const labels[]
      = { "Da assegnare · 3A", "Da assegnare · 3A", "Primaria A · 4A" };

  g_assert_cmpuint (waiting->warnings->len, ==, 1);
  only = import_text (fixture, other, NULL); /* by now there is just one */
  g_assert_cmpuint (only->warnings->len, ==, 0);
  given = import_text (fixture, third, &options);
  g_assert_cmpuint (given->warnings->len, ==, 0);
  stays = import_text (fixture, moved, NULL);
  g_assert_cmpuint (stays->updated, ==, 1);

  pupils = desco_pupils_list (fixture->store, &everyone, NULL, NULL);
  for (guint i = 0; i < pupils->len; i++)
    g_assert_cmpstr (((DescoPupil *) pupils->pdata[i])->class_label, ==, labels[i]);
}

/* several adults on a row; one who is named twice is one; the first with a code pays. */
static void
test_adults (DescoFixture *fixture, gconstpointer data)
{
  static const char list[]
      = "COGNOME;NOME;COD_FISC;CL;SEZ;COGNOME_PA;NOME_PA;CF_PA;COGNOME_MA;NOME_MA;CF_MA;"
        "COGNOME_GEN;NOME_GEN;CF_GEN;CELL_GEN\n"
        "COSTA;YOUSSEF;CSTYSF18D20L219E;3;A;COSTA;ION;;COSTA;CHLOE;CSTCHL88B43F839X;"
        "COSTA;CHLOE;CSTCHL88B43F839X;333 1234567\n"
        "COSTA;NOEMI;;3;A;COSTA;ION;;COSTA;CHLOE;CSTCHL88B43F839X;"
        "COSTA;CHLOE;CSTCHL88B43F839X;333 1234567\n";
  g_autoptr (DescoPupil) pupil = NULL;
  g_autoptr (GPtrArray) guardians = NULL;
  g_autoptr (GPtrArray) line = NULL;

  assert_import (fixture, list, "2 2 0 0 0");
  assert_import (fixture, list, "2 0 0 2 0");
  pupil = get_pupil (fixture, "CSTYSF18D20L219E");
  g_assert_cmpstr (pupil->guardian_name, ==, "COSTA CHLOE");
  guardians = desco_guardians_of_pupil (fixture->store, &pupil->id, NULL, NULL);
  g_assert_cmpuint (guardians->len, ==, 2);
  g_assert_cmpstr (((DescoGuardian *) guardians->pdata[0])->role, ==, "mother");
  g_assert_cmpstr (((DescoGuardian *) guardians->pdata[1])->role, ==, "father");
  line = desco_pupils_of_guardian (fixture->store, &pupil->guardian_id, NULL, NULL);
  g_assert_cmpuint (line->len, ==, 2);
}

/* A list of guardians comes after the list of pupils. */
static void
test_guardians (DescoFixture *fixture, gconstpointer data)
{
  static const char list[] = "CODICE FISCALE ALUNNO *;COGNOME;NOME;CODICE FISCALE;PARENTELA\n"
                             "CSTYSF18D20L219E;COSTA;CHLOE;CSTCHL88B43F839X;MADRE\n"
                             "LPRNRM14A08H501A;LO PRESTI;FATIMA;LPRFTM78C45L219N;MADRE\n";
  g_autofree char *path = NULL;
  g_autoptr (DescoImportReport) first = NULL;
  g_autoptr (DescoImportReport) second = NULL;
  g_autoptr (GError) error = NULL;

  assert_import (fixture, HEADER "Costa;Youssef;20/04/2018;CSTYSF18D20L219E;3A;Primaria A\n",
                 "1 1 0 0 0");
  path = write_list (fixture, list);
  first = desco_import_guardians (fixture->store, path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_report (first, "2 0 1 0 1");
  second = desco_import_guardians (fixture->store, path, NULL, NULL, NULL, NULL, &error);
  assert_report (second, "2 0 0 1 1");
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_GUARDIANS, NULL), ==, 1);
}

/* an opening balance comes in once, each voucher at the price of its day. */
static void
test_opening (DescoFixture *fixture, gconstpointer data)
{
  static const char list[] = "Cognome;Nome;Codice Fiscale;Classe;Plesso;Residente;Saldo buoni\n"
                             "Costa;Youssef;CSTYSF18D20L219E;3A;Primaria A;SI;12\n";
  static const char more[] = "Cognome;Nome;Codice Fiscale;Classe;Plesso;Residente;Saldo buoni\n"
                             "Costa;Youssef;CSTYSF18D20L219E;3A;Primaria A;SI;15\n";
  g_autoptr (DescoImportReport) without = import_text (fixture, list, NULL);
  g_autofree char *tariffs = NULL;
  g_autoptr (DescoPupil) pupil = NULL;

  assert_report (without, "1 1 0 0 0");
  g_assert_cmpuint (without->warnings->len, ==, 1);
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_LEDGER, NULL), ==, 0);

  tariffs = write_list (fixture, "Descrizione;Residente;Costo\nResidenti;SI;5,20\n");
  import_tariffs (fixture, tariffs, "1 1 0 0 0");
  assert_import (fixture, list, "1 0 1 0 0");
  assert_import (fixture, list, "1 0 0 1 0");
  assert_import (fixture, more, "1 0 0 1 0");
  pupil = get_pupil (fixture, "CSTYSF18D20L219E");
  g_assert_cmpint (pupil->balance, ==, 12);
  g_assert_cmpint (
      desco_fixture_query (fixture, "SELECT unit_amount FROM lot WHERE pupil_id = :id", &pupil->id),
      ==, 520);
}

static void
test_facts_for_the_tariff (DescoFixture *fixture, gconstpointer data)
{
  static const char list[]
      = "Cognome;Nome;Codice Fiscale;Classe;Plesso;Residente;ISEE;ISEE valido fino al;Esenzione;"
        "Dieta\n"
        "Costa;Youssef;CSTYSF18D20L219E;3A;Primaria A;NO;5.400,50;31/12/2026;SI;Celiachia\n";
  static const char over[] = "Cognome;Nome;Codice Fiscale;Esenzione\n"
                             "Costa;Youssef;CSTYSF18D20L219E;NO\n";
  g_autoptr (DescoPupil) pupil = NULL;
  g_autoptr (DescoPupil) after = NULL;
  g_autofree char *diet = NULL;
  GDate today = desco_clock_today ();

  assert_import (fixture, list, "1 1 0 0 0");
  assert_import (fixture, list, "1 0 0 1 0");
  pupil = get_pupil (fixture, "CSTYSF18D20L219E");
  g_assert_cmpint (pupil->resident, ==, DESCO_RESIDENCE_NO);
  g_assert_cmpstr (pupil->exemption, ==, "SI");
  g_assert_cmpint (desco_fixture_query (
                       fixture, "SELECT isee FROM certificate WHERE pupil_id = :id", &pupil->id),
                   ==, 540050);
  diet = desco_diets_get (fixture->store, &pupil->id, &today, NULL, NULL);
  g_assert_cmpstr (diet, ==, "Celiachia");

  assert_import (fixture, over, "1 0 1 0 0");
  after = get_pupil (fixture, "CSTYSF18D20L219E");
  g_assert_null (after->exemption);
}

static void
test_unreadable (DescoFixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "uno;due;tre\n1;2;3\n", "%PDF-1.7\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = write_list (fixture, texts[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoImportReport) report
          = desco_import_pupils (fixture->store, path, NULL, NULL, NULL, NULL, &error);

      g_assert_null (report);
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_cmpstr (desco_error_get_field (error), ==, "file");
    }
}

static void
test_preview (DescoFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_list (fixture, HEADER "Costa;Ion;20/04/2018;;3A;Primaria A\n"
                                                      "Gallo;Ion;31/02/2018;;3A;Primaria A\n"
                                                      "Sanna;Ion;20/04/2018;;3A;Primaria A\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoImportPreview) preview
      = desco_import_preview_pupils (path, NULL, 2, NULL, &error);
  const DescoImportColumn *column;

  g_assert_no_error (error);
  g_assert_cmpuint (preview->columns->len, ==, 6);
  column = g_ptr_array_index (preview->columns, 2);
  g_assert_cmpstr (column->header, ==, "Data Nascita");
  g_assert_nonnull (column->field);
  g_assert_cmpuint (preview->rows->len, ==, 2);
  g_assert_cmpstr (((GStrv) preview->rows->pdata[1])[0], ==, "Gallo");
  g_assert_cmpuint (g_array_index (preview->lines, guint, 1), ==, 3);
  g_assert_cmpuint (preview->findings->len, ==, 1);
  g_assert_cmpuint (((DescoRowError *) preview->findings->pdata[0])->line, ==, 3);
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  *(DescoImportReport **) data = desco_import_finish (DESCO_STORE (source), result, NULL);
}

static void
test_async (DescoFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_list (fixture, HEADER "Costa;Ion;20/04/2018;;3A;Primaria A\n");
  g_autoptr (DescoImportReport) report = NULL;

  desco_import_pupils_async (fixture->store, path, NULL, NULL, NULL, NULL, on_imported, &report);
  while (report == NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_report (report, "1 1 0 0 0");
}

#define ADD(path, func)                                                                            \
  g_test_add (path, DescoFixture, NULL, desco_fixture_set_up_empty, func, desco_fixture_tear_down)
#define ADD_LIST(name)                                                                             \
  g_test_add ("/exchange/import/list/" name, DescoFixture, name, desco_fixture_set_up_empty,       \
              test_shared_list, desco_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_LIST ("alunni-semicolon-cp1252.csv");
  ADD_LIST ("alunni-codes-utf8bom.csv");
  ADD_LIST ("alunni-argo.xls");
  ADD_LIST ("alunni-classeviva.xlsx");
  ADD ("/exchange/import/tariffs/by-school", test_shared_tariffs);
  ADD ("/exchange/import/tariffs/R-30/whole-or-not-at-all", test_tariffs_whole);
  ADD ("/exchange/import/R-12/opening-once", test_opening);
  ADD ("/exchange/import/R-40/provisional", test_provisional);
  ADD ("/exchange/import/R-41/matching", test_matching);
  ADD ("/exchange/import/R-41/dry-run", test_dry_run);
  ADD ("/exchange/import/R-41/all-or-nothing", test_all_or_nothing);
  ADD ("/exchange/import/R-42/adults-on-the-row", test_adults);
  ADD ("/exchange/import/R-42/list-of-guardians", test_guardians);
  ADD ("/exchange/import/left-alone", test_left_alone);
  ADD ("/exchange/import/cancelled", test_cancelled);
  ADD ("/exchange/import/no-school", test_no_school);
  ADD ("/exchange/import/facts-for-the-tariff", test_facts_for_the_tariff);
  ADD ("/exchange/import/unreadable", test_unreadable);
  ADD ("/exchange/import/preview", test_preview);
  ADD ("/exchange/import/async", test_async);

  return g_test_run ();
}
