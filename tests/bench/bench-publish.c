/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

/* Publishing 1,000 purchases to a sandbox without limit, with all that is written down here, against
 * the same bodies posted by a bare libsoup loop; and to one with the platform's limit, against the
 * fewest calls that version 2 allows. */

#include "desco-bench.h"
#include "desco-fixture.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "pagopa/desco-gpd-json-private.h"
#include "pagopa/desco-gpd-provider.h"
#include "pagopa/desco-publisher.h"
#include "pagopa/desco-purchase-position.h"
#include "store/desco-creditors.h"
#include "store/desco-purchases.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#define N_PURCHASES 1000
#define N_ROUNDS 15
#define PATH "/gpd/debt-positions-service/v2/organizations/81003310034/debtpositions?toPublish=true"

typedef struct
{
  GSubprocess *process;
  char *address;
} Sandbox;

/* Each begins with no position. */
static Sandbox
start_sandbox (gboolean has_limit)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *now = desco_time_to_rfc3339 (desco_clock_now ());
  g_autoptr (GError) error = NULL;
  Sandbox sandbox = { NULL };

  g_subprocess_launcher_setenv (launcher, "DESCO_NOW", now, TRUE);
  sandbox.process
      = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("DESCO_SANDBOX"), "--port", "0",
                                     has_limit ? NULL : "--no-limit", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (sandbox.process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  sandbox.address = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_nonnull (sandbox.address);
  return sandbox;
}

static void
stop_sandbox (Sandbox *sandbox)
{
  g_subprocess_force_exit (sandbox->process);
  g_subprocess_wait (sandbox->process, NULL, NULL);
  g_clear_object (&sandbox->process);
  g_clear_pointer (&sandbox->address, g_free);
}

static GPtrArray *
list_purchases (DescoFixture *fixture)
{
  DescoPurchaseFilter filter = { .statuses = 1u << DESCO_PURCHASE_QUEUED };
  g_autoptr (GError) error = NULL;
  GPtrArray *purchases = desco_purchases_list (fixture->store, &filter, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (purchases->len, ==, N_PURCHASES);
  return purchases;
}

static void
sell (DescoFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_PURCHASES; i++)
    {
      g_autoptr (DescoPurchase) purchase
          = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, &error);

      g_assert_no_error (error);
    }
}

/* What the publisher sends, in the same batches. */
static GPtrArray *
make_bodies (DescoFixture *fixture)
{
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (fixture->store, NULL, NULL);
  g_autoptr (GPtrArray) purchases = list_purchases (fixture);
  GPtrArray *bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < purchases->len; i += DESCO_PROVIDER_MAX_BATCH)
    {
      g_autoptr (GPtrArray) positions
          = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_debt_position_unref);

      for (guint j = i; j < i + DESCO_PROVIDER_MAX_BATCH; j++)
        g_ptr_array_add (positions, desco_purchase_position_new (
                                        creditor, purchases->pdata[purchases->len - 1 - j]));
      g_ptr_array_add (bodies, desco_gpd_json_from_positions (positions));
    }
  return bodies;
}

static gint64
post_bare (GPtrArray *bodies)
{
  Sandbox sandbox = start_sandbox (FALSE);
  g_autofree char *url = g_strconcat (sandbox.address, PATH, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  gint64 start = g_get_monotonic_time ();
  gint64 took;

  for (guint i = 0; i < bodies->len; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
      g_autoptr (GBytes) answer = NULL;
      g_autoptr (GError) error = NULL;

      soup_message_headers_replace (soup_message_get_request_headers (message),
                                    "Ocp-Apim-Subscription-Key", "practice");
      soup_message_set_request_body_from_bytes (message, "application/json", bodies->pdata[i]);
      answer = soup_session_send_and_read (session, message, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (soup_message_get_status (message), ==, SOUP_STATUS_CREATED);
    }
  took = g_get_monotonic_time () - start;
  stop_sandbox (&sandbox);
  return took;
}

static gint64
publish (DescoFixture *fixture, const Sandbox *sandbox)
{
  g_autoptr (DescoSecrets) secrets = desco_secrets_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoPaymentProvider) provider
      = desco_gpd_provider_new_bulk (sandbox->address, "81003310034", secrets, &error);
  g_autoptr (DescoPublishReport) report = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 took;

  report = desco_publisher_publish (fixture->store, provider, NULL, NULL, NULL, NULL, &error);
  took = g_get_monotonic_time () - start;
  g_assert_no_error (error);
  g_assert_cmpuint (report->published, ==, N_PURCHASES);
  desco_fixture_run (fixture, "UPDATE purchase SET status = 'queued'", NULL);
  return took;
}

static char *
describe_speed (GArray *microseconds)
{
  return g_strdup_printf ("%.0f positions/s", N_PURCHASES * (double) G_USEC_PER_SEC
                                                  / (double) desco_bench_median (microseconds));
}

/* Each round has its own ratio: machines are slower at one time than at another. */
static void
compare_speed (DescoFixture *fixture)
{
  g_autoptr (GPtrArray) bodies = make_bodies (fixture);
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) millionths = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *measured = NULL;
  g_autofree char *reference = NULL;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      Sandbox sandbox = start_sandbox (FALSE);
      gint64 our_time = publish (fixture, &sandbox);
      gint64 bare_time;
      gint64 ratio;

      stop_sandbox (&sandbox);
      bare_time = post_bare (bodies);
      ratio = bare_time * 1000000 / our_time;
      g_array_append_val (ours, our_time);
      g_array_append_val (bare, bare_time);
      g_array_append_val (millionths, ratio);
    }

  measured = describe_speed (ours);
  reference = describe_speed (bare);
  desco_bench_report ("publish 1,000 positions to a sandbox without limit",
                      "the same bodies posted by a bare libsoup loop", measured, reference,
                      (double) desco_bench_median (millionths) / 1e6, ">=", 0.8);
}

/* How many calls the sandbox counted; none may have been turned away. */
static gint64
count_calls (const Sandbox *sandbox)
{
  g_autofree char *url = g_strconcat (sandbox->address, "/sandbox/calls", NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GBytes) answer = soup_session_send_and_read (session, message, NULL, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *counts;

  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (answer, NULL),
                                             (gssize) g_bytes_get_size (answer), NULL));
  counts = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (counts, "turnedAway"), ==, 0);
  return json_object_get_int_member (counts, "calls");
}

static void
compare_calls (DescoFixture *fixture)
{
  const gint64 fewest = N_PURCHASES / DESCO_PROVIDER_MAX_BATCH;
  Sandbox sandbox = start_sandbox (TRUE);
  g_autofree char *measured = NULL;
  g_autofree char *reference = g_strdup_printf ("%" G_GINT64_FORMAT " calls", fewest);
  gint64 calls;

  publish (fixture, &sandbox);
  calls = count_calls (&sandbox);
  measured = g_strdup_printf ("%" G_GINT64_FORMAT " calls, no 429", calls);
  desco_bench_report ("publish 1,000 positions within 100 calls in 10 s",
                      "the fewest calls that version 2 allows", measured, reference,
                      (double) calls / (double) fewest, "<=", 1.1);
  stop_sandbox (&sandbox);
}

int
main (void)
{
  DescoFixture fixture = { 0 };

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_unsetenv ("DESCO_SECRETS_FILE");
  desco_fixture_set_up (&fixture, NULL);
  sell (&fixture);
  compare_speed (&fixture);
  compare_calls (&fixture);
  desco_fixture_tear_down (&fixture, NULL);
  return 0;
}
