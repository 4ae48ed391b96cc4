/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "scripted-provider.h"

#include "model/desco-clock.h"
#include "sample-position.h"

#define MAX_TRIES 3

static void
on_sleep (guint milliseconds, GCancellable *cancellable, gpointer data)
{
}

/**
 * scripted_provider_new:
 * @server: what plays the platform
 * @open: which version it is spoken to in
 *
 * Returns: (transfer full): a provider of that version that tries three times without waiting, on
 *   the day of the sample position
 */
DescoPaymentProvider *
scripted_provider_new (ScriptedServer *server, OpenProvider open)
{
  g_autofree char *url = scripted_server_get_url (server);
  g_autoptr (DescoSecrets) secrets = desco_secrets_new (NULL);
  GError *error = NULL;
  DescoRetryPolicy policy = desco_retry_policy_default ();
  DescoPaymentProvider *provider = open (url, SAMPLE_CREDITOR, secrets, &error);

  g_assert_no_error (error);
  desco_clock_set (SAMPLE_NOW);
  policy.max_tries = MAX_TRIES;
  policy.sleep = on_sleep;
  desco_gpd_provider_set_retry_policy (DESCO_GPD_PROVIDER (provider), &policy);
  return provider;
}
