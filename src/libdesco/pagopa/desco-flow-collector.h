/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-flow-client.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoFlowQuery:
 * @from: flows published from this civil day on; not valid for what is new
 * @to: flows published until this civil day; not valid for all
 */
typedef struct
{
  GDate from;
  GDate to;
} DescoFlowQuery;

/**
 * DescoFlowFailure:
 * @fdr: the flow
 * @reason: why it could not be read, in a sentence
 */
typedef struct
{
  char *fdr;
  char *reason;
} DescoFlowFailure;

/**
 * DescoFlowReport:
 * @listed: how many flows the platform listed
 * @fetched: how many were read to their end now
 * @payments: how many payments they have
 * @amount: what they pour, in cents
 * @failed: (element-type DescoFlowFailure): those that make no sense; they are tried again next time
 * @unreachable: (nullable): why the platform could not be reached, in words
 */
typedef struct
{
  guint listed;
  guint fetched;
  guint payments;
  gint64 amount;
  GPtrArray *failed;
  char *unreachable;
} DescoFlowReport;

DescoFlowClient *desco_flow_collector_open (DescoStore *store,
                                            const char *secrets_file,
                                            const char *url,
                                            GError **error);
DescoFlowReport *desco_flow_collector_collect (DescoStore *store,
                                               DescoFlowClient *client,
                                               const DescoFlowQuery *query,
                                               GCancellable *cancellable,
                                               GError **error);
void desco_flow_report_free (DescoFlowReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoFlowReport, desco_flow_report_free)

G_END_DECLS
