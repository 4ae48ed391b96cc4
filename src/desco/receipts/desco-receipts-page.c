/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "receipts/desco-receipts-page.h"

#include "compat.h"
#include "desco-toast.h"
#include "exchange/desco-receipt-files.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "receipts/desco-receipt-batch.h"
#include "receipts/desco-receipt-print.h"
#include "receipts/desco-receipt-rows.h"
#include "receipts/desco-receipt-view.h"
#include "shell/desco-page-header.h"
#include "shell/desco-page-view.h"
#include "store/desco-receipt-list.h"

#include <glib/gi18n.h>

/* What pagoPA says was paid: what waits for a person first, then what was credited. All of it is
 * listed, however much that is; of what was credited several quittances print in one go. */

/* How long reading may last before the person is told that it lasts. */
#define PATIENCE_MS 300

struct _DescoReceiptsPage
{
  AdwBin parent_instance;

  DescoPageHeader *header;
  GtkWidget *back_button;
  GtkStack *stack;
  GtkWidget *toolbar;
  GtkDropDown *filter;
  GtkDropDown *period;
  GtkEditable *search;
  GtkSpinner *spinner;
  GtkWidget *select_button;
  GtkStack *results;
  GtkListView *rows;
  AdwStatusPage *nothing;
  GtkWidget *chosen_bar;
  GtkWidget *save_button;
  GtkWidget *print_button;
  GtkWidget *stop_button;
  DescoReceiptView *view;

  DescoSession *session;
  DescoReceiptList *receipts;
  GtkSelectionModel *selection;
  GCancellable *working; /* on the quittances of those that are chosen */
  guint patience_id;
  gboolean asked; /* whether the list was asked for, and not only written to meanwhile */
};

static void desco_receipts_page_view_init (DescoPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoReceiptsPage,
                               desco_receipts_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAGE_VIEW,
                                                      desco_receipts_page_view_init))

#define STATE(name) (1u << DESCO_RECEIPT_##name)

/* In the order of the choices in the page's .ui. */
static const guint states[] = {
  STATE (REVIEW),
  STATE (CREDITED),
  STATE (REFUSED),
  0,
};

/* Which choice has what was credited, and a quittance. */
#define CREDITED 1

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
  { N_ ("No receipt yet"),
    N_ ("Receipts come from pagoPA with “Fetch Receipts”, or from files that are opened.") },
};

/* The list ------------------------------------------------------------------------------------ */

/* Enter opens the first, unless somebody is typing. */
static void
focus_rows (DescoReceiptsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (gtk_widget_get_mapped (GTK_WIDGET (self->rows))
      && (focus == NULL || !gtk_widget_is_ancestor (focus, self->toolbar)))
    gtk_widget_grab_focus (GTK_WIDGET (self->rows));
}

static gboolean
is_list_shown (DescoReceiptsPage *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "list");
}

static void
show_count (DescoReceiptsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->receipts));
  g_autofree char *count = g_strdup_printf (ngettext ("%u receipt", "%u receipts", n), n);

  desco_page_header_set_subtitle (self->header, is_list_shown (self) && n > 0 ? count : "");
}

static void
show_rows (DescoReceiptsPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->filter);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->receipts));
  gboolean narrowed = gtk_drop_down_get_selected (self->period) > 0
                      || *gtk_editable_get_text (self->search) != '\0';

  adw_status_page_set_title (self->nothing,
                             narrowed ? _ ("No such receipt") : _ (empty[chosen].title));
  adw_status_page_set_description (self->nothing,
                                   narrowed ? _ ("Look in another period, or for something else.")
                                            : _ (empty[chosen].description));
  gtk_stack_set_visible_child_name (self->results, n > 0 ? "rows" : "nothing");
  show_count (self);
  if (self->asked)
    focus_rows (self);
  self->asked = FALSE;
}

static gboolean
on_patience_over (gpointer data)
{
  DescoReceiptsPage *self = data;

  self->patience_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  gtk_widget_set_visible (self->stop_button, self->working != NULL);
  return G_SOURCE_REMOVE;
}

