/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-creditor.h"
#include "model/desco-quittance.h"

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * DescoQuittancePaper:
 * @creditor: who took the money
 * @number: of the quittance, without gaps in its desk and year
 * @year: of the number
 * @desk: the desk's code, 0 to 999
 * @amount: cents
 * @method: how it was paid
 * @date: when
 * @payer: (nullable): who paid
 * @payer_tax_code: (nullable): their tax code
 * @pupil: (nullable): for whom
 * @class_label: (nullable): in which class
 * @subject: what was paid
 * @quantity: vouchers; 0 where that is not known
 * @notice_number: (nullable): the notice that it settles
 * @author: (nullable): who took the money
 * @void_reason: (nullable): why it counts no more, where it was voided
 * @practice: whether it only trains somebody
 *
 * What the numbered quittance of a desk says. The texts are borrowed for the time of the
 * call.
 */
typedef struct
{
  const DescoCreditor *creditor;
  gint64 number;
  int year;
  guint desk;
  gint64 amount;
  DescoQuittanceMethod method;
  GDate date;
  const char *payer;
  const char *payer_tax_code;
  const char *pupil;
  const char *class_label;
  const char *subject;
  gint64 quantity;
  const char *notice_number;
  const char *author;
  const char *void_reason;
  gboolean practice;
} DescoQuittancePaper;

void desco_quittance_paper_fill (DescoQuittancePaper *paper,
                                 DescoQuittance *quittance,
                                 const DescoCreditor *creditor,
                                 gboolean practice);
void desco_quittance_paper_draw (const DescoQuittancePaper *paper, cairo_t *cr);
gboolean
desco_quittance_paper_write (const DescoQuittancePaper *paper, const char *path, GError **error);

G_END_DECLS
