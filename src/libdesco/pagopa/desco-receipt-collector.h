/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-bizevents-client.h"
#include "pagopa/desco-payment-provider.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoCollectFailure:
 * @iuv: a payment's reference
 * @reason: why its receipt could not be read, in words
 */
typedef struct
{
  char *iuv;
  char *reason;
} DescoCollectFailure;

/**
 * DescoCollectReport:
 * @fetched: how many receipts were read
 * @credited: how many credited their vouchers now
 * @already_credited: how many had done so before
 * @review: (element-type DescoReceiptRecord): those that a person must look at
 * @failed: (element-type DescoCollectFailure): those that could not be read; they are asked for again
 * @unreachable: (nullable): why the platform could not be reached, in words
 */
typedef struct
{
  guint fetched;
  guint credited;
  guint already_credited;
  GPtrArray *review;
  GPtrArray *failed;
  char *unreachable;
} DescoCollectReport;

void desco_collect_report_free (DescoCollectReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoCollectReport, desco_collect_report_free)

DescoCollectReport *desco_collect_report_new (void);
char *desco_collect_report_explain_unread (const DescoCollectReport *self);
gboolean desco_receipt_collector_fetch (DescoStore *store,
                                        DescoPaymentProvider *provider,
                                        const DescoDebtPosition *position,
                                        DescoCollectReport *report,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean desco_receipt_collector_read (DescoStore *store,
                                       DescoPaymentProvider *provider,
                                       DescoReceiptQuery *query,
                                       DescoCollectReport *report,
                                       GCancellable *cancellable,
                                       GError **error);
DescoCollectReport *desco_receipt_collector_collect (DescoStore *store,
                                                     DescoPaymentProvider *provider,
                                                     GCancellable *cancellable,
                                                     GError **error);

DescoCollectReport *desco_receipt_collector_collect_bizevents (DescoStore *store,
                                                               DescoBizeventsClient *client,
                                                               GCancellable *cancellable,
                                                               GError **error);

G_END_DECLS
