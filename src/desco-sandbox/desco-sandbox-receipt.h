/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-store.h"

G_BEGIN_DECLS

/**
 * DescoSandboxReceipt:
 * @receipt_id: its key
 * @organization: the creditor's tax code
 * @iuv: what it paid
 * @debtor: the debtor's tax code
 * @service: the taxonomy code
 * @payment: when it was paid, UTC microseconds
 * @xml: the document
 *
 * A receipt as the platform keeps it.
 */
typedef struct
{
  char *receipt_id;
  char *organization;
  char *iuv;
  char *debtor;
  char *service;
  gint64 payment;
  char *xml;
} DescoSandboxReceipt;

/**
 * DescoSandboxReceiptFilter:
 * @organization: the creditor's tax code
 * @debtor: (nullable): only this debtor's
 * @service: (nullable): only of this taxonomy code
 * @prefix: (nullable): only where the debtor or the IUV begins so
 * @from: the first moment of payment
 * @to: the last one
 * @limit: how many at most
 * @offset: how many to leave out before
 *
 * Which receipts to list.
 */
typedef struct
{
  const char *organization;
  const char *debtor;
  const char *service;
  const char *prefix;
  gint64 from;
  gint64 to;
  guint limit;
  guint offset;
} DescoSandboxReceiptFilter;

gboolean desco_sandbox_receipt_add (DescoSandboxStore *store,
                                    const DescoSandboxReceipt *receipt,
                                    GError **error);
DescoSandboxReceipt *desco_sandbox_receipt_find (DescoSandboxStore *store,
                                                 const char *organization,
                                                 const char *iuv,
                                                 GError **error);
DescoSandboxReceipt *desco_sandbox_receipt_find_by_id (DescoSandboxStore *store,
                                                       const char *organization,
                                                       const char *receipt_id,
                                                       GError **error);
GPtrArray *desco_sandbox_receipt_list (DescoSandboxStore *store,
                                       const DescoSandboxReceiptFilter *filter,
                                       guint *total,
                                       GError **error);
void desco_sandbox_receipt_free (DescoSandboxReceipt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoSandboxReceipt, desco_sandbox_receipt_free)

G_END_DECLS
