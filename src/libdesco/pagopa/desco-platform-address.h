/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store.h"

G_BEGIN_DECLS

char *desco_platform_address_get (DescoStore *store, GCancellable *cancellable, GError **error);

G_END_DECLS
