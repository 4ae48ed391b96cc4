/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "today/desco-kitchen-row.h"

#include "today/desco-figure-row.h"

#include <glib/gi18n.h>

/* What the kitchen makes for one school on a closed day. */

/* Diets by name, without the names of those who have them. */
static char *
list_diets (const DescoKitchenNumber *number, GPtrArray *diets)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < diets->len; i++)
    {
      const DescoKitchenDiet *diet = g_ptr_array_index (diets, i);

      if (desco_uuid_equal (&diet->school_id, &number->school_id))
        g_ptr_array_add (words,
                         g_strdup_printf ("%s\u00a0%" G_GINT64_FORMAT, diet->name, diet->quantity));
    }
  if (words->len == 0)
    return NULL;
  g_ptr_array_add (words, NULL);

  return g_strjoinv (" · ", (char **) words->pdata);
}

static void
describe (GtkWidget *row, const DescoKitchenNumber *number, const char *diets)
{
  /* Translators: a school, and its meals: of the menu, plain, by a diet, of the staff; as read by a
     screen reader. */
  g_autofree char *meals = g_strdup_printf (
      _ ("%s, %d standard, %d plain, %d diets, %d staff"), number->school, (int) number->standard,
      (int) number->plain, (int) number->special, (int) number->staff);
  g_autofree char *spoken
      = diets != NULL ? g_strdup_printf ("%s, %s", meals, diets) : g_steal_pointer (&meals);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * desco_kitchen_row_new_header:
 * @list: the list that it is for
 *
 * Returns: (transfer floating): the words over the figures
 */
GtkWidget *
desco_kitchen_row_new_header (GtkListBox *list)
{
  GtkWidget *box;
  GtkWidget *row = desco_figure_row_new_header (&box);

  desco_figure_row_add_heading (box, _ ("School"));
  desco_figure_row_add_column (list, box, "standard", C_ ("meals", "Standard"));
  desco_figure_row_add_column (list, box, "plain", _ ("Plain"));
  desco_figure_row_add_column (list, box, "diets", _ ("Diets"));
  desco_figure_row_add_column (list, box, "staff", C_ ("meals", "Staff"));

  return row;
}

/**
 * desco_kitchen_row_new:
 * @list: the list that it is for
 * @number: a school's meals
 * @diets: (element-type DescoKitchenDiet): the diets of all schools
 *
 * Returns: (transfer floating): a row with the school's figures
 */
GtkWidget *
desco_kitchen_row_new (GtkListBox *list, const DescoKitchenNumber *number, GPtrArray *diets)
{
  GtkWidget *box;
  GtkWidget *row = desco_figure_row_new (&box);
  g_autofree char *words = list_diets (number, diets);

  desco_figure_row_add_name (box, number->school, words);
  desco_figure_row_add_count (list, box, "standard", number->standard);
  desco_figure_row_add_count (list, box, "plain", number->plain);
  desco_figure_row_add_count (list, box, "diets", number->special);
  desco_figure_row_add_count (list, box, "staff", number->staff);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  describe (row, number, words);

  return row;
}
