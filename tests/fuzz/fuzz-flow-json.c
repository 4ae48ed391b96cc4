/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "fuzz.h"

#include "model/desco-money.h"
#include "pagopa/desco-flow-json-private.h"
#include "pagopa/desco-pagopa-error.h"

static void
check_error (const GError *error)
{
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
check_flows (GBytes *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoFlowPage) page = desco_flow_json_to_flows (json, &error);

  if (page == NULL)
    check_error (error);
  for (guint i = 0; page != NULL && i < page->items->len; i++)
    {
      const DescoFlow *flow = g_ptr_array_index (page->items, i);

      g_assert_cmpuint (flow->revision, >, 0);
      g_assert_true (*flow->fdr != '\0' && *flow->psp_id != '\0');
    }
}

static void
check_flow (GBytes *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoFlow) flow = desco_flow_json_to_flow (json, &error);

  if (flow == NULL)
    {
      check_error (error);
      return;
    }
  g_assert_true (g_date_valid (&flow->regulation_date));
  g_assert_true (flow->amount >= 0 && flow->amount <= DESCO_MONEY_MAX);
}

static void
check_payments (GBytes *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoFlowPage) page = desco_flow_json_to_payments (json, &error);

  if (page == NULL)
    check_error (error);
  for (guint i = 0; page != NULL && i < page->items->len; i++)
    {
      const DescoFlowPayment *payment = g_ptr_array_index (page->items, i);

      g_assert_true (payment->amount >= 0 && payment->amount <= DESCO_MONEY_MAX);
      g_assert_true (payment->transfer_id >= 1 && payment->transfer_id <= 5);
    }
}

/* Any bytes as an answer of FdR: read, with amounts that money can be, or refused as nonsense. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) json = g_bytes_new (data, size);
  g_autofree char *problem = desco_flow_json_to_problem (json);

  g_assert_true (problem == NULL || g_utf8_validate (problem, -1, NULL));
  check_flows (json);
  check_flow (json);
  check_payments (json);
  return 0;
}
