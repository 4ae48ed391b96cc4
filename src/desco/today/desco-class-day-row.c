/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "today/desco-class-day-row.h"

#include "desco-format.h"
#include "shell/desco-chip.h"

#include <glib/gi18n.h>

/* A class of this morning: a row of figures that stand under their words. */

/* The cells of a column are as wide on every row of one list. */
static GtkSizeGroup *
get_group (GtkListBox *list, const char *column)
{
  GtkSizeGroup *group = g_object_get_data (G_OBJECT (list), column);

  if (group != NULL)
    return group;
  group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_object_set_data_full (G_OBJECT (list), column, group, g_object_unref);

  return group;
}

static void
add_cell (GtkListBox *list, GtkWidget *box, const char *column, const char *text, gboolean heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, heading ? "heading" : "figures");
  gtk_size_group_add_widget (get_group (list, column), label);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_count (GtkListBox *list, GtkWidget *box, const char *column, guint count)
{
  g_autofree char *text = desco_format_count (count);

  add_cell (list, box, column, text, FALSE);
}

static GtkWidget *
add_name (GtkWidget *box, const char *name, gboolean heading)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (label, TRUE);
  if (heading)
    gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static GtkWidget *
make_box (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_widget_add_css_class (box, "table-row");

  return box;
}

static void
add_state (GtkListBox *list, GtkWidget *box, const char *words, DescoTone tone)
{
  GtkWidget *place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *chip = desco_chip_new ();

  gtk_widget_set_hexpand (place, FALSE);
  gtk_size_group_add_widget (get_group (list, "state"), place);
  gtk_widget_set_hexpand (chip, TRUE);
  gtk_widget_set_halign (chip, GTK_ALIGN_END);
  desco_chip_set (chip, words, tone);
  gtk_box_append (GTK_BOX (place), chip);
  gtk_box_append (GTK_BOX (box), place);
}

/**
 * desco_class_day_row_new_header:
 * @list: the list that it is for
 *
 * Returns: (transfer floating): the words over the figures
 */
GtkWidget *
desco_class_day_row_new_header (GtkListBox *list)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = make_box ();

  add_name (box, _ ("Class"), TRUE);
  add_cell (list, box, "expected", _ ("Expected"), TRUE);
  add_cell (list, box, "absent", C_ ("how many", "Absent"), TRUE);
  add_cell (list, box, "plain", _ ("Plain"), TRUE);
  add_cell (list, box, "diets", _ ("Diets"), TRUE);
  add_state (list, box, NULL, DESCO_TONE_PLAIN);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);

  return row;
}

/**
 * desco_class_day_row_new:
 * @list: the list that it is for
 * @day: a class and what its sheet adds up to
 *
 * Returns: (transfer floating): a row that opens the class's sheet
 */
GtkWidget *
desco_class_day_row_new (GtkListBox *list, const DescoClassDay *day)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = make_box ();
  g_autofree char *name = g_strdup_printf ("%s · %s", day->school, day->class_name);
  g_autofree char *time = day->confirmed_at != 0 ? desco_format_time (day->confirmed_at) : NULL;
  g_autofree char *state
      = time != NULL ? g_strdup_printf (_ ("Confirmed %s"), time) : g_strdup (_ ("To confirm"));
  /* Translators: a class, its state, pupils expected, absent, with a plain meal, with a diet; as
     read by a screen reader. */
  g_autofree char *spoken = g_strdup_printf (
      _ ("%s, %s, %u expected, %u absent, %u plain, %u diets"), name, state, day->totals.expected,
      day->totals.absent, day->totals.plain, day->totals.special);
  g_autofree char *id = desco_uuid_to_string (&day->class_id);

  add_name (box, name, FALSE);
  add_count (list, box, "expected", day->totals.expected);
  add_count (list, box, "absent", day->totals.absent);
  add_count (list, box, "plain", day->totals.plain);
  add_count (list, box, "diets", day->totals.special);
  add_state (list, box, state, time != NULL ? DESCO_TONE_GOOD : DESCO_TONE_MIND);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-class");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}
