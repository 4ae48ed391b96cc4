/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-a4-print.h"

#include "desco-toast.h"

static void
release_widget (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

static void
on_done (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWidget *from)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  desco_toast_show_error (from, error);
}

/**
 * desco_a4_print_new:
 * @job_name: what the printer's queue calls it
 *
 * For papers that are drawn to the edges of an A4 sheet, in points (N-01).
 *
 * Returns: (transfer full): a printing that has still to be told what to draw
 */
GtkPrintOperation *
desco_a4_print_new (const char *job_name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_job_name (operation, job_name);
  return operation;
}

/**
 * desco_a4_print_run:
 * @operation: a printing whose number of pages is set
 * @from: a widget of the window that asks, which is told what went wrong
 * @draw_page: draws a page, as of #GtkPrintOperation::draw-page
 * @data: what @draw_page gets
 * @data_free: frees @data
 *
 * Asks for a printer and prints.
 */
void
desco_a4_print_run (GtkPrintOperation *operation,
                    GtkWidget *from,
                    GCallback draw_page,
                    gpointer data,
                    GClosureNotify data_free)
{
  GtkRoot *window = gtk_widget_get_root (from);

  g_signal_connect_data (operation, "draw-page", draw_page, data, data_free, 0);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done), g_object_ref (from),
                         release_widget, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (window) ? GTK_WINDOW (window) : NULL, NULL);
}
