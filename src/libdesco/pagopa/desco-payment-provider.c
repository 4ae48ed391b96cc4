/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-payment-provider.h"

#include "pagopa/desco-pagopa-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_INTERFACE (DescoPaymentProvider, desco_payment_provider, G_TYPE_OBJECT)

/* What an asynchronous call takes along to its thread; each call uses the members it needs. */
typedef struct
{
  DescoDebtPosition *position;
  gboolean publish;
  gboolean already_there;
  char *name;
  DescoPositionQuery positions;
  DescoReceiptQuery receipts;
  char *debtor;
  char *debtor_or_iuv;
} Call;

static void
free_call (gpointer data)
{
  Call *call = data;

  g_clear_pointer (&call->position, desco_debt_position_unref);
  g_free (call->name);
  g_free (call->debtor);
  g_free (call->debtor_or_iuv);
  g_free (call);
}

static void
free_receipt_summary (gpointer data)
{
  DescoReceiptSummary *summary = data;

  g_free (summary->iuv);
  g_free (summary->receipt_id);
  g_free (summary->debtor);
  g_free (summary);
}

static void
free_position (gpointer data)
{
  desco_debt_position_unref (data);
}

static void
free_position_page (gpointer data)
{
  desco_position_page_free (data);
}

static void
free_receipt_page (gpointer data)
{
  desco_receipt_page_free (data);
}

static void
free_receipt (gpointer data)
{
  desco_receipt_data_unref (data);
}

/* Takes @call. */
static void
start_call (DescoPaymentProvider *self,
            Call *call,
            gpointer tag,
            GTaskThreadFunc run,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, call, free_call);
  /* The call itself tells what came of a cancellation: it may have arrived all the same. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run);
}

static void
return_result (GTask *task, gpointer result, GDestroyNotify free_result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, free_result);
  else
    g_task_return_error (task, error);
}

static void
run_create (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  gpointer result = desco_payment_provider_create (source, call->position, call->publish,
                                                   &call->already_there, cancellable, &error);

  return_result (task, result, free_position, error);
}

static void
run_get (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  gpointer result = desco_payment_provider_get (source, call->name, cancellable, &error);

  return_result (task, result, free_position, error);
}

static void
run_publish (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  gpointer result = desco_payment_provider_publish (source, call->name, cancellable, &error);

  return_result (task, result, free_position, error);
}

static void
run_invalidate (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  gpointer result = desco_payment_provider_invalidate (source, call->name, cancellable, &error);

  return_result (task, result, free_position, error);
}

static void
run_list (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  gpointer result = desco_payment_provider_list (source, &call->positions, cancellable, &error);

  return_result (task, result, free_position_page, error);
}

static void
run_list_receipts (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  gpointer result
      = desco_payment_provider_list_receipts (source, &call->receipts, cancellable, &error);

  return_result (task, result, free_receipt_page, error);
}

static void
run_get_receipt (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  gpointer result = desco_payment_provider_get_receipt (source, call->name, cancellable, &error);

  return_result (task, result, free_receipt, error);
}

static gboolean
is_offered (DescoPaymentProvider *self, DescoProviderFeatures feature, GError **error)
{
  gboolean there = (desco_payment_provider_get_features (self) & feature) != 0;

  if (!there)
    g_set_error_literal (
        error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_OFFERED,
        _ ("The payment service that this desk works with has no such call: choose "
           "another way, or another service in the setting pagopa.provider."));
  return there;
}

static void
desco_payment_provider_default_init (DescoPaymentProviderInterface *iface)
{
}

/**
 * desco_position_page_new:
 *
 * Returns: (transfer full): an empty page
 */
DescoPositionPage *
desco_position_page_new (void)
{
  DescoPositionPage *self = g_new0 (DescoPositionPage, 1);

  self->positions = g_ptr_array_new_with_free_func (free_position);
  return self;
}

/**
 * desco_position_page_free:
 * @self: (transfer full): a page
 */
void
desco_position_page_free (DescoPositionPage *self)
{
  g_ptr_array_unref (self->positions);
  g_free (self);
}

/**
 * desco_receipt_page_new:
 *
 * Returns: (transfer full): an empty page
 */
