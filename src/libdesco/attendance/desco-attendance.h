/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-attendance-sheet.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/* How many days ahead a sheet can be confirmed: further is a slip of the pen. */
#define DESCO_ATTENDANCE_DAYS_AHEAD 60

/* past as many plain meals in a row the doctor's certificate is asked for. */
#define DESCO_PLAIN_MEALS_WITHOUT_CERTIFICATE 3

/**
 * DescoAttendanceWarning:
 * @pupil_id: about whom
 * @pupil: surname and name
 * @message: a sentence for a person
 *
 * What should be looked at and stops nothing.
 */
typedef struct
{
  DescoUuid pupil_id;
  char *pupil;
  char *message;
} DescoAttendanceWarning;

/**
 * DescoAttendanceResult:
 * @sheet_id: the sheet
 * @confirmed_at: when it was first confirmed; microseconds since 1970 in UTC
 * @totals: what the sheet adds up to
 * @n_late: absences told after the cut-off
 * @n_meals: meals posted now, those of quantity 0 included
 * @n_reversed: meals undone now
 * @warnings: (element-type DescoAttendanceWarning)
 *
 * What confirming a sheet did. Doing it again posts and reverses nothing.
 */
typedef struct
{
  DescoUuid sheet_id;
  gint64 confirmed_at;
  DescoAttendanceTotals totals;
  guint n_late;
  guint n_meals;
  guint n_reversed;
  GPtrArray *warnings;
} DescoAttendanceResult;

void desco_attendance_result_free (DescoAttendanceResult *self);

/**
 * DescoMealExplanation:
 * @pupil: surname and name
 * @date: the day of the meal
 * @school: the school's name
 * @class_name: the class
 * @state: how the pupil is marked
 * @meal: what was made
 * @quantity: vouchers moved: -1 or 0
 * @charge: "own", "full", "nothing", "exempt"
 * @override_reason: (nullable): why a late absence cost nothing
 * @confirmed_by: who
 * @desk: where
 * @confirmed_at: when; microseconds since 1970 in UTC
 * @reversed_at: when the meal was undone, 0 if it stands
 * @sentence: all this as a sentence for a parent
 *
 * Why a meal was charged.
 */
typedef struct
{
  char *pupil;
  GDate date;
  char *school;
  char *class_name;
  DescoAttendanceState state;
  DescoMealKind meal;
  gint64 quantity;
  char *charge;
  char *override_reason;
  char *confirmed_by;
  char *desk;
  gint64 confirmed_at;
  gint64 reversed_at;
  char *sentence;
} DescoMealExplanation;

void desco_meal_explanation_free (DescoMealExplanation *self);

DescoAttendanceSheet *desco_attendance_load (DescoStore *store,
                                             const DescoUuid *class_id,
                                             const GDate *date,
                                             gboolean with_balances,
                                             GCancellable *cancellable,
                                             GError **error);
void desco_attendance_load_async (DescoStore *store,
                                  const DescoUuid *class_id,
                                  const GDate *date,
                                  gboolean with_balances,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
DescoAttendanceSheet *
desco_attendance_load_finish (DescoStore *store, GAsyncResult *result, GError **error);

gboolean desco_attendance_save_draft (DescoStore *store,
                                      DescoAttendanceSheet *sheet,
                                      GCancellable *cancellable,
                                      GError **error);
void desco_attendance_save_draft_async (DescoStore *store,
                                        DescoAttendanceSheet *sheet,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
desco_attendance_save_draft_finish (DescoStore *store, GAsyncResult *result, GError **error);

DescoAttendanceResult *desco_attendance_confirm (DescoStore *store,
                                                 DescoAttendanceSheet *sheet,
                                                 GCancellable *cancellable,
                                                 GError **error);
void desco_attendance_confirm_async (DescoStore *store,
                                     DescoAttendanceSheet *sheet,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
DescoAttendanceResult *
desco_attendance_confirm_finish (DescoStore *store, GAsyncResult *result, GError **error);

DescoAttendanceResult *desco_attendance_record (DescoStore *store,
                                                const DescoUuid *class_id,
                                                const GDate *date,
                                                GPtrArray *marks,
                                                int staff_meals,
                                                GCancellable *cancellable,
                                                GError **error);
DescoAttendanceResult *desco_attendance_mark_pupil (DescoStore *store,
                                                    const DescoUuid *class_id,
                                                    const GDate *date,
                                                    const DescoAttendanceMark *mark,
                                                    GCancellable *cancellable,
                                                    GError **error);
DescoMealExplanation *desco_attendance_explain (DescoStore *store,
                                                const DescoUuid *entry_id,
                                                GCancellable *cancellable,
                                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoAttendanceResult, desco_attendance_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoMealExplanation, desco_meal_explanation_free)

G_END_DECLS
