/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-record-private.h"

G_BEGIN_DECLS

DescoRecordOutcome desco_enrolments_save_in (DescoConnection *connection,
                                             const DescoUuid *pupil_id,
                                             const DescoUuid *class_id,
                                             GError **error);

G_END_DECLS
