/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-receipt.h"

#include "desco-sandbox-store-private.h"

static const char INSERT_RECEIPT[]
    = "INSERT INTO receipt (receipt_id, organization, iuv, debtor, service, payment, xml)"
      " VALUES (:receipt_id, :organization, :iuv, :debtor, :service, :payment, :xml)";

#define RECEIPT_COLUMNS "receipt_id, organization, iuv, debtor, service, payment, xml"
#define RECEIPT_CONDITION                                                                          \
  " FROM receipt WHERE organization = :organization AND payment BETWEEN :from AND :to"             \
  " AND (:debtor IS NULL OR debtor = :debtor) AND (:service IS NULL OR service = :service)"        \
  " AND (:prefix IS NULL OR instr(debtor, :prefix) = 1 OR instr(iuv, :prefix) = 1)"

static const char SELECT_RECEIPT[]
    = "SELECT " RECEIPT_COLUMNS " FROM receipt WHERE organization = :organization AND iuv = :name"
      " ORDER BY id DESC LIMIT 1";
static const char SELECT_BY_ID[] = "SELECT " RECEIPT_COLUMNS " FROM receipt"
                                   " WHERE organization = :organization AND receipt_id = :name";
static const char COUNT_RECEIPTS[] = "SELECT count(*)" RECEIPT_CONDITION;
static const char SELECT_RECEIPTS[] = "SELECT " RECEIPT_COLUMNS RECEIPT_CONDITION
                                      " ORDER BY payment, id LIMIT :limit OFFSET :offset";

static gpointer
read_receipt (DescoStatement *row)
{
  DescoSandboxReceipt *receipt = g_new0 (DescoSandboxReceipt, 1);

  receipt->receipt_id = desco_statement_dup_text (row, 0);
  receipt->organization = desco_statement_dup_text (row, 1);
  receipt->iuv = desco_statement_dup_text (row, 2);
  receipt->debtor = desco_statement_dup_text (row, 3);
  receipt->service = desco_statement_dup_text (row, 4);
  receipt->payment = desco_statement_int (row, 5);
  receipt->xml = desco_statement_dup_text (row, 6);
  return receipt;
}

static GPtrArray *
read_receipts (DescoStatement *rows, GError **error)
{
  return desco_statement_take_all (rows, read_receipt, (GDestroyNotify) desco_sandbox_receipt_free,
                                   error);
}

static void
bind_receipt_filter (DescoStatement *statement, const DescoSandboxReceiptFilter *filter)
{
  desco_statement_bind_text (statement, ":organization", filter->organization);
  desco_statement_bind_text (statement, ":debtor", filter->debtor);
  desco_statement_bind_text (statement, ":service", filter->service);
  desco_statement_bind_text (statement, ":prefix", filter->prefix);
  desco_statement_bind_int (statement, ":from", filter->from);
  desco_statement_bind_int (statement, ":to", filter->to);
}

static DescoSandboxReceipt *
find (DescoSandboxStore *store,
      const char *sql,
      const char *organization,
      const char *name,
      GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (store, sql);

  desco_statement_bind_text (statement, ":organization", organization);
  desco_statement_bind_text (statement, ":name", name);
  return desco_sandbox_store_take_only (read_receipts (statement, error), organization, name,
                                        DESCO_SANDBOX_ERROR_RECEIPT_NOT_FOUND, error);
}

/**
 * desco_sandbox_receipt_add:
 * @store: a store in a transaction
 * @receipt: a receipt
 * @error: where to put an error
 *
 * Returns: whether it is kept
 */
gboolean
desco_sandbox_receipt_add (DescoSandboxStore *store,
                           const DescoSandboxReceipt *receipt,
                           GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (store, INSERT_RECEIPT);

  desco_statement_bind_text (statement, ":receipt_id", receipt->receipt_id);
  desco_statement_bind_text (statement, ":organization", receipt->organization);
  desco_statement_bind_text (statement, ":iuv", receipt->iuv);
  desco_statement_bind_text (statement, ":debtor", receipt->debtor);
  desco_statement_bind_text (statement, ":service", receipt->service);
  desco_statement_bind_int (statement, ":payment", receipt->payment);
  desco_statement_bind_text (statement, ":xml", receipt->xml);
  return desco_statement_run (statement, error);
}

/**
 * desco_sandbox_receipt_find:
 * @store: a store
 * @organization: the creditor's tax code
 * @iuv: what was paid
 * @error: %DESCO_SANDBOX_ERROR_RECEIPT_NOT_FOUND where there is none
 *
 * Returns: (transfer full) (nullable): its latest receipt
 */
DescoSandboxReceipt *
desco_sandbox_receipt_find (DescoSandboxStore *store,
                            const char *organization,
                            const char *iuv,
                            GError **error)
{
  return find (store, SELECT_RECEIPT, organization, iuv, error);
}

/**
 * desco_sandbox_receipt_find_by_id:
 * @store: a store
 * @organization: the creditor's tax code
 * @receipt_id: a receipt's key
 * @error: %DESCO_SANDBOX_ERROR_RECEIPT_NOT_FOUND where there is none
 *
 * Returns: (transfer full) (nullable): that receipt
 */
DescoSandboxReceipt *
desco_sandbox_receipt_find_by_id (DescoSandboxStore *store,
                                  const char *organization,
                                  const char *receipt_id,
                                  GError **error)
{
  return find (store, SELECT_BY_ID, organization, receipt_id, error);
}

/**
 * desco_sandbox_receipt_list:
 * @store: a store
 * @filter: which ones
 * @total: (out): how many there are of them on all pages
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable) (element-type DescoSandboxReceipt): one page of them, in the
 *   order in which they were paid
 */
GPtrArray *
desco_sandbox_receipt_list (DescoSandboxStore *store,
                            const DescoSandboxReceiptFilter *filter,
                            guint *total,
                            GError **error)
{
  DescoStatement *statement = desco_sandbox_store_get (store, COUNT_RECEIPTS);

  bind_receipt_filter (statement, filter);
  if (!desco_sandbox_store_count (statement, total, error))
    return NULL;
  statement = desco_sandbox_store_get (store, SELECT_RECEIPTS);
  bind_receipt_filter (statement, filter);
  desco_statement_bind_int (statement, ":limit", filter->limit);
  desco_statement_bind_int (statement, ":offset", filter->offset);
  return read_receipts (statement, error);
}

/**
 * desco_sandbox_receipt_free:
 * @self: (transfer full): a receipt
 */
void
desco_sandbox_receipt_free (DescoSandboxReceipt *self)
{
  g_free (self->receipt_id);
  g_free (self->organization);
  g_free (self->iuv);
  g_free (self->debtor);
  g_free (self->service);
  g_free (self->xml);
  g_free (self);
}
