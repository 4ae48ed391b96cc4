/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-tax-code.h"

G_BEGIN_DECLS

/**
 * DescoDemoPerson:
 * @surname: surname
 * @name: name
 * @sex: sex
 * @birth_date: the day of birth
 * @birth_place: where
 * @tax_code: the code that such a person would have; nobody else of the demo has it
 *
 * Somebody who does not exist.
 */
typedef struct
{
  const char *surname;
  const char *name;
  DescoSex sex;
  GDate birth_date;
  const char *birth_place;
  char *tax_code;
} DescoDemoPerson;

typedef struct _DescoDemoPeople DescoDemoPeople;

DescoDemoPeople *desco_demo_people_new (guint32 seed);
void desco_demo_people_free (DescoDemoPeople *self);
GRand *desco_demo_people_get_chance (DescoDemoPeople *self);
const char *desco_demo_people_pick_surname (DescoDemoPeople *self);
void desco_demo_people_make (DescoDemoPeople *self,
                             const char *surname,
                             DescoSex sex,
                             guint first_year,
                             guint last_year,
                             DescoDemoPerson *person);
void desco_demo_person_clear (DescoDemoPerson *person);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoDemoPeople, desco_demo_people_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DescoDemoPerson, desco_demo_person_clear)

G_END_DECLS
