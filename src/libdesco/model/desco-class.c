/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-class.h"

G_DEFINE_FINAL_TYPE (DescoClass, desco_class, G_TYPE_OBJECT)

static void
desco_class_finalize (GObject *object)
{
  DescoClass *self = DESCO_CLASS (object);

  g_free (self->school_name);
  g_free (self->school_year);
  g_free (self->name);
  g_free (self->label);
  g_free (self->reference);

  G_OBJECT_CLASS (desco_class_parent_class)->finalize (object);
}

static void
desco_class_class_init (DescoClassClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_class_finalize;
}

static void
desco_class_init (DescoClass *self)
{
}

/**
 * desco_class_new:
 *
 * For the repository that fills it.
 *
 * Returns: (transfer full): an empty class
 */
DescoClass *
desco_class_new (void)
{
  return g_object_new (DESCO_TYPE_CLASS, NULL);
}

/* Letters and digits alone, in capitals: "1^a", "1 A" and "1A" are one class. */
static void
append_part (GString *name, const char *part)
{
  g_autofree char *composed = g_utf8_normalize (part != NULL ? part : "", -1, G_NORMALIZE_NFKC);

  for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (name, g_unichar_toupper (c));
    }
}

/**
 * desco_class_make_name:
 * @year: (nullable): the year, or year and section in one
 * @section: (nullable): the section
 *
 * Returns: (transfer full): the name by which classes are told apart, "1A"; empty where there is
 *   nothing to go by
 */
char *
desco_class_make_name (const char *year, const char *section)
{
  GString *name = g_string_new (NULL);

  append_part (name, year);
  append_part (name, section);
  return g_string_free (name, FALSE);
}

/**
 * desco_class_make_label:
 * @school_name: the school's name
 * @name: the class's
 *
 * Returns: (transfer full): "Primaria G. Rodari · 1A"
 */
char *
desco_class_make_label (const char *school_name, const char *name)
{
  return g_strdup_printf ("%s · %s", school_name, name);
}

/**
 * desco_class_make_reference:
 * @school_code: (nullable): the school's ministry code
 * @school_name: its name
 * @name: the class's
 *
 * Returns: (transfer full): "NOEE81401A/1A", or with the school's name where it has no code
 */
char *
desco_class_make_reference (const char *school_code, const char *school_name, const char *name)
{
  return g_strdup_printf ("%s/%s", school_code != NULL ? school_code : school_name, name);
}
