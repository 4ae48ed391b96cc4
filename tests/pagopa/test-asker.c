/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "fake-platform.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "pagopa/desco-ask-schedule.h"
#include "pagopa/desco-asker.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-poller.h"
#include "store/desco-purchases.h"
#include "store/desco-settings.h"

#define MINUTES(n) ((n) *G_TIME_SPAN_MINUTE)
#define HOURS(n) ((n) *G_TIME_SPAN_HOUR)

static gint64
at (const char *moment)
{
  gint64 time;

  g_assert_true (desco_time_parse_rfc3339 (moment, &time));
  return time;
}

/* What is due when; 0 minutes before the next look where something is. */
static void
test_schedule (void)
{
  /* 8:00 in Rome; the night was over at 5:00. */
  gint64 now = at ("2026-11-24T07:00:00Z");
  gint64 today = at ("2026-11-24T04:30:00Z");
  gint64 yesterday = at ("2026-11-23T20:00:00Z");
  const struct
  {
    DescoAskFacts facts;
    DescoAsking asking;
    gint64 wait;
  } cases[] = {
    { { 0, 0, 0, 0, 0 }, DESCO_ASKING_PAYMENTS, 0 },
    { { now - MINUTES (3), yesterday, 0, 0, 0 }, DESCO_ASKING_ALL, 0 },
    { { now - MINUTES (3), 0, 0, 0, 0 }, DESCO_ASKING_ALL, 0 },
    { { now - MINUTES (11), yesterday, 0, 0, 0 }, DESCO_ASKING_PAYMENTS, 0 },
    { { now - MINUTES (3), today, 0, 0, 0 }, DESCO_ASKING_NOTHING, MINUTES (7) },
    { { now - MINUTES (10), today, 0, 0, 0 }, DESCO_ASKING_PAYMENTS, 0 },
    { { now - MINUTES (10), today, 0, 0, MINUTES (1) }, DESCO_ASKING_NOTHING, MINUTES (1) },
    { { now - MINUTES (11), today, 0, 0, MINUTES (1) }, DESCO_ASKING_PAYMENTS, 0 },
    /* After failures: ten minutes, twenty, forty, and no more than two hours. */
    { { now - HOURS (5), yesterday, now - MINUTES (9), 1, 0 }, DESCO_ASKING_NOTHING, MINUTES (1) },
    { { now - HOURS (5), yesterday, now - MINUTES (10), 1, 0 }, DESCO_ASKING_PAYMENTS, 0 },
    { { now - HOURS (5), yesterday, now - MINUTES (19), 2, 0 }, DESCO_ASKING_NOTHING, MINUTES (1) },
    { { now - HOURS (5), yesterday, now - MINUTES (39), 3, 0 }, DESCO_ASKING_NOTHING, MINUTES (1) },
    { { now - HOURS (5), yesterday, now - MINUTES (119), 30, 0 },
      DESCO_ASKING_NOTHING,
      MINUTES (1) },
    { { now - HOURS (5), yesterday, now - MINUTES (120), 30, 0 }, DESCO_ASKING_PAYMENTS, 0 },
    /* What could be asked in the meantime waits as well. */
    { { now - MINUTES (3), yesterday, now - MINUTES (2), 1, 0 },
      DESCO_ASKING_NOTHING,
      MINUTES (8) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 next;

      g_test_message ("case %u", i);
      g_assert_cmpint (desco_ask_schedule_next (&cases[i].facts, now, &next), ==, cases[i].asking);
      g_assert_cmpint (next - now, ==, cases[i].wait);
    }
}

/* Once after each night, also where the desk stays open over it: in a month thirty times. */
static void
test_once_a_night (void)
{
  gint64 start = at ("2026-10-10T06:00:00Z");
  DescoAskFacts facts = { .polled_at = start, .reconciled_at = start };
  guint n = 0;

  for (gint64 now = start; now < start + HOURS (30 * 24); now += MINUTES (1))
    {
      gint64 next;
      DescoAsking asking = desco_ask_schedule_next (&facts, now, &next);

      if (asking == DESCO_ASKING_PAYMENTS)
        facts.polled_at = now;
      else if (asking == DESCO_ASKING_ALL)
        {
          facts.reconciled_at = now;
          n++;
        }
    }
  g_assert_cmpuint (n, ==, 30);
}

/* A desk that is open: its database, its platform, and what it was told. */
typedef struct
{
  FakePlatform *platform;
  DescoAsker *asker;
  GMutex door;
  int is_at_door;
  GError *refusal;
  gboolean is_busy;
  guint n_asked;
  guint n_changed;
} Desk;

static DescoPaymentProvider *
open_platform (gpointer data, GError **error)
{
  Desk *desk = data;

  g_atomic_int_set (&desk->is_at_door, TRUE);
  g_mutex_lock (&desk->door);
  g_mutex_unlock (&desk->door);
  if (desk->refusal == NULL)
    return g_object_ref (DESCO_PAYMENT_PROVIDER (desk->platform));
  g_propagate_error (error, g_error_copy (desk->refusal));
  return NULL;
}

static gboolean
is_busy (gpointer data)
{
  return ((Desk *) data)->is_busy;
}

static void
on_asked (DescoAsker *asker, gboolean is_changed, Desk *desk)
{
  desk->n_asked++;
  desk->n_changed += is_changed ? 1 : 0;
}

static void
desk_open (Desk *desk, DescoFixture *fixture)
{
  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  *desk = (Desk){ .platform = fake_platform_new () };
  g_mutex_init (&desk->door);
  desk->asker = desco_asker_new (fixture->store, open_platform, is_busy, desk, NULL);
  g_signal_connect (desk->asker, "asked", G_CALLBACK (on_asked), desk);
}

static void
desk_clear (Desk *desk)
{
  g_clear_object (&desk->asker);
  g_clear_object (&desk->platform);
  g_clear_error (&desk->refusal);
  g_mutex_clear (&desk->door);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

/* The timer looks; what it begins is waited for. */
static void
look (Desk *desk)
{
  desco_asker_check (desk->asker);
  while (desco_asker_is_asking (desk->asker))
    g_main_context_iteration (NULL, TRUE);
}

static void
go_on (gint64 time)
{
  desco_clock_set (desco_clock_now () + time);
}

static DescoPurchase *
sell (DescoFixture *fixture, Desk *desk)
{
  GError *error = NULL;
  DescoPurchase *purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, &error);

  g_assert_no_error (error);
  fake_platform_publish (desk->platform, fixture->store);
  desk->platform->n_calls = 0;
  return purchase;
}

/* By itself: payments at once and every ten minutes, everything once; a list is told to read anew only
 * when something came. */
static void
test_asks (DescoFixture *fixture, gconstpointer data)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DescoPurchase) purchase = NULL;

  desk_open (&desk, fixture);
  purchase = sell (fixture, &desk);
  look (&desk);
  g_assert_cmpuint (desk.n_asked, ==, 2);
  g_assert_cmpuint (desk.platform->n_calls, ==, 3);
  go_on (G_TIME_SPAN_MINUTE);
  look (&desk);
  g_assert_cmpuint (desk.n_asked, ==, 2);
  g_assert_cmpuint (desk.n_changed, ==, 0);

  fake_platform_pay (desk.platform, purchase->iupd, desco_clock_now ());
  go_on (DESCO_POLLER_WINDOW + DESCO_ASK_MAX_JITTER);
  look (&desk);
  g_assert_cmpuint (desk.n_asked, ==, 3);
  g_assert_cmpuint (desk.n_changed, ==, 1);
}

