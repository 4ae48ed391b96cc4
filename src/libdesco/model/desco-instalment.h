/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How many instalments a purchase may be paid in. */
#define DESCO_INSTALMENTS_MIN 2
#define DESCO_INSTALMENTS_MAX 12

/**
 * DescoInstalmentStatus:
 * @DESCO_INSTALMENT_OPEN: to be paid
 * @DESCO_INSTALMENT_PAID: the platform says so; no receipt yet
 * @DESCO_INSTALMENT_CREDITED: its receipt is in, its vouchers are there
 * @DESCO_INSTALMENT_EXPIRED: not paid by the last due date of the purchase
 * @DESCO_INSTALMENT_CANCELLED: withdrawn with the purchase, or closed since the whole was paid
 *
 * The states of an instalment. Their nicks are what the database and JSON say.
 */
typedef enum
{
  DESCO_INSTALMENT_OPEN,
  DESCO_INSTALMENT_PAID,
  DESCO_INSTALMENT_CREDITED,
  DESCO_INSTALMENT_EXPIRED,
  DESCO_INSTALMENT_CANCELLED,
} DescoInstalmentStatus;

#define DESCO_TYPE_INSTALMENT_STATUS (desco_instalment_status_get_type ())
GType desco_instalment_status_get_type (void);
const char *desco_instalment_status_to_nick (DescoInstalmentStatus status);
gboolean desco_instalment_status_from_nick (const char *nick, DescoInstalmentStatus *status);
const char *desco_instalment_status_to_words (DescoInstalmentStatus status);

/**
 * DescoInstalment:
 * @number: from 1
 * @quantity: the vouchers that it pays, at least 1
 * @amount: cents, its vouchers × the purchase's unit cost
 * @due_date: the last day to pay it
 * @iuv: (nullable): the payment's reference; %NULL in a plan that is not sold yet
 * @notice_number: (nullable): 18 digits; %NULL in a plan that is not sold yet
 * @status: where it stands
 *
 * A part of a purchase that is paid by a notice number of its own, and credits the vouchers that it
 * pays as soon as its receipt is in.
 */
typedef struct
{
  guint number;
  gint64 quantity;
  gint64 amount;
  GDate due_date;
  char *iuv;
  char *notice_number;
  DescoInstalmentStatus status;
} DescoInstalment;

DescoInstalment *desco_instalment_new (void);
void desco_instalment_free (DescoInstalment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoInstalment, desco_instalment_free)

gboolean desco_instalments_check_count (gint64 quantity, guint count, GError **error);
GPtrArray *desco_instalments_plan (gint64 quantity,
                                   gint64 unit_amount,
                                   guint count,
                                   const GDate *first_due_date,
                                   GError **error);
guint desco_instalments_count_paid (GPtrArray *instalments);

G_END_DECLS
