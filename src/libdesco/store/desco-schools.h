/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-school.h"
#include "store/desco-classes.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/* Schools. Lists hold DescoSchool. */

GPtrArray *desco_schools_list (DescoStore *store, GCancellable *cancellable, GError **error);
void desco_schools_list_async (DescoStore *store,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *desco_schools_list_finish (DescoStore *store, GAsyncResult *result, GError **error);
DescoSchool *desco_schools_find (DescoStore *store,
                                 const char *reference,
                                 GCancellable *cancellable,
                                 GError **error);
DescoSchool *desco_schools_ensure (DescoStore *store,
                                   const char *code,
                                   const char *name,
                                   DescoSchoolOrder school_order,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
