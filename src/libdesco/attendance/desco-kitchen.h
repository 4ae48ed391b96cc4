/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoKitchenNumber:
 * @school_id: the school
 * @school: its name
 * @school_code: (nullable): its ministry code
 * @school_order: 0 unknown, 1 infanzia, 2 primaria, 3 secondaria di I grado
 * @standard: meals of the day's menu
 * @plain: plain meals
 * @special: meals by a diet
 * @staff: staff meals
 * @n_classes: classes with a meal that day
 * @n_unconfirmed: those that nobody has confirmed yet; they count as all present
 *
 * What one school eats on one day. A late absence counts: its meal is made.
 */
typedef struct
{
  DescoUuid school_id;
  char *school;
  char *school_code;
  int school_order;
  gint64 standard;
  gint64 plain;
  gint64 special;
  gint64 staff;
  guint n_classes;
  guint n_unconfirmed;
} DescoKitchenNumber;

/**
 * DescoKitchenDiet:
 * @school_id: the school
 * @name: the diet
 * @quantity: how many meals
 *
 * How many meals of one diet a school needs; no names of pupils.
 */
typedef struct
{
  DescoUuid school_id;
  char *name;
  gint64 quantity;
} DescoKitchenDiet;

/**
 * DescoKitchenDay:
 * @date: the day
 * @closed_at: when the numbers were frozen, 0 while they are not; microseconds since 1970 in UTC
 * @closed_by: (nullable): who froze them
 * @numbers: (element-type DescoKitchenNumber): by order and name of the school
 * @diets: (element-type DescoKitchenDiet): in the same order, then by name
 *
 * The kitchen's numbers of a day.
 */
typedef struct
{
  GDate date;
  gint64 closed_at;
  char *closed_by;
  GPtrArray *numbers;
  GPtrArray *diets;
} DescoKitchenDay;

void desco_kitchen_day_free (DescoKitchenDay *self);

/**
 * DescoKitchenClosing:
 * @already_closed: nothing had to be done
 * @n_confirmed: sheets that nobody had confirmed, and that closing confirmed with everyone present
 *   who was not marked
 * @n_meals: meals posted by that
 * @day: the frozen numbers
 *
 * What closing a day did.
 */
typedef struct
{
  gboolean already_closed;
  guint n_confirmed;
  guint n_meals;
  DescoKitchenDay *day;
} DescoKitchenClosing;

void desco_kitchen_closing_free (DescoKitchenClosing *self);

DescoKitchenDay *desco_kitchen_get_day (DescoStore *store,
                                        const GDate *date,
                                        GCancellable *cancellable,
                                        GError **error);
void desco_kitchen_get_day_async (DescoStore *store,
                                  const GDate *date,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
DescoKitchenDay *
desco_kitchen_get_day_finish (DescoStore *store, GAsyncResult *result, GError **error);

DescoKitchenClosing *desco_kitchen_close_day (DescoStore *store,
                                              const GDate *date,
                                              GCancellable *cancellable,
                                              GError **error);
void desco_kitchen_close_day_async (DescoStore *store,
                                    const GDate *date,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
DescoKitchenClosing *
desco_kitchen_close_day_finish (DescoStore *store, GAsyncResult *result, GError **error);

gboolean desco_kitchen_reopen_day (DescoStore *store,
                                   const GDate *date,
                                   const char *reason,
                                   GCancellable *cancellable,
                                   GError **error);
void desco_kitchen_reopen_day_async (DescoStore *store,
                                     const GDate *date,
                                     const char *reason,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean desco_kitchen_reopen_day_finish (DescoStore *store, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoKitchenDay, desco_kitchen_day_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoKitchenClosing, desco_kitchen_closing_free)

G_END_DECLS