DescoReceiptPage *
desco_receipt_page_new (void)
{
  DescoReceiptPage *self = g_new0 (DescoReceiptPage, 1);

  self->receipts = g_ptr_array_new_with_free_func (free_receipt_summary);
  return self;
}

/**
 * desco_receipt_page_add:
 * @self: a page
 *
 * Returns: (transfer none): an empty summary that @self now ends with
 */
DescoReceiptSummary *
desco_receipt_page_add (DescoReceiptPage *self)
{
  DescoReceiptSummary *summary = g_new0 (DescoReceiptSummary, 1);

  g_ptr_array_add (self->receipts, summary);
  return summary;
}

/**
 * desco_receipt_page_free:
 * @self: (transfer full): a page
 */
void
desco_receipt_page_free (DescoReceiptPage *self)
{
  g_ptr_array_unref (self->receipts);
  g_free (self);
}

/**
 * desco_payment_provider_create:
 * @self: a provider
 * @position: what is owed
 * @publish: whether it is to be payable at once, or from its validity date
 * @already_there: (out) (optional): whether the platform had it from an earlier try
 * @cancellable: (nullable): ends the wait; the position may have arrived all the same
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR, a #DESCO_INPUT_ERROR when @position cannot be
 *   sent, or %G_IO_ERROR_CANCELLED
 *
 * Loads a position, once, however often this is called with it: an answer that does not come is
 * followed by reading the position back and comparing. After %DESCO_PAGOPA_ERROR_UNCERTAIN calling
 * again is both safe and what to do.
 *
 * Returns: (transfer full) (nullable): the position as the platform has it
 */
DescoDebtPosition *
desco_payment_provider_create (DescoPaymentProvider *self,
                               DescoDebtPosition *position,
                               gboolean publish,
                               gboolean *already_there,
                               GCancellable *cancellable,
                               GError **error)
{
  gboolean unused;

  return DESCO_PAYMENT_PROVIDER_GET_IFACE (self)->create (
      self, position, publish, already_there != NULL ? already_there : &unused, cancellable, error);
}

/**
 * desco_payment_provider_get:
 * @self: a provider
 * @iupd: a position's name
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Reads a position back.
 *
 * Returns: (transfer full) (nullable): the position as the platform has it
 */
DescoDebtPosition *
desco_payment_provider_get (DescoPaymentProvider *self,
                            const char *iupd,
                            GCancellable *cancellable,
                            GError **error)
{
  return DESCO_PAYMENT_PROVIDER_GET_IFACE (self)->get (self, iupd, cancellable, error);
}

/**
 * desco_payment_provider_publish:
 * @self: a provider
 * @iupd: a position's name
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Makes a draft payable. One that is published already is left as it is, and is no error.
 *
 * Returns: (transfer full) (nullable): the position as the platform has it
 */
DescoDebtPosition *
desco_payment_provider_publish (DescoPaymentProvider *self,
                                const char *iupd,
                                GCancellable *cancellable,
                                GError **error)
{
  return DESCO_PAYMENT_PROVIDER_GET_IFACE (self)->publish (self, iupd, cancellable, error);
}

/**
 * desco_payment_provider_invalidate:
 * @self: a provider
 * @iupd: a position's name
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Withdraws a position that is not paid (R-09: before a purchase is cancelled here). One that is
 * withdrawn already is no error; one that was paid is %DESCO_PAGOPA_ERROR_CONFLICT.
 *
 * Returns: (transfer full) (nullable): the position as the platform has it
 */
DescoDebtPosition *
desco_payment_provider_invalidate (DescoPaymentProvider *self,
                                   const char *iupd,
                                   GCancellable *cancellable,
                                   GError **error)
{
  return DESCO_PAYMENT_PROVIDER_GET_IFACE (self)->invalidate (self, iupd, cancellable, error);
}

/**
 * desco_payment_provider_list:
 * @self: a provider
 * @query: which positions
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR, a #DESCO_INPUT_ERROR when @query cannot be
 * asked, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): one page of positions
 */
DescoPositionPage *
desco_payment_provider_list (DescoPaymentProvider *self,
                             const DescoPositionQuery *query,
                             GCancellable *cancellable,
                             GError **error)
{
  return DESCO_PAYMENT_PROVIDER_GET_IFACE (self)->list (self, query, cancellable, error);
}

