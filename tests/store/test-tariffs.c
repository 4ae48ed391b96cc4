/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-tariffs.h"

#include "desco-fixture.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-school-order.h"
#include "store/desco-certificates.h"
#include "store/desco-guardians.h"
#include "store/desco-pupils.h"
#include "store/desco-schools.h"
#include "store/desco-tariffs-private.h"

#include <string.h>

/* The town's regulation in these tests, in order. */
typedef struct
{
  const char *description;
  int school_order;
  const char *class_name;
  DescoResidence resident;
  gint64 isee_to; /* 0 for any */
  guint child_from;
  guint child_to;
  const char *exemption;
  gint64 unit_amount;
} Rule;

static const Rule regulation[] = {
  { .description = "Esenti", .exemption = "SI", .unit_amount = 0 },
  { .description = "ISEE 6.000",
    .resident = DESCO_RESIDENCE_YES,
    .isee_to = 600000,
    .unit_amount = 260 },
  { .description = "Terzo figlio",
    .resident = DESCO_RESIDENCE_YES,
    .child_from = 3,
    .unit_amount = 390 },
  { .description = "Secondo figlio", .child_from = 2, .child_to = 2, .unit_amount = 450 },
  { .description = "Infanzia", .school_order = DESCO_SCHOOL_ORDER_INFANZIA, .unit_amount = 480 },
  { .description = "Prime", .class_name = "1", .unit_amount = 500 },
  { .description = "Residenti", .resident = DESCO_RESIDENCE_YES, .unit_amount = 520 },
  { .description = "Non residenti", .resident = DESCO_RESIDENCE_NO, .unit_amount = 610 },
};

typedef struct
{
  DescoFixture fixture;
  GDate today;
} Fixture;

typedef struct
{
  const Rule *rules;
  guint n_rules;
  const char *from;
  const char *until;
  DescoTariffChange change;
} Replacement;

static gpointer
replace_writer (DescoConnection *connection,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Replacement *replacement = data;
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < replacement->n_rules; i++)
    {
      const Rule *source = &replacement->rules[i];
      DescoTariffRule *rule = desco_tariff_rule_new ();

      rule->description = g_strdup (source->description);
      rule->school_order = source->school_order;
      rule->class_name = g_strdup (source->class_name);
      rule->resident = source->resident;
      rule->isee_to = source->isee_to > 0 ? source->isee_to : -1;
      rule->child_from = source->child_from;
      rule->child_to = source->child_to;
      rule->exemption = g_strdup (source->exemption);
      rule->unit_amount = source->unit_amount;
      desco_date_parse_iso (replacement->from, &rule->valid_from);
      desco_date_parse_iso (replacement->until, &rule->valid_until);
      g_ptr_array_add (rules, rule);
    }
  desco_tariffs_replace_in (connection, "Regolamento", rules, &replacement->change, error);
  return NULL;
}

static DescoTariffChange
replace (Fixture *fixture, const Rule *rules, guint n_rules, const char *from, const char *until)
{
  Replacement replacement = { rules, n_rules, from, until, { 0, 0, 0, 0 } };
  g_autoptr (GError) error = NULL;

  desco_store_write (fixture->fixture.store, replace_writer, &replacement, NULL, &error);
  g_assert_no_error (error);
  return replacement.change;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  desco_fixture_set_up (&fixture->fixture, data);
  fixture->today = desco_date_from_ymd (2026, 11, 24);
  replace (fixture, regulation, G_N_ELEMENTS (regulation), "2026-09-01", "2027-06-30");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  desco_fixture_tear_down (&fixture->fixture, data);
}

static DescoQuote *
quote (Fixture *fixture, const DescoUuid *pupil_id)
{
  g_autoptr (GError) error = NULL;
  DescoQuote *result
      = desco_tariffs_quote (fixture->fixture.store, pupil_id, &fixture->today, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s", result->reason);
  for (guint i = 0; result->passed_over[i] != NULL; i++)
    g_test_message ("  %s", result->passed_over[i]);
  return result;
}

static DescoPupil *
add_pupil (Fixture *fixture, const DescoPupilDraft *draft)
{
  g_autoptr (GError) error = NULL;
  DescoPupil *pupil = desco_pupils_save (fixture->fixture.store, draft, NULL, &error);

  g_assert_no_error (error);
  return pupil;
}

static DescoUuid
add_class (Fixture *fixture, const char *school_name, const char *class_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoSchool) school
      = desco_schools_ensure (fixture->fixture.store, NULL, school_name, 0, NULL, &error);
  g_autoptr (DescoClass) class = desco_classes_ensure (fixture->fixture.store, &school->id,
                                                       class_name, NULL, &error);

  g_assert_no_error (error);
  return class->id;
}

