/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-record-private.h"

G_BEGIN_DECLS

/* Who stands for whom: several guardians a pupil, one payer at a time. */

DescoRecordOutcome desco_guardianships_link_in (DescoConnection *connection,
                                                const DescoUuid *pupil_id,
                                                const DescoUuid *guardian_id,
                                                const char *role,
                                                gboolean may_pay,
                                                GError **error);
DescoRecordOutcome desco_guardianships_set_payer_in (DescoConnection *connection,
                                                     const DescoUuid *pupil_id,
                                                     const DescoUuid *guardian_id,
                                                     GError **error);

G_END_DECLS
