/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "today/desco-figure-row.h"

#include "desco-format.h"

/* Rows of a list whose figures stand in columns. */

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
add_cell (GtkListBox *list, GtkWidget *box, const char *column, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, style);
  gtk_size_group_add_widget (desco_figure_row_get_group (list, column), label);
  gtk_box_append (GTK_BOX (box), label);
}

/**
 * desco_figure_row_new:
 * @box: (out) (transfer none): where its cells go
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
desco_figure_row_new (GtkWidget **box)
{
  GtkWidget *row = gtk_list_box_row_new ();

  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_widget_add_css_class (*box, "table-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), *box);

  return row;
}

/**
 * desco_figure_row_get_group:
 * @list: a list
 * @column: one of its columns
 *
 * Returns: (transfer none): what makes the cells of a column as wide on every row of one list
 */
GtkSizeGroup *
desco_figure_row_get_group (GtkListBox *list, const char *column)
{
  GtkSizeGroup *group = g_object_get_data (G_OBJECT (list), column);

  if (group != NULL)
    return group;
  group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_object_set_data_full (G_OBJECT (list), column, group, g_object_unref);

  return group;
}

/**
 * desco_figure_row_add_name:
 * @box: a row's cells
 * @name: what the row is about
 * @caption: (nullable): what else there is to say of it, below
 *
 * Adds the cell that takes what room there is.
 *
 * Returns: (transfer none): the cell, where more can go below
 */
GtkWidget *
desco_figure_row_add_name (GtkWidget *box, const char *name, const char *caption)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = make_label (name, NULL);

  gtk_widget_set_hexpand (cell, TRUE);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_lines (GTK_LABEL (title), 2);
  gtk_box_append (GTK_BOX (cell), title);
  if (caption != NULL)
    {
      GtkWidget *label = make_label (caption, "caption");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_tooltip_text (label, caption);
      gtk_box_append (GTK_BOX (cell), label);
    }
  gtk_box_append (GTK_BOX (box), cell);

  return cell;
}

/**
 * desco_figure_row_add_heading:
 * @box: a header's cells
 * @text: the word over the names
 */
void
desco_figure_row_add_heading (GtkWidget *box, const char *text)
{
  GtkWidget *label = make_label (text, "heading");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
}

/**
 * desco_figure_row_add_column:
 * @list: the list that it is for
 * @box: a header's cells
 * @column: the column
 * @text: the word over its figures
 */
void
desco_figure_row_add_column (GtkListBox *list, GtkWidget *box, const char *column, const char *text)
{
  add_cell (list, box, column, text, "heading");
}

/**
 * desco_figure_row_add_count:
 * @list: the list that it is for
 * @box: a row's cells
 * @column: the column
 * @count: its figure
 */
void
desco_figure_row_add_count (GtkListBox *list, GtkWidget *box, const char *column, gint64 count)
{
  g_autofree char *text = desco_format_count (count);

  add_cell (list, box, column, text, "figures");
}

/**
 * desco_figure_row_add_text:
 * @list: the list that it is for
 * @box: a row's cells
 * @column: the column
 * @text: its figure, as it is written
 */
void
desco_figure_row_add_text (GtkListBox *list, GtkWidget *box, const char *column, const char *text)
{
  add_cell (list, box, column, text, "figures");
}

/**
 * desco_figure_row_new_header:
 * @box: (out) (transfer none): where its cells go
 *
 * Returns: (transfer floating): an empty row for the words over the figures
 */
GtkWidget *
desco_figure_row_new_header (GtkWidget **box)
{
  GtkWidget *row = desco_figure_row_new (box);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "table-header");
  /* A row that merely takes no focus keeps the keyboard out of the whole list: it is tried first. */
  gtk_widget_set_sensitive (row, FALSE);
  gtk_widget_set_focusable (row, FALSE);

  return row;
}
