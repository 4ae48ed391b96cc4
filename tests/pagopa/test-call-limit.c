/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-call-limit-private.h"

#include "desco-folder.h"
#include "pagopa/desco-pagopa-error.h"

#define ROOT "https://api.example.org"
#define WINDOW (DESCO_CALL_LIMIT_SECONDS * G_TIME_SPAN_SECOND)

/* A clock that moves when somebody sleeps by it, or is told to. */
typedef struct
{
  gint64 now;
  guint slept;
  gboolean cancels; /* ends the wait instead of waiting */
} Clock;

static void
on_sleep (guint milliseconds, GCancellable *cancellable, gpointer data)
{
  Clock *clock = data;

  if (clock->cancels)
    g_cancellable_cancel (cancellable);
  else
    clock->now += (gint64) milliseconds * 1000;
  clock->slept += milliseconds;
}

static gint64
get_time (gpointer data)
{
  return ((Clock *) data)->now;
}

static DescoRetryPolicy
make_policy (Clock *clock)
{
  DescoRetryPolicy policy = desco_retry_policy_default ();

  clock->now = 1000 * G_TIME_SPAN_SECOND;
  policy.sleep = on_sleep;
  policy.get_time = get_time;
  policy.sleep_data = clock;
  return policy;
}

static gint64
make_call (DescoCallLimit *limit, const DescoRetryPolicy *policy, gint64 duration)
{
  Clock *clock = policy->sleep_data;
  g_autoptr (GError) error = NULL;
  guint64 ticket;
  gint64 sent;

  g_assert_true (desco_call_limit_enter (limit, policy, &ticket, NULL, &error));
  g_assert_no_error (error);
  sent = clock->now;
  clock->now += duration;
  desco_call_limit_leave (limit, policy, ticket);
  return sent;
}

/* The most calls that the platform counts in any of its windows, wherever it begins, if it counts
 * each at the moment of its answer. */
static guint
count_fullest_window (const gint64 *times, guint n_times)
{
  guint fullest = 0;

  for (guint first = 0; first < n_times; first++)
    {
      guint n = 0;

      for (guint i = first; i < n_times && times[i] < times[first] + WINDOW; i++)
        n++;
      fullest = MAX (fullest, n);
    }
  return fullest;
}

