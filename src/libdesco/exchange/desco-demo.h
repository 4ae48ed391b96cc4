/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store.h"

G_BEGIN_DECLS

gboolean desco_demo_fill (DescoStore *store,
                          guint n_pupils,
                          guint32 seed,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
