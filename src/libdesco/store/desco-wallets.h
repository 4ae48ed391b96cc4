/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gio/gio.h>

#include "model/desco-ledger-entry.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoWalletLine:
 * @pupil_id: whose line
 * @pupil_name: surname and name
 * @tax_code: (nullable): the pupil's
 * @class_label: (nullable): school and class
 * @balance: vouchers; below zero is possible
 * @value: cents that the vouchers left are worth, each at its lot's cost
 * @awaiting: vouchers bought and not paid yet
 * @entries: (element-type DescoLedgerEntry): the statement, oldest first
 *
 * One pupil's line in a guardian's wallet.
 */
typedef struct
{
  DescoUuid pupil_id;
  char *pupil_name;
  char *tax_code;
  char *class_label;
  gint64 balance;
  gint64 value;
  gint64 awaiting;
  GListStore *entries;
} DescoWalletLine;

void desco_wallet_line_free (DescoWalletLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoWalletLine, desco_wallet_line_free)

gboolean desco_wallets_get_balance (DescoStore *store,
                                    const DescoUuid *pupil_id,
                                    gint64 *balance,
                                    gint64 *awaiting,
                                    GCancellable *cancellable,
                                    GError **error);
GPtrArray *desco_wallets_load_pupil (DescoStore *store,
                                     const DescoUuid *pupil_id,
                                     GCancellable *cancellable,
                                     GError **error);
GPtrArray *desco_wallets_load_guardian (DescoStore *store,
                                        const DescoUuid *guardian_id,
                                        GCancellable *cancellable,
                                        GError **error);
void desco_wallets_load_pupil_async (DescoStore *store,
                                     const DescoUuid *pupil_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *desco_wallets_load_finish (DescoStore *store, GAsyncResult *result, GError **error);
gboolean desco_wallets_reverse (DescoStore *store,
                                const DescoUuid *entry_id,
                                const char *reason,
                                GCancellable *cancellable,
                                GError **error);
void desco_wallets_reverse_async (DescoStore *store,
                                  const DescoUuid *entry_id,
                                  const char *reason,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean desco_wallets_reverse_finish (DescoStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
