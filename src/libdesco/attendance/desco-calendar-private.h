/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-calendar.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

/* The days of one class over a span of time, read once. */
typedef struct _DescoMealDays DescoMealDays;

DescoMealDays *desco_meal_days_load_in (DescoConnection *connection,
                                        const DescoUuid *class_id,
                                        const GDate *from,
                                        const GDate *until,
                                        GError **error);
void desco_meal_days_free (DescoMealDays *self);
gboolean desco_meal_days_contain (DescoMealDays *self, const GDate *date);
const char *desco_meal_days_get_reason (DescoMealDays *self, const GDate *date);
guint desco_meal_days_count (DescoMealDays *self, const GDate *from, const GDate *until);
gboolean
desco_meal_days_find (DescoMealDays *self, const GDate *from, gint64 n_meals, GDate *last_day);

gint64 desco_calendar_time_of_date (const GDate *date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoMealDays, desco_meal_days_free)

G_END_DECLS
