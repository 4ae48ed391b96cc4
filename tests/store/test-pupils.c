/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-pupils.h"

#include "desco-fixture.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-person-name.h"
#include "store/desco-guardians.h"

static const char COUNT_OPERATIONS[] = "SELECT count (*) FROM outbox WHERE entity = :id";

static DescoPupil *
save (DescoFixture *fixture, const DescoPupilDraft *draft)
{
  g_autoptr (GError) error = NULL;
  DescoPupil *pupil = desco_pupils_save (fixture->store, draft, NULL, &error);

  g_assert_no_error (error);
  return pupil;
}

static DescoPupil *
add (DescoFixture *fixture, const char *surname, const char *name)
{
  DescoPupilDraft draft = { .surname = surname, .name = name, .class_id = fixture->class_id };

  return save (fixture, &draft);
}

static void
assert_refused (DescoFixture *fixture, const DescoPupilDraft *draft, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoPupil) pupil = desco_pupils_save (fixture->store, draft, NULL, &error);

  g_assert_null (pupil);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_cmpstr (desco_error_get_field (error), ==, field);
}

/* The surnames found, in order, parted by commas. */
static char *
find (DescoFixture *fixture, const char *search)
{
  DescoPupilQuery query = { .search = search };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pupils = desco_pupils_list (fixture->store, &query, NULL, &error);
  GString *names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < pupils->len; i++)
    {
      DescoPupil *pupil = g_ptr_array_index (pupils, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", pupil->surname);
    }
  return g_string_free (names, FALSE);
}

static void
assert_finds (DescoFixture *fixture, const char *search, const char *expected)
{
  g_autofree char *found = find (fixture, search);

  g_test_message ("%s", search);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_save_and_get (DescoFixture *fixture, gconstpointer data)
{
  DescoPupilDraft draft = {
    .tax_code = "lprnrm14a08h501a",
    .surname = "Lo Presti",
    .name = "Andrea Maria",
    .birth_date = desco_date_from_ymd (2014, 1, 8),
    .sex = DESCO_SEX_MALE,
    .town = "Massino Visconti",
    .resident = DESCO_RESIDENCE_NO,
    .class_id = fixture->class_id,
  };
  g_autoptr (DescoPupil) pupil = save (fixture, &draft);
  g_autoptr (DescoPupil) found = NULL;
  g_autofree char *id = desco_uuid_to_string (&pupil->id);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (pupil->tax_code, ==, "LPRNRM14A08H501A");
  g_assert_null (pupil->provisional_code);
  g_assert_cmpstr (pupil->class_label, ==, "Primaria G. Rodari · 3A");
  g_assert_cmpstr (pupil->class_reference, ==, "NOEE81401A/3A");
  g_assert_cmpint (pupil->resident, ==, DESCO_RESIDENCE_NO);
  g_assert_cmpint (pupil->balance, ==, 0);
  g_assert_null (pupil->guardian_name);

  found = desco_pupils_find (fixture->store, id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->name, ==, "Andrea Maria");
  g_clear_object (&found);
  found = desco_pupils_find (fixture->store, " lprnrm14a08h501a", NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&found);
  found = desco_pupils_find (fixture->store, "RSSMRA85T10A562S", NULL, &error);
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_NOT_FOUND);
  g_assert_cmpstr (desco_error_get_field (error), ==, "pupil");
}

static void
test_refused (DescoFixture *fixture, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (300, 'a');
  DescoPupilDraft no_name = { .surname = "Rossi" };
  DescoPupilDraft too_long = { .surname = "Rossi", .name = long_name };
  DescoPupilDraft no_letter = { .surname = "123", .name = "Anna" };
  DescoPupilDraft control = { .surname = "Ros\asi", .name = "Anna" };
  DescoPupilDraft code = { .surname = "Rossi", .name = "Anna", .tax_code = "LPRNRM14A08H501B" };
  DescoPupilDraft date = { .surname = "Lo Presti",
                           .name = "Andrea",
                           .tax_code = "LPRNRM14A08H501A",
                           .birth_date = desco_date_from_ymd (2014, 1, 9) };

  assert_refused (fixture, &no_name, "name");
  assert_refused (fixture, &too_long, "name");
  assert_refused (fixture, &no_letter, "surname");
  assert_refused (fixture, &control, "surname");
  assert_refused (fixture, &code, "taxCode");
  assert_refused (fixture, &date, "birthDate");
  g_assert_cmpint (desco_fixture_query (fixture, "SELECT count (*) FROM pupil", NULL), ==, 3);
}