/* Not while a person has the platform at work, and not where the creditor has set that it does not;
 * with nothing sold there is nothing to ask and no key is needed. */
static void
test_holds_back (DescoFixture *fixture, gconstpointer data)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DescoPurchase) purchase = NULL;
  GError *error = NULL;

  desk_open (&desk, fixture);
  desk.refusal
      = g_error_new_literal (DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "no key");
  look (&desk);
  g_assert_null (desco_asker_get_problem (desk.asker));

  g_clear_error (&desk.refusal);
  purchase = sell (fixture, &desk);
  desco_settings_set (fixture->store, DESCO_SETTING_PAGOPA_POLL, "false", NULL, &error);
  g_assert_no_error (error);
  go_on (DESCO_POLLER_WINDOW);
  look (&desk);
  g_assert_cmpuint (desk.n_asked, ==, 0);

  desco_settings_set (fixture->store, DESCO_SETTING_PAGOPA_POLL, "true", NULL, &error);
  g_assert_no_error (error);
  go_on (DESCO_POLLER_WINDOW);
  desk.is_busy = TRUE;
  look (&desk);
  g_assert_cmpuint (desk.n_asked, ==, 0);
  desk.is_busy = FALSE;
  look (&desk);
  g_assert_cmpuint (desk.n_asked, ==, 2);
}

