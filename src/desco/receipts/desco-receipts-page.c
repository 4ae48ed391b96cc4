/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "receipts/desco-receipts-page.h"

#include "desco-format.h"
#include "desco-toast.h"
#include "exchange/desco-receipt-files.h"
#include "receipts/desco-receipt-view.h"
#include "shell/desco-page-header.h"
#include "shell/desco-page-view.h"

#include <glib/gi18n.h>

/* What pagoPA says was paid: what waits for a person first, then what was credited. */

/* The newest are what is asked for; older ones are found by what is typed. */
#define LIST_LIMIT 200

struct _DescoReceiptsPage
{
  AdwBin parent_instance;

  DescoPageHeader *header;
  GtkWidget *back_button;
  GtkStack *stack;
  GtkDropDown *filter;
  GtkEditable *search;
  GtkStack *results;
  GtkListBox *rows;
  AdwStatusPage *nothing;
  DescoReceiptView *view;

  DescoSession *session;
  GPtrArray *receipts;
  GCancellable *loading;
};

static void desco_receipts_page_view_init (DescoPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoReceiptsPage,
                               desco_receipts_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAGE_VIEW,
                                                      desco_receipts_page_view_init))

/* In the order of the choices in the page's .ui. */
static const DescoReceiptState states[] = {
  DESCO_RECEIPT_REVIEW,
  DESCO_RECEIPT_CREDITED,
  DESCO_RECEIPT_REFUSED,
};

/* What an empty list says of itself, in the same order. */
static const struct
{
  const char *title;
  const char *description;
} empty[] = {
  { N_ ("No receipt waits"),
    N_ ("Receipts that do not fit the purchase they pay are listed here until somebody decides.") },
  { N_ ("Nothing was credited yet"),
    N_ ("Receipts come from pagoPA with “Fetch Receipts”, or from files that are opened.") },
  { N_ ("Nothing was refused"),
    N_ ("Receipts that credit nothing, or whose money goes back, are listed here.") },
};

/* The list ------------------------------------------------------------------------------------ */

static GtkWidget *
make_row (const DescoReceiptRecord *receipt)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *amount = desco_format_euro (receipt->amount);
  g_autofree char *moment
      = receipt->payment_at > 0 ? desco_format_moment (receipt->payment_at) : g_strdup ("");
  const char *name = receipt->pupil_name != NULL ? receipt->pupil_name
                     : receipt->payer != NULL    ? receipt->payer
                                                 : receipt->notice_number;
  g_autofree char *subtitle = receipt->state == DESCO_RECEIPT_REVIEW && receipt->reason != NULL
                                  ? g_strdup (receipt->reason)
                                  : g_strdup_printf ("%s · %s", moment, receipt->notice_number);
  GtkWidget *label = gtk_label_new (amount);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  return row;
}

/* Enter opens the first, unless somebody is typing. */
static void
focus_rows (DescoReceiptsPage *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->rows, 0);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (first != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->rows))
      && (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search))))
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
show_rows (DescoReceiptsPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->filter);
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (old));
  for (guint i = 0; i < self->receipts->len; i++)
    gtk_list_box_append (self->rows, make_row (g_ptr_array_index (self->receipts, i)));

  adw_status_page_set_title (self->nothing, _ (empty[chosen].title));
  adw_status_page_set_description (self->nothing, _ (empty[chosen].description));
  gtk_stack_set_visible_child_name (self->results, self->receipts->len > 0 ? "rows" : "nothing");
  focus_rows (self);
}

static void
on_list_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReceiptsPage) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *receipts = desco_receipts_list_finish (DESCO_STORE (source), result, &error);

  if (receipts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->receipts, g_ptr_array_unref);
  self->receipts = receipts;
  show_rows (self);
  desco_page_view_emit_filled (DESCO_PAGE_VIEW (self));
}

