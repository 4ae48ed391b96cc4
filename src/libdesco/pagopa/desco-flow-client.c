/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-flow-client.h"

#include "model/desco-date.h"
#include "pagopa/desco-flow-json-private.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-platform-client-private.h"

#include <glib/gi18n-lib.h>

#define FLOWS_PATH "/fdr-org/service/v1/organizations/"
#define PAGE_SIZE 1000

/* A flow is published after it was made, at times long after. The platform leaves out what was made
 * before the month that went before, unless it is asked for more. */
#define DAYS_TO_PUBLISH 62
#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

struct _DescoFlowClient
{
  GObject parent_instance;

  DescoPlatformClient *client;
  char *creditor_tax_code;
  guint page_size;
};

G_DEFINE_FINAL_TYPE (DescoFlowClient, desco_flow_client, G_TYPE_OBJECT)

static void
add_moment (GString *url, const char *name, gint64 moment)
{
  g_autofree char *text = desco_time_to_rfc3339 (moment);

  desco_platform_add_parameter (url, name, text);
}

static GString *
begin_url (DescoFlowClient *self)
{
  GString *url = g_string_new (desco_platform_client_get_root (self->client));

  g_string_append_printf (url, "%s%s/fdrs", FLOWS_PATH, self->creditor_tax_code);
  return url;
}

static GString *
begin_flow_url (DescoFlowClient *self, const DescoFlow *flow)
{
  GString *url = begin_url (self);
  g_autofree char *fdr = g_uri_escape_string (flow->fdr, NULL, FALSE);
  g_autofree char *psp = g_uri_escape_string (flow->psp_id, NULL, FALSE);

  g_string_append_printf (url, "/%s/revisions/%u/psps/%s", fdr, flow->revision, psp);
  return url;
}

static void
desco_flow_client_finalize (GObject *object)
{
  DescoFlowClient *self = DESCO_FLOW_CLIENT (object);

  g_clear_object (&self->client);
  g_free (self->creditor_tax_code);

  G_OBJECT_CLASS (desco_flow_client_parent_class)->finalize (object);
}

static void
desco_flow_client_class_init (DescoFlowClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_flow_client_finalize;
}

static void
desco_flow_client_init (DescoFlowClient *self)
{
  self->page_size = PAGE_SIZE;
}

/**
 * desco_flow_client_new:
 * @root_url: the platform's root
 * @creditor_tax_code: whose flows
 * @secrets: where the subscription key is
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of the address or the tax code
 *
 * Reads the flows that say which payments a bank transfer has (FdR, fdr-org.json). It does not
 * connect yet. For use from any thread.
 *
 * Returns: (transfer full) (nullable): a client
 */
DescoFlowClient *
desco_flow_client_new (const char *root_url,
                       const char *creditor_tax_code,
                       DescoSecrets *secrets,
                       GError **error)
{
  g_autoptr (DescoPlatformClient) client = NULL;
  DescoFlowClient *self;

  if (!desco_platform_check_creditor (creditor_tax_code, error))
    return NULL;
  client = desco_platform_client_new (root_url, secrets, error);
  if (client == NULL)
    return NULL;

  desco_platform_client_set_problem_reader (client, desco_flow_json_to_problem);
  self = g_object_new (DESCO_TYPE_FLOW_CLIENT, NULL);
  self->client = g_steal_pointer (&client);
  self->creditor_tax_code = g_strdup (creditor_tax_code);
  return self;
}

/**
 * desco_flow_client_set_retry_policy:
 * @self: a client that is not in use yet
 * @policy: how patient it is to be
 */
void
desco_flow_client_set_retry_policy (DescoFlowClient *self, const DescoRetryPolicy *policy)
{
  desco_platform_client_set_retry_policy (self->client, policy);
}

/**
 * desco_flow_client_set_page_size:
 * @self: a client that is not in use yet
 * @size: how much a page is to have, 1 to 1000; 1000 unless it is set
 */
void
desco_flow_client_set_page_size (DescoFlowClient *self, guint size)
{
  self->page_size = CLAMP (size, 1, PAGE_SIZE);
}

/**
 * desco_flow_client_list:
 * @self: a client
 * @published_after: only what was published after this moment, UTC microseconds
 * @page: which page, from 1
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR
 *
 * Returns: (transfer full) (nullable): a page of flows, each in its newest revision, with no more
 *   than their name, bank and dates
 */
DescoFlowPage *
desco_flow_client_list (DescoFlowClient *self,
                        gint64 published_after,
                        guint page,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GString) url = begin_url (self);
  g_autoptr (GBytes) json = NULL;

  add_moment (url, "publishedGt", published_after);
  add_moment (url, "flowDate", published_after - DAYS_TO_PUBLISH * DAY);
  desco_platform_add_number (url, "page", page);
  desco_platform_add_number (url, "size", self->page_size);
  json = desco_platform_client_get (self->client, url->str, "json", cancellable, error);
  return json != NULL ? desco_flow_json_to_flows (json, error) : NULL;
}

/**
 * desco_flow_client_get:
 * @self: a client
 * @flow: which one: its name, revision and bank
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR; %DESCO_PAGOPA_ERROR_PROTOCOL where another flow
 *   comes than was asked for
 *
 * Returns: (transfer full) (nullable): all of the flow but its payments
 */
DescoFlow *
desco_flow_client_get (DescoFlowClient *self,
                       const DescoFlow *flow,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GString) url = begin_flow_url (self, flow);
  g_autoptr (GBytes) json
      = desco_platform_client_get (self->client, url->str, "json", cancellable, error);
  g_autoptr (DescoFlow) read = json != NULL ? desco_flow_json_to_flow (json, error) : NULL;

  if (read == NULL)
    return NULL;
  if (g_str_equal (read->fdr, flow->fdr) && g_str_equal (read->psp_id, flow->psp_id)
      && read->revision == flow->revision)
    return g_steal_pointer (&read);
  g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
               _ ("pagoPA was asked for the flow %s and answered with %s."), flow->fdr, read->fdr);
  return NULL;
}

/**
 * desco_flow_client_list_payments:
 * @self: a client
 * @flow: which one: its name, revision and bank
 * @page: which page, from 1
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR
 *
 * Returns: (transfer full) (nullable): a page of its payments
 */
DescoFlowPage *
desco_flow_client_list_payments (DescoFlowClient *self,
                                 const DescoFlow *flow,
                                 guint page,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (GString) url = begin_flow_url (self, flow);
  g_autoptr (GBytes) json = NULL;

  g_string_append (url, "/payments");
  desco_platform_add_number (url, "page", page);
  desco_platform_add_number (url, "size", self->page_size);
  json = desco_platform_client_get (self->client, url->str, "json", cancellable, error);
  return json != NULL ? desco_flow_json_to_payments (json, error) : NULL;
}
