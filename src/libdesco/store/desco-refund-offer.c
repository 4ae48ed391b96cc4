/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-refund-offer.h"

#include "ledger/desco-lots-private.h"
#include "model/desco-error.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

/* What a refund would come to before it is asked for: the same lots in the same order, and nothing
 * is written. */

static const char SELECT_SUBJECT[]
    = "SELECT p.id, p.surname || ' ' || p.name, g.surname || ' ' || g.name, g.tax_code,"
      " u.notice_number, CASE WHEN u.id IS NULL THEN ifnull (w.rest, 0) ELSE 0 END"
      " FROM pupil AS p LEFT JOIN purchase AS u ON u.id = :purchase"
      " LEFT JOIN wallet_line AS w ON w.pupil_id = p.id"
      " LEFT JOIN guardian AS g ON g.id = ifnull (u.guardian_id,"
      "   (SELECT guardian_id FROM guardianship WHERE pupil_id = p.id AND payer = 1))"
      " WHERE p.id = ifnull (u.pupil_id, :pupil)";

typedef struct
{
  DescoUuid pupil_id;
  DescoUuid purchase_id;
} Request;

static gboolean
read_subject (DescoConnection *connection,
              const Request *request,
              DescoRefundOffer *offer,
              GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_SUBJECT);
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":pupil", &request->pupil_id);
  desco_statement_bind_uuid (statement, ":purchase", &request->purchase_id);
  if (!desco_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "pupil",
                               _ ("There is no such pupil."));
      return FALSE;
    }
  offer->pupil_id = desco_statement_uuid (statement, 0);
  offer->purchase_id = request->purchase_id;
  offer->pupil_name = desco_statement_dup_text (statement, 1);
  offer->guardian_name = desco_statement_dup_text (statement, 2);
  offer->guardian_tax_code = desco_statement_dup_text (statement, 3);
  offer->notice_number = desco_statement_dup_text (statement, 4);
  offer->rest = desco_statement_int (statement, 5);
  desco_statement_reset (statement);
  return TRUE;
}

/* Lots of the same cost that follow each other are one to a person. */
static void
add_lot (GArray *lots, gint64 quantity, gint64 unit_amount)
{
  DescoRefundLot lot = { .quantity = quantity, .unit_amount = unit_amount };
  DescoRefundLot *last
      = lots->len > 0 ? &g_array_index (lots, DescoRefundLot, lots->len - 1) : NULL;

  if (last != NULL && last->unit_amount == unit_amount)
    last->quantity += quantity;
  else
    g_array_append_val (lots, lot);
}

static gpointer
load_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (DescoRefundOffer) offer = g_new0 (DescoRefundOffer, 1);
  g_autoptr (GArray) shares = NULL;

  if (!read_subject (connection, request, offer, error))
    return NULL;
  shares = desco_lots_plan (connection, &offer->pupil_id, &offer->purchase_id, G_MAXINT64, error);
  if (shares == NULL)
    return NULL;
  offer->quantity = desco_lots_quantity (shares);
  offer->lots = g_array_new (FALSE, FALSE, sizeof (DescoRefundLot));
  for (guint i = 0; i < shares->len; i++)
    {
      const DescoLotShare *share = &g_array_index (shares, DescoLotShare, i);

      add_lot (offer->lots, share->quantity, share->unit_amount);
    }
  return g_steal_pointer (&offer);
}

/**
 * desco_refund_offer_free:
 * @self: (transfer full) (nullable): an offer
 */
void
desco_refund_offer_free (DescoRefundOffer *self)
{
  if (self == NULL)
    return;
  g_free (self->pupil_name);
  g_free (self->guardian_name);
  g_free (self->guardian_tax_code);
  g_free (self->notice_number);
  g_clear_pointer (&self->lots, g_array_unref);
  g_free (self);
}

/**
 * desco_refund_offer_load:
 * @store: the database
 * @pupil_id: whose vouchers; it may be nil with a purchase
 * @purchase_id: (nullable): only those of this purchase; nil or %NULL for all
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR_NOT_FOUND where there is no such pupil
 *
 * Reads what can be given back. There may be nothing.
 *
 * Returns: (nullable) (transfer full): the offer
 */
DescoRefundOffer *
desco_refund_offer_load (DescoStore *store,
                         const DescoUuid *pupil_id,
                         const DescoUuid *purchase_id,
                         GCancellable *cancellable,
                         GError **error)
{
  Request request = { .pupil_id = *pupil_id };

  if (purchase_id != NULL)
    request.purchase_id = *purchase_id;
  return desco_store_read (store, load_reader, &request, cancellable, error);
}

/**
 * desco_refund_offer_split:
 * @self: an offer
 * @quantity: vouchers, 0 to all
 *
 * Returns: (transfer full) (element-type DescoRefundLot): which lots they come from, the oldest
 *   first
 */
GArray *
desco_refund_offer_split (const DescoRefundOffer *self, gint64 quantity)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (DescoRefundLot));

  for (guint i = 0; i < self->lots->len && quantity > 0; i++)
    {
      DescoRefundLot part = g_array_index (self->lots, DescoRefundLot, i);

      part.quantity = MIN (part.quantity, quantity);
      quantity -= part.quantity;
      g_array_append_val (parts, part);
    }
  return parts;
}

/**
 * desco_refund_offer_get_rest:
 * @self: an offer
 * @quantity: vouchers, 0 to all
 *
 * Returns: cents of a broken voucher that go with so many: those left go with the last one
 */
gint64
desco_refund_offer_get_rest (const DescoRefundOffer *self, gint64 quantity)
{
  return quantity == self->quantity ? self->rest : 0;
}

/**
 * desco_refund_offer_get_amount:
 * @self: an offer
 * @quantity: vouchers, 0 to all
 *
 * Returns: cents that would be paid back for so many, each at its lot's cost
 */
gint64
desco_refund_offer_get_amount (const DescoRefundOffer *self, gint64 quantity)
{
  g_autoptr (GArray) parts = desco_refund_offer_split (self, quantity);
  gint64 amount = desco_refund_offer_get_rest (self, quantity);

  for (guint i = 0; i < parts->len; i++)
    {
      const DescoRefundLot *part = &g_array_index (parts, DescoRefundLot, i);

      amount += part->quantity * part->unit_amount;
    }
  return amount;
}
