/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-today.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

GPtrArray *
desco_class_days_list_in (DescoConnection *connection, const GDate *date, GError **error);
gboolean desco_class_days_find_closing_in (DescoConnection *connection,
                                           const GDate *date,
                                           DescoUuid *closing_id,
                                           gint64 *closed_at,
                                           char **closed_by,
                                           GError **error);

G_END_DECLS