/**
 * desco_payment_provider_list_receipts:
 * @self: a provider
 * @query: which receipts
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR, a #DESCO_INPUT_ERROR when @query cannot be
 * asked, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): one page of what can be asked for
 */
DescoReceiptPage *
desco_payment_provider_list_receipts (DescoPaymentProvider *self,
                                      const DescoReceiptQuery *query,
                                      GCancellable *cancellable,
                                      GError **error)
{
  return DESCO_PAYMENT_PROVIDER_GET_IFACE (self)->list_receipts (self, query, cancellable, error);
}

/**
 * desco_payment_provider_get_receipt:
 * @self: a provider
 * @iuv: the payment's reference
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR, a #DESCO_INPUT_ERROR when the document is not a
 *   receipt, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the receipt, with the document it was read from
 */
DescoReceiptData *
desco_payment_provider_get_receipt (DescoPaymentProvider *self,
                                    const char *iuv,
                                    GCancellable *cancellable,
                                    GError **error)
{
  return DESCO_PAYMENT_PROVIDER_GET_IFACE (self)->get_receipt (self, iuv, cancellable, error);
}

/**
 * desco_payment_provider_get_payment_receipt:
 * @self: a provider
 * @iuv: the payment's reference
 * @receipt_id: (nullable): the payment's own number, as a list told it; %NULL for whichever there is
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): as of desco_payment_provider_get_receipt()
 *
 * As desco_payment_provider_get_receipt(), of one payment of several by the same notice, where
 * the provider has %DESCO_PROVIDER_LISTS_PAYMENTS.
 *
 * Returns: (transfer full) (nullable): the receipt, with the document it was read from
 */
DescoReceiptData *
desco_payment_provider_get_payment_receipt (DescoPaymentProvider *self,
                                            const char *iuv,
                                            const char *receipt_id,
                                            GCancellable *cancellable,
                                            GError **error)
{
  DescoPaymentProviderInterface *iface = DESCO_PAYMENT_PROVIDER_GET_IFACE (self);

  if (receipt_id == NULL || iface->get_payment_receipt == NULL)
    return iface->get_receipt (self, iuv, cancellable, error);
  return iface->get_payment_receipt (self, iuv, receipt_id, cancellable, error);
}

/**
 * desco_payment_provider_get_features:
 * @self: a provider
 *
 * Returns: what it can do beyond what all providers can
 */
DescoProviderFeatures
desco_payment_provider_get_features (DescoPaymentProvider *self)
{
  DescoPaymentProviderInterface *iface = DESCO_PAYMENT_PROVIDER_GET_IFACE (self);

  return iface->get_features != NULL ? iface->get_features (self) : 0;
}

/**
 * desco_payment_provider_create_batch:
 * @self: a provider with %DESCO_PROVIDER_BATCHES
 * @positions: (element-type DescoDebtPosition): 1 to %DESCO_PROVIDER_MAX_BATCH
 * @publish: whether they are to be payable at once, or from their validity dates
 * @is_first_only: (out) (optional): whether an answer was lost, so that only the first of them is known
 *   to be there: each other one is to be looked for, as the first may have come by an earlier call
 * @cancellable: (nullable): ends the wait; the positions may have arrived all the same
 * @error: (out) (optional): as of desco_payment_provider_create(). %DESCO_PAGOPA_ERROR_REFUSED and
 *   %DESCO_PAGOPA_ERROR_CONFLICT say that one of them is at fault and none was taken;
 *   %DESCO_PAGOPA_ERROR_UNCERTAIN that all or none may have arrived
 *
 * Loads several positions, all of them or none.
 *
 * Returns: whether all of them are there, or the first at least
 */
gboolean
desco_payment_provider_create_batch (DescoPaymentProvider *self,
                                     GPtrArray *positions,
                                     gboolean publish,
                                     gboolean *is_first_only,
                                     GCancellable *cancellable,
                                     GError **error)
{
  DescoPaymentProviderInterface *iface = DESCO_PAYMENT_PROVIDER_GET_IFACE (self);
  gboolean unused;

  return is_offered (self, DESCO_PROVIDER_BATCHES, error)
         && iface->create_batch (self, positions, publish,
                                 is_first_only != NULL ? is_first_only : &unused, cancellable,
                                 error);
}

