/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-bizevents-client.h"

#include "pagopa/desco-bizevents-json-private.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-platform-client-private.h"

#include <glib/gi18n-lib.h>

#define RECEIPTS_PATH "/bizevents/service/v1/organizations/"

struct _DescoBizeventsClient
{
  GObject parent_instance;

  DescoPlatformClient *client;
  char *creditor_tax_code;
};

G_DEFINE_FINAL_TYPE (DescoBizeventsClient, desco_bizevents_client, G_TYPE_OBJECT)

static void
desco_bizevents_client_finalize (GObject *object)
{
  DescoBizeventsClient *self = DESCO_BIZEVENTS_CLIENT (object);

  g_clear_object (&self->client);
  g_free (self->creditor_tax_code);

  G_OBJECT_CLASS (desco_bizevents_client_parent_class)->finalize (object);
}

static void
desco_bizevents_client_class_init (DescoBizeventsClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_bizevents_client_finalize;
}

static void
desco_bizevents_client_init (DescoBizeventsClient *self)
{
}

/**
 * desco_bizevents_client_new:
 * @root_url: the platform's root
 * @creditor_tax_code: whose receipts
 * @secrets: where the subscription key is
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of the address or the tax code
 *
 * Reads the receipts of payments whose number is known, as a bank's transfer tells it
 * (biz-events-ec.json). It does not connect yet. For use from any thread.
 *
 * Returns: (transfer full) (nullable): a client
 */
DescoBizeventsClient *
desco_bizevents_client_new (const char *root_url,
                            const char *creditor_tax_code,
                            DescoSecrets *secrets,
                            GError **error)
{
  g_autoptr (DescoPlatformClient) client = NULL;
  DescoBizeventsClient *self;

  if (!desco_platform_check_creditor (creditor_tax_code, error))
    return NULL;
  client = desco_platform_client_new (root_url, secrets, error);
  if (client == NULL)
    return NULL;

  self = g_object_new (DESCO_TYPE_BIZEVENTS_CLIENT, NULL);
  self->client = g_steal_pointer (&client);
  self->creditor_tax_code = g_strdup (creditor_tax_code);
  return self;
}

/**
 * desco_bizevents_client_set_retry_policy:
 * @self: a client that is not in use yet
 * @policy: how patient it is to be
 */
void
desco_bizevents_client_set_retry_policy (DescoBizeventsClient *self, const DescoRetryPolicy *policy)
{
  desco_platform_client_set_retry_policy (self->client, policy);
}

/**
 * desco_bizevents_client_get:
 * @self: a client
 * @iur: the payment's number at the platform
 * @iuv: (nullable): the payment's reference, where it is known
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR; %DESCO_PAGOPA_ERROR_NOT_FOUND where there is no
 *   such receipt, %DESCO_PAGOPA_ERROR_PROTOCOL where another one comes than was asked for
 *
 * Returns: (transfer full) (nullable): the receipt
 */
DescoReceiptData *
desco_bizevents_client_get (DescoBizeventsClient *self,
                            const char *iur,
                            const char *iuv,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GString) url = g_string_new (desco_platform_client_get_root (self->client));
  g_autoptr (GBytes) json = NULL;
  g_autoptr (DescoReceiptData) receipt = NULL;

  g_string_append_printf (url, "%s%s/receipts/", RECEIPTS_PATH, self->creditor_tax_code);
  g_string_append_uri_escaped (url, iur, NULL, FALSE);
  if (iuv != NULL)
    {
      g_string_append (url, "/paymentoptions/");
      g_string_append_uri_escaped (url, iuv, NULL, FALSE);
    }
  json = desco_platform_client_get (self->client, url->str, "json", cancellable, error);
  receipt = json != NULL ? desco_bizevents_json_to_receipt (json, error) : NULL;
  if (receipt == NULL)
    return NULL;
  if (iuv == NULL || g_str_equal (receipt->iuv, iuv))
    return g_steal_pointer (&receipt);

  g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
               _ ("pagoPA was asked for the receipt of %s and answered with that of %s."), iuv,
               receipt->iuv);
  return NULL;
}
