/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"

G_BEGIN_DECLS

gboolean desco_transfers_undo_in (DescoConnection *connection,
                                  const DescoUuid *entry_id,
                                  const char *note,
                                  GError **error);

G_END_DECLS