/* Whoever wants something of the platform does not wait: what is being asked gives way, and is asked
 * again, also where it had failed before. */
static void
test_gives_way (DescoFixture *fixture, gconstpointer data)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DescoPurchase) purchase = NULL;

  desk_open (&desk, fixture);
  purchase = sell (fixture, &desk);
  g_mutex_lock (&desk.door);
  desco_asker_check (desk.asker);
  while (!g_atomic_int_get (&desk.is_at_door))
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  desco_asker_give_way (desk.asker);
  g_mutex_unlock (&desk.door);
  while (desco_asker_is_asking (desk.asker))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (desk.n_asked, ==, 0);
  g_assert_null (desco_asker_get_problem (desk.asker));
  look (&desk);
  g_assert_cmpuint (desk.n_asked, ==, 2);

  go_on (HOURS (1));
  desk.refusal
      = g_error_new_literal (DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "wrong key");
  look (&desk);
  g_clear_error (&desk.refusal);
  go_on (G_TIME_SPAN_MINUTE);
  look (&desk);
  g_assert_cmpstr (desco_asker_get_problem (desk.asker), ==, "wrong key");
  desco_asker_forget_failures (desk.asker);
  look (&desk);
  g_assert_null (desco_asker_get_problem (desk.asker));
}

/* Offline is told, asked again later each time, and forgotten once it is over; a wrong key is told as
 * what somebody must see to. */
static void
test_failures (DescoFixture *fixture, gconstpointer data)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DescoPurchase) purchase = NULL;

  desk_open (&desk, fixture);
  purchase = sell (fixture, &desk);
  desk.refusal
      = g_error_new_literal (DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNREACHABLE, "no network");
  look (&desk);
  g_assert_cmpstr (desco_asker_get_unreachable (desk.asker), ==, "no network");
  g_assert_null (desco_asker_get_problem (desk.asker));
  for (guint minute = 0; minute < 60; minute++)
    {
      go_on (G_TIME_SPAN_MINUTE);
      look (&desk);
    }
  /* At once, after ten minutes, after twenty more; forty more are not over. */
  g_assert_cmpuint (desk.n_asked, ==, 3);

  g_clear_error (&desk.refusal);
  go_on (HOURS (2));
  look (&desk);
  g_assert_null (desco_asker_get_unreachable (desk.asker));

  desk.refusal
      = g_error_new_literal (DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "wrong key");
  go_on (HOURS (2));
  look (&desk);
  g_assert_cmpstr (desco_asker_get_problem (desk.asker), ==, "wrong key");
  g_assert_null (desco_asker_get_unreachable (desk.asker));
}

/* Once the desk is closed nothing is asked, and what is being asked is told to nobody. */
static void
test_stopped (DescoFixture *fixture, gconstpointer data)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DescoPurchase) purchase = NULL;
  DescoAsker *asker;
  guint n_calls;

  desk_open (&desk, fixture);
  purchase = sell (fixture, &desk);
  look (&desk);
  go_on (DESCO_POLLER_WINDOW + DESCO_ASK_MAX_JITTER);

  desco_asker_start (desk.asker);
  desco_asker_check (desk.asker);
  g_assert_true (desco_asker_is_asking (desk.asker));
  desco_asker_stop (desk.asker);
  asker = desk.asker;
  g_object_add_weak_pointer (G_OBJECT (asker), (gpointer *) &asker);
  g_clear_object (&desk.asker);
  while (g_atomic_pointer_get (&asker) != NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  g_assert_cmpuint (desk.n_asked, ==, 2);

  desk.asker = desco_asker_new (fixture->store, open_platform, is_busy, &desk, NULL);
  desco_asker_start (desk.asker);
  desco_asker_stop (desk.asker);
  n_calls = desk.platform->n_calls;
  desco_asker_check (desk.asker);
  g_assert_false (desco_asker_is_asking (desk.asker));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (desk.platform->n_calls, ==, n_calls);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pagopa/asker/schedule", test_schedule);
  g_test_add_func ("/pagopa/asker/once-a-night", test_once_a_night);
  desco_fixture_add ("/pagopa/asker/asks", test_asks);
  desco_fixture_add ("/pagopa/asker/holds-back", test_holds_back);
  desco_fixture_add ("/pagopa/asker/gives-way", test_gives_way);
  desco_fixture_add ("/pagopa/asker/failures", test_failures);
  desco_fixture_add ("/pagopa/asker/stopped", test_stopped);
  return g_test_run ();
}
