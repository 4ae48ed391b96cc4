/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store.h"

G_BEGIN_DECLS

/* A region's: more than any town has. */
#define DESCO_DEMO_MAX_PUPILS 150000

gboolean desco_demo_fill (DescoStore *store,
                          guint n_pupils,
                          guint32 seed,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