/* SYNC: an operation carries the fields that changed, in the transaction of the change. */
static void
test_operations (DescoFixture *fixture, gconstpointer data)
{
  static const char COUNT_ONE_FIELD[]
      = "SELECT count (*) FROM outbox WHERE entity = :id AND type = 'pupil'"
        " AND payload = '{\"town\":\"Arona\"}'";
  DescoPupilDraft draft = { .surname = "Čok", .name = "Nicolò" };
  g_autoptr (DescoPupil) pupil = save (fixture, &draft);
  g_autoptr (DescoPupil) again = NULL;
  g_autoptr (DescoPupil) moved = NULL;

  g_assert_cmpint (desco_fixture_query (fixture, COUNT_OPERATIONS, &pupil->id), ==, 1);
  draft.id = pupil->id;
  again = save (fixture, &draft);
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_OPERATIONS, &pupil->id), ==, 1);
  draft.town = "Arona";
  moved = save (fixture, &draft);
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_OPERATIONS, &pupil->id), ==, 2);
  g_assert_cmpint (desco_fixture_query (fixture, COUNT_ONE_FIELD, &pupil->id), ==, 1);
}

static void
test_provisional (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPupil) pupil = add (fixture, "Hassan", "Amal");
  g_autoptr (DescoPupil) merged = NULL;
  g_autoptr (DescoPupil) found = NULL;
  g_autoptr (DescoPupil) other = add (fixture, "Hassan", "Amal");
  g_autoptr (GError) error = NULL;

  g_assert_null (pupil->tax_code);
  g_assert_true (g_str_has_prefix (pupil->provisional_code, "PROV"));
  g_assert_cmpstr (desco_pupil_get_code (pupil), ==, pupil->provisional_code);

  merged = desco_pupils_set_tax_code (fixture->store, &pupil->id, "LPRNRM14A08H501A", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desco_uuid_equal (&merged->id, &pupil->id));
  g_assert_cmpstr (merged->tax_code, ==, "LPRNRM14A08H501A");

  /* What was printed with the provisional code is still understood. */
  found = desco_pupils_find (fixture->store, pupil->provisional_code, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desco_uuid_equal (&found->id, &pupil->id));

  g_assert_null (
      desco_pupils_set_tax_code (fixture->store, &other->id, "LPRNRM14A08H501A", NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
}

static void
test_sort_keys (void)
{
  static const char *const same[][2] = {
    { "D'Angelo", "D' ANGELO" },         { "Nicolò", "NICOLO'" },
    { "Dell’Acqua", "dell'acqua" },      { "Zanotti-Fragonara", "Zanotti Fragonara" },
    { "Nicolò Maria", "Nicolo' Maria" }, { "Čok", "Cok" },
    { "Müller", "MU\xcc\x88LLER" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *one = desco_person_name_make_sort_key (same[i][0], "Ion");
      g_autofree char *other = desco_person_name_make_sort_key (same[i][1], "ION");

      g_assert_cmpstr (one, ==, other);
    }
}

static void
test_order (DescoFixture *fixture, gconstpointer data)
{
  static const char *const surnames[]
      = { "Zaccaria", "De Luca", "Èlia", "De", "D'Angelo", "محمد", "Eliani" };
  g_autofree char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (surnames); i++)
    {
      g_autoptr (DescoPupil) pupil = add (fixture, surnames[i], "Anna");
    }
  found = find (fixture, NULL);
  g_assert_cmpstr (found, ==,
                   "D'Angelo, De, De Luca, Èlia, Eliani, Rossi, Rossi, Rossi, Zaccaria, محمد");
}

static void
test_search (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *search;
    const char *expected;
  } cases[] = {
    { "d'ang", "D'Angelo" },
    { "dang", "D'Angelo" },
    { "ange", "D'Angelo" },
    { "ange you", "D'Angelo" },
    { "YOU ANGE", "D'Angelo" },
    { "muller", "Müller" },
    { "mü", "Müller" },
    { "3a", "D'Angelo, Müller, محمد" },
    { "3a mul", "Müller" },
    { "محم", "محمد" },
    { "عل", "محمد" },
    { "LPRNRM14A", "Müller" },
    { "m", "Müller" },
    { "xyz", "" },
    /* Nothing that is typed means anything to the grammar. */
    { "\"", "D'Angelo, Müller, Rossi, Rossi, Rossi, محمد" },
    { "mu*", "Müller" },
    { "(mu", "Müller" },
    { "words:mu", "" },
    { "mu OR ange", "" },
    { "NEAR(mu ange)", "" },
    { "mu -ange", "" },
    { "^mu", "Müller" },
    { "mu + l", "Müller" },
    { "😀", "D'Angelo, Müller, Rossi, Rossi, Rossi, محمد" },
    { "\xf0\x9e\x8a\x90", "" }, /* a letter that is younger than most tokenizers */
  };
  DescoPupilDraft muller = { .surname = "Müller",
                             .name = "Lene",
                             .tax_code = "LPRNRM14A08H501A",
                             .class_id = fixture->class_id };
  g_autoptr (DescoPupil) first = add (fixture, "D'Angelo", "Youssef");
  g_autoptr (DescoPupil) second = save (fixture, &muller);
  g_autoptr (DescoPupil) third = add (fixture, "محمد", "علي");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_finds (fixture, cases[i].search, cases[i].expected);
}