static void
load (DescoReceiptsPage *self)
{
  DescoReceiptFilter filter = { .limit = LIST_LIMIT };

  if (self->session == NULL)
    return;
  filter.states = 1u << states[gtk_drop_down_get_selected (self->filter)];
  filter.search = gtk_editable_get_text (self->search);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  desco_receipts_list_async (desco_session_get_store (self->session), &filter, self->loading,
                             on_list_loaded, g_object_ref (self));
}

/* The parts ----------------------------------------------------------------------------------- */

static void
show_part (DescoReceiptsPage *self, const char *name, const char *title)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->back_button, g_str_equal (name, "receipt"));
  desco_page_header_set_title (self->header, title);
}

static void
show_list (DescoReceiptsPage *self)
{
  show_part (self, "list", _ ("Receipts"));
  load (self);
}

static void
show_receipt (DescoReceiptsPage *self, const DescoUuid *id)
{
  show_part (self, "receipt", _ ("Receipt"));
  desco_receipt_view_show_receipt (self->view, id);
}

static void
on_row_activated (DescoReceiptsPage *self, GtkListBoxRow *row)
{
  const DescoReceiptRecord *receipt
      = g_ptr_array_index (self->receipts, gtk_list_box_row_get_index (row));

  show_receipt (self, &receipt->id);
}

static void
on_back_clicked (DescoReceiptsPage *self)
{
  show_list (self);
}

static void
on_decided (DescoReceiptsPage *self)
{
  show_list (self);
  desco_toast_show (GTK_WIDGET (self), _ ("The receipt is settled"));
}

static void
on_file_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReceiptsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoReceiptRecord) receipt = desco_receipt_files_import_one_finish (result, &error);

  if (receipt == NULL)
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  if (receipt->state == DESCO_RECEIPT_CREDITED)
    desco_toast_show (GTK_WIDGET (self), _ ("The receipt credited its vouchers"));
  else if (receipt->state == DESCO_RECEIPT_ALREADY_CREDITED)
    desco_toast_show (GTK_WIDGET (self), _ ("The receipt was credited before"));
  desco_session_emit_changed (self->session);
  show_receipt (self, &receipt->id);
}

/* The object ---------------------------------------------------------------------------------- */

static void
desco_receipts_page_set_session (DescoPageView *view, DescoSession *session)
{
  DescoReceiptsPage *self = DESCO_RECEIPTS_PAGE (view);

  g_set_object (&self->session, session);
  desco_receipt_view_set_session (self->view, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
}

static void
desco_receipts_page_show (DescoPageView *view)
{
  show_list (DESCO_RECEIPTS_PAGE (view));
}

static void
desco_receipts_page_set_narrow (DescoPageView *view, gboolean narrow)
{
  desco_receipt_view_set_narrow (DESCO_RECEIPTS_PAGE (view)->view, narrow);
}

static void
desco_receipts_page_view_init (DescoPageViewInterface *iface)
{
  iface->set_session = desco_receipts_page_set_session;
  iface->show = desco_receipts_page_show;
  iface->set_narrow = desco_receipts_page_set_narrow;
}

static void
desco_receipts_page_dispose (GObject *object)
{
  DescoReceiptsPage *self = DESCO_RECEIPTS_PAGE (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->receipts, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desco_receipts_page_parent_class)->dispose (object);
}

static void
desco_receipts_page_class_init (DescoReceiptsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_receipts_page_dispose;

  g_type_ensure (DESCO_TYPE_PAGE_HEADER);
  g_type_ensure (DESCO_TYPE_RECEIPT_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/receipts/desco-receipts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, header);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, filter);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, search);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, results);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, rows);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_decided);
}

static void
desco_receipts_page_init (DescoReceiptsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desco_receipts_page_open_file:
 * @self: a page
 * @path: (type filename): an XML file
 *
 * Credits the receipt in a file that a person opened, and shows what came of it.
 */
void
desco_receipts_page_open_file (DescoReceiptsPage *self, const char *path)
{
  g_return_if_fail (DESCO_IS_RECEIPTS_PAGE (self));

  desco_receipt_files_import_one_async (desco_session_get_store (self->session), path, NULL,
                                        on_file_imported, g_object_ref (self));
}
