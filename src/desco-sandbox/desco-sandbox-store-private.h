/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

/* For the files that keep their nouns in the store. */

#include "desco-sandbox-error.h"
#include "desco-sandbox-store.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

DescoStatement *desco_sandbox_store_get (DescoSandboxStore *self, const char *sql);
gpointer desco_sandbox_store_take_only (GPtrArray *found,
                                        const char *organization,
                                        const char *name,
                                        DescoSandboxError missing,
                                        GError **error);
gboolean desco_sandbox_store_count (DescoStatement *statement, guint *total, GError **error);

G_END_DECLS
