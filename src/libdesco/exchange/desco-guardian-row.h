/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-list-reader.h"
#include "exchange/desco-listed-adult.h"
#include "exchange/desco-row-error.h"

G_BEGIN_DECLS

/**
 * DescoGuardianRow:
 * @line: the line of the row
 * @pupil_tax_code: (nullable): the pupil's tax code, checked, in capitals
 * @pupil_surname: (nullable): the pupil's surname
 * @pupil_name: (nullable): the pupil's name
 * @pupil_birth_date: cleared where unknown
 * @pupil_sidi_code: (nullable): the pupil's code at the ministry's register
 * @pupil_id: (nullable): the pupil's number at the register that exported the list
 * @adults: (element-type DescoListedAdult): the guardians on the row, at least one
 *
 * A row of a list of guardians: whose guardians they are, by at least one of the pupil's keys, and
 * who they are.
 */
typedef struct
{
  guint line;
  char *pupil_tax_code;
  char *pupil_surname;
  char *pupil_name;
  GDate pupil_birth_date;
  char *pupil_sidi_code;
  char *pupil_id;
  GPtrArray *adults;
} DescoGuardianRow;

gboolean desco_guardian_row_read (DescoListReader *list,
                                  DescoGuardianRow **row,
                                  DescoRowError **problem,
                                  GError **error);
void desco_guardian_row_free (DescoGuardianRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoGuardianRow, desco_guardian_row_free)

G_END_DECLS
