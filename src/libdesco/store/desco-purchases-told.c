/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-purchases-told.h"

#include "model/desco-error.h"
#include "store/desco-positions-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-store-private.h"

/* What the platform was told of several purchases, in one transaction. One of them that does not allow
 * it any more, as it was paid meanwhile, does not hold up the others. */

typedef struct
{
  DescoPurchaseTold **told;
  guint n_told;
  gboolean is_removed;
  const char *detail;
} Request;

/* What a rule says is of the one purchase; what else goes wrong is of the database. */
static gboolean
take_problem (DescoPurchaseTold *one, GError *problem, GError **error)
{
  if (problem->domain != DESCO_RULE_ERROR)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_free (one->problem);
  one->problem = g_strdup (problem->message);
  g_error_free (problem);
  return TRUE;
}

static gboolean
note_due_date (DescoConnection *connection,
               const DescoPurchaseTold *one,
               GError **problem,
               GError **error)
{
  DescoPositionNews news;

  return (one->position == NULL
          || desco_positions_note_in (connection, one->position, &news, error))
         && desco_purchases_set_due_dates_in (connection, one->purchase, problem);
}

static gboolean
note_removed (DescoConnection *connection,
              const DescoPurchaseTold *one,
              const char *detail,
              GError **problem,
              GError **error)
{
  return desco_positions_note_removed_in (connection, &one->purchase->id, error)
         && desco_purchases_set_status_in (connection, &one->purchase->id, DESCO_PURCHASE_CANCELLED,
                                           detail, problem);
}

static gpointer
note_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;

  for (guint i = 0; i < request->n_told; i++)
    {
      DescoPurchaseTold *one = request->told[i];
      GError *problem = NULL;
      gboolean is_noted = request->is_removed
                              ? note_removed (connection, one, request->detail, &problem, error)
                              : note_due_date (connection, one, &problem, error);

      if (!is_noted && (problem == NULL || !take_problem (one, problem, error)))
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

/**
 * desco_purchase_told_new:
 * @purchase: what was changed, or is to be
 * @position: (nullable): what the platform is to be told of it
 *
 * Returns: (transfer full): both together
 */
DescoPurchaseTold *
desco_purchase_told_new (DescoPurchase *purchase, DescoDebtPosition *position)
{
  DescoPurchaseTold *self = g_new0 (DescoPurchaseTold, 1);

  self->purchase = g_object_ref (purchase);
  self->position = position != NULL ? desco_debt_position_ref (position) : NULL;
  return self;
}

/**
 * desco_purchase_told_free:
 * @self: (transfer full) (nullable): what was told
 */
void
desco_purchase_told_free (DescoPurchaseTold *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->purchase);
  g_clear_pointer (&self->position, desco_debt_position_unref);
  g_free (self->problem);
  g_free (self);
}

/**
 * desco_purchases_note_due_dates:
 * @store: the database
 * @told: (array length=n_told): purchases as they were read, with other due dates
 * @n_told: how many
 * @error: where to put an error of the database; then nothing was written
 *
 * As desco_purchases_set_due_dates(), of several in one transaction, with what the platform has of
 * them now. It cannot be given up: what was done there must be known here.
 *
 * Returns: whether it was written; each of @told says where it could not be
 */
gboolean
desco_purchases_note_due_dates (DescoStore *store,
                                DescoPurchaseTold **told,
                                guint n_told,
                                GError **error)
{
  Request request = { .told = told, .n_told = n_told };

  return desco_store_write (store, note_writer, &request, NULL, error) != NULL;
}

/**
 * desco_purchases_note_removed:
 * @store: the database
 * @told: (array length=n_told): purchases that the platform does not have any more
 * @n_told: how many
 * @detail: what the record of each says
 * @error: where to put an error of the database; then nothing was written
 *
 * Cancels several purchases in one transaction. It cannot be given up: what was done there must
 * be known here.
 *
 * Returns: whether it was written; each of @told says where it could not be
 */
gboolean
desco_purchases_note_removed (DescoStore *store,
                              DescoPurchaseTold **told,
                              guint n_told,
                              const char *detail,
                              GError **error)
{
  Request request = { told, n_told, TRUE, detail };

  return desco_store_write (store, note_writer, &request, NULL, error) != NULL;
}
