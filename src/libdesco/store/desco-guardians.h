/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-guardian.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoGuardianDraft:
 * @id: whose details these are, or nil for a new guardian
 * @tax_code: (nullable): as in DescoGuardian, and so on; %NULL empties the field
 *
 * A guardian's details as a person wrote them. Texts are borrowed.
 */
typedef struct
{
  DescoUuid id;
  const char *tax_code;
  const char *surname;
  const char *name;
  const char *address;
  const char *postal_code;
  const char *town;
  const char *province;
  const char *phone;
  const char *email;
} DescoGuardianDraft;

DescoGuardian *desco_guardians_get (DescoStore *store,
                                    const DescoUuid *id,
                                    GCancellable *cancellable,
                                    GError **error);
DescoGuardian *desco_guardians_find (DescoStore *store,
                                     const char *reference,
                                     GCancellable *cancellable,
                                     GError **error);
GPtrArray *desco_guardians_of_pupil (DescoStore *store,
                                     const DescoUuid *pupil_id,
                                     GCancellable *cancellable,
                                     GError **error);
void desco_guardians_of_pupil_async (DescoStore *store,
                                     const DescoUuid *pupil_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *
desco_guardians_of_pupil_finish (DescoStore *store, GAsyncResult *result, GError **error);
DescoGuardian *desco_guardians_save (DescoStore *store,
                                     const DescoGuardianDraft *draft,
                                     GCancellable *cancellable,
                                     GError **error);
void desco_guardians_save_async (DescoStore *store,
                                 const DescoGuardianDraft *draft,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
DescoGuardian *
desco_guardians_save_finish (DescoStore *store, GAsyncResult *result, GError **error);
gboolean desco_guardians_set_language (DescoStore *store,
                                       const DescoUuid *id,
                                       const char *language,
                                       GCancellable *cancellable,
                                       GError **error);
gboolean desco_guardians_link (DescoStore *store,
                               const DescoUuid *pupil_id,
                               const DescoUuid *guardian_id,
                               const char *role,
                               GCancellable *cancellable,
                               GError **error);
gboolean desco_guardians_set_payer (DescoStore *store,
                                    const DescoUuid *pupil_id,
                                    const DescoUuid *guardian_id,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
