/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-school.h"

G_DEFINE_FINAL_TYPE (DescoSchool, desco_school, G_TYPE_OBJECT)

static void
desco_school_finalize (GObject *object)
{
  DescoSchool *self = DESCO_SCHOOL (object);

  g_free (self->code);
  g_free (self->name);

  G_OBJECT_CLASS (desco_school_parent_class)->finalize (object);
}

static void
desco_school_class_init (DescoSchoolClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_school_finalize;
}

static void
desco_school_init (DescoSchool *self)
{
}

/**
 * desco_school_new:
 *
 * For the repository that fills it.
 *
 * Returns: (transfer full): an empty school
 */
DescoSchool *
desco_school_new (void)
{
  return g_object_new (DESCO_TYPE_SCHOOL, NULL);
}

/**
 * desco_school_get_reference:
 * @self: a school
 *
 * Returns: (transfer none): what the command line and JSON call it: the ministry code, else the name
 */
const char *
desco_school_get_reference (const DescoSchool *self)
{
  return self->code != NULL ? self->code : self->name;
}
