/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-gpd-provider.h"
#include "pagopa/desco-platform-deed-private.h"

G_BEGIN_DECLS

struct _DescoGpdProvider
{
  GObject parent_instance;

  char *positions_url;
  char *bulk_url;
  char *receipts_url;
  char *creditor_tax_code;
  gboolean is_bulk; /* whether version 2 is used where it has a call */
  DescoPlatformClient *client;
};

/* desco-gpd-provider.c */
char *
desco_gpd_provider_make_position_url (DescoGpdProvider *self, const char *iupd, const char *action);
DescoDebtPosition *desco_gpd_provider_read_back (DescoGpdProvider *self,
                                                 const char *iupd,
                                                 GCancellable *cancellable,
                                                 GError **error);
DescoDebtPosition *
desco_gpd_provider_parse_deed (const DescoPlatformDeed *deed, GBytes *body, GError **error);
gboolean desco_gpd_provider_carry_out (DescoGpdProvider *self,
                                       const char *iupd,
                                       DescoPlatformDeed *deed,
                                       DescoDebtPosition **found,
                                       gboolean *by_earlier_try,
                                       GCancellable *cancellable,
                                       GError **error);

/* desco-gpd-batch.c */
gboolean desco_gpd_provider_create_batch (DescoPaymentProvider *provider,
                                          GPtrArray *positions,
                                          gboolean publish,
                                          GCancellable *cancellable,
                                          GError **error);
gboolean desco_gpd_provider_replace_batch (DescoPaymentProvider *provider,
                                           GPtrArray *positions,
                                           gboolean publish,
                                           GCancellable *cancellable,
                                           GError **error);
gboolean desco_gpd_provider_remove_batch (DescoPaymentProvider *provider,
                                          const char *const *iupds,
                                          GCancellable *cancellable,
                                          GError **error);

/* desco-gpd-change.c */
DescoDebtPosition *desco_gpd_provider_replace (DescoPaymentProvider *provider,
                                               DescoDebtPosition *position,
                                               gboolean publish,
                                               GCancellable *cancellable,
                                               GError **error);
gboolean desco_gpd_provider_remove (DescoPaymentProvider *provider,
                                    const char *iupd,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean desco_gpd_provider_mark_paid (DescoPaymentProvider *provider,
                                       const char *iupd,
                                       const char *nav,
                                       gint64 paid_at,
                                       GCancellable *cancellable,
                                       GError **error);
gboolean desco_gpd_provider_replace_account (DescoPaymentProvider *provider,
                                             const char *old_iban,
                                             const char *new_iban,
                                             guint *n_changed,
                                             GCancellable *cancellable,
                                             GError **error);

G_END_DECLS
