/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-flow-json-private.h"

#include "model/desco-date.h"
#include "model/desco-money.h"
#include "pagopa/desco-json-reader-private.h"

#include <string.h>

#define MAX_TRANSFERS 5
#define MAX_PAGES 1000000

/* What reads an element of a page. */
typedef gpointer (*ReadItem) (DescoJsonReader *reader, JsonObject *object);

/* Numbers come as texts of their digits, so that euros need no floating point. */
static guint
read_number (DescoJsonReader *reader, JsonObject *object, const char *name, guint min, guint max)
{
  const char *text = desco_json_reader_peek_string (reader, object, name);
  guint64 number = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, min, max, &number, NULL))
    desco_json_reader_note_wrong (reader, name);
  return (guint) number;
}

static gint64
read_euros (DescoJsonReader *reader, JsonObject *object, const char *name)
{
  gint64 cents = 0;

  if (!desco_money_parse_number (desco_json_reader_peek_string (reader, object, name), &cents))
    desco_json_reader_note_wrong (reader, name);
  return cents;
}

static gint64
read_moment (DescoJsonReader *reader, JsonObject *object, const char *name)
{
  const char *text = desco_json_reader_peek_string (reader, object, name);
  gint64 moment = 0;

  if (text == NULL || !desco_time_parse_rfc3339 (text, &moment))
    desco_json_reader_note_wrong (reader, name);
  return moment;
}

static gpointer
read_summary (DescoJsonReader *reader, JsonObject *object)
{
  DescoFlow *flow = g_new0 (DescoFlow, 1);

  flow->fdr = desco_json_reader_require_string (reader, object, "fdr");
  flow->psp_id = desco_json_reader_require_string (reader, object, "pspId");
  flow->revision = read_number (reader, object, "revision", 1, G_MAXINT);
  flow->published_at = read_moment (reader, object, "published");
  flow->flow_date = desco_json_reader_read_string (reader, object, "flowDate");
  return flow;
}

static gpointer
read_payment (DescoJsonReader *reader, JsonObject *object)
{
  DescoFlowPayment *payment = g_new0 (DescoFlowPayment, 1);

  payment->ordinal = read_number (reader, object, "index", 1, G_MAXINT);
  payment->iuv = desco_json_reader_require_string (reader, object, "iuv");
  payment->iur = desco_json_reader_require_string (reader, object, "iur");
  payment->transfer_id = read_number (reader, object, "idTransfer", 1, MAX_TRANSFERS);
  payment->amount = read_euros (reader, object, "pay");
  payment->status = desco_json_reader_require_string (reader, object, "payStatus");
  payment->paid_at = read_moment (reader, object, "payDate");
  return payment;
}

static DescoFlowPage *
read_page (GBytes *json, ReadItem read_item, GDestroyNotify free_item, GError **error)
{
  g_autoptr (JsonNode) root = desco_json_reader_parse_exactly (json, error);
  g_autoptr (DescoFlowPage) page = g_new0 (DescoFlowPage, 1);
  g_autoptr (GPtrArray) objects = NULL;
  DescoJsonReader reader = { 0 };
  JsonObject *metadata;

  if (root == NULL)
    return NULL;

  page->items = g_ptr_array_new_with_free_func (free_item);
  metadata = desco_json_reader_peek_object (&reader, json_node_get_object (root), "metadata");
  if (metadata != NULL)
    page->n_pages = read_number (&reader, metadata, "totPage", 0, MAX_PAGES);
  else
    desco_json_reader_note_wrong (&reader, "metadata");
  objects = desco_json_reader_read_objects (&reader, json_node_get_object (root), "data");
  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (page->items, read_item (&reader, g_ptr_array_index (objects, i)));

  return desco_json_reader_check (&reader, error) ? g_steal_pointer (&page) : NULL;
}

/**
 * desco_flow_json_to_flows: (skip)
 * @json: a `PaginatedFlowsResponse`
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: (transfer full) (nullable): flows with no more than their name, bank and dates
 */
DescoFlowPage *
desco_flow_json_to_flows (GBytes *json, GError **error)
{
  return read_page (json, read_summary, (GDestroyNotify) desco_flow_free, error);
}

/**
 * desco_flow_json_to_flow: (skip)
 * @json: a `SingleFlowResponse`
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: (transfer full) (nullable): the flow
 */
DescoFlow *
desco_flow_json_to_flow (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = desco_json_reader_parse_exactly (json, error);
  g_autoptr (DescoFlow) flow = g_new0 (DescoFlow, 1);
  DescoJsonReader reader = { 0 };
  JsonObject *object;
  JsonObject *sender;
  const char *day;

  if (root == NULL)
    return NULL;

  object = json_node_get_object (root);
  flow->fdr = desco_json_reader_require_string (&reader, object, "fdr");
  flow->revision = read_number (&reader, object, "revision", 1, G_MAXINT);
  flow->published_at = read_moment (&reader, object, "published");
  flow->flow_date = desco_json_reader_read_string (&reader, object, "fdrDate");
  flow->regulation = desco_json_reader_require_string (&reader, object, "regulation");
  flow->bic = desco_json_reader_read_string (&reader, object, "bicCodePouringBank");
  flow->n_payments = read_number (&reader, object, "totPayments", 0, G_MAXINT);
  flow->amount = read_euros (&reader, object, "sumPayments");
  day = desco_json_reader_peek_string (&reader, object, "regulationDate");
  if (day == NULL || !desco_date_parse_iso (day, &flow->regulation_date))
    desco_json_reader_note_wrong (&reader, "regulationDate");
  sender = desco_json_reader_peek_object (&reader, object, "sender");
  if (sender != NULL)
    {
      flow->psp_id = desco_json_reader_require_string (&reader, sender, "pspId");
      flow->psp = desco_json_reader_read_string (&reader, sender, "pspName");
    }
  else
    desco_json_reader_note_wrong (&reader, "sender");

  return desco_json_reader_check (&reader, error) ? g_steal_pointer (&flow) : NULL;
}

/**
 * desco_flow_json_to_payments: (skip)
 * @json: a `PaginatedPaymentsResponse`
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: (transfer full) (nullable): payments
 */
DescoFlowPage *
desco_flow_json_to_payments (GBytes *json, GError **error)
{
  return read_page (json, read_payment, (GDestroyNotify) desco_flow_payment_free, error);
}

/**
 * desco_flow_json_to_problem: (skip)
 * @json: an answer that refuses, such as an `ErrorResponse`
 *
 * Returns: (transfer full) (nullable): what it says, with the fields that it means
 */
char *
desco_flow_json_to_problem (GBytes *json)
{
  g_autoptr (JsonNode) root = desco_json_reader_parse_exactly (json, NULL);
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  DescoJsonReader reader = { 0 };

  if (root == NULL)
    return NULL;
  messages = desco_json_reader_read_objects (&reader, json_node_get_object (root), "errors");
  for (guint i = 0; i < messages->len; i++)
    {
      JsonObject *object = g_ptr_array_index (messages, i);
      const char *path = desco_json_reader_peek_string (&reader, object, "path");
      const char *message = desco_json_reader_peek_string (&reader, object, "message");

      if (message != NULL)
        g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "; " : "",
                                path != NULL ? path : "", path != NULL ? ": " : "", message);
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}
