/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-list-field.h"
#include "model/desco-tax-code.h"

G_BEGIN_DECLS

/**
 * DescoListedAdult:
 * @role: what they are to the pupil
 * @contact: whether the list names them as the one to turn to
 * @surname: (nullable): %NULL where the list gives only the tax code
 * @name: (nullable): as @surname
 * @tax_code: (nullable): checked, in capitals
 * @tax_code_kind: what it is, where it is
 * @birth_date: cleared where unknown
 *
 * A guardian as a list gives them.
 */
typedef struct
{
  DescoPersonRole role;
  gboolean contact;
  char *surname;
  char *name;
  char *tax_code;
  DescoTaxCodeKind tax_code_kind;
  DescoSex sex;
  GDate birth_date;
  char *birth_place;
  char *address;
  char *postal_code;
  char *town;
  char *province;
  char *phone;
  char *email;
} DescoListedAdult;

void desco_listed_adult_free (DescoListedAdult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoListedAdult, desco_listed_adult_free)

G_END_DECLS
