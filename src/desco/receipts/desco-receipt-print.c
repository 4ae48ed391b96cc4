/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "receipts/desco-receipt-print.h"

#include "desco-a4-print.h"
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
  g_autoptr (GtkPrintOperation) operation
      = desco_a4_print_new (desco_receipt_sheets_get_name (sheets));
  Printing *printing = g_new0 (Printing, 1);

  printing->from = g_object_ref (from);
  printing->sheets = sheets;
  gtk_print_operation_set_n_pages (operation, (int) desco_receipt_sheets_get_n (sheets));
  desco_a4_print_run (operation, from, G_CALLBACK (on_draw_page), printing, printing_free);
}
