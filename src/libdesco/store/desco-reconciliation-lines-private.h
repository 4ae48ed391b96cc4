/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"
#include "store/desco-reconciliation.h"

G_BEGIN_DECLS

/* For desco-reconciliation.c: which lines there are, in pieces that are small whatever the period. */

/**
 * DescoReconciliationTransfer:
 * @flow: the flow's id
 * @regulation: (nullable): the transfer's reference
 * @regulation_date: its civil day; not valid where it is not known
 * @psp: (nullable): who made it
 * @fdr: the flow's name
 * @amount: the whole transfer, in cents
 */
typedef struct
{
  DescoUuid flow;
  char *regulation;
  GDate regulation_date;
  char *psp;
  char *fdr;
  gint64 amount;
} DescoReconciliationTransfer;

/**
 * DescoReconciliationVisit:
 * @line: a line; its texts are borrowed
 * @data: what the caller gave
 * @error: where to put an error
 *
 * Returns: whether to go on
 */
typedef gboolean (*DescoReconciliationVisit) (const DescoReconciliationLine *line,
                                              gpointer data,
                                              GError **error);

gboolean desco_reconciliation_visit_day (DescoConnection *connection,
                                         const GDate *day,
                                         const char *taxonomy,
                                         DescoReconciliationVisit visit,
                                         gpointer data,
                                         GError **error);
gboolean desco_reconciliation_visit_transfer (DescoConnection *connection,
                                              const DescoUuid *flow,
                                              const DescoReconciliationQuery *query,
                                              DescoReconciliationVisit visit,
                                              gpointer data,
                                              GError **error);
gboolean desco_reconciliation_visit_not_transferred (DescoConnection *connection,
                                                     const GDate *day,
                                                     DescoReconciliationVisit visit,
                                                     gpointer data,
                                                     GError **error);
gboolean desco_reconciliation_visit_desk (DescoConnection *connection,
                                          const GDate *day,
                                          DescoReconciliationVisit visit,
                                          gpointer data,
                                          GError **error);
GPtrArray *desco_reconciliation_list_transfers (DescoConnection *connection,
                                                const DescoReconciliationQuery *query,
                                                GError **error);
GPtrArray *desco_reconciliation_list_taxonomies (DescoConnection *connection,
                                                 const DescoReconciliationQuery *query,
                                                 GError **error);
gboolean desco_reconciliation_read_totals (DescoConnection *connection,
                                           const DescoReconciliationQuery *query,
                                           DescoReconciliationTotals *totals,
                                           GError **error);

G_END_DECLS
