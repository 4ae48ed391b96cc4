/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "cash/desco-quittance-print.h"

#include "desco-toast.h"
#include "papers/desco-quittance-paper.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *from;
  DescoSession *session;
  DescoQuittance *quittance;
} Printing;

static void
printing_free (gpointer data, GClosure *closure)
{
  Printing *printing = data;

  g_object_unref (printing->from);
  g_object_unref (printing->session);
  g_object_unref (printing->quittance);
  g_free (printing);
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, Printing *printing)
{
  DescoQuittancePaper paper;

  desco_quittance_paper_fill (&paper, printing->quittance,
                              desco_session_get_creditor (printing->session),
                              desco_session_is_practice (printing->session));
  desco_quittance_paper_draw (&paper, gtk_print_context_get_cairo_context (context));
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
 * desco_quittance_print:
 * @from: a widget of the window that asks
 * @session: whose creditor stands on the paper
 * @quittance: what to print, on one A4 sheet
 *
 * Asks for a printer and prints a desk's quittance.
 */
void
desco_quittance_print (GtkWidget *from, DescoSession *session, DescoQuittance *quittance)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  GtkRoot *window = gtk_widget_get_root (from);
  Printing *printing = g_new0 (Printing, 1);

  printing->from = g_object_ref (from);
  printing->session = g_object_ref (session);
  printing->quittance = g_object_ref (quittance);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, quittance->label);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), printing);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done), printing, printing_free, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (window) ? GTK_WINDOW (window) : NULL, NULL);
}
