/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-pupil.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoPupilQuery:
 * @search: (nullable): beginnings of words of name, class, tax code, guardian or phone
 * @school_id: only this school's, or nil
 * @class_id: only this class's, or nil
 *
 * Which pupils a list shows. All zeroes means everyone.
 */
typedef struct
{
  const char *search;
  DescoUuid school_id;
  DescoUuid class_id;
} DescoPupilQuery;

/**
 * DescoPupilDraft:
 * @id: whose details these are, or nil for a new pupil
 * @tax_code: (nullable): as in DescoPupil, and so on; %NULL empties the field
 * @class_id: this year's class, or nil to leave it alone
 *
 * A pupil's details as a person wrote them. Texts are borrowed.
 */
typedef struct
{
  DescoUuid id;
  const char *tax_code;
  const char *surname;
  const char *name;
  GDate birth_date;
  const char *birth_place;
  DescoSex sex;
  const char *address;
  const char *postal_code;
  const char *town;
  const char *province;
  DescoResidence resident;
  const char *exemption;
  const char *sidi_code;
  DescoUuid class_id;
} DescoPupilDraft;

DescoPupil *desco_pupils_get (DescoStore *store,
                              const DescoUuid *id,
                              GCancellable *cancellable,
                              GError **error);
void desco_pupils_get_async (DescoStore *store,
                             const DescoUuid *id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
DescoPupil *desco_pupils_get_finish (DescoStore *store, GAsyncResult *result, GError **error);
DescoPupil *desco_pupils_find (DescoStore *store,
                               const char *reference,
                               GCancellable *cancellable,
                               GError **error);
GPtrArray *desco_pupils_list (DescoStore *store,
                              const DescoPupilQuery *query,
                              GCancellable *cancellable,
                              GError **error);
void desco_pupils_list_async (DescoStore *store,
                              const DescoPupilQuery *query,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *desco_pupils_list_finish (DescoStore *store, GAsyncResult *result, GError **error);
GPtrArray *desco_pupils_of_guardian (DescoStore *store,
                                     const DescoUuid *guardian_id,
                                     GCancellable *cancellable,
                                     GError **error);
GPtrArray *desco_pupils_list_siblings (DescoStore *store,
                                       const DescoUuid *pupil_id,
                                       GCancellable *cancellable,
                                       GError **error);
GArray *desco_pupils_load_numbers (DescoStore *store,
                                   const DescoPupilQuery *query,
                                   GCancellable *cancellable,
                                   GError **error);
GPtrArray *desco_pupils_load_page (DescoStore *store,
                                   const gint64 *numbers,
                                   guint n_numbers,
                                   GCancellable *cancellable,
                                   GError **error);
gint64 desco_pupils_count (DescoStore *store, GCancellable *cancellable, GError **error);

DescoPupil *desco_pupils_save (DescoStore *store,
                               const DescoPupilDraft *draft,
                               GCancellable *cancellable,
                               GError **error);
void desco_pupils_save_async (DescoStore *store,
                              const DescoPupilDraft *draft,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
DescoPupil *desco_pupils_save_finish (DescoStore *store, GAsyncResult *result, GError **error);
DescoPupil *desco_pupils_set_tax_code (DescoStore *store,
                                       const DescoUuid *id,
                                       const char *tax_code,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