static void
set_waiting (DescoReceiptsPage *self, gboolean waiting)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (waiting)
    self->patience_id = g_timeout_add (PATIENCE_MS, on_patience_over, self);
  else
    {
      gtk_spinner_stop (self->spinner);
      gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
      gtk_widget_set_visible (self->stop_button, FALSE);
    }
}

static void
on_loading_changed (DescoReceiptsPage *self)
{
  gboolean loading = desco_paged_list_is_loading (DESCO_PAGED_LIST (self->receipts));

  set_waiting (self, loading || self->working != NULL);
  if (loading)
    return;
  show_rows (self);
  desco_page_view_emit_filled (DESCO_PAGE_VIEW (self));
}

/* Civil days of payment, as an office speaks of them. In the order of the choices. */
static void
take_period (DescoReceiptsPage *self, DescoReceiptFilter *filter)
{
  GDate today = desco_clock_today ();
  GDateYear year = g_date_get_year (&today);

  switch (gtk_drop_down_get_selected (self->period))
    {
    case 1:
      g_date_set_dmy (&filter->from, 1, g_date_get_month (&today), year);
      break;
    case 2:
      g_date_set_dmy (&filter->from, 1, g_date_get_month (&today), year);
      filter->to = desco_date_add_days (&filter->from, -1);
      g_date_subtract_months (&filter->from, 1);
      break;
    case 3:
      g_date_set_dmy (&filter->from, 1, G_DATE_JANUARY, year);
      break;
    case 4:
      g_date_set_dmy (&filter->from, 1, G_DATE_JANUARY, (GDateYear) (year - 1));
      g_date_set_dmy (&filter->to, 31, G_DATE_DECEMBER, (GDateYear) (year - 1));
      break;
    default:
      break;
    }
}

static void
show_select_button (DescoReceiptsPage *self)
{
  gboolean credited = gtk_drop_down_get_selected (self->filter) == CREDITED;

  if (!credited)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->select_button), FALSE);
  gtk_widget_set_visible (self->select_button, credited);
}

static void
load (DescoReceiptsPage *self)
{
  DescoReceiptFilter filter = { 0 };

  if (self->session == NULL)
    return;
  filter.states = states[gtk_drop_down_get_selected (self->filter)];
  filter.search = gtk_editable_get_text (self->search);
  take_period (self, &filter);
  show_select_button (self);
  gtk_selection_model_unselect_all (self->selection);
  desco_receipt_list_set_filter (self->receipts, &filter);
}

static void
on_session_changed (DescoReceiptsPage *self)
{
  desco_paged_list_reload (DESCO_PAGED_LIST (self->receipts));
}

/* Several at once ----------------------------------------------------------------------------- */

static void
show_chosen (DescoReceiptsPage *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (self->selection);
  guint n = (guint) gtk_bitset_get_size (chosen);
  g_autofree char *label
      = g_strdup_printf (ngettext ("_Print %u Quittance…", "_Print %u Quittances…", n), n);

  gtk_widget_set_visible (self->chosen_bar,
                          gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->select_button)));
  gtk_button_set_label (GTK_BUTTON (self->print_button),
                        n > 0 ? label : _ ("_Print the Quittances…"));
  gtk_widget_set_sensitive (self->print_button, n > 0 && self->working == NULL);
  gtk_widget_set_sensitive (self->save_button, n > 0 && self->working == NULL);
}

static void
on_select_toggled (DescoReceiptsPage *self)
{
  gtk_selection_model_unselect_all (self->selection);
  show_chosen (self);
}

/* In the order of the list. */
static GArray *
list_chosen (DescoReceiptsPage *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (self->selection);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (DescoUuid));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, chosen, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_array_append_val (ids, *desco_receipt_list_get_id (self->receipts, position));
  return ids;
}

static void
begin_work (DescoReceiptsPage *self)
{
  self->working = g_cancellable_new ();
  set_waiting (self, TRUE);
  show_chosen (self);
}

static void
end_work (DescoReceiptsPage *self, const GError *error)
{
  g_clear_object (&self->working);
  set_waiting (self, FALSE);
  show_chosen (self);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    desco_toast_show_error (GTK_WIDGET (self), error);
}