/* Slow calls, quick ones, and a slow first one (a handshake) before quick ones. */
static void
test_no_window_is_too_full (void)
{
  static const struct
  {
    const char *key;
    gint64 first;
    gint64 others;
  } cases[] = {
    { "quick", 0, 0 },
    { "slow", 200 * G_TIME_SPAN_MILLISECOND, 200 * G_TIME_SPAN_MILLISECOND },
    { "steady", 99 * G_TIME_SPAN_MILLISECOND, 99 * G_TIME_SPAN_MILLISECOND },
    { "late-first", 3 * G_TIME_SPAN_SECOND, 10 * G_TIME_SPAN_MILLISECOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Clock clock = { 0 };
      const DescoRetryPolicy policy = make_policy (&clock);
      DescoCallLimit *limit = desco_call_limit_get (ROOT, cases[i].key, FALSE);
      gint64 sent[450];
      gint64 answered[450];

      for (guint j = 0; j < G_N_ELEMENTS (sent); j++)
        {
          sent[j] = make_call (limit, &policy, j == 0 ? cases[i].first : cases[i].others);
          answered[j] = clock.now;
        }
      g_test_message ("%s", cases[i].key);
      g_assert_cmpuint (count_fullest_window (sent, G_N_ELEMENTS (sent)), <=,
                        DESCO_CALL_LIMIT_CALLS);
      g_assert_cmpuint (count_fullest_window (answered, G_N_ELEMENTS (answered)), <=,
                        DESCO_CALL_LIMIT_CALLS);
      /* Patient, and no more than needed: four and a half windows' calls take four windows. */
      if (cases[i].others == 0)
        g_assert_cmpint (answered[449] - answered[0], <, 5 * WINDOW);
    }
}

/* Whoever uses the key at that platform uses the same calls; another key or platform has its own. */
static void
test_one_for_each_key (void)
{
  Clock clock = { 0 };
  const DescoRetryPolicy policy = make_policy (&clock);
  DescoCallLimit *limit = desco_call_limit_get (ROOT, "one", FALSE);

  g_assert_true (desco_call_limit_get (ROOT, "one", FALSE) == limit);
  g_assert_true (desco_call_limit_get (ROOT, "two", FALSE) != limit);
  g_assert_true (desco_call_limit_get ("https://other.example.org", "one", FALSE) != limit);

  for (guint i = 0; i < DESCO_CALL_LIMIT_CALLS; i++)
    make_call (limit, &policy, 0);
  g_assert_cmpuint (clock.slept, ==, 0);
  make_call (desco_call_limit_get (ROOT, "two", FALSE), &policy, 0);
  g_assert_cmpuint (clock.slept, ==, 0);
  make_call (desco_call_limit_get (ROOT, "one", FALSE), &policy, 0);
  g_assert_cmpuint (clock.slept, >=, DESCO_CALL_LIMIT_SECONDS * 1000);
}

static void
test_429_is_obeyed (void)
{
  Clock clock = { 0 };
  const DescoRetryPolicy policy = make_policy (&clock);
  DescoCallLimit *limit = desco_call_limit_get (ROOT, "slowed", FALSE);

  make_call (limit, &policy, 0);
  desco_call_limit_slow_down (limit, &policy, 7);
  make_call (limit, &policy, 0);
  g_assert_cmpuint (clock.slept, ==, 7000);

  /* Half as many calls, until minutes have passed without another. */
  clock.now += WINDOW * 2;
  clock.slept = 0;
  for (guint i = 0; i < DESCO_CALL_LIMIT_CALLS / 2; i++)
    make_call (limit, &policy, 0);
  g_assert_cmpuint (clock.slept, ==, 0);
  make_call (limit, &policy, 0);
  g_assert_cmpuint (clock.slept, >=, DESCO_CALL_LIMIT_SECONDS * 1000);

  clock.now += G_TIME_SPAN_MINUTE;
  clock.slept = 0;
  for (guint i = 0; i < DESCO_CALL_LIMIT_CALLS; i++)
    make_call (limit, &policy, 0);
  g_assert_cmpuint (clock.slept, ==, 0);
}

/* A wait that nobody at a desk would sit through is told instead; one that the platform asks for is its
 * caller's to keep. */
static void
test_too_long_a_wait (void)
{
  Clock clock = { 0 };
  DescoRetryPolicy policy = make_policy (&clock);
  DescoCallLimit *limit = desco_call_limit_get (ROOT, "closed", FALSE);
  g_autoptr (GError) error = NULL;
  guint64 ticket;

  desco_call_limit_slow_down (limit, &policy, 600);
  make_call (limit, &policy, 0);
  g_assert_cmpuint (clock.slept, ==, 0);

  desco_call_limit_slow_down (limit, &policy, 20);
  policy.max_retry_after = 5000;
  g_assert_false (desco_call_limit_enter (limit, &policy, &ticket, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_THROTTLED);
  g_assert_cmpuint (desco_pagopa_error_get_retry_after (error), ==, 20);
  g_assert_cmpuint (clock.slept, ==, 0);
}

/* A call that was given up while it waited does not count. */
static void
test_cancelled (void)
{
  Clock clock = { 0 };
  const DescoRetryPolicy policy = make_policy (&clock);
  DescoCallLimit *limit = desco_call_limit_get (ROOT, "cancelled", FALSE);
  guint64 ticket;

  for (guint i = 0; i < DESCO_CALL_LIMIT_CALLS; i++)
    make_call (limit, &policy, 0);

  clock.cancels = TRUE;
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (desco_call_limit_enter (limit, &policy, &ticket, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  clock.cancels = FALSE;
  clock.slept = 0;
  for (guint i = 0; i < DESCO_CALL_LIMIT_CALLS; i++)
    make_call (limit, &policy, 0);
  g_assert_cmpuint (clock.slept, <, 2 * DESCO_CALL_LIMIT_SECONDS * 1000);
}

/* The window and the command line of one desk: the other program's calls are counted. */
static void
test_shared_with_other_programs (void)
{
  Clock clock = { 0 };
  const DescoRetryPolicy policy = make_policy (&clock);

  for (guint i = 0; i < DESCO_CALL_LIMIT_CALLS; i++)
    make_call (desco_call_limit_get (ROOT, "shared", TRUE), &policy, 0);
  g_assert_cmpuint (clock.slept, ==, 0);

  g_test_trap_subprocess ("/call-limit/shared-with-other-programs/subprocess/other", 0,
                          G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_other_program (void)
{
  Clock clock = { 0 };
  const DescoRetryPolicy policy = make_policy (&clock);

  make_call (desco_call_limit_get (ROOT, "shared", TRUE), &policy, 0);
  g_assert_cmpuint (clock.slept, >=, DESCO_CALL_LIMIT_SECONDS * 1000);
}

/* What is left of another start of the machine, or of another program, stops nobody. */
static void
test_strange_files (void)
{
  Clock clock = { 0 };
  const DescoRetryPolicy policy = make_policy (&clock);
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "desco", NULL);
  g_autoptr (GDir) files = NULL;
  const char *name;
  guint n_files = 0;

  make_call (desco_call_limit_get (ROOT, "strange", TRUE), &policy, 0);
  files = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_file_set_contents_full (path, "not what is expected", -1,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      n_files++;
    }
  g_assert_cmpuint (n_files, >, 0);
  make_call (desco_call_limit_get (ROOT, "strange", TRUE), &policy, 0);

  clock.now = G_TIME_SPAN_SECOND;
  make_call (desco_call_limit_get (ROOT, "strange", TRUE), &policy, 0);
  g_assert_cmpuint (clock.slept, <=, DESCO_CALL_LIMIT_SECONDS * 1000 * 2);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  /* The folder of this test's programs; the one that a test starts inherits it. */
  if (!g_test_subprocess ())
    {
      folder = g_dir_make_tmp ("desco-call-limit-XXXXXX", NULL);
      g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
    }

  g_test_add_func ("/call-limit/no-window-is-too-full", test_no_window_is_too_full);
  g_test_add_func ("/call-limit/one-for-each-key", test_one_for_each_key);
  g_test_add_func ("/call-limit/429-is-obeyed", test_429_is_obeyed);
  g_test_add_func ("/call-limit/too-long-a-wait", test_too_long_a_wait);
  g_test_add_func ("/call-limit/cancelled", test_cancelled);
  g_test_add_func ("/call-limit/shared-with-other-programs", test_shared_with_other_programs);
  g_test_add_func ("/call-limit/shared-with-other-programs/subprocess/other", test_other_program);
  g_test_add_func ("/call-limit/strange-files", test_strange_files);
  result = g_test_run ();

  if (folder != NULL)
    desco_folder_remove (folder);
  return result;
}
