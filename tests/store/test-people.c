/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "ledger/desco-ledger-private.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "store/desco-certificates.h"
#include "store/desco-classes.h"
#include "store/desco-diets.h"
#include "store/desco-guardians.h"
#include "store/desco-pupils.h"
#include "store/desco-schools.h"

static void
test_schools (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *code;
    const char *name;
    const char *reference; /* by which it is found afterwards */
    const char *expected;  /* its name */
    int school_order;
  } cases[] = {
    { "noee81401a", NULL, "NOEE81401A", "Primaria G. Rodari", 2 },
    { NULL, "PRIMARIA G. RODARI", "primaria g. rodari", "Primaria G. Rodari", 2 },
    { "NOAA81401B", NULL, "NOAA81401B", "NOAA81401B", 1 },
    { "NOAA81401B", "Infanzia Il Girasole", "infanzia il girasole", "Infanzia Il Girasole", 1 },
    { NULL, "Plesso di Piazza", "Plesso di Piazza", "Plesso di Piazza", 0 },
    { "NOMM81401C", "Infanzia Il Girasole", "NOMM81401C", "Infanzia Il Girasole (NOMM81401C)", 3 },
  };
  g_autoptr (GPtrArray) schools = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoSchool) school
          = desco_schools_ensure (fixture->store, cases[i].code, cases[i].name, 0, NULL, &error);
      g_autoptr (DescoSchool) found = NULL;

      g_assert_no_error (error);
      found = desco_schools_find (fixture->store, cases[i].reference, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (desco_uuid_equal (&school->id, &found->id));
      g_assert_cmpstr (found->name, ==, cases[i].expected);
      g_assert_cmpint (found->school_order, ==, cases[i].school_order);
    }

  schools = desco_schools_list (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (schools->len, ==, 4);
  g_assert_null (desco_schools_find (fixture->store, "Nowhere", NULL, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_NOT_FOUND);
}

static void
test_classes (DescoFixture *fixture, gconstpointer data)
{
  static const char *const references[]
      = { "NOEE81401A/3A", "noee81401a/3 a", "Primaria G. Rodari/3^A", "primaria g. rodari/3a" };
  static const struct
  {
    const char *reference;
    const char *field;
  } wrong[] = { { "3A", "class" }, { "NOEE81401A/4Z", "class" }, { "Nowhere/3A", "school" } };
  g_autoptr (DescoClass) class = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autoptr (DescoClass) found
          = desco_classes_find (fixture->store, references[i], NULL, &error);

      g_assert_no_error (error);
      g_assert_true (desco_uuid_equal (&found->id, &fixture->class_id));
      g_assert_cmpstr (found->reference, ==, "NOEE81401A/3A");
      g_assert_cmpuint (found->n_pupils, ==, 3);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (desco_classes_find (fixture->store, wrong[i].reference, NULL, &error));
      g_assert_cmpstr (desco_error_get_field (error), ==, wrong[i].field);
      g_clear_error (&error);
    }

  class = desco_classes_ensure (fixture->store, &fixture->school, "4^b", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (class->label, ==, "Primaria G. Rodari · 4B");
}

static DescoGuardian *
add_guardian (DescoFixture *fixture, const char *surname, const char *tax_code)
{
  DescoGuardianDraft draft = { .surname = surname, .name = "Ion", .tax_code = tax_code };
  g_autoptr (GError) error = NULL;
  DescoGuardian *guardian = desco_guardians_save (fixture->store, &draft, NULL, &error);

  g_assert_no_error (error);
  return guardian;
}

static void
test_guardians (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoGuardian) mother = add_guardian (fixture, "Conti", "LPRFTM78C45L219N");
  g_autoptr (DescoGuardian) found = NULL;
  g_autoptr (GPtrArray) guardians = NULL;
  DescoGuardianDraft twin = { .surname = "X", .name = "Y", .tax_code = "LPRFTM78C45L219N" };
  g_autoptr (GError) error = NULL;

  g_assert_true (desco_guardians_link (fixture->store, &fixture->pupils[0], &mother->id, "mother",
                                       NULL, &error));
  guardians = desco_guardians_of_pupil (fixture->store, &fixture->pupils[0], NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (guardians->len, ==, 2);
  g_assert_true (((DescoGuardian *) guardians->pdata[0])->payer);
  g_assert_cmpstr (((DescoGuardian *) guardians->pdata[1])->role, ==, "mother");

  found = desco_guardians_find (fixture->store, "lprftm78c45l219n", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desco_uuid_equal (&found->id, &mother->id));

  g_assert_null (desco_guardians_save (fixture->store, &twin, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (desco_guardians_link (fixture->store, &fixture->pupils[0], &mother->id, "boss",
                                        NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "role");
}

static gpointer
post_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const DescoLedgerDraft draft = { .kind = DESCO_LEDGER_OPENING,
                                   .pupil_id = *(const DescoUuid *) data,
                                   .quantity = 7,
                                   .unit_amount = 520,
                                   .civil_date = desco_date_from_ymd (2026, 9, 1) };
  DescoUuid entry_id;

  desco_ledger_post (connection, &draft, &entry_id, error);
  return NULL;
}

/* a change of payer moves the line, not the history. */
static void
test_payer (DescoFixture *fixture, gconstpointer data)
{
  static const char PAYERS[]
      = "SELECT count (*) FROM guardianship WHERE pupil_id = :id AND payer = 1";
  static const char PAID_BEFORE[]
      = "SELECT count (*) FROM ledger WHERE guardian_id = :id AND quantity = 7";
  static const char TOLD[] = "SELECT count (*) FROM outbox"
                             " WHERE type = 'guardianship' AND entity = :id";
  g_autoptr (DescoGuardian) other = add_guardian (fixture, "Conti", NULL);
  g_autoptr (DescoPupil) pupil = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const DescoUuid *id = &fixture->pupils[0];
  g_autoptr (GError) error = NULL;

  desco_store_write (fixture->store, post_writer, (gpointer) id, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (desco_guardians_set_payer (fixture->store, id, &other->id, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_clear_error (&error);

  g_assert_true (desco_guardians_link (fixture->store, id, &other->id, NULL, NULL, &error));
  g_assert_true (desco_guardians_set_payer (fixture->store, id, &other->id, NULL, &error));
  g_assert_cmpint (desco_fixture_query (fixture, PAYERS, id), ==, 1);
  g_assert_cmpint (desco_fixture_query (fixture, TOLD, id), ==, 3);

  pupil = desco_pupils_get (fixture->store, id, NULL, &error);
  g_assert_cmpstr (pupil->guardian_name, ==, "Conti Ion");
  before = desco_pupils_of_guardian (fixture->store, &fixture->guardian, NULL, &error);
  after = desco_pupils_of_guardian (fixture->store, &other->id, NULL, &error);
  g_assert_cmpuint (before->len, ==, 2);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (((DescoPupil *) after->pdata[0])->balance, ==, 7);
  g_assert_cmpint (desco_fixture_query (fixture, PAID_BEFORE, &fixture->guardian), ==, 1);
}

static void
test_certificates (DescoFixture *fixture, gconstpointer data)
{
  GDate today = desco_date_from_ymd (2026, 11, 24);
  GDate soon = desco_date_add_days (&today, 30);
  GDate later = desco_date_add_days (&today, 31);
  GDate past = desco_date_add_days (&today, -1);
  const GDate *ends[] = { &soon, &later, &past };
  g_autoptr (GPtrArray) expiring = NULL;
  g_autoptr (GPtrArray) renewed = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    g_assert_true (desco_certificates_add (fixture->store, &fixture->pupils[i], 500000, NULL,
                                           ends[i], NULL, &error));
  expiring = desco_certificates_expiring (fixture->store, &today, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (expiring->len, ==, 1);
  g_assert_true (
      desco_uuid_equal (&((DescoCertificate *) expiring->pdata[0])->pupil_id, &fixture->pupils[0]));

  g_assert_true (desco_certificates_add (fixture->store, &fixture->pupils[0], 510000, &soon, NULL,
                                         NULL, &error));
  g_assert_true (desco_certificates_add (fixture->store, &fixture->pupils[0], 510000, &soon, NULL,
                                         NULL, &error));
  renewed = desco_certificates_expiring (fixture->store, &today, NULL, &error);
  g_assert_cmpuint (renewed->len, ==, 0);
  all = desco_certificates_of_pupil (fixture->store, &fixture->pupils[0], NULL, &error);
  g_assert_cmpuint (all->len, ==, 2);

  g_assert_false (
      desco_certificates_add (fixture->store, &fixture->pupils[0], -1, NULL, NULL, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "isee");
}

/* a diet is known on its days, is in no search, and is gone when it is taken back. */
static void
test_diets (DescoFixture *fixture, gconstpointer data)
{
  GDate from = desco_date_from_ymd (2026, 9, 1);
  GDate before = desco_date_from_ymd (2026, 8, 31);
  DescoPupilQuery query = { .search = "celiac" };
  const DescoUuid *id = &fixture->pupils[1];
  g_autofree char *on = NULL;
  g_autofree char *off = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (desco_diets_set (fixture->store, id, "Celiachia", &from, NULL, NULL, &error));
  on = desco_diets_get (fixture->store, id, &from, NULL, &error);
  g_assert_cmpstr (on, ==, "Celiachia");
  off = desco_diets_get (fixture->store, id, &before, NULL, &error);
  g_assert_null (off);
  found = desco_pupils_list (fixture->store, &query, NULL, &error);
  g_assert_cmpuint (found->len, ==, 0);

  g_assert_true (desco_diets_set (fixture->store, id, NULL, NULL, NULL, NULL, &error));
  g_assert_cmpint (desco_fixture_query (fixture, "SELECT count (*) FROM diet", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  desco_fixture_add ("/store/schools/by-code-then-by-name", test_schools);
  desco_fixture_add ("/store/classes/school-and-class", test_classes);
  desco_fixture_add ("/store/guardians/several-a-pupil", test_guardians);
  desco_fixture_add ("/store/guardians/R-42/payer-changes", test_payer);
  desco_fixture_add ("/store/certificates/R-32/expiring", test_certificates);
  desco_fixture_add ("/store/diets/R-50/apart", test_diets);

  return g_test_run ();
}
