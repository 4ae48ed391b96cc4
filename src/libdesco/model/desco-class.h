/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

#include "model/desco-uuid.h"

G_BEGIN_DECLS

#define DESCO_TYPE_CLASS (desco_class_get_type ())
G_DECLARE_FINAL_TYPE (DescoClass, desco_class, DESCO, CLASS, GObject)

/**
 * DescoClass:
 * @id: its identity
 * @school_id: its school
 * @school_name: the school's name
 * @school_year: as "2026/2027"
 * @name: year and section, "1A"
 * @label: for people, "Primaria G. Rodari · 1A"
 * @reference: for the command line and JSON, "NOEE81401A/1A"
 * @n_pupils: how many are enrolled
 *
 * A class of one school year. The fields are to be read only.
 */
struct _DescoClass
{
  GObject parent_instance;

  DescoUuid id;
  DescoUuid school_id;
  char *school_name;
  char *school_year;
  char *name;
  char *label;
  char *reference;
  guint n_pupils;
};

DescoClass *desco_class_new (void);

char *desco_class_make_name (const char *year, const char *section);
char *desco_class_make_label (const char *school_name, const char *name);
char *
desco_class_make_reference (const char *school_code, const char *school_name, const char *name);

G_END_DECLS
