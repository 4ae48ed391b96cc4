/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-diets.h"
#include "store/desco-record-private.h"

G_BEGIN_DECLS

char *desco_diets_get_in (DescoConnection *connection,
                          const DescoUuid *pupil_id,
                          const GDate *date,
                          GError **error);
DescoRecordOutcome desco_diets_set_in (DescoConnection *connection,
                                       const DescoUuid *pupil_id,
                                       const char *name,
                                       const GDate *valid_from,
                                       const GDate *valid_until,
                                       GError **error);

G_END_DECLS
