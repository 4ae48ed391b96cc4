/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-pupil.h"
#include "model/desco-quote.h"
#include "store/desco-store.h"
#include "store/desco-wallets.h"

G_BEGIN_DECLS

/**
 * DescoPupilDetails:
 * @pupil: the pupil
 * @guardians: (element-type DescoGuardian): the people, the payer among them
 * @siblings: (element-type DescoPupil): who may get vouchers of theirs
 * @wallet: (nullable): balance and statement
 * @quote: (nullable): today's price and why
 * @quote_problem: (nullable): why there is no price, in a sentence
 * @diet: (nullable): today's diet
 *
 * All that the office is shown about one pupil.
 */
typedef struct
{
  DescoPupil *pupil;
  GPtrArray *guardians;
  GPtrArray *siblings;
  DescoWalletLine *wallet;
  DescoQuote *quote;
  char *quote_problem;
  char *diet;
} DescoPupilDetails;

void desco_pupil_details_free (DescoPupilDetails *self);
void desco_pupil_details_load_async (DescoStore *store,
                                     const DescoUuid *pupil_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
DescoPupilDetails *desco_pupil_details_load_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoPupilDetails, desco_pupil_details_free)

G_END_DECLS
