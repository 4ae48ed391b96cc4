/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "refunds/desco-refund-work.h"

#include "exchange/desco-refund-export.h"
#include "session/desco-work.h"

/* What the window asks of a thread about money that goes back or elsewhere. */

typedef struct
{
  DescoUuid id;
  DescoUuid other_id;
  DescoRefundDraft draft;
  DescoRefundStatus status;
  guint statuses;
  gint64 quantity;
  GPtrArray *refunds;
  char *text;
  char *iban;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->refunds, g_ptr_array_unref);
  g_free (work->text);
  g_free (work->iban);
  g_free (work);
}

static gpointer
load_offer (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  return desco_refund_offer_load (source, &work->id, &work->other_id, cancellable, error);
}

static gpointer
create (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  return desco_refunds_create (source, &work->draft, cancellable, error);
}

static gpointer
get (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  return desco_refunds_get (source, &work->id, cancellable, error);
}

static gpointer
set_iban (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  if (!desco_refunds_set_iban (source, &work->id, work->iban, cancellable, error))
    return NULL;
  return desco_refunds_get (source, &work->id, NULL, error);
}

static gpointer
set_status (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  if (!desco_refunds_set_status (source, &work->id, work->status, work->text, cancellable, error))
    return NULL;
  return desco_refunds_get (source, &work->id, NULL, error);
}

static gpointer
list (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  return desco_refunds_list (source, work->statuses, cancellable, error);
}

/* They are marked once the list is on disk, and only those that are on it. */
static gpointer export(gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;
  g_autoptr (GPtrArray) refunds = desco_refunds_list (source, work->statuses, cancellable, error);

  if (refunds == NULL || !desco_refund_export_write (refunds, work->text, error)
      || !desco_refunds_mark_exported (source, refunds, cancellable, error))
    return NULL;
  return g_steal_pointer (&refunds);
}

static gpointer
pay (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  return desco_refunds_mark_paid (source, work->refunds, cancellable, error)
             ? g_ptr_array_ref (work->refunds)
             : NULL;
}

static gpointer
plan_move (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;
  DescoTransfer transfer;

  if (!desco_transfers_plan (source, &work->id, &work->other_id, work->quantity, &transfer,
                             cancellable, error))
    return NULL;
  return g_memdup2 (&transfer, sizeof transfer);
}

static gpointer
make_move (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;
  DescoTransfer transfer;

  if (!desco_transfers_make (source, &work->id, &work->other_id, work->quantity, &transfer,
                             cancellable, error))
    return NULL;
  return g_memdup2 (&transfer, sizeof transfer);
}

/**
 * desco_refund_work_offer_async:
 * @store: the database
 * @pupil_id: whose vouchers; it may be nil with a purchase
 * @purchase_id: only those of this purchase, or nil
 * @cancellable: (nullable): to give up
 * @callback: told at the end
 * @data: what @callback gets
 *
 * As desco_refund_offer_load().
 */
void
desco_refund_work_offer_async (DescoStore *store,
                               const DescoUuid *pupil_id,
                               const DescoUuid *purchase_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->id = *pupil_id;
  work->other_id = *purchase_id;
  desco_work_start (store, load_offer, work, work_free, (GDestroyNotify) desco_refund_offer_free,
                    cancellable, callback, data);
}

/**
 * desco_refund_work_offer_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): what can be given back
 */
DescoRefundOffer *
desco_refund_work_offer_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}

/**
 * desco_refund_work_create_async:
 * @store: the database
 * @draft: what to pay back; it is copied
 * @callback: told at the end
 * @data: what @callback gets
 *
 * As desco_refunds_create().
 */
void
desco_refund_work_create_async (DescoStore *store,
                                const DescoRefundDraft *draft,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->draft = *draft;
  work->draft.reason = work->text = g_strdup (draft->reason);
  work->draft.iban = work->iban = g_strdup (draft->iban);
  desco_work_start (store, create, work, work_free, (GDestroyNotify) desco_refund_free, NULL,
                    callback, data);
}

/**
 * desco_refund_work_get_async:
 * @store: the database
 * @id: which refund
 * @callback: told at the end
 * @data: what @callback gets
 *
 * As desco_refunds_get(); it is finished as a change is.
 */
void
desco_refund_work_get_async (DescoStore *store,
                             const DescoUuid *id,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->id = *id;
  desco_work_start (store, get, work, work_free, (GDestroyNotify) desco_refund_free, NULL, callback,
                    data);
}

