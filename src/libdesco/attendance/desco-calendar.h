/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store.h"

G_BEGIN_DECLS

/* On which days a class has a meal. The narrowest scope wins: a class's own word goes before
 * its school's, and that before the town's; a single day goes before the week. */

/**
 * DescoCalendarScope:
 * @school_id: one school, or nil
 * @class_id: one class, or nil
 *
 * For whom something holds: a class, a school, or with both nil the whole town.
 */
typedef struct
{
  DescoUuid school_id;
  DescoUuid class_id;
} DescoCalendarScope;

/* A week's days: bit 0 is Monday. */
#define DESCO_WEEKDAYS_MONDAY_TO_FRIDAY 0x1fU
#define DESCO_WEEKDAYS_ALL 0x7fU

/**
 * DescoCalendarDay:
 * @scope: for whom
 * @date: which day
 * @open: whether it is added, or closed
 * @reason: why, as a person wrote it
 *
 * A single day that departs from the week.
 */
typedef struct
{
  DescoCalendarScope scope;
  GDate date;
  gboolean open;
  char *reason;
} DescoCalendarDay;

void desco_calendar_day_free (DescoCalendarDay *self);

gboolean desco_calendar_is_meal_day (DescoStore *store,
                                     const DescoUuid *class_id,
                                     const GDate *date,
                                     gboolean *is_meal_day,
                                     char **reason,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean desco_calendar_count_meal_days (DescoStore *store,
                                         const DescoUuid *class_id,
                                         const GDate *from,
                                         const GDate *until,
                                         guint *n_days,
                                         GCancellable *cancellable,
                                         GError **error);
gboolean desco_calendar_find_last_day (DescoStore *store,
                                       const DescoUuid *class_id,
                                       const GDate *from,
                                       gint64 n_meals,
                                       GDate *last_day,
                                       GCancellable *cancellable,
                                       GError **error);

gboolean desco_calendar_set_week (DescoStore *store,
                                  const DescoCalendarScope *scope,
                                  guint weekdays,
                                  const GDate *from,
                                  const GDate *until,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean desco_calendar_set_days (DescoStore *store,
                                  const DescoCalendarScope *scope,
                                  const GDate *from,
                                  const GDate *until,
                                  gboolean open,
                                  const char *reason,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean desco_calendar_clear_days (DescoStore *store,
                                    const DescoCalendarScope *scope,
                                    const GDate *from,
                                    const GDate *until,
                                    GCancellable *cancellable,
                                    GError **error);
GPtrArray *desco_calendar_list_days (DescoStore *store,
                                     const GDate *from,
                                     const GDate *until,
                                     GCancellable *cancellable,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoCalendarDay, desco_calendar_day_free)

G_END_DECLS
