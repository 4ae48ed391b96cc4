/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "receipts/desco-receipt-print.h"

#include "desco-toast.h"

typedef struct
{
  GtkWidget *from;
  DescoReceiptSheets *sheets;
} Printing;

static void
printing_free (gpointer data, GClosure *closure)
{
  Printing *printing = data;

  g_object_unref (printing->from);
  desco_receipt_sheets_free (printing->sheets);
  g_free (printing);
}

/* A sheet that can't be drawn ends the printing: a blank one would be taken for a quittance. */
static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, Printing *printing)
{
  g_autoptr (GError) error = NULL;

  if (desco_receipt_sheets_draw (printing->sheets, (guint) page,
                                 gtk_print_context_get_cairo_context (context), &error))
    return;
  gtk_print_operation_cancel (operation);
  desco_toast_show_error (printing->from, error);
}

static void
on_done (GtkPrintOperation *operation, GtkPrintOperationResult result, Printing *printing)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  desco_toast_show_error (printing->from, error);
}

/**
 * desco_receipt_print:
 * @from: a widget of the window that asks
 * @sheets: (transfer full): what to print, an A4 page each
 *
 * Asks for a printer and prints quittances of what was paid on pagoPA.
 */
void
desco_receipt_print (GtkWidget *from, DescoReceiptSheets *sheets)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  GtkRoot *window = gtk_widget_get_root (from);
  Printing *printing = g_new0 (Printing, 1);

  printing->from = g_object_ref (from);
  printing->sheets = sheets;

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, (int) desco_receipt_sheets_get_n (sheets));
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, desco_receipt_sheets_get_name (sheets));
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), printing);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done), printing, printing_free, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (window) ? GTK_WINDOW (window) : NULL, NULL);
}