/* the first rule that matches gives the price, and each condition counts. */
static void
test_first_match (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *school;
    const char *class_name;
    const char *town;
    DescoResidence resident;
    const char *exemption;
    gint64 isee;
    const char *rule;
    guint n_passed_over;
    guint n_warnings;
  } cases[] = {
    { "Primaria B", "3A", "Massino Visconti", DESCO_RESIDENCE_UNKNOWN, NULL, -1, "Residenti", 6,
      0 },
    { "Primaria B", "3A", "MASSINO VISCONTI", DESCO_RESIDENCE_UNKNOWN, NULL, -1, "Residenti", 6,
      0 },
    { "Primaria B", "3A", "Arona", DESCO_RESIDENCE_UNKNOWN, NULL, -1, "Non residenti", 7, 0 },
    { "Primaria B", "3A", "Arona", DESCO_RESIDENCE_YES, NULL, -1, "Residenti", 6, 0 },
    { "Primaria B", "3A", "Massino Visconti", DESCO_RESIDENCE_NO, NULL, -1, "Non residenti", 7, 0 },
    { "Primaria B", "3A", NULL, DESCO_RESIDENCE_UNKNOWN, NULL, -1, "Non residenti", 7, 1 },
    { "Primaria B", "1C", NULL, DESCO_RESIDENCE_YES, NULL, -1, "Prime", 5, 0 },
    { "Primaria B", "11C", NULL, DESCO_RESIDENCE_YES, NULL, -1, "Residenti", 6, 0 },
    { "Infanzia C", "1C", NULL, DESCO_RESIDENCE_YES, NULL, -1, "Infanzia", 4, 0 },
    { "Plesso D", "3A", NULL, DESCO_RESIDENCE_YES, NULL, -1, "Residenti", 6, 1 },
    { "Primaria B", "3A", NULL, DESCO_RESIDENCE_YES, "servizi sociali", -1, "Esenti", 0, 0 },
    { "Primaria B", "3A", NULL, DESCO_RESIDENCE_YES, NULL, 600000, "ISEE 6.000", 1, 0 },
    { "Primaria B", "3A", NULL, DESCO_RESIDENCE_YES, NULL, 600001, "Residenti", 6, 0 },
    { "Primaria B", "3A", NULL, DESCO_RESIDENCE_NO, NULL, 600000, "Non residenti", 7, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DescoPupilDraft draft = {
        .surname = "Gallo",
        .name = "Sofia",
        .class_id = add_class (fixture, cases[i].school, cases[i].class_name),
        .town = cases[i].town,
        .resident = cases[i].resident,
        .exemption = cases[i].exemption,
      };
      g_autoptr (DescoPupil) pupil = add_pupil (fixture, &draft);
      g_autoptr (DescoQuote) result = NULL;

      if (cases[i].isee >= 0)
        g_assert_true (desco_certificates_add (fixture->fixture.store, &pupil->id, cases[i].isee,
                                               NULL, NULL, NULL, NULL));
      result = quote (fixture, &pupil->id);
      g_assert_cmpstr (result->rule, ==, cases[i].rule);
      g_assert_cmpuint (g_strv_length (result->passed_over), ==, cases[i].n_passed_over);
      g_assert_cmpuint (g_strv_length (result->warnings), ==, cases[i].n_warnings);
      g_assert_cmpint (result->exempt, ==, g_str_equal (cases[i].rule, "Esenti"));
      g_assert_nonnull (strstr (result->reason, cases[i].rule));
    }
}

/* the n-th child enrolled is counted by age among those for whom the same guardian pays. */
static void
test_siblings (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint year;
    const char *rule;
  } cases[] = {
    { 2018, "Secondo figlio" },
    { 2015, "Residenti" },
    { 2021, "Terzo figlio" },
  };
  DescoGuardianDraft adult = { .surname = "Gallo", .name = "Ion" };
  g_autoptr (DescoGuardian) guardian
      = desco_guardians_save (fixture->fixture.store, &adult, NULL, NULL);
  DescoUuid ids[G_N_ELEMENTS (cases)];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DescoPupilDraft draft = { .surname = "Gallo",
                                .name = "Sofia",
                                .birth_date = desco_date_from_ymd (cases[i].year, 5, 5),
                                .class_id = fixture->fixture.class_id,
                                .resident = DESCO_RESIDENCE_YES };
      g_autoptr (DescoPupil) pupil = add_pupil (fixture, &draft);

      ids[i] = pupil->id;
      g_assert_true (
          desco_guardians_link (fixture->fixture.store, &ids[i], &guardian->id, NULL, NULL, NULL));
      g_assert_true (
          desco_guardians_set_payer (fixture->fixture.store, &ids[i], &guardian->id, NULL, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoQuote) result = quote (fixture, &ids[i]);

      g_assert_cmpstr (result->rule, ==, cases[i].rule);
    }
}

/* a certificate counts on its days; past them the full price does, and a warning comes 30
 * days before. */
