/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-flow.h"

/**
 * desco_flow_free:
 * @self: (transfer full) (nullable): a flow
 */
void
desco_flow_free (DescoFlow *self)
{
  if (self == NULL)
    return;
  g_free (self->fdr);
  g_free (self->psp_id);
  g_free (self->psp);
  g_free (self->flow_date);
  g_free (self->regulation);
  g_free (self->bic);
  g_free (self);
}

/**
 * desco_flow_payment_free:
 * @self: (transfer full) (nullable): a payment in a flow
 */
void
desco_flow_payment_free (DescoFlowPayment *self)
{
  if (self == NULL)
    return;
  g_free (self->iuv);
  g_free (self->iur);
  g_free (self->status);
  g_free (self);
}

/**
 * desco_flow_page_free:
 * @self: (transfer full) (nullable): a page of flows or payments
 */
void
desco_flow_page_free (DescoFlowPage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}
