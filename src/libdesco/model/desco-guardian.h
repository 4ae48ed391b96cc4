/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

#include "model/desco-uuid.h"

G_BEGIN_DECLS

#define DESCO_TYPE_GUARDIAN (desco_guardian_get_type ())
G_DECLARE_FINAL_TYPE (DescoGuardian, desco_guardian, DESCO, GUARDIAN, GObject)

/**
 * DescoGuardian:
 * @id: the identity
 * @tax_code: (nullable): the tax code
 * @surname: surname
 * @name: name
 * @address: (nullable): street and number
 * @postal_code: (nullable): postal code
 * @town: (nullable): town
 * @province: (nullable): province
 * @phone: (nullable): telephone
 * @email: (nullable): e-mail
 * @role: (nullable): what they are to the pupil they were asked for: "father", "mother",
 *   "guardian", "delegate"
 * @payer: whether they pay for that pupil
 *
 * An adult: account holder and debtor. The fields are to be read only.
 */
struct _DescoGuardian
{
  GObject parent_instance;

  DescoUuid id;
  char *tax_code;
  char *surname;
  char *name;
  char *address;
  char *postal_code;
  char *town;
  char *province;
  char *phone;
  char *email;
  char *role;
  gboolean payer;
};

DescoGuardian *desco_guardian_new (void);
char *desco_guardian_dup_full_name (const DescoGuardian *self);

G_END_DECLS
