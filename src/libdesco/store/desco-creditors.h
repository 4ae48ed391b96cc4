/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-creditor.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

gboolean desco_creditors_create_database (const char *path,
                                          const DescoCreditor *creditor,
                                          gboolean practice,
                                          GError **error);
DescoCreditor *desco_creditors_get (DescoStore *store, GCancellable *cancellable, GError **error);
gboolean desco_creditors_update (DescoStore *store,
                                 const DescoCreditor *creditor,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