/* What the search finds follows every change: of the pupil, of a guardian, of the class. */
static void
test_search_follows (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPupil) pupil = add (fixture, "Gallo", "Sofia");
  DescoPupilDraft renamed
      = { .id = pupil->id, .surname = "Ferrari", .name = "Sofia", .class_id = fixture->class_id };
  DescoGuardianDraft adult = { .surname = "Čapek", .name = "Jan", .phone = "+39 0322 123 456" };
  g_autoptr (DescoGuardian) guardian = NULL;
  g_autoptr (DescoGuardian) changed = NULL;
  g_autoptr (DescoPupil) after = NULL;
  g_autoptr (GError) error = NULL;

  after = save (fixture, &renamed);
  assert_finds (fixture, "gallo", "");
  assert_finds (fixture, "ferra", "Ferrari");

  guardian = desco_guardians_save (fixture->store, &adult, NULL, &error);
  g_assert_no_error (error);
  assert_finds (fixture, "capek", "");
  g_assert_true (
      desco_guardians_link (fixture->store, &pupil->id, &guardian->id, "father", NULL, &error));
  assert_finds (fixture, "capek", "Ferrari");
  assert_finds (fixture, "0322123456", "Ferrari");
  assert_finds (fixture, "0322 123", "Ferrari");

  adult.id = guardian->id;
  adult.surname = "Dvořák";
  changed = desco_guardians_save (fixture->store, &adult, NULL, &error);
  g_assert_no_error (error);
  assert_finds (fixture, "capek", "");
  assert_finds (fixture, "dvorak", "Ferrari");
}

static void
test_many_hits (DescoFixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *surname
          = g_strdup_printf ("Bo%c%c", 'a' + (int) (599 - i) / 26, 'a' + (int) (599 - i) % 26);
      g_autoptr (DescoPupil) pupil = add (fixture, surname, "Anna");
    }
  for (guint i = 0; i < 600; i++)
    g_string_append_printf (expected, "%sBo%c%c", i > 0 ? ", " : "", 'a' + (int) i / 26,
                            'a' + (int) i % 26);
  found = find (fixture, "bo");
  g_assert_cmpstr (found, ==, expected->str);
}

static void
test_scopes (DescoFixture *fixture, gconstpointer data)
{
  DescoPupilQuery of_class = { .class_id = fixture->class_id };
  DescoPupilQuery of_school = { .school_id = fixture->school };
  DescoPupilQuery of_both = { .school_id = fixture->school, .search = "outsi" };
  DescoPupilDraft outsider = { .surname = "Outsider", .name = "Ada" };
  g_autoptr (DescoPupil) pupil = save (fixture, &outsider);
  g_autoptr (GPtrArray) in_class = NULL;
  g_autoptr (GPtrArray) in_school = NULL;
  g_autoptr (GPtrArray) in_both = NULL;
  g_autoptr (GError) error = NULL;

  in_class = desco_pupils_list (fixture->store, &of_class, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (in_class->len, ==, 3);
  in_school = desco_pupils_list (fixture->store, &of_school, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (in_school->len, ==, 3);
  in_both = desco_pupils_list (fixture->store, &of_both, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (in_both->len, ==, 0);
  g_assert_cmpint (desco_pupils_count (fixture->store, NULL, &error), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  desco_fixture_add ("/store/pupils/save-and-get", test_save_and_get);
  desco_fixture_add ("/store/pupils/refused", test_refused);
  desco_fixture_add ("/store/pupils/operations-carry-what-changed", test_operations);
  desco_fixture_add ("/store/pupils/R-40/provisional-then-merged", test_provisional);
  g_test_add_func ("/store/pupils/R-41/same-name-same-key", test_sort_keys);
  desco_fixture_add ("/store/pupils/order", test_order);
  desco_fixture_add ("/store/pupils/search/words", test_search);
  desco_fixture_add ("/store/pupils/search/follows-changes", test_search_follows);
  desco_fixture_add ("/store/pupils/search/many-hits-in-order", test_many_hits);
  desco_fixture_add ("/store/pupils/scopes", test_scopes);

  return g_test_run ();
}
