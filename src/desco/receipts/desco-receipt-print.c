/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "receipts/desco-receipt-print.h"

#include "desco-a4-print.h"
#include "desco-toast.h"
#include "session/desco-work.h"

/* The sheets are read a run at a time: a page whose run is not there waits for it, the others are
 * drawn at once. */

typedef struct
{
  GtkWidget *from;
  DescoReceiptSheets *sheets;
  GtkPrintContext *context; /* of the page that waits */
  guint page;               /* which that is */
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
fail (GtkPrintOperation *operation, const Printing *printing, const GError *error)
{
  gtk_print_operation_cancel (operation);
  desco_toast_show_error (printing->from, error);
}

static void
draw (GtkPrintOperation *operation, GtkPrintContext *context, const Printing *printing, guint page)
{
  g_autoptr (GError) error = NULL;
  DescoReceiptPaper paper;

  desco_receipt_sheets_get_paper (printing->sheets, page, &paper);
  if (!desco_receipt_paper_draw (&paper, gtk_print_context_get_cairo_context (context), &error))
    fail (operation, printing, error);
}

static gpointer
read_run (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  const Printing *printing = data;

  return GINT_TO_POINTER (
      desco_receipt_sheets_read (printing->sheets, printing->page, cancellable, error));
}

static void
on_run_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (source);
  Printing *printing = data;
  g_autoptr (GtkPrintContext) context = g_steal_pointer (&printing->context);
  g_autoptr (GError) error = NULL;
  gboolean read = desco_work_finish (result, &error) != NULL;

  if (gtk_print_operation_is_finished (operation))
    return;
  if (read)
    draw (operation, context, printing, printing->page);
  else
    fail (operation, printing, error);
  gtk_print_operation_draw_page_finish (operation);
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, Printing *printing)
{
  if (desco_receipt_sheets_has (printing->sheets, (guint) page))
    {
      draw (operation, context, printing, (guint) page);
      return;
    }
  gtk_print_operation_set_defer_drawing (operation);
  printing->page = (guint) page;
  printing->context = g_object_ref (context);
  /* The operation is held meanwhile, and holds @printing. */
  desco_work_start (operation, read_run, printing, NULL, NULL, NULL, on_run_read, printing);
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
