/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

/* A desk that polls with nothing new and 10,000 open positions: an hour of it, asked every minute as
 * a careless timer would. The platform is the practice one, over HTTP; CPU is this process's, all
 * threads, user and system. */

#include "desco-bench.h"
#include "desco-fixture.h"
#include "model/desco-clock.h"
#include "pagopa/desco-gpd-provider.h"
#include "pagopa/desco-poller.h"

#include <gio/gio.h>
#include <sys/resource.h>

#define MINUTES 60

static const char OPEN_POSITIONS[]
    = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
      " INSERT INTO purchase (id, pupil_id, guardian_id, quantity, unit_amount, amount, rule,"
      " reason, subject, civil_date, created_at, due_date, iupd, iuv, notice_number, status)"
      " SELECT randomblob (16), (SELECT min (id) FROM pupil), (SELECT id FROM guardian), 20, 520,"
      " 10400, 'r', 'r', 's', '2026-11-20', 1795150000000000, '2026-12-20', 'DESCO-' || i,"
      " 'i' || i, 'n' || i, 'published' FROM n";

static gint64
cpu_now (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (gint64) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC
         + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static char *
read_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  GError *error = NULL;
  char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

/* The first poll opens the connection and looks further back: it is not what goes on all day. */
static void
poll (DescoFixture *fixture, DescoPaymentProvider *provider, guint *n_asked)
{
  GError *error = NULL;
  g_autoptr (DescoPollReport) report
      = desco_poller_run (fixture->store, provider, FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (report->unreachable);
  g_assert_cmpuint (report->listed, ==, 0);
  *n_asked += report->is_early ? 0 : 1;
}

int
main (void)
{
  DescoFixture fixture = { 0 };
  GError *error = NULL;
  g_autoptr (GSubprocess) sandbox = NULL;
  g_autoptr (DescoSecrets) secrets = NULL;
  g_autoptr (DescoPaymentProvider) provider = NULL;
  g_autofree char *url = NULL;
  g_autofree char *measured = NULL;
  g_autofree char *requests = NULL;
  g_autofree char *key = NULL;
  guint n_asked = 0;
  gint64 start, cpu;

  desco_fixture_set_up (&fixture, NULL);
  desco_fixture_run (&fixture, OPEN_POSITIONS, NULL);
  sandbox = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("DESCO_SANDBOX"),
                              "--port", "0", NULL);
  g_assert_no_error (error);
  url = read_line (sandbox);
  key = g_build_filename (fixture.folder, "secrets", NULL);
  g_file_set_contents_full (key, "[pagopa]\nsubscription-key=practice\n", -1,
                            G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  secrets = desco_secrets_new (key);
  provider = desco_gpd_provider_new (url, "81003310034", secrets, &error);
  g_assert_no_error (error);

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  poll (&fixture, provider, &n_asked);
  n_asked = 0;
  start = desco_clock_now ();
  cpu = cpu_now ();
  for (guint minute = 1; minute <= MINUTES; minute++)
    {
      desco_clock_set (start + minute * G_TIME_SPAN_MINUTE);
      poll (&fixture, provider, &n_asked);
    }
  cpu = cpu_now () - cpu;
  g_subprocess_force_exit (sandbox);

  requests = g_strdup_printf ("%u in an hour", n_asked);
  desco_bench_report ("requests in 10 minutes, nothing new, 10,000 open positions", "one", requests,
                      "6 in an hour", n_asked / 6.0, "<=", 1.0);
  measured = g_strdup_printf ("%.1f ms", (double) cpu / 1000.0 / n_asked);
  desco_bench_report ("CPU of such a request, with the polls that ask nothing", "20 ms", measured,
                      "20 ms", (double) cpu / 1000.0 / n_asked / 20.0, "<=", 1.0);
  desco_fixture_tear_down (&fixture, NULL);
  return 0;
}
