/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"
#include "store/desco-tariffs.h"

G_BEGIN_DECLS

/**
 * DescoTariffChange:
 * @added: rules that are new
 * @updated: rules that say something else now
 * @unchanged: rules that are as they were
 * @removed: rules that the new table has no more
 */
typedef struct
{
  guint added;
  guint updated;
  guint unchanged;
  guint removed;
} DescoTariffChange;

GPtrArray *desco_tariffs_list_rules_in (DescoConnection *connection, GError **error);
DescoQuote *desco_tariffs_quote_in (DescoConnection *connection,
                                    const DescoUuid *pupil_id,
                                    const GDate *date,
                                    GError **error);
gboolean desco_tariffs_replace_in (DescoConnection *connection,
                                   const char *name,
                                   GPtrArray *rules,
                                   DescoTariffChange *change,
                                   GError **error);

G_END_DECLS
