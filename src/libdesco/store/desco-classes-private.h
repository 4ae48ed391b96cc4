/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-classes.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

DescoClass *
desco_classes_find_in (DescoConnection *connection, const char *reference, GError **error);
gboolean desco_classes_ensure_in (DescoConnection *connection,
                                  const DescoUuid *school_id,
                                  const char *name,
                                  DescoUuid *id,
                                  GError **error);

G_END_DECLS
