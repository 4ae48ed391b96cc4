/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-demo.h"

#include "desco-fixture.h"
#include "ledger/desco-verify.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-tax-code.h"
#include "store/desco-creditors.h"
#include "store/desco-pupils.h"
#include "store/desco-settings.h"

#define PUPILS 150

static void
fill (DescoFixture *fixture, guint32 seed)
{
  g_autoptr (GError) error = NULL;

  desco_demo_fill (fixture->store, PUPILS, seed, NULL, &error);
  g_assert_no_error (error);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Everything that is to be seen of everybody, but the ids. */
static char *
describe (DescoFixture *fixture)
{
  const DescoPupilQuery everyone = { .search = NULL };
  g_autoptr (GPtrArray) pupils = desco_pupils_list (fixture->store, &everyone, NULL, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < pupils->len; i++)
    {
      const DescoPupil *pupil = g_ptr_array_index (pupils, i);

      g_ptr_array_add (lines, g_strdup_printf ("%s %s %s %s %s %" G_GINT64_FORMAT,
                                               pupil->tax_code != NULL ? pupil->tax_code : "-",
                                               pupil->surname, pupil->name, pupil->class_label,
                                               pupil->guardian_name, pupil->awaiting));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
test_plausible (DescoFixture *fixture, gconstpointer data)
{
  const DescoPupilQuery everyone = { .search = NULL };
  g_autoptr (GPtrArray) pupils = NULL;
  g_autofree char *practice = NULL;
  guint n_owing = 0, n_awaiting = 0;

  fill (fixture, 1);
  pupils = desco_pupils_list (fixture->store, &everyone, NULL, NULL);
  g_assert_cmpuint (pupils->len, ==, PUPILS);
  for (guint i = 0; i < pupils->len; i++)
    {
      const DescoPupil *pupil = g_ptr_array_index (pupils, i);

      g_assert_nonnull (pupil->class_label);
      g_assert_nonnull (pupil->guardian_name);
      if (pupil->tax_code != NULL)
        {
          g_assert_true (
              desco_tax_code_check_person (pupil->tax_code, &pupil->birth_date, pupil->sex, NULL));
          g_assert_true (desco_tax_code_fits_name (pupil->tax_code, pupil->surname, pupil->name));
        }
      n_owing += pupil->balance < 0;
      n_awaiting += pupil->awaiting > 0;
    }
  g_assert_cmpuint (n_owing, >, 0);
  g_assert_cmpuint (n_awaiting, >, 0);
  practice = desco_settings_get (fixture->store, "practice", NULL, NULL);
  g_assert_cmpstr (practice, ==, "true");
  g_assert_cmpint (
      desco_fixture_query (fixture, "SELECT count (*) FROM ledger WHERE kind = 'meal'", NULL), >,
      PUPILS);
}

/* what is made up holds together as what is real does. */
static void
test_verified (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture, 2);
  findings = desco_verify (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_same_seed (DescoFixture *fixture, gconstpointer data)
{
  DescoFixture others[2] = { { NULL }, { NULL } };
  g_autofree char *first = NULL;
  g_autofree char *same = NULL;
  g_autofree char *different = NULL;

  desco_fixture_set_up_empty (&others[0], NULL);
  desco_fixture_set_up_empty (&others[1], NULL);
  fill (fixture, 7);
  fill (&others[0], 7);
  fill (&others[1], 8);
  first = describe (fixture);
  same = describe (&others[0]);
  different = describe (&others[1]);
  g_assert_true (g_str_equal (first, same));
  g_assert_false (g_str_equal (first, different));
  desco_fixture_tear_down (&others[0], NULL);
  desco_fixture_tear_down (&others[1], NULL);
}

static void
test_refused (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (desco_demo_fill (fixture->store, 0, 1, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "pupils");
  g_clear_error (&error);
  fill (fixture, 1);
  g_assert_false (desco_demo_fill (fixture->store, 10, 1, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE);
}

#define ADD(path, func)                                                                            \
  g_test_add (path, DescoFixture, NULL, desco_fixture_set_up_empty, func, desco_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/exchange/demo/plausible", test_plausible);
  ADD ("/exchange/demo/R-03/verified", test_verified);
  ADD ("/exchange/demo/same-seed-same-people", test_same_seed);
  ADD ("/exchange/demo/refused", test_refused);

  return g_test_run ();
}
