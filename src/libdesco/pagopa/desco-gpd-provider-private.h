/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-gpd-provider.h"
#include "pagopa/desco-platform-deed-private.h"

G_BEGIN_DECLS

/**
 * DescoGpdDialect:
 * @path: where the debt positions are, below the root
 * @features: what can be done beyond what all providers can
 * @has_invalidation: whether there is a call to withdraw a position; if not, it is deleted
 * @from_position: writes the body that creates or replaces a position
 * @to_position: reads an answer that is a position
 * @to_position_page: reads an answer that is a page of them
 * @to_status_word: what lists the positions in a state, perhaps with others
 *
 * How a version of the API about single positions is spoken.
 */
typedef struct
{
  const char *path;
  DescoProviderFeatures features;
  gboolean has_invalidation;
  GBytes *(*from_position) (const DescoDebtPosition *position);
  DescoDebtPosition *(*to_position) (GBytes *json, GError **error);
  DescoPositionPage *(*to_position_page) (GBytes *json, GError **error);
  const char *(*to_status_word) (DescoDebtPositionStatus status);
} DescoGpdDialect;

struct _DescoGpdProvider
{
  GObject parent_instance;

  const DescoGpdDialect *dialect;

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
                                          gboolean *is_first_only,
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
