/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-list-reader.h"
#include "exchange/desco-listed-adult.h"
#include "exchange/desco-row-error.h"
#include "model/desco-residence.h"

G_BEGIN_DECLS

/**
 * DescoPupilRow:
 * @line: the line of the row
 * @surname: never empty
 * @name: never empty
 * @tax_code: (nullable): checked, in capitals; agrees with @birth_date and @sex
 * @birth_date: from the tax code where the list has none; cleared where unknown
 * @sex: as @birth_date
 * @school_name: (nullable): as the list calls the school
 * @school_code: (nullable): the ministry's code, in capitals
 * @class_year: from 1 to 5, 0 where unknown
 * @section: (nullable): the class's section
 * @phone: (nullable): of the family, where the list does not say whose
 * @email: (nullable): as @phone
 * @resident: what the list says; the town may say more
 * @has_isee: whether there is an ISEE
 * @isee: the ISEE in cents
 * @isee_until: the certificate's last day, cleared where unknown
 * @exemption: (nullable): `SI`, or the list's own word for it; %NULL for none
 * @diet: (nullable): the diet in the list's words (R-50: special-category data)
 * @has_opening_balance: whether the list gives an opening balance
 * @opening_balance: vouchers, perhaps below zero
 * @has_opening_unit_cost: whether the list says what one of those was worth
 * @opening_unit_cost: in cents
 * @sidi_code: (nullable): the pupil's code at the ministry's register
 * @pupil_id: (nullable): the pupil's number at the register that exported the list
 * @adults: (element-type DescoListedAdult): the guardians on the row, each once
 *
 * A row of a list of pupils that can be taken in as it is.
 */
typedef struct
{
  guint line;
  char *surname;
  char *name;
  char *tax_code;
  DescoTaxCodeKind tax_code_kind;
  GDate birth_date;
  DescoSex sex;
  char *birth_place;
  char *birth_province;
  char *address;
  char *postal_code;
  char *town;
  char *province;
  char *phone;
  char *email;
  char *school_name;
  char *school_code;
  guint class_year;
  char *section;
  DescoResidence resident;
  gboolean has_isee;
  gint64 isee;
  GDate isee_until;
  char *exemption;
  char *diet;
  gboolean has_opening_balance;
  gint64 opening_balance;
  gboolean has_opening_unit_cost;
  gint64 opening_unit_cost;
  char *sidi_code;
  char *pupil_id;
  GPtrArray *adults;
} DescoPupilRow;

gboolean desco_pupil_row_read (DescoListReader *list,
                               DescoPupilRow **row,
                               DescoRowError **problem,
                               GError **error);
void desco_pupil_row_free (DescoPupilRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoPupilRow, desco_pupil_row_free)

G_END_DECLS