static void
on_stop_clicked (DescoReceiptsPage *self)
{
  if (self->working != NULL)
    g_cancellable_cancel (self->working);
}

static void
on_sheets_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReceiptsPage) self = data;
  g_autoptr (GError) error = NULL;
  DescoReceiptSheets *sheets = desco_receipt_batch_load_finish (result, &error);

  end_work (self, error);
  if (sheets != NULL)
    desco_receipt_print (GTK_WIDGET (self), sheets);
}

static void
on_print_clicked (DescoReceiptsPage *self)
{
  g_autoptr (GArray) ids = list_chosen (self);

  begin_work (self);
  desco_receipt_batch_load_async (desco_session_get_store (self->session),
                                  (const DescoUuid *) (void *) ids->data, ids->len, self->working,
                                  on_sheets_loaded, g_object_ref (self));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReceiptsPage) self = data;
  g_autoptr (GError) error = NULL;

  if (desco_receipt_batch_save_finish (result, &error))
    desco_toast_show (GTK_WIDGET (self), _ ("The quittances are saved"));
  end_work (self, error);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoReceiptsPage) self = data;
  g_autoptr (GFile) file = desco_compat_choose_file_finish (result, NULL);
  g_autoptr (GArray) ids = NULL;

  if (file == NULL || g_file_peek_path (file) == NULL || self->working != NULL)
    return;
  ids = list_chosen (self);
  begin_work (self);
  desco_receipt_batch_save_async (
      desco_session_get_store (self->session), (const DescoUuid *) (void *) ids->data, ids->len,
      g_file_peek_path (file), self->working, on_saved, g_object_ref (self));
}

static void
on_save_clicked (DescoReceiptsPage *self)
{
  g_autofree char *name = g_strconcat (_ ("quittances"), ".pdf", NULL);

  desco_compat_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                _ ("Save the Quittances"), name, NULL, on_file_chosen,
                                g_object_ref (self));
}

/* The parts ----------------------------------------------------------------------------------- */

static void
show_part (DescoReceiptsPage *self, const char *name, const char *title)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->back_button, g_str_equal (name, "receipt"));
  desco_page_header_set_title (self->header, title);
  show_count (self);
}

static void
show_list (DescoReceiptsPage *self)
{
  show_part (self, "list", _ ("Receipts"));
  self->asked = TRUE;
  load (self);
}

static void
show_receipt (DescoReceiptsPage *self, const DescoUuid *id)
{
  show_part (self, "receipt", _ ("Receipt"));
  desco_receipt_view_show_receipt (self->view, id);
}

static void
on_row_activated (DescoReceiptsPage *self, guint position)
{
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->select_button)))
    desco_receipt_rows_toggle (self->rows, position);
  else
    show_receipt (self, desco_receipt_list_get_id (self->receipts, position));
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
  self->receipts = desco_receipt_list_new (desco_session_get_store (session));
  self->selection = GTK_SELECTION_MODEL (
      gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->receipts))));
  g_signal_connect_object (self->receipts, "notify::loading", G_CALLBACK (on_loading_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (show_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->rows, self->selection);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
desco_receipts_page_show (DescoPageView *view)
{
  show_list (DESCO_RECEIPTS_PAGE (view));
}

static void
desco_receipts_page_set_narrow (DescoPageView *view, gboolean narrow)
{
  DescoReceiptsPage *self = DESCO_RECEIPTS_PAGE (view);

  desco_receipt_view_set_narrow (self->view, narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->toolbar),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
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

  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_object (&self->working);
  g_clear_object (&self->selection);
  g_clear_object (&self->receipts);
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
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, toolbar);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, filter);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, period);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, search);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, select_button);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, results);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, chosen_bar);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, rows);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, DescoReceiptsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, on_select_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_decided);
}

static void
desco_receipts_page_init (DescoReceiptsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desco_page_view_set_back_button (DESCO_PAGE_VIEW (self), self->back_button);
  desco_receipt_rows_set_up (self->rows, GTK_TOGGLE_BUTTON (self->select_button));
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