static void
test_certificate_days (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int last; /* days from today */
    const char *rule;
    guint n_warnings;
  } cases[] = {
    { 31, "ISEE 6.000", 0 },
    { 30, "ISEE 6.000", 1 },
    { 0, "ISEE 6.000", 1 },
    { -1, "Residenti", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DescoPupilDraft draft = { .surname = "Gallo",
                                .name = "Sofia",
                                .class_id = fixture->fixture.class_id,
                                .resident = DESCO_RESIDENCE_YES };
      g_autoptr (DescoPupil) pupil = add_pupil (fixture, &draft);
      g_autoptr (DescoQuote) result = NULL;
      GDate last = desco_date_add_days (&fixture->today, cases[i].last);

      g_assert_true (desco_certificates_add (fixture->fixture.store, &pupil->id, 500000, NULL,
                                             &last, NULL, NULL));
      result = quote (fixture, &pupil->id);
      g_assert_cmpstr (result->rule, ==, cases[i].rule);
      g_assert_cmpuint (g_strv_length (result->warnings), ==, cases[i].n_warnings);
    }
}

static void
assert_no_quote (Fixture *fixture, const char *date, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoQuote) result = NULL;
  GDate day;

  desco_date_parse_iso (date, &day);
  result = desco_tariffs_quote (fixture->fixture.store, &fixture->fixture.pupils[0], &day, NULL,
                                &error);
  g_assert_null (result);
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_no_rule (Fixture *fixture, gconstpointer data)
{
  static const Rule narrow[] = { { .description = "Prime", .class_name = "1" } };

  assert_no_quote (fixture, "2027-09-15", "in force");
  replace (fixture, narrow, 1, "2026-09-01", "2027-06-30");
  assert_no_quote (fixture, "2026-11-24", "for the class “1” only");
}

/* A table takes the place of the one for the same days, and of no other year's. */
static void
test_replace (Fixture *fixture, gconstpointer data)
{
  static const char COUNT_RULES[] = "SELECT count (*) FROM tariff_rule";
  static const char COUNT_TOLD[] = "SELECT count (*) FROM outbox WHERE type = 'tariff-rule'";
  DescoTariffChange change;
  Rule dearer[G_N_ELEMENTS (regulation)];
  gint64 told;

  change = replace (fixture, regulation, G_N_ELEMENTS (regulation), "2026-09-01", "2027-06-30");
  g_assert_cmpuint (change.unchanged, ==, G_N_ELEMENTS (regulation));
  told = desco_fixture_query (&fixture->fixture, COUNT_TOLD, NULL);

  memcpy (dearer, regulation, sizeof dearer);
  dearer[6].unit_amount = 540;
  change = replace (fixture, dearer, G_N_ELEMENTS (dearer) - 1, "2026-09-01", "2027-06-30");
  g_assert_cmpuint (change.updated, ==, 1);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.unchanged, ==, G_N_ELEMENTS (regulation) - 2);
  g_assert_cmpint (desco_fixture_query (&fixture->fixture, COUNT_TOLD, NULL), ==, told + 2);

  change = replace (fixture, regulation, G_N_ELEMENTS (regulation), "2027-09-01", "2028-06-30");
  g_assert_cmpuint (change.added, ==, G_N_ELEMENTS (regulation));
  g_assert_cmpint (desco_fixture_query (&fixture->fixture, COUNT_RULES, NULL), ==,
                   2 * G_N_ELEMENTS (regulation) - 1);
}

/* what a late absence may cost leaves the family's circumstances out. */
static gpointer
full_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GDate today = desco_date_from_ymd (2026, 11, 24);

  return desco_quotes_get_in (connection, data, &today, DESCO_QUOTE_FULL, error);
}

static void
test_full_price (Fixture *fixture, gconstpointer data)
{
  DescoUuid *id = &fixture->fixture.pupils[0];
  g_autoptr (DescoQuote) own = NULL;
  g_autoptr (DescoQuote) full = NULL;

  g_assert_true (
      desco_certificates_add (fixture->fixture.store, id, 500000, NULL, NULL, NULL, NULL));
  own = quote (fixture, id);
  g_assert_cmpint (own->unit_amount, ==, 260);
  full = desco_store_read (fixture->fixture.store, full_reader, id, NULL, NULL);
  g_assert_cmpint (full->unit_amount, ==, 520);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/tariffs/R-30/first-match-wins", test_first_match);
  ADD ("/store/tariffs/R-30/siblings-by-age", test_siblings);
  ADD ("/store/tariffs/R-30/no-rule-says-what-to-add", test_no_rule);
  ADD ("/store/tariffs/R-30/replace", test_replace);
  ADD ("/store/tariffs/R-31/full-price", test_full_price);
  ADD ("/store/tariffs/R-32/certificate-has-dates", test_certificate_days);

  return g_test_run ();
}
