/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-store.h"

G_BEGIN_DECLS

/**
 * DescoSandboxFlow:
 * @id: the row in the store
 * @root: the row of its first revision
 * @organization: the creditor's tax code
 * @fdr: its name
 * @revision: from 1
 * @psp: the bank's id
 * @day: the civil day whose payments it has
 * @regulation: the bank transfer's reference (TRN)
 * @regulation_date: its civil day
 * @published: when, UTC microseconds
 * @payments: how many payments it has
 * @amount: their sum in cents
 *
 * One revision of a flow, as the platform keeps it.
 */
typedef struct
{
  gint64 id;
  gint64 root;
  char *organization;
  char *fdr;
  gint64 revision;
  char *psp;
  char *day;
  char *regulation;
  char *regulation_date;
  gint64 published;
  gint64 payments;
  gint64 amount;
} DescoSandboxFlow;

/**
 * DescoSandboxFlowPayment:
 * @ordinal: its place in the flow, from 1
 * @iuv: what it paid
 * @iur: the receipt that the payer has
 * @transfer: which of the payment's transfers, 1 to 5
 * @amount: in cents
 * @status: as the platform calls it
 * @paid: when, UTC microseconds
 *
 * A payment in a flow.
 */
typedef struct
{
  gint64 ordinal;
  char *iuv;
  char *iur;
  gint64 transfer;
  gint64 amount;
  char *status;
  gint64 paid;
} DescoSandboxFlowPayment;

/**
 * DescoSandboxFlowFilter:
 * @organization: (nullable): the creditor's tax code; %NULL for all
 * @psp: (nullable): only this bank's
 * @published_after: those published after this moment
 * @made_from: those made from this moment on
 * @limit: how many at most
 * @offset: how many to leave out before
 *
 * Which flows to list, each in its latest revision.
 */
typedef struct
{
  const char *organization;
  const char *psp;
  gint64 published_after;
  gint64 made_from;
  guint limit;
  guint offset;
} DescoSandboxFlowFilter;

/**
 * DescoSandboxPour:
 * @today_too: whether to pour what was paid on a day that is not over
 * @leave_out: (nullable): an IUV that the flow shall not have though its money was poured
 * @wrong_iuv: (nullable): an IUV whose amount the flow shall have wrong
 * @wrong_amount: in cents what it shall say instead
 * @revoked: (nullable): an IUV whose payment the bank takes back
 * @stranger: in cents a payment that nobody made; 0 for none
 *
 * What to pour, and what shall be odd about the flows, for practice.
 */
typedef struct
{
  gboolean today_too;
  const char *leave_out;
  const char *wrong_iuv;
  gint64 wrong_amount;
  const char *revoked;
  gint64 stranger;
} DescoSandboxPour;

gboolean desco_sandbox_flow_owe (DescoSandboxStore *store,
                                 const DescoSandboxPosition *position,
                                 guint index,
                                 const char *receipt_id,
                                 gint64 amount,
                                 gint64 when,
                                 GError **error);
gboolean
desco_sandbox_flow_pour (DescoSandboxStore *store, const DescoSandboxPour *pour, GError **error);
gboolean desco_sandbox_flow_revise (DescoSandboxStore *store, const char *fdr, GError **error);
DescoSandboxFlow *desco_sandbox_flow_find (DescoSandboxStore *store,
                                           const char *organization,
                                           const char *fdr,
                                           gint64 revision,
                                           const char *psp,
                                           GError **error);
GPtrArray *desco_sandbox_flow_list (DescoSandboxStore *store,
                                    const DescoSandboxFlowFilter *filter,
                                    guint *total,
                                    GError **error);
GPtrArray *desco_sandbox_flow_list_payments (DescoSandboxStore *store,
                                             const DescoSandboxFlow *flow,
                                             guint limit,
                                             guint offset,
                                             GError **error);
void desco_sandbox_flow_free (DescoSandboxFlow *self);
void desco_sandbox_flow_payment_free (DescoSandboxFlowPayment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoSandboxFlow, desco_sandbox_flow_free)

G_END_DECLS
