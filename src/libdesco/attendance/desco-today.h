/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-attendance-sheet.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoClassDay:
 * @class_id: the class
 * @school_id: its school
 * @school: the school's name
 * @school_code: (nullable): its ministry code
 * @school_order: 0 unknown, 1 infanzia, 2 primaria, 3 secondaria di I grado
 * @class_name: `3A`
 * @totals: what its sheet adds up to; nobody marked yet is all present
 * @standard: meals of the day's menu that the kitchen makes, late absences included
 * @plain: plain meals that it makes
 * @special: meals by a diet that it makes
 * @confirmed_at: when it was confirmed, 0 while it is not; microseconds since 1970 in UTC
 *
 * A class that has a meal on a day.
 */
typedef struct
{
  DescoUuid class_id;
  DescoUuid school_id;
  char *school;
  char *school_code;
  int school_order;
  char *class_name;
  DescoAttendanceTotals totals;
  guint standard;
  guint plain;
  guint special;
  gint64 confirmed_at;
} DescoClassDay;

/**
 * DescoToday:
 * @date: the day
 * @cutoff: until when absences cost nothing; microseconds since 1970 in UTC
 * @closed_at: when the kitchen's numbers were frozen, 0 while they are not
 * @classes: (element-type DescoClassDay): those with a meal, by order and name of the school
 * @n_unconfirmed: classes that nobody has confirmed yet
 * @totals: of all classes
 * @n_receipts_to_review: receipts that a person has to look at
 * @n_notices_unprinted: notices that could be paid and were never printed
 * @n_differences: purchases that stand otherwise at pagoPA, until somebody puts them right
 * @asked_at: when pagoPA was last asked what was paid, 0 for never
 * @n_below_zero: wallet lines below zero
 * @lowest_balance: the lowest of them, 0 where there is none
 * @n_at_limit: those at the set limit or below it
 * @n_certificates_expiring: pupils whose last ISEE certificate ends within 30 days
 * @first_expiry: the first of those days, invalid where there is none
 * @n_outbox: changes that wait to be sent
 * @outbox_since: when the oldest of them was made, 0 where there is none
 *
 * What the page Oggi shows.
 */
typedef struct
{
  GDate date;
  gint64 cutoff;
  gint64 closed_at;
  GPtrArray *classes;
  guint n_unconfirmed;
  DescoAttendanceTotals totals;
  gint64 n_receipts_to_review;
  gint64 n_notices_unprinted;
  gint64 n_differences;
  gint64 asked_at;
  gint64 n_below_zero;
  gint64 lowest_balance;
  gint64 n_at_limit;
  gint64 n_certificates_expiring;
  GDate first_expiry;
  gint64 n_outbox;
  gint64 outbox_since;
} DescoToday;

void desco_class_day_free (DescoClassDay *self);
void desco_today_free (DescoToday *self);

DescoToday *
desco_today_load (DescoStore *store, const GDate *date, GCancellable *cancellable, GError **error);
void desco_today_load_async (DescoStore *store,
                             const GDate *date,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
DescoToday *desco_today_load_finish (DescoStore *store, GAsyncResult *result, GError **error);

GPtrArray *desco_today_list_classes (DescoStore *store,
                                     const GDate *date,
                                     GCancellable *cancellable,
                                     GError **error);
void desco_today_list_classes_async (DescoStore *store,
                                     const GDate *date,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *
desco_today_list_classes_finish (DescoStore *store, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoClassDay, desco_class_day_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoToday, desco_today_free)

G_END_DECLS
