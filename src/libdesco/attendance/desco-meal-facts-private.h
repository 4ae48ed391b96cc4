/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-attendance-mark.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

/**
 * DescoMarkFact:
 * @pupil_id: who
 * @sheet_id: on which sheet
 * @date: on which day
 * @state: how the pupil is marked
 * @meal: what is made
 * @marked_at: when; microseconds since 1970 in UTC
 * @override_reason: (nullable): why a late absence costs nothing
 * @entry_id: the meal in the ledger, or nil
 *
 * One mark as other desks hear of it (SYNC).
 */
typedef struct
{
  DescoUuid pupil_id;
  DescoUuid sheet_id;
  GDate date;
  DescoAttendanceState state;
  DescoMealKind meal;
  gint64 marked_at;
  const char *override_reason;
  DescoUuid entry_id;
} DescoMarkFact;

gboolean desco_meal_facts_tell_mark_in (DescoConnection *connection,
                                        const DescoMarkFact *fact,
                                        GError **error);
gboolean desco_meal_facts_tell_sheet_in (DescoConnection *connection,
                                         const DescoUuid *sheet_id,
                                         const DescoUuid *class_id,
                                         const GDate *date,
                                         guint staff_meals,
                                         gint64 confirmed_at,
                                         GArray *marks,
                                         GError **error);
gboolean desco_meal_facts_tell_day_in (DescoConnection *connection,
                                       const char *type,
                                       const DescoUuid *entity,
                                       const GDate *date,
                                       gint64 at,
                                       const char *reason,
                                       GError **error);

G_END_DECLS