/**
 * desco_payment_provider_replace_batch:
 * @self: a provider with %DESCO_PROVIDER_BATCHES
 * @positions: (element-type DescoDebtPosition): 1 to %DESCO_PROVIDER_MAX_BATCH that are there
 * @publish: whether they are to be payable
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): as of desco_payment_provider_create_batch()
 *
 * Replaces several positions that are not paid, all of them or none. Doing it twice is harmless.
 *
 * Returns: whether all of them are replaced
 */
gboolean
desco_payment_provider_replace_batch (DescoPaymentProvider *self,
                                      GPtrArray *positions,
                                      gboolean publish,
                                      GCancellable *cancellable,
                                      GError **error)
{
  DescoPaymentProviderInterface *iface = DESCO_PAYMENT_PROVIDER_GET_IFACE (self);

  return is_offered (self, DESCO_PROVIDER_BATCHES, error)
         && iface->replace_batch (self, positions, publish, cancellable, error);
}

/**
 * desco_payment_provider_remove_batch:
 * @self: a provider with %DESCO_PROVIDER_BATCHES
 * @iupds: (array zero-terminated=1): 1 to %DESCO_PROVIDER_MAX_REMOVALS positions' names
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Removes several positions that are not paid, for good. Their notice numbers stay used.
 *
 * Returns: whether none of them is there any more
 */
gboolean
desco_payment_provider_remove_batch (DescoPaymentProvider *self,
                                     const char *const *iupds,
                                     GCancellable *cancellable,
                                     GError **error)
{
  DescoPaymentProviderInterface *iface = DESCO_PAYMENT_PROVIDER_GET_IFACE (self);

  return is_offered (self, DESCO_PROVIDER_BATCHES, error)
         && iface->remove_batch (self, iupds, cancellable, error);
}

/**
 * desco_payment_provider_replace:
 * @self: a provider with %DESCO_PROVIDER_REPLACE
 * @position: what is owed now, under the name of one that is there
 * @publish: whether it is to be payable
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): as of desco_payment_provider_create()
 *
 * Replaces a position that is not paid. Doing it twice is harmless.
 *
 * Returns: (transfer full) (nullable): the position as the platform has it
 */
DescoDebtPosition *
desco_payment_provider_replace (DescoPaymentProvider *self,
                                DescoDebtPosition *position,
                                gboolean publish,
                                GCancellable *cancellable,
                                GError **error)
{
  DescoPaymentProviderInterface *iface = DESCO_PAYMENT_PROVIDER_GET_IFACE (self);

  if (!is_offered (self, DESCO_PROVIDER_REPLACE, error))
    return NULL;
  return iface->replace (self, position, publish, cancellable, error);
}

/**
 * desco_payment_provider_remove:
 * @self: a provider with %DESCO_PROVIDER_REMOVE
 * @iupd: a position's name
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Removes a position that is not paid, for good. Its notice number stays used.
 *
 * Returns: whether it is not there any more
 */
gboolean
desco_payment_provider_remove (DescoPaymentProvider *self,
                               const char *iupd,
                               GCancellable *cancellable,
                               GError **error)
{
  DescoPaymentProviderInterface *iface = DESCO_PAYMENT_PROVIDER_GET_IFACE (self);

  return is_offered (self, DESCO_PROVIDER_REMOVE, error)
         && iface->remove (self, iupd, cancellable, error);
}

/**
 * desco_payment_provider_mark_paid:
 * @self: a provider with %DESCO_PROVIDER_MARK_PAID
 * @iupd: a position's name
 * @nav: the notice number of what was paid: the whole, or one instalment
 * @paid_at: UTC microseconds
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR, or %G_IO_ERROR_CANCELLED; it is
 *   %DESCO_PAGOPA_ERROR_CONFLICT where it was paid through pagoPA meanwhile
 *
 * Tells the platform that the money was taken elsewhere, so that nobody pays again. Telling
 * it twice is harmless.
 *
 * Returns: whether the platform knows
 */
