/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-attendance-mark.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

/**
 * DescoRosterEntry:
 * @pupil_id: who
 * @name: surname and name
 * @marked: whether there is a mark on record; if not, @state is present and @meal what the diets say
 * @state: as marked
 * @meal: as marked
 * @marked_at: when, microseconds since 1970 in UTC
 * @override_reason: (nullable): why a late absence costs nothing
 * @entry_id: the meal that was posted for it, or nil
 * @has_diet: whether a diet holds that day
 * @balance: vouchers left
 *
 * A pupil who is expected on a day, and what is on record about it.
 */
typedef struct
{
  DescoUuid pupil_id;
  char *name;
  gboolean marked;
  DescoAttendanceState state;
  DescoMealKind meal;
  gint64 marked_at;
  char *override_reason;
  DescoUuid entry_id;
  gboolean has_diet;
  gint64 balance;
} DescoRosterEntry;

/**
 * DescoRosterClass:
 * @class_id: the class
 * @school_id: its school
 * @name: `3A`
 * @school: the school's name
 * @sheet_id: the sheet of the day, whether it is on record or not
 * @on_record: whether it is
 * @staff_meals: as on record
 * @confirmed_at: 0 while it is a draft; microseconds since 1970 in UTC
 * @confirmed_by: (nullable): who confirmed it
 * @day_closed: whether the kitchen's numbers of the day are frozen
 *
 * A class on a day.
 */
typedef struct
{
  DescoUuid class_id;
  DescoUuid school_id;
  char *name;
  char *school;
  DescoUuid sheet_id;
  gboolean on_record;
  guint staff_meals;
  gint64 confirmed_at;
  char *confirmed_by;
  gboolean day_closed;
} DescoRosterClass;

DescoRosterClass *desco_roster_load_class_in (DescoConnection *connection,
                                              const DescoUuid *class_id,
                                              const GDate *date,
                                              GError **error);
void desco_roster_class_free (DescoRosterClass *self);

GPtrArray *desco_roster_load_in (DescoConnection *connection,
                                 const DescoUuid *class_id,
                                 const DescoUuid *pupil_id,
                                 const GDate *date,
                                 GError **error);
void desco_roster_entry_free (DescoRosterEntry *self);
DescoRosterEntry *desco_roster_find (GPtrArray *roster, const DescoUuid *pupil_id);

gint64 desco_cutoff_of_day (const GDate *date, const char *time);
gboolean desco_cutoff_load_in (DescoConnection *connection,
                               const GDate *date,
                               gint64 *cutoff,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoRosterClass, desco_roster_class_free)

G_END_DECLS
