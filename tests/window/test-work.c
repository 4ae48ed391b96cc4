/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "session/desco-work.h"

/* What the window has done on a thread: what is done is told, and what was given up in time is not
 * begun. */

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
  guint runs;
} Fixture;

/* A person gives up just after the money is in. */
static gpointer
collect (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;

  fixture->runs++;
  g_cancellable_cancel (cancellable);
  return g_strdup ("credited");
}

static gpointer
fail (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The disk is full.");
  return NULL;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->result = g_object_ref (result);
  g_main_loop_quit (fixture->loop);
}

static char *
run (Fixture *fixture, DescoWorkFunc func, GCancellable *cancellable, GError **error)
{
  g_autoptr (GObject) source = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GAsyncResult) result = NULL;

  fixture->loop = loop;
  desco_work_start (source, func, fixture, NULL, g_free, cancellable, on_done, fixture);
  g_main_loop_run (loop);
  result = g_steal_pointer (&fixture->result);
  return desco_work_finish (result, error);
}

static void
test_cancelled_after (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Fixture fixture = { 0 };
  g_autofree char *result = run (&fixture, collect, cancellable, &error);

  g_assert_no_error (error);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_cmpstr (result, ==, "credited");
}

static void
test_cancelled_before (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Fixture fixture = { 0 };
  g_autofree char *result = NULL;

  g_cancellable_cancel (cancellable);
  result = run (&fixture, collect, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (result);
  g_assert_cmpuint (fixture.runs, ==, 0);
}

static void
test_error (void)
{
  g_autoptr (GError) error = NULL;
  Fixture fixture = { 0 };
  g_autofree char *result = run (&fixture, fail, NULL, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_null (result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window/work/cancelled-after-it-is-done", test_cancelled_after);
  g_test_add_func ("/window/work/cancelled-before-it-began", test_cancelled_before);
  g_test_add_func ("/window/work/error", test_error);
  return g_test_run ();
}