gboolean
desco_payment_provider_mark_paid (DescoPaymentProvider *self,
                                  const char *iupd,
                                  const char *nav,
                                  gint64 paid_at,
                                  GCancellable *cancellable,
                                  GError **error)
{
  DescoPaymentProviderInterface *iface = DESCO_PAYMENT_PROVIDER_GET_IFACE (self);

  return is_offered (self, DESCO_PROVIDER_MARK_PAID, error)
         && iface->mark_paid (self, iupd, nav, paid_at, cancellable, error);
}

/**
 * desco_payment_provider_replace_account:
 * @self: a provider with %DESCO_PROVIDER_REPLACE_ACCOUNT
 * @old_iban: the account that is given up
 * @new_iban: the one in its place
 * @n_changed: (out) (optional): how many transfers were changed
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Changes the account of all positions that are not paid. Doing it twice is harmless.
 *
 * Returns: whether none is left with the old account
 */
gboolean
desco_payment_provider_replace_account (DescoPaymentProvider *self,
                                        const char *old_iban,
                                        const char *new_iban,
                                        guint *n_changed,
                                        GCancellable *cancellable,
                                        GError **error)
{
  DescoPaymentProviderInterface *iface = DESCO_PAYMENT_PROVIDER_GET_IFACE (self);
  guint unused;

  return is_offered (self, DESCO_PROVIDER_REPLACE_ACCOUNT, error)
         && iface->replace_account (self, old_iban, new_iban,
                                    n_changed != NULL ? n_changed : &unused, cancellable, error);
}

/**
 * desco_payment_provider_create_async:
 * @self: a provider
 * @position: see desco_payment_provider_create()
 * @publish: see desco_payment_provider_create()
 * @cancellable: (nullable): ends the wait
 * @callback: (nullable): what to call when it is done
 * @user_data: its data
 *
 * Does desco_payment_provider_create() on a thread.
 */
void
desco_payment_provider_create_async (DescoPaymentProvider *self,
                                     DescoDebtPosition *position,
                                     gboolean publish,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  Call *call = g_new0 (Call, 1);

  call->position = desco_debt_position_ref (position);
  call->publish = publish;
  start_call (self, call, desco_payment_provider_create_async, run_create, cancellable, callback,
              user_data);
}

/**
 * desco_payment_provider_create_finish:
 * @self: a provider
 * @result: what the callback was given
 * @already_there: (out) (optional): whether the platform had it from an earlier try
 * @error: (out) (optional): as of desco_payment_provider_create()
 *
 * Returns: (transfer full) (nullable): the position as the platform has it
 */
