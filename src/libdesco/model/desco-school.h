/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

#include "model/desco-school-order.h"
#include "model/desco-uuid.h"

G_BEGIN_DECLS

#define DESCO_TYPE_SCHOOL (desco_school_get_type ())
G_DECLARE_FINAL_TYPE (DescoSchool, desco_school, DESCO, SCHOOL, GObject)

/**
 * DescoSchool:
 * @id: its identity
 * @code: (nullable): the ministry code
 * @name: the building's name
 * @school_order: its order, %DESCO_SCHOOL_ORDER_UNKNOWN while nobody has said
 *
 * A building of one order (plesso). The fields are to be read only.
 */
struct _DescoSchool
{
  GObject parent_instance;

  DescoUuid id;
  char *code;
  char *name;
  DescoSchoolOrder school_order;
};

DescoSchool *desco_school_new (void);
const char *desco_school_get_reference (const DescoSchool *self);

G_END_DECLS
