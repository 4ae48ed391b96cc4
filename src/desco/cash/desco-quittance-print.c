/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "cash/desco-quittance-print.h"

#include "desco-a4-print.h"
#include "papers/desco-quittance-paper.h"

typedef struct
{
  DescoSession *session;
  DescoQuittance *quittance;
} Printing;

static void
printing_free (gpointer data, GClosure *closure)
{
  Printing *printing = data;

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
  g_autoptr (GtkPrintOperation) operation = desco_a4_print_new (quittance->label);
  Printing *printing = g_new0 (Printing, 1);

  printing->session = g_object_ref (session);
  printing->quittance = g_object_ref (quittance);
  gtk_print_operation_set_n_pages (operation, 1);
  desco_a4_print_run (operation, from, G_CALLBACK (on_draw_page), printing, printing_free);
}