DescoDebtPosition *
desco_payment_provider_create_finish (DescoPaymentProvider *self,
                                      GAsyncResult *result,
                                      gboolean *already_there,
                                      GError **error)
{
  Call *call = g_task_get_task_data (G_TASK (result));

  if (already_there != NULL)
    *already_there = call->already_there;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * desco_payment_provider_get_async:
 * @self: a provider
 * @iupd: see desco_payment_provider_get()
 * @cancellable: (nullable): ends the wait
 * @callback: (nullable): what to call when it is done
 * @user_data: its data
 *
 * Does desco_payment_provider_get() on a thread.
 */
void
desco_payment_provider_get_async (DescoPaymentProvider *self,
                                  const char *iupd,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Call *call = g_new0 (Call, 1);

  call->name = g_strdup (iupd);
  start_call (self, call, desco_payment_provider_get_async, run_get, cancellable, callback,
              user_data);
}

/**
 * desco_payment_provider_get_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: (out) (optional): as of desco_payment_provider_get()
 *
 * Returns: (transfer full) (nullable): the position as the platform has it
 */
DescoDebtPosition *
desco_payment_provider_get_finish (DescoPaymentProvider *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * desco_payment_provider_publish_async:
 * @self: a provider
 * @iupd: see desco_payment_provider_publish()
 * @cancellable: (nullable): ends the wait
 * @callback: (nullable): what to call when it is done
 * @user_data: its data
 *
 * Does desco_payment_provider_publish() on a thread.
 */
void
desco_payment_provider_publish_async (DescoPaymentProvider *self,
                                      const char *iupd,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  Call *call = g_new0 (Call, 1);

  call->name = g_strdup (iupd);
  start_call (self, call, desco_payment_provider_publish_async, run_publish, cancellable, callback,
              user_data);
}

/**
 * desco_payment_provider_publish_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: (out) (optional): as of desco_payment_provider_publish()
 *
 * Returns: (transfer full) (nullable): the position as the platform has it
 */
DescoDebtPosition *
desco_payment_provider_publish_finish (DescoPaymentProvider *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * desco_payment_provider_invalidate_async:
 * @self: a provider
 * @iupd: see desco_payment_provider_invalidate()
 * @cancellable: (nullable): ends the wait
 * @callback: (nullable): what to call when it is done
 * @user_data: its data
 *
 * Does desco_payment_provider_invalidate() on a thread.
 */
void
desco_payment_provider_invalidate_async (DescoPaymentProvider *self,
                                         const char *iupd,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  Call *call = g_new0 (Call, 1);

  call->name = g_strdup (iupd);
  start_call (self, call, desco_payment_provider_invalidate_async, run_invalidate, cancellable,
              callback, user_data);
}

/**
 * desco_payment_provider_invalidate_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: (out) (optional): as of desco_payment_provider_invalidate()
 *
 * Returns: (transfer full) (nullable): the position as the platform has it
 */
DescoDebtPosition *
desco_payment_provider_invalidate_finish (DescoPaymentProvider *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * desco_payment_provider_list_async:
 * @self: a provider
 * @query: see desco_payment_provider_list()
 * @cancellable: (nullable): ends the wait
 * @callback: (nullable): what to call when it is done
 * @user_data: its data
 *
 * Does desco_payment_provider_list() on a thread.
 */
void
desco_payment_provider_list_async (DescoPaymentProvider *self,
                                   const DescoPositionQuery *query,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Call *call = g_new0 (Call, 1);

  call->positions = *query;
  start_call (self, call, desco_payment_provider_list_async, run_list, cancellable, callback,
              user_data);
}

/**
 * desco_payment_provider_list_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: (out) (optional): as of desco_payment_provider_list()
 *
 * Returns: (transfer full) (nullable): one page of positions
 */
DescoPositionPage *
desco_payment_provider_list_finish (DescoPaymentProvider *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * desco_payment_provider_list_receipts_async:
 * @self: a provider
 * @query: see desco_payment_provider_list_receipts()
 * @cancellable: (nullable): ends the wait
 * @callback: (nullable): what to call when it is done
 * @user_data: its data
 *
 * Does desco_payment_provider_list_receipts() on a thread.
 */
void
desco_payment_provider_list_receipts_async (DescoPaymentProvider *self,
                                            const DescoReceiptQuery *query,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  Call *call = g_new0 (Call, 1);

  call->debtor = g_strdup (query->debtor);
  call->debtor_or_iuv = g_strdup (query->debtor_or_iuv);
  call->receipts = *query;
  call->receipts.debtor = call->debtor;
  call->receipts.debtor_or_iuv = call->debtor_or_iuv;
  start_call (self, call, desco_payment_provider_list_receipts_async, run_list_receipts,
              cancellable, callback, user_data);
}

/**
 * desco_payment_provider_list_receipts_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: (out) (optional): as of desco_payment_provider_list_receipts()
 *
 * Returns: (transfer full) (nullable): one page of what can be asked for
 */
DescoReceiptPage *
desco_payment_provider_list_receipts_finish (DescoPaymentProvider *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * desco_payment_provider_get_receipt_async:
 * @self: a provider
 * @iuv: see desco_payment_provider_get_receipt()
 * @cancellable: (nullable): ends the wait
 * @callback: (nullable): what to call when it is done
 * @user_data: its data
 *
 * Does desco_payment_provider_get_receipt() on a thread.
 */
void
desco_payment_provider_get_receipt_async (DescoPaymentProvider *self,
                                          const char *iuv,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  Call *call = g_new0 (Call, 1);

  call->name = g_strdup (iuv);
  start_call (self, call, desco_payment_provider_get_receipt_async, run_get_receipt, cancellable,
              callback, user_data);
}

/**
 * desco_payment_provider_get_receipt_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: (out) (optional): as of desco_payment_provider_get_receipt()
 *
 * Returns: (transfer full) (nullable): the receipt, with the document it was read from
 */
DescoReceiptData *
desco_payment_provider_get_receipt_finish (DescoPaymentProvider *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
