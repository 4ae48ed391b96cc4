/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-reconciliation-file.h"
#include "model/desco-creditor.h"

G_BEGIN_DECLS

/* For the files that write a reconciliation, one a format. */

#define DESCO_RECONCILIATION_COLUMNS 13

/**
 * DescoReconciliationJob:
 * @store: the database
 * @query: what to write
 * @paper: where and how
 * @creditor: whose it is
 * @totals: where to put what it comes to
 * @cancellable: (nullable): ends it
 */
typedef struct
{
  DescoStore *store;
  const DescoReconciliationQuery *query;
  const DescoReconciliationPaper *paper;
  const DescoCreditor *creditor;
  DescoReconciliationTotals *totals;
  GCancellable *cancellable;
} DescoReconciliationJob;

gboolean desco_reconciliation_write_csv (const DescoReconciliationJob *job, GError **error);
gboolean desco_reconciliation_write_xlsx (const DescoReconciliationJob *job, GError **error);
gboolean desco_reconciliation_write_pdf (const DescoReconciliationJob *job, GError **error);

char *desco_reconciliation_describe_period (const DescoReconciliationQuery *query);
char *desco_reconciliation_describe_group (const DescoReconciliationQuery *query,
                                           const DescoReconciliationGroup *group);
const char *desco_reconciliation_describe_by (const DescoReconciliationQuery *query);
const char *desco_reconciliation_describe_column (guint column);

G_END_DECLS
