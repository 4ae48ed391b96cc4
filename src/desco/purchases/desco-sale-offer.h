/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-pupil.h"
#include "model/desco-quote.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoSaleOffer:
 * @pupil: for whom
 * @quote: (nullable): the price of a voucher today and why
 * @problem: (nullable): why nothing can be sold, in a sentence
 * @minimum: the least vouchers of a purchase
 * @maximum: the most
 * @step: only multiples of it
 * @due_date: until when it is to be paid, unless changed
 *
 * What a sale to one pupil begins with.
 */
typedef struct
{
  DescoPupil *pupil;
  DescoQuote *quote;
  char *problem;
  gint64 minimum;
  gint64 maximum;
  gint64 step;
  GDate due_date;
} DescoSaleOffer;

void desco_sale_offer_free (DescoSaleOffer *self);
void desco_sale_offer_load_async (DescoStore *store,
                                  const DescoUuid *pupil_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
DescoSaleOffer *desco_sale_offer_load_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoSaleOffer, desco_sale_offer_free)

G_END_DECLS
