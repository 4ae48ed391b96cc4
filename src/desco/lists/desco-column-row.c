/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "lists/desco-column-row.h"

#include <glib/gi18n.h>

/* A column of a list and what it is taken for, which a person may correct. */

struct _DescoColumnRow
{
  AdwActionRow parent_instance;

  GtkDropDown *fields;
  char *header;
  char *recognised;
};

G_DEFINE_FINAL_TYPE (DescoColumnRow, desco_column_row, ADW_TYPE_ACTION_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  const char *field;
  const char *title;
} Choice;

static const Choice choices[] = {
  { "ignore", N_ ("Not needed") },
  { "surname", N_ ("Surname") },
  { "name", N_ ("Name") },
  { "fullName", N_ ("Surname and name") },
  { "nameSurname", N_ ("Name and surname") },
  { "taxCode", N_ ("Tax code") },
  { "sex", N_ ("Sex") },
  { "birthDate", N_ ("Birth date") },
  { "birthPlace", N_ ("Birth place") },
  { "birthProvince", N_ ("Birth province") },
  { "school", N_ ("School") },
  { "schoolCode", N_ ("School code") },
  { "class", N_ ("Class") },
  { "classYear", N_ ("Year of the class") },
  { "section", N_ ("Section") },
  { "address", N_ ("Address") },
  { "houseNumber", N_ ("House number") },
  { "postalCode", N_ ("Postal code") },
  { "town", N_ ("Town") },
  { "province", N_ ("Province") },
  { "phone", N_ ("Phone") },
  { "mobile", N_ ("Mobile phone") },
  { "email", N_ ("E-mail") },
  { "resident", N_ ("Resident") },
  { "isee", N_ ("ISEE") },
  { "iseeUntil", N_ ("ISEE valid until") },
  { "exemption", N_ ("Exemption") },
  { "diet", N_ ("Diet") },
  { "openingBalance", N_ ("Opening balance") },
  { "openingUnitCost", N_ ("Cost of the opening vouchers") },
  { "sidiCode", N_ ("SIDI code") },
  { "parentSurname", N_ ("Parent: surname") },
  { "parentName", N_ ("Parent: name") },
  { "parentFullName", N_ ("Parent: surname and name") },
  { "parentTaxCode", N_ ("Parent: tax code") },
  { "parentPhone", N_ ("Parent: phone") },
  { "parentEmail", N_ ("Parent: e-mail") },
  { "motherSurname", N_ ("Mother: surname") },
  { "motherName", N_ ("Mother: name") },
  { "motherFullName", N_ ("Mother: surname and name") },
  { "motherTaxCode", N_ ("Mother: tax code") },
  { "motherPhone", N_ ("Mother: phone") },
  { "motherEmail", N_ ("Mother: e-mail") },
  { "fatherSurname", N_ ("Father: surname") },
  { "fatherName", N_ ("Father: name") },
  { "fatherFullName", N_ ("Father: surname and name") },
  { "fatherTaxCode", N_ ("Father: tax code") },
  { "fatherPhone", N_ ("Father: phone") },
  { "fatherEmail", N_ ("Father: e-mail") },
};

/* What was recognised and has no words of its own here comes last, as the library calls it. */
static GtkStringList *
make_titles (const char *field, guint *selected)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  *selected = GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      gtk_string_list_append (titles, gettext (choices[i].title));
      if (g_strcmp0 (choices[i].field, field) == 0)
        *selected = i;
    }
  if (*selected != GTK_INVALID_LIST_POSITION)
    return titles;
  *selected = G_N_ELEMENTS (choices);
  gtk_string_list_append (titles, field);

  return titles;
}

static void
on_selected (DescoColumnRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
desco_column_row_finalize (GObject *object)
{
  DescoColumnRow *self = DESCO_COLUMN_ROW (object);

  g_free (self->header);
  g_free (self->recognised);

  G_OBJECT_CLASS (desco_column_row_parent_class)->finalize (object);
}

static void
desco_column_row_class_init (DescoColumnRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_column_row_finalize;

  /**
   * DescoColumnRow::changed:
   *
   * The person says that it means something else.
   */
  signals[CHANGED] = g_signal_new ("changed", DESCO_TYPE_COLUMN_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desco_column_row_init (DescoColumnRow *self)
{
}

/**
 * desco_column_row_new:
 * @header: the column's header
 * @field: (nullable): what it was taken for
 * @sample: (nullable): what stands in its first row
 *
 * Returns: (transfer floating): a row for the column
 */
GtkWidget *
desco_column_row_new (const char *header, const char *field, const char *sample)
{
  DescoColumnRow *self = g_object_new (DESCO_TYPE_COLUMN_ROW, NULL);
  const char *recognised = field != NULL ? field : "ignore";
  guint selected = 0;
  GtkStringList *titles = make_titles (recognised, &selected);
  g_autofree char *spoken = g_strdup_printf (_ ("Meaning of the column %s"), header);

  self->header = g_strdup (header);
  self->recognised = g_strdup (recognised);
  self->fields = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (titles), NULL));
  gtk_drop_down_set_selected (self->fields, selected);
  gtk_widget_set_valign (GTK_WIDGET (self->fields), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fields), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  g_signal_connect_swapped (self->fields, "notify::selected", G_CALLBACK (on_selected), self);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), header);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), sample != NULL ? sample : "");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->fields));

  return GTK_WIDGET (self);
}

/**
 * desco_column_row_dup_choice:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): what the person said, as `COLUMN=FIELD`; %NULL where it is
 *   as it was recognised
 */
char *
desco_column_row_dup_choice (DescoColumnRow *self)
{
  guint selected;

  g_return_val_if_fail (DESCO_IS_COLUMN_ROW (self), NULL);

  selected = gtk_drop_down_get_selected (self->fields);
  if (selected >= G_N_ELEMENTS (choices)
      || g_strcmp0 (choices[selected].field, self->recognised) == 0)
    return NULL;

  return g_strdup_printf ("%s=%s", self->header, choices[selected].field);
}
