/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-debt-position.h"
#include "store/desco-connection-private.h"
#include "store/desco-positions.h"

G_BEGIN_DECLS

/* The platform's state of a position, for those who are at work on the database already. */

gboolean desco_positions_write_in (DescoConnection *connection,
                                   const DescoUuid *purchase_id,
                                   const DescoDebtPosition *position,
                                   DescoDebtPositionStatus status,
                                   GError **error);
gboolean desco_positions_note_receipt_in (DescoConnection *connection,
                                          const DescoUuid *purchase_id,
                                          GError **error);
gboolean desco_positions_note_in (DescoConnection *connection,
                                  const DescoDebtPosition *position,
                                  DescoPositionNews *news,
                                  GError **error);
gboolean desco_positions_note_removed_in (DescoConnection *connection,
                                          const DescoUuid *purchase_id,
                                          GError **error);

G_END_DECLS
