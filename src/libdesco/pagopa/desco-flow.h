/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DescoFlow:
 * @fdr: its name
 * @revision: from 1; the newest one is the one that counts
 * @psp_id: the id of who poured the money
 * @psp: (nullable): its name
 * @flow_date: (nullable): when it was made, as the platform writes it
 * @regulation: (nullable): the bank transfer's reference (TRN, CRO)
 * @regulation_date: the bank transfer's civil day; not valid where it is not known
 * @bic: (nullable): the bank that the money came from
 * @amount: the bank transfer, in cents
 * @n_payments: how many payments it has
 * @published_at: when the platform published it, UTC microseconds
 *
 * A flow (*flusso di rendicontazione*): what a payment service provider says of a bank transfer, and
 * which payments it pours with it (fdr-org.json, `FlowByPSP` and `SingleFlowResponse`).
 */
typedef struct
{
  char *fdr;
  guint revision;
  char *psp_id;
  char *psp;
  char *flow_date;
  char *regulation;
  GDate regulation_date;
  char *bic;
  gint64 amount;
  guint n_payments;
  gint64 published_at;
} DescoFlow;

/**
 * DescoFlowPayment:
 * @ordinal: its place in the flow, from 1
 * @iuv: what was paid
 * @iur: the payment's own reference, which is the receipt's
 * @transfer_id: which of the payment's transfers, from 1 to 5
 * @amount: in cents
 * @status: as the platform calls it: `EXECUTED`, `REVOKED`, `STAND_IN`, `STAND_IN_NO_RPT`, `NO_RPT`
 * @paid_at: when, UTC microseconds
 *
 * A payment in a flow (`Payment`).
 */
typedef struct
{
  guint ordinal;
  char *iuv;
  char *iur;
  guint transfer_id;
  gint64 amount;
  char *status;
  gint64 paid_at;
} DescoFlowPayment;

/**
 * DescoFlowPage:
 * @items: (element-type DescoFlow) or (element-type DescoFlowPayment): what this page has
 * @n_pages: how many pages there are
 */
typedef struct
{
  GPtrArray *items;
  guint n_pages;
} DescoFlowPage;

void desco_flow_free (DescoFlow *self);
void desco_flow_payment_free (DescoFlowPayment *self);
void desco_flow_page_free (DescoFlowPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoFlow, desco_flow_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoFlowPayment, desco_flow_payment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoFlowPage, desco_flow_page_free)

G_END_DECLS
