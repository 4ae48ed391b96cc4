/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"
#include "store/desco-guardians.h"
#include "store/desco-record-private.h"

G_BEGIN_DECLS

DescoGuardian *
desco_guardians_get_in (DescoConnection *connection, const DescoUuid *id, GError **error);
DescoGuardian *
desco_guardians_find_in (DescoConnection *connection, const char *reference, GError **error);
GPtrArray *desco_guardians_of_pupil_in (DescoConnection *connection,
                                        const DescoUuid *pupil_id,
                                        GError **error);
void desco_guardian_draft_fill (DescoGuardianDraft *draft, const DescoGuardian *guardian);
DescoRecordOutcome desco_guardians_save_in (DescoConnection *connection,
                                            const DescoGuardianDraft *draft,
                                            DescoUuid *id,
                                            GError **error);

G_END_DECLS
