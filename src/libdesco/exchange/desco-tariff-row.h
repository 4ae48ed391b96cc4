/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-list-reader.h"
#include "exchange/desco-pupil-row.h"
#include "exchange/desco-row-error.h"
#include "model/desco-school-order.h"

G_BEGIN_DECLS

/**
 * DescoTariffRow:
 * @line: the line of the row; rows apply in their order, the first that fits decides
 * @description: (nullable): what the regulation calls it
 * @order: the school order, %DESCO_SCHOOL_ORDER_UNKNOWN for any
 * @school: (nullable): the school's name or ministry code, %NULL for any
 * @class_name: (nullable): the class, `1A`, or a year alone, %NULL for any
 * @resident: %DESCO_RESIDENCE_UNKNOWN for any
 * @isee_from: the least ISEE in cents, -1 for none
 * @isee_to: the greatest ISEE in cents, -1 for none
 * @child_from: the first of the children to whom it applies, from 1; 0 for any
 * @child_to: the last of them, 0 for no last one
 * @exemption: (nullable): `SI` for any exemption, `NO` for none, else the exemption's own word;
 *   %NULL for any pupil
 * @cost: in cents
 * @valid_from: the first day, cleared for none
 * @valid_until: the last day, cleared for none
 *
 * A rule of a regulation, as a row of its table.
 */
typedef struct
{
  guint line;
  char *description;
  DescoSchoolOrder order;
  char *school;
  char *class_name;
  DescoResidence resident;
  gint64 isee_from;
  gint64 isee_to;
  guint child_from;
  guint child_to;
  char *exemption;
  gint64 cost;
  GDate valid_from;
  GDate valid_until;
} DescoTariffRow;

gboolean desco_tariff_row_read (DescoListReader *list,
                                DescoTariffRow **row,
                                DescoRowError **problem,
                                GError **error);
void desco_tariff_row_free (DescoTariffRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoTariffRow, desco_tariff_row_free)

G_END_DECLS
