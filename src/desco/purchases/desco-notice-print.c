/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-notice-print.h"

#include "desco-a4-print.h"
#include "notice/desco-notice-renderer.h"

#include <glib/gi18n.h>

typedef struct
{
  GPtrArray *notices;
  DescoNoticeRenderer *renderer;
  DescoNoticePrintedFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
} Printing;

static void
printing_free (gpointer data, GClosure *closure)
{
  Printing *printing = data;

  g_ptr_array_unref (printing->notices);
  g_object_unref (printing->renderer);
  if (printing->data_destroy != NULL)
    printing->data_destroy (printing->data);
  g_free (printing);
}

static void
on_begin_print (GtkPrintOperation *operation, GtkPrintContext *context, Printing *printing)
{
  gtk_print_operation_set_n_pages (operation, (int) desco_notices_count_pages (printing->notices));
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, Printing *printing)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  guint own_page;
  DescoNotice *notice = desco_notices_find_page (printing->notices, (guint) page, &own_page);
  g_autoptr (GError) error = NULL;

  if (!desco_notice_renderer_draw (printing->renderer, notice, own_page, cr, &error))
    {
      g_warning ("%s", error->message);
      gtk_print_operation_cancel (operation);
    }
}

static void
on_done (GtkPrintOperation *operation, GtkPrintOperationResult result, Printing *printing)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR || result == GTK_PRINT_OPERATION_RESULT_APPLY)
    printing->func (error, printing->data);
}

/**
 * desco_notice_print:
 * @parent: the window that asks
 * @notices: (element-type DescoNotice): what to print, a page each
 * @func: told when it is printed
 * @data: (nullable): what @func gets
 * @data_destroy: (nullable): frees @data
 *
 * Asks for a printer and prints notices.
 */
void
desco_notice_print (GtkWindow *parent,
                    GPtrArray *notices,
                    DescoNoticePrintedFunc func,
                    gpointer data,
                    GDestroyNotify data_destroy)
{
  g_autoptr (GtkPrintOperation) operation = desco_a4_print_new (_ ("pagoPA notices"));
  Printing *printing = g_new0 (Printing, 1);

  printing->notices = g_ptr_array_ref (notices);
  printing->renderer = desco_notice_renderer_new ();
  printing->func = func;
  printing->data = data;
  printing->data_destroy = data_destroy;

  gtk_print_operation_set_show_progress (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print), printing);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), printing);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done), printing, printing_free, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