/**
 * desco_refund_work_set_iban_async:
 * @store: the database
 * @id: which refund
 * @iban: the account to pay to
 * @callback: told at the end
 * @data: what @callback gets
 *
 * As desco_refunds_set_iban().
 */
void
desco_refund_work_set_iban_async (DescoStore *store,
                                  const DescoUuid *id,
                                  const char *iban,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->id = *id;
  work->iban = g_strdup (iban);
  desco_work_start (store, set_iban, work, work_free, (GDestroyNotify) desco_refund_free, NULL,
                    callback, data);
}

/**
 * desco_refund_work_set_status_async:
 * @store: the database
 * @id: which refund
 * @status: where it shall stand
 * @note: (nullable): a sentence for the record; needed to refuse
 * @callback: told at the end
 * @data: what @callback gets
 *
 * As desco_refunds_set_status().
 */
void
desco_refund_work_set_status_async (DescoStore *store,
                                    const DescoUuid *id,
                                    DescoRefundStatus status,
                                    const char *note,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->id = *id;
  work->status = status;
  work->text = g_strdup (note);
  desco_work_start (store, set_status, work, work_free, (GDestroyNotify) desco_refund_free, NULL,
                    callback, data);
}

/**
 * desco_refund_work_change_finish:
 * @result: what the callback of creating, reading or changing a refund got
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): the refund as it is now
 */
DescoRefund *
desco_refund_work_change_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}

/**
 * desco_refund_work_list_async:
 * @store: the database
 * @statuses: a bit for each state wanted; 0 for all
 * @cancellable: (nullable): to give up
 * @callback: told at the end
 * @data: what @callback gets
 *
 * As desco_refunds_list().
 */
void
desco_refund_work_list_async (DescoStore *store,
                              guint statuses,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->statuses = statuses;
  desco_work_start (store, list, work, work_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                    callback, data);
}

/**
 * desco_refund_work_export_async:
 * @store: the database
 * @statuses: a bit for each state that goes onto the list
 * @path: (type filename): the file; .csv or .xlsx says what it becomes
 * @callback: told at the end
 * @data: what @callback gets
 *
 * Writes the list for the accounting office, and writes down that it has them.
 */
void
desco_refund_work_export_async (DescoStore *store,
                                guint statuses,
                                const char *path,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->statuses = statuses;
  work->text = g_strdup (path);
  desco_work_start (store, export, work, work_free, (GDestroyNotify) g_ptr_array_unref, NULL,
                    callback, data);
}

/**
 * desco_refund_work_pay_async:
 * @store: the database
 * @refunds: (element-type DescoRefund): what was paid
 * @callback: told at the end
 * @data: what @callback gets
 *
 * As desco_refunds_mark_paid().
 */
void
desco_refund_work_pay_async (DescoStore *store,
                             GPtrArray *refunds,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->refunds = g_ptr_array_ref (refunds);
  desco_work_start (store, pay, work, work_free, (GDestroyNotify) g_ptr_array_unref, NULL, callback,
                    data);
}

/**
 * desco_refund_work_list_finish:
 * @result: what the callback of listing, exporting or paying got
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoRefund): the refunds, oldest first
 */
GPtrArray *
desco_refund_work_list_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}

/**
 * desco_refund_work_move_async:
 * @store: the database
 * @from_id: whose vouchers
 * @to_id: the sibling who gets them
 * @quantity: how many at most
 * @only_plan: whether to say only what it would come to
 * @cancellable: (nullable): to give up
 * @callback: told at the end
 * @data: what @callback gets
 *
 * As desco_transfers_make(), or desco_transfers_plan().
 */
void
desco_refund_work_move_async (DescoStore *store,
                              const DescoUuid *from_id,
                              const DescoUuid *to_id,
                              gint64 quantity,
                              gboolean only_plan,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->id = *from_id;
  work->other_id = *to_id;
  work->quantity = quantity;
  desco_work_start (store, only_plan ? plan_move : make_move, work, work_free, g_free, cancellable,
                    callback, data);
}

/**
 * desco_refund_work_move_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): what it came to, or would come to
 */
DescoTransfer *
desco_refund_work_move_finish (GAsyncResult *result, GError **error)
{
  return desco_work_finish (result, error);
}
