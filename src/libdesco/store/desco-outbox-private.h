/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"

G_BEGIN_DECLS

gboolean desco_outbox_append (DescoConnection *connection,
                              const char *type,
                              const DescoUuid *entity,
                              const char *payload,
                              GError **error);
gboolean desco_outbox_append_row (DescoConnection *connection,
                                  const char *type,
                                  const DescoUuid *entity,
                                  const char *sql,
                                  const DescoUuid *id,
                                  GError **error);

G_END_DECLS
