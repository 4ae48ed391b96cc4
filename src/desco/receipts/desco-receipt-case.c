/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "receipts/desco-receipt-case.h"

#include "model/desco-error.h"
#include "store/desco-guardians.h"
#include "store/desco-pupils.h"
#include "store/desco-purchases.h"

#include <glib/gi18n.h>

typedef struct
{
  DescoUuid id;
  char *subject;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->subject);
  g_free (request);
}

/* What the receipt pays: what it says itself, or what a person says of one that names nothing, a
 * notice number or a pupil. */
static gboolean
find_subject (DescoReceiptCase *self,
              DescoStore *store,
              const char *subject,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!desco_uuid_is_nil (&self->receipt->purchase_id))
    {
      self->purchase = desco_purchases_get (store, &self->receipt->purchase_id, cancellable, error);
      return self->purchase != NULL;
    }
  if (subject == NULL)
    return TRUE;
  self->purchase = desco_purchases_find (store, subject, cancellable, &problem);
  if (self->purchase == NULL)
    self->pupil = desco_pupils_find (store, subject, cancellable, NULL);
  if (self->purchase != NULL || self->pupil != NULL)
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "purchase",
                         _ ("“%s” is neither a notice number nor a pupil's tax code: look at it "
                            "again."),
                         subject);
  return FALSE;
}

static gboolean
find_email (DescoReceiptCase *self, DescoStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (DescoGuardian) guardian
      = desco_guardians_get (store, &self->purchase->guardian_id, cancellable, error);

  if (guardian != NULL)
    self->email = g_strdup (guardian->email);
  return guardian != NULL;
}

/* What can't be decided has no consequence; why not is not asked here. */
static void
foresee (DescoReceiptCase *self, DescoStore *store, GCancellable *cancellable)
{
  for (guint i = DESCO_RECEIPT_DECISION_CREDIT; i < DESCO_N_RECEIPT_DECISIONS; i++)
    {
      const DescoReceiptVerdict verdict = {
        .receipt_id = self->receipt->id,
        .decision = (DescoReceiptDecision) i,
        .purchase_id = self->purchase != NULL ? self->purchase->id : (DescoUuid){ { 0 } },
        .pupil_id = self->pupil != NULL ? self->pupil->id : (DescoUuid){ { 0 } },
      };

      self->consequences[i] = desco_receipts_foresee (store, &verdict, cancellable, NULL);
    }
}

static DescoReceiptCase *
load (DescoStore *store, const Request *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (DescoReceiptCase) self = g_new0 (DescoReceiptCase, 1);
  g_autofree char *id = desco_uuid_to_string (&request->id);

  self->receipt = desco_receipts_find (store, id, cancellable, error);
  if (self->receipt == NULL || !find_subject (self, store, request->subject, cancellable, error)
      || (self->purchase != NULL && !find_email (self, store, cancellable, error)))
    return NULL;
  if (self->receipt->state == DESCO_RECEIPT_REVIEW)
    foresee (self, store, cancellable);
  return g_steal_pointer (&self);
}

static void
run_load (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  DescoReceiptCase *self = load (source, task_data, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) desco_receipt_case_free);
  else
    g_task_return_error (task, error);
}

/**
 * desco_receipt_case_free:
 * @self: (transfer full) (nullable): a case
 */
void
desco_receipt_case_free (DescoReceiptCase *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->receipt, desco_receipt_record_free);
  g_clear_object (&self->purchase);
  g_clear_object (&self->pupil);
  g_free (self->email);
  for (guint i = 0; i < DESCO_N_RECEIPT_DECISIONS; i++)
    g_free (self->consequences[i]);
  g_free (self);
}

/**
 * desco_receipt_case_load_async:
 * @store: the database
 * @id: which receipt
 * @subject: (nullable): of one that names no purchase: a notice number or a pupil's tax code
 * @cancellable: (nullable): to give up
 * @callback: told when it is there
 * @user_data: for @callback
 *
 * Reads a receipt with all that a person needs to decide on it.
 */
void
desco_receipt_case_load_async (DescoStore *store,
                               const DescoUuid *id,
                               const char *subject,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  Request *request = g_new0 (Request, 1);

  request->id = *id;
  request->subject = g_strdup (subject);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, run_load);
}

/**
 * desco_receipt_case_load_finish:
 * @result: what the callback was given
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): the case
 */
DescoReceiptCase *
desco_receipt_case_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
