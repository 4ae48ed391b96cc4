/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "today/desco-class-day-row.h"

#include "desco-format.h"
#include "shell/desco-chip.h"
#include "today/desco-figure-row.h"

#include <glib/gi18n.h>

/* A class of this morning: a row of figures that stand under their words. Its state stands behind
 * them, or below the name where there is little room. */

static void
add_state (GtkListBox *list, GtkWidget *box, const char *words, DescoTone tone)
{
  GtkWidget *place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *chip = desco_chip_new ();

  gtk_widget_set_hexpand (place, FALSE);
  gtk_size_group_add_widget (desco_figure_row_get_group (list, "state"), place);
  gtk_widget_set_hexpand (chip, TRUE);
  gtk_widget_set_halign (chip, GTK_ALIGN_END);
  desco_chip_set (chip, words, tone);
  gtk_box_append (GTK_BOX (place), chip);
  gtk_box_append (GTK_BOX (box), place);
}

static void
add_state_below (GtkWidget *cell, const char *words, DescoTone tone)
{
  GtkWidget *chip = desco_chip_new ();

  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
  desco_chip_set (chip, words, tone);
  gtk_box_set_spacing (GTK_BOX (cell), 4);
  gtk_box_append (GTK_BOX (cell), chip);
}

/**
 * desco_class_day_row_new_header:
 * @list: the list that it is for
 * @narrow: whether there is little room
 *
 * Returns: (transfer floating): the words over the figures
 */
GtkWidget *
desco_class_day_row_new_header (GtkListBox *list, gboolean narrow)
{
  GtkWidget *box;
  GtkWidget *row = desco_figure_row_new_header (&box);

  desco_figure_row_add_heading (box, _ ("Class"));
  desco_figure_row_add_column (list, box, "expected", _ ("Expected"));
  desco_figure_row_add_column (list, box, "absent", C_ ("how many", "Absent"));
  desco_figure_row_add_column (list, box, "plain", _ ("Plain"));
  desco_figure_row_add_column (list, box, "diets", _ ("Diets"));
  if (!narrow)
    add_state (list, box, NULL, DESCO_TONE_PLAIN);

  return row;
}

/**
 * desco_class_day_row_new:
 * @list: the list that it is for
 * @day: a class and what its sheet adds up to
 * @narrow: whether there is little room
 *
 * Returns: (transfer floating): a row that opens the class's sheet
 */
GtkWidget *
desco_class_day_row_new (GtkListBox *list, const DescoClassDay *day, gboolean narrow)
{
  DescoTone tone = day->confirmed_at != 0 ? DESCO_TONE_GOOD : DESCO_TONE_MIND;
  GtkWidget *box, *cell;
  GtkWidget *row = desco_figure_row_new (&box);
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

  cell = desco_figure_row_add_name (box, name, NULL);
  desco_figure_row_add_count (list, box, "expected", day->totals.expected);
  desco_figure_row_add_count (list, box, "absent", day->totals.absent);
  desco_figure_row_add_count (list, box, "plain", day->totals.plain);
  desco_figure_row_add_count (list, box, "diets", day->totals.special);
  if (narrow)
    add_state_below (cell, state, tone);
  else
    add_state (list, box, state, tone);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-class");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}
