/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-pupil-list.h"

#include "desco-fixture.h"
#include "store/desco-pupils-private.h"

#define MANY 1000

typedef struct
{
  guint position;
  guint removed;
  guint added;
  guint n_signals;
} Change;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Change *change = data;

  *change = (Change){ position, removed, added, change->n_signals + 1 };
}

static void
wait_for_list (DescoPupilList *list)
{
  while (desco_paged_list_is_loading (DESCO_PAGED_LIST (list)))
    g_main_context_iteration (NULL, TRUE);
}

static DescoPupil *
wait_for_pupil (DescoPupilList *list, guint position)
{
  DescoPupil *pupil = g_list_model_get_item (G_LIST_MODEL (list), position);

  while (!pupil->loaded)
    g_main_context_iteration (NULL, TRUE);
  return pupil;
}

static void
add (DescoFixture *fixture, const char *surname)
{
  DescoPupilDraft draft = { .surname = surname, .name = "Anna", .class_id = fixture->class_id };
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoPupil) pupil = desco_pupils_save (fixture->store, &draft, NULL, &error);

  g_assert_no_error (error);
}

static gpointer
fill_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  DescoUuid id;

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *surname
          = g_strdup_printf ("Bianchi %c%c", 'a' + (int) i / 26 % 26, 'a' + (int) i % 26);
      DescoPupilDraft draft = { .surname = surname, .name = "Anna" };

      draft.class_id = ((DescoFixture *) data)->class_id;
      desco_pupils_save_in (connection, &draft, &id, error);
    }
  return NULL;
}

static void
set_up (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desco_fixture_set_up (fixture, data);
  desco_store_write (fixture->store, fill_writer, fixture, NULL, &error);
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The first rows are there with the order; far ones come when they are asked for. */
static void
test_pages (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPupilList) list = desco_pupil_list_new (fixture->store);
  g_autoptr (DescoPupil) first = NULL;
  g_autoptr (DescoPupil) far = NULL;
  g_autoptr (DescoPupil) again = NULL;
  GListModel *model = G_LIST_MODEL (list);

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  wait_for_list (list);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, MANY + 3);
  first = g_list_model_get_item (model, 0);
  g_assert_true (first->loaded);
  g_assert_cmpstr (first->surname, ==, "Bianchi aa");

  far = g_list_model_get_item (model, MANY + 2);
  g_assert_false (far->loaded);
  again = wait_for_pupil (list, MANY + 2);
  g_assert_true (again == far);
  g_assert_cmpstr (far->surname, ==, "Rossi");
  g_assert_null (g_list_model_get_item (model, MANY + 3));
}

/* Every row, forth and back: more pages than are kept. */
static void
test_walk (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPupilList) list = desco_pupil_list_new (fixture->store);
  g_autofree char *before = NULL;

  wait_for_list (list);
  for (guint i = 0; i < MANY + 3; i++)
    {
      g_autoptr (DescoPupil) pupil = wait_for_pupil (list, i);

      g_assert_cmpstr (before, <=, pupil->surname);
      g_free (before);
      before = g_strdup (pupil->surname);
    }
}

static void
test_query (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPupilList) list = desco_pupil_list_new (fixture->store);
  g_autoptr (DescoPupil) pupil = NULL;

  /* The answer to the first question never shows. */
  desco_pupil_list_set_query (list, "bianchi aa", NULL, NULL);
  desco_pupil_list_set_query (list, "bianchi ab", NULL, NULL);
  wait_for_list (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  pupil = wait_for_pupil (list, 0);
  g_assert_cmpstr (pupil->surname, ==, "Bianchi ab");

  desco_pupil_list_set_query (list, NULL, NULL, &fixture->class_id);
  wait_for_list (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, MANY + 3);
}

/* A new pupil is one row more, in its place; a changed one is the same object with new fields. */
static void
test_follows_changes (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (DescoPupilList) list = desco_pupil_list_new (fixture->store);
  g_autoptr (DescoPupil) shown = NULL;
  g_autoptr (DescoPupil) saved = NULL;
  DescoPupilDraft draft = { .surname = "Bianchi aa", .name = "Anna", .town = "Arona" };
  Change change = { 0, 0, 0, 0 };

  wait_for_list (list);
  shown = wait_for_pupil (list, 0);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &change);
  add (fixture, "Colombo");
  while (change.n_signals == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (change.position, ==, MANY);
  g_assert_cmpuint (change.removed, ==, 0);
  g_assert_cmpuint (change.added, ==, 1);

  draft.id = shown->id;
  saved = desco_pupils_save (fixture->store, &draft, NULL, NULL);
  while (shown->town == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (shown->town, ==, "Arona");
  g_assert_cmpuint (change.n_signals, ==, 1);
}

#define ADD(path, func) g_test_add (path, DescoFixture, NULL, set_up, func, desco_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store/pupil-list/pages", test_pages);
  ADD ("/store/pupil-list/walk", test_walk);
  ADD ("/store/pupil-list/query", test_query);
  ADD ("/store/pupil-list/follows-changes", test_follows_changes);

  return g_test_run ();
}
