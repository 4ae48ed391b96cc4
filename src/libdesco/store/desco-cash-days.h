/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-quittance.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoCashClosing:
 * @id: its id
 * @at: UTC microseconds
 * @author: (nullable): who counted
 * @expected: cents of cash that the drawer should have held
 * @counted: cents that it did hold
 * @pos_total: cents taken by card since the closing before
 * @n_quittances: how many it counts, voided ones included
 * @reason: (nullable): why the two differ
 *
 * One count of the drawer.
 */
typedef struct
{
  DescoUuid id;
  gint64 at;
  char *author;
  gint64 expected;
  gint64 counted;
  gint64 pos_total;
  guint n_quittances;
  char *reason;
} DescoCashClosing;

void desco_cash_closing_free (DescoCashClosing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoCashClosing, desco_cash_closing_free)

/**
 * DescoCashDay:
 * @date: the civil date
 * @device_code: the desk
 * @allowed: whether the creditor allows the desk to take money
 * @quittances: (element-type DescoQuittance): in the order of their numbers, voided ones included
 * @closings: (element-type DescoCashClosing): oldest first
 * @cash_total: cents of the standing ones in cash
 * @pos_total: cents of the standing ones by card
 * @n_standing: how many stand
 * @n_voided: how many are voided
 * @open_cash: cents of cash that no closing counts yet: what the drawer should hold
 * @open_pos: cents by card that no closing counts yet
 * @n_open: how many quittances no closing counts yet, voided ones included
 * @unclosed: (array zero-terminated=1): earlier days, YYYY-MM-DD, that are not closed
 *
 * What one desk took on one day.
 */
typedef struct
{
  GDate date;
  guint device_code;
  gboolean allowed;
  GPtrArray *quittances;
  GPtrArray *closings;
  gint64 cash_total;
  gint64 pos_total;
  guint n_standing;
  guint n_voided;
  gint64 open_cash;
  gint64 open_pos;
  guint n_open;
  char **unclosed;
} DescoCashDay;

void desco_cash_day_free (DescoCashDay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoCashDay, desco_cash_day_free)

DescoCashDay *desco_cash_days_get (DescoStore *store,
                                   const GDate *date,
                                   GCancellable *cancellable,
                                   GError **error);
void desco_cash_days_get_async (DescoStore *store,
                                const GDate *date,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
DescoCashDay *desco_cash_days_get_finish (DescoStore *store, GAsyncResult *result, GError **error);

DescoCashDay *desco_cash_days_close (DescoStore *store,
                                     const GDate *date,
                                     gint64 counted,
                                     const char *reason,
                                     GCancellable *cancellable,
                                     GError **error);
void desco_cash_days_close_async (DescoStore *store,
                                  const GDate *date,
                                  gint64 counted,
                                  const char *reason,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
DescoCashDay *
desco_cash_days_close_finish (DescoStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
