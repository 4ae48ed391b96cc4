/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-pupil.h"

enum
{
  PROP_0,
  PROP_LOADED,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (DescoPupil, desco_pupil, G_TYPE_OBJECT)

static void
free_fields (DescoPupil *self)
{
  g_free (self->tax_code);
  g_free (self->provisional_code);
  g_free (self->surname);
  g_free (self->name);
  g_free (self->birth_place);
  g_free (self->address);
  g_free (self->postal_code);
  g_free (self->town);
  g_free (self->province);
  g_free (self->exemption);
  g_free (self->sidi_code);
  g_free (self->class_name);
  g_free (self->class_label);
  g_free (self->class_reference);
  g_free (self->school_name);
  g_free (self->guardian_name);
}

static void
desco_pupil_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  DescoPupil *self = DESCO_PUPIL (object);

  switch (property_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
desco_pupil_finalize (GObject *object)
{
  free_fields (DESCO_PUPIL (object));

  G_OBJECT_CLASS (desco_pupil_parent_class)->finalize (object);
}

static void
desco_pupil_class_init (DescoPupilClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = desco_pupil_get_property;
  object_class->finalize = desco_pupil_finalize;

  /**
   * DescoPupil:loaded:
   *
   * Whether the fields are there. It is told each time that they are read anew.
   */
  properties[PROP_LOADED]
      = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
desco_pupil_init (DescoPupil *self)
{
  g_date_clear (&self->birth_date, 1);
}

/**
 * desco_pupil_new:
 *
 * For the repository that fills it.
 *
 * Returns: (transfer full): an empty pupil
 */
DescoPupil *
desco_pupil_new (void)
{
  DescoPupil *self = g_object_new (DESCO_TYPE_PUPIL, NULL);

  self->loaded = TRUE;
  return self;
}

/**
 * desco_pupil_new_unloaded:
 * @number: the row
 *
 * Returns: (transfer full): a pupil whose fields come later
 */
DescoPupil *
desco_pupil_new_unloaded (gint64 number)
{
  DescoPupil *self = g_object_new (DESCO_TYPE_PUPIL, NULL);

  self->number = number;
  return self;
}

/**
 * desco_pupil_take_fields:
 * @self: a pupil that somebody shows
 * @other: the same pupil, read anew; it is empty afterwards
 *
 * Moves the fields over and tells that they are there.
 */
void
desco_pupil_take_fields (DescoPupil *self, DescoPupil *other)
{
  DescoPupil fields = *other;

  /* Each keeps its own head; what the texts of one were, the other frees at its end. */
  *other = *self;
  other->parent_instance = fields.parent_instance;
  fields.parent_instance = self->parent_instance;
  *self = fields;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

/**
 * desco_pupil_get_code:
 * @self: a pupil
 *
 * Returns: (transfer none) (nullable): the tax code, or the provisional one where there is none
 *   (R-40)
 */
const char *
desco_pupil_get_code (const DescoPupil *self)
{
  return self->tax_code != NULL ? self->tax_code : self->provisional_code;
}

/**
 * desco_pupil_dup_full_name:
 * @self: a pupil
 *
 * Returns: (transfer full): surname and name, empty while nothing is loaded
 */
char *
desco_pupil_dup_full_name (const DescoPupil *self)
{
  if (!self->loaded)
    return g_strdup ("");
  return g_strdup_printf ("%s %s", self->surname, self->name);
}
