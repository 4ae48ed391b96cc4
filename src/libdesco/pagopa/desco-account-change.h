/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoAccountChange:
 * @old_iban: the account until now
 * @new_iban: the account from now on
 * @purchases: (element-type DescoPurchase): what can still be paid, to the old account; newest first
 * @n_changed: how many positions the platform changed
 *
 * What changing the account comes to.
 */
typedef struct
{
  char *old_iban;
  char *new_iban;
  GPtrArray *purchases;
  guint n_changed;
} DescoAccountChange;

void desco_account_change_free (DescoAccountChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoAccountChange, desco_account_change_free)

DescoAccountChange *desco_account_change_preview (DescoStore *store,
                                                  const char *new_iban,
                                                  GCancellable *cancellable,
                                                  GError **error);
gboolean desco_account_change_carry_out (DescoStore *store,
                                         DescoPaymentProvider *provider,
                                         DescoAccountChange *change,
                                         GCancellable *cancellable,
                                         GError **error);

G_END_DECLS
