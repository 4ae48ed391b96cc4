/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"

G_BEGIN_DECLS

gboolean desco_weeks_save_in (DescoConnection *connection,
                              const DescoUuid *school_id,
                              const DescoUuid *class_id,
                              guint weekdays,
                              const GDate *from,
                              const GDate *until,
                              GError **error);
gboolean desco_weeks_ensure_school_year_in (DescoConnection *connection,
                                            const char *school_year,
                                            GError **error);

G_END_DECLS
