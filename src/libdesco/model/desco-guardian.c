/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-guardian.h"

G_DEFINE_FINAL_TYPE (DescoGuardian, desco_guardian, G_TYPE_OBJECT)

static void
desco_guardian_finalize (GObject *object)
{
  DescoGuardian *self = DESCO_GUARDIAN (object);

  g_free (self->tax_code);
  g_free (self->surname);
  g_free (self->name);
  g_free (self->address);
  g_free (self->postal_code);
  g_free (self->town);
  g_free (self->province);
  g_free (self->phone);
  g_free (self->email);
  g_free (self->role);

  G_OBJECT_CLASS (desco_guardian_parent_class)->finalize (object);
}

static void
desco_guardian_class_init (DescoGuardianClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_guardian_finalize;
}

static void
desco_guardian_init (DescoGuardian *self)
{
}

/**
 * desco_guardian_new:
 *
 * For the repository that fills it.
 *
 * Returns: (transfer full): an empty guardian
 */
DescoGuardian *
desco_guardian_new (void)
{
  return g_object_new (DESCO_TYPE_GUARDIAN, NULL);
}

/**
 * desco_guardian_dup_full_name:
 * @self: a guardian
 *
 * Returns: (transfer full): surname and name
 */
char *
desco_guardian_dup_full_name (const DescoGuardian *self)
{
  return g_strdup_printf ("%s %s", self->surname, self->name);
}
