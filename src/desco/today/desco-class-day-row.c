/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "today/desco-class-day-row.h"

#include "desco-format.h"
#include "shell/desco-chip.h"

#include <glib/gi18n.h>

/* A class of this morning: a row of figures that stand under their words. */

#define FIGURE_CHARS 9

static GtkWidget *
add_cell (GtkWidget *box, const char *text, gboolean heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_width_chars (GTK_LABEL (label), FIGURE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, heading ? "heading" : "figures");
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_count (GtkWidget *box, guint count)
{
  g_autofree char *text = desco_format_count (count);

  add_cell (box, text, FALSE);
}

static GtkWidget *
add_name (GtkWidget *box, const char *name, gboolean heading)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (heading)
    gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static GtkWidget *
make_box (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (box, "table-row");

  return box;
}

/* The words stand in a box as wide on every row, so that the figures before them are in line. */
static void
add_state (GtkWidget *box, const char *words, DescoTone tone)
{
  GtkWidget *place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *chip = desco_chip_new ();

  gtk_widget_set_size_request (place, 150, -1);
  gtk_widget_set_hexpand (place, FALSE);
  gtk_widget_set_hexpand (chip, TRUE);
  gtk_widget_set_halign (chip, GTK_ALIGN_END);
  desco_chip_set (chip, words, tone);
  gtk_box_append (GTK_BOX (place), chip);
  gtk_box_append (GTK_BOX (box), place);
}

/**
 * desco_class_day_row_new_header:
 *
 * Returns: (transfer floating): the words over the figures
 */
GtkWidget *
desco_class_day_row_new_header (void)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = make_box ();

  add_name (box, _ ("Class"), TRUE);
  add_cell (box, _ ("Expected"), TRUE);
  add_cell (box, _ ("Absent"), TRUE);
  add_cell (box, _ ("Plain"), TRUE);
  add_cell (box, _ ("Diets"), TRUE);
  add_state (box, NULL, DESCO_TONE_PLAIN);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);

  return row;
}

/**
 * desco_class_day_row_new:
 * @day: a class and what its sheet adds up to
 *
 * Returns: (transfer floating): a row that opens the class's sheet
 */
GtkWidget *
desco_class_day_row_new (const DescoClassDay *day)
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
  add_count (box, day->totals.expected);
  add_count (box, day->totals.absent);
  add_count (box, day->totals.plain);
  add_count (box, day->totals.special);
  add_state (box, state, time != NULL ? DESCO_TONE_GOOD : DESCO_TONE_MIND);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-class");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}
