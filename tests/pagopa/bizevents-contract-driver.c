/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 *
 * Asks Bizevents at the address on the command line for receipts in each way that the client can,
 * for test-bizevents-contract to hold against the platform's own description. What is answered is
 * made up, and read or refused.
 */

#include "pagopa/desco-bizevents-client.h"
#include "pagopa/desco-pagopa-error.h"

#include <glib/gstdio.h>

static gboolean
ask (DescoBizeventsClient *client, const char *iur, const char *iuv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoReceiptData) receipt
      = desco_bizevents_client_get (client, iur, iuv, NULL, &error);

  if (receipt == NULL && error->domain != DESCO_PAGOPA_ERROR)
    g_printerr ("%s\n", error->message);
  return receipt != NULL || error->domain == DESCO_PAGOPA_ERROR;
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("desco-bizevents-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "secrets", NULL);
  g_autoptr (DescoSecrets) secrets = NULL;
  g_autoptr (DescoBizeventsClient) client = NULL;
  g_autoptr (GError) error = NULL;
  DescoRetryPolicy policy = desco_retry_policy_default ();
  gboolean asked;

  g_assert_true (g_file_set_contents (path, "[pagopa]\nsubscription-key=practice\n", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  secrets = desco_secrets_new (path);
  client = desco_bizevents_client_new (argc > 1 ? argv[1] : "", "77777777777", secrets, &error);
  g_assert_no_error (error);
  policy.max_tries = 1;
  desco_bizevents_client_set_retry_policy (client, &policy);

  asked = ask (client, "c110729d258c4ab1b765fe902aae41d6", NULL)
          && ask (client, "c110729d258c4ab1b765fe902aae41d6", "47000000000000188")
          && ask (client, "with / and ?", "47000000000000188");
  g_unlink (path);
  g_rmdir (folder);
  return asked ? 0 : 1;
}
