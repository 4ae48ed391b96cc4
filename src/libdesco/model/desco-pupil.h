/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

#include "model/desco-residence.h"
#include "model/desco-tax-code.h"
#include "model/desco-uuid.h"

G_BEGIN_DECLS

#define DESCO_TYPE_PUPIL (desco_pupil_get_type ())
G_DECLARE_FINAL_TYPE (DescoPupil, desco_pupil, DESCO, PUPIL, GObject)

/**
 * DescoPupil:
 * @loaded: whether the fields are there; a list hands pupils out before (see DescoPupil:loaded)
 * @number: the row, for lists; not for life
 * @id: the identity, for life
 * @tax_code: (nullable): the tax code
 * @provisional_code: (nullable): what stands in for a tax code
 * @surname: surname
 * @name: name
 * @birth_date: the day of birth; may be invalid
 * @birth_place: (nullable): where
 * @sex: as the list said
 * @address: (nullable): street and number
 * @postal_code: (nullable): postal code
 * @town: (nullable): the town of residence
 * @province: (nullable): its province
 * @resident: what the list says of residence
 * @exemption: (nullable): why nothing is paid, as the list has it
 * @sidi_code: (nullable): the ministry's number
 * @class_id: this school year's class, or nil
 * @class_name: (nullable): "1A"
 * @class_label: (nullable): "Primaria G. Rodari · 1A"
 * @class_reference: (nullable): "NOEE81401A/1A", as in JSON
 * @school_id: the class's school, or nil
 * @school_name: (nullable): its name
 * @guardian_id: who pays, or nil
 * @guardian_name: (nullable): surname and name of who pays
 * @balance: vouchers to eat; below zero where more was eaten
 * @awaiting: vouchers bought and not paid yet
 *
 * A pupil with what a list shows beside the name. The fields are to be read only.
 */
struct _DescoPupil
{
  GObject parent_instance;

  gboolean loaded;
  gint64 number;
  DescoUuid id;
  char *tax_code;
  char *provisional_code;
  char *surname;
  char *name;
  GDate birth_date;
  char *birth_place;
  DescoSex sex;
  char *address;
  char *postal_code;
  char *town;
  char *province;
  DescoResidence resident;
  char *exemption;
  char *sidi_code;

  DescoUuid class_id;
  char *class_name;
  char *class_label;
  char *class_reference;
  DescoUuid school_id;
  char *school_name;

  DescoUuid guardian_id;
  char *guardian_name;
  gint64 balance;
  gint64 awaiting;
};

DescoPupil *desco_pupil_new (void);
DescoPupil *desco_pupil_new_unloaded (gint64 number);
void desco_pupil_take_fields (DescoPupil *self, DescoPupil *other);
const char *desco_pupil_get_code (const DescoPupil *self);
char *desco_pupil_dup_full_name (const DescoPupil *self);

G_END_DECLS
