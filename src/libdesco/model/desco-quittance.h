/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

#include "model/desco-uuid.h"

G_BEGIN_DECLS

/**
 * DescoQuittanceMethod:
 * @DESCO_QUITTANCE_CASH: coins and notes, which the day's closing counts
 * @DESCO_QUITTANCE_POS: a card at the desk's terminal
 *
 * How money was taken at the desk. Their nicks are what the database and JSON say.
 */
typedef enum
{
  DESCO_QUITTANCE_CASH,
  DESCO_QUITTANCE_POS,
} DescoQuittanceMethod;

#define DESCO_TYPE_QUITTANCE_METHOD (desco_quittance_method_get_type ())
GType desco_quittance_method_get_type (void);
const char *desco_quittance_method_to_nick (DescoQuittanceMethod method);
gboolean desco_quittance_method_from_nick (const char *nick, DescoQuittanceMethod *method);
const char *desco_quittance_method_to_words (DescoQuittanceMethod method);

/**
 * DescoTelling:
 * @DESCO_TELLING_WAITING: pagoPA does not know yet; it is tried again
 * @DESCO_TELLING_TOLD: pagoPA knows that the notice is paid
 * @DESCO_TELLING_NEEDLESS: there is nothing to tell: pagoPA has no such notice, or nobody can pay it
 *   there any more
 * @DESCO_TELLING_PAID_THERE: somebody paid the notice at pagoPA too: one of the two is given back
 * @DESCO_TELLING_DROPPED: the quittance was voided before pagoPA heard of it
 *
 * What pagoPA knows of a quittance. Their nicks are what the database and JSON say.
 */
typedef enum
{
  DESCO_TELLING_WAITING,
  DESCO_TELLING_TOLD,
  DESCO_TELLING_NEEDLESS,
  DESCO_TELLING_PAID_THERE,
  DESCO_TELLING_DROPPED,
} DescoTelling;

#define DESCO_TYPE_TELLING (desco_telling_get_type ())
GType desco_telling_get_type (void);
const char *desco_telling_to_nick (DescoTelling telling);
gboolean desco_telling_from_nick (const char *nick, DescoTelling *telling);
const char *desco_telling_to_words (DescoTelling telling);

/**
 * DescoQuittance:
 * @id: its id
 * @device_code: the desk that took the money, 0 to 999
 * @year: the civil year in which it did
 * @number: from 1 in each desk's year, without gaps
 * @label: the three as people say them, "000/2026/1"
 * @purchase_id: what was paid
 * @instalment: which of its instalments; 0 for the whole purchase
 * @notice_number: the notice that was paid
 * @iupd: the debt position of that notice
 * @pupil_name: for whom, surname and name
 * @subject: what the notice says
 * @method: how
 * @amount: cents
 * @quantity: vouchers that were credited
 * @payer: (nullable): who paid
 * @civil_date: the day
 * @at: the same, in UTC microseconds
 * @author: (nullable): who took the money
 * @closed: whether a closing counts it
 * @voided_at: UTC microseconds of its voiding; 0 while it stands
 * @voided_by: (nullable): who voided it
 * @void_reason: (nullable): why
 * @telling: what pagoPA knows of it
 * @told_at: UTC microseconds since when it does; 0 for not yet
 * @attempts: how often it was told without success
 * @retry_at: UTC microseconds of the next try; 0 for at once
 * @problem: (nullable): why pagoPA does not know yet, in words
 *
 * Money that was taken at the desk, and its number. The fields are to be read only.
 */
#define DESCO_TYPE_QUITTANCE (desco_quittance_get_type ())
G_DECLARE_FINAL_TYPE (DescoQuittance, desco_quittance, DESCO, QUITTANCE, GObject)

struct _DescoQuittance
{
  GObject parent_instance;

  DescoUuid id;
  guint device_code;
  guint year;
  gint64 number;
  char *label;
  DescoUuid purchase_id;
  guint instalment;
  char *notice_number;
  char *iupd;
  char *pupil_name;
  char *subject;
  DescoQuittanceMethod method;
  gint64 amount;
  gint64 quantity;
  char *payer;
  GDate civil_date;
  gint64 at;
  char *author;
  gboolean closed;
  gint64 voided_at;
  char *voided_by;
  char *void_reason;
  DescoTelling telling;
  gint64 told_at;
  gint64 attempts;
  gint64 retry_at;
  char *problem;
};

char *desco_quittance_make_label (guint device_code, guint year, gint64 number);
gboolean
desco_quittance_parse_label (const char *label, guint *device_code, guint *year, gint64 *number);

G_END_DECLS
