/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-certificates.h"
#include "store/desco-record-private.h"

G_BEGIN_DECLS

DescoRecordOutcome desco_certificates_add_in (DescoConnection *connection,
                                              const DescoUuid *pupil_id,
                                              gint64 isee,
                                              const GDate *valid_from,
                                              const GDate *valid_until,
                                              GError **error);
GPtrArray *desco_certificates_of_pupil_in (DescoConnection *connection,
                                           const DescoUuid *pupil_id,
                                           GError **error);

G_END_DECLS
