/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-uuid.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/* Diets given for health or faith: kept apart, in no list, search, export or log. */

char *desco_diets_get (DescoStore *store,
                       const DescoUuid *pupil_id,
                       const GDate *date,
                       GCancellable *cancellable,
                       GError **error);
gboolean desco_diets_set (DescoStore *store,
                          const DescoUuid *pupil_id,
                          const char *name,
                          const GDate *valid_from,
                          const GDate *valid_until,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
