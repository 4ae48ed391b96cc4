/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-purchases-page.h"

#include "cash/desco-cash-window.h"
#include "compat.h"
#include "desco-toast.h"
#include "model/desco-clock.h"
#include "notice/desco-purchase-notice.h"
#include "purchases/desco-difference-list.h"
#include "purchases/desco-notice-view.h"
#include "purchases/desco-purchase-choice.h"
#include "purchases/desco-purchase-columns.h"
#include "purchases/desco-purchase-deeds.h"
#include "purchases/desco-sale-form.h"
#include "shell/desco-page-header.h"
#include "shell/desco-page-view.h"
#include "shell/desco-wrap-box.h"
#include "store/desco-cash-days.h"
#include "store/desco-purchases.h"

#include <glib/gi18n.h>

/* What was sold and where it stands; selling; a notice before it is printed. */

/* The newest are what is asked for; older ones are found from their pupil. */
#define LIST_LIMIT 2000

struct _DescoPurchasesPage
{
  AdwBin parent_instance;

  DescoPageHeader *header;
  GtkWidget *back_button;
  GtkWidget *new_button;
  GtkStack *stack;
  GtkDropDown *filter;
  GtkWidget *send_button;
  GtkWidget *print_button;
  GtkWidget *cash_button;
  GtkWidget *collect_button;
  GtkWidget *hint;
  AdwActionRow *hint_row;
  GtkStack *results;
  GtkColumnView *view;
  DescoDifferenceList *differences;
  DescoPurchaseDeeds *deeds;
  DescoPurchaseChoice *choice;
  DescoSaleForm *form;
  DescoNoticeView *notice;

  DescoSession *session;
  GListStore *purchases;
  GCancellable *loading;
  guint n_differences;
};

static void desco_purchases_page_view_init (DescoPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DescoPurchasesPage,
                               desco_purchases_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAGE_VIEW,
                                                      desco_purchases_page_view_init))

#define STATUS(name) (1U << DESCO_PURCHASE_##name)

/* Which choice has what is to be sent, and which what differs from pagoPA. */
#define WAITING 1
#define TO_PUT_RIGHT 5

/* In the order of the choices in the page's .ui. */
static const guint filters[] = {
  0,
  STATUS (ASSIGNED) | STATUS (QUEUED),
  STATUS (PUBLISHED),
  STATUS (PAID) | STATUS (CREDITED),
  STATUS (CANCELLED) | STATUS (EXPIRED),
  0,
};

/* What is shown --------------------------------------------------------------------------------- */

static void
show_part (DescoPurchasesPage *self, const char *name, const char *title)
{
  gboolean list = g_str_equal (name, "list");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->back_button, !list);
  gtk_widget_set_visible (self->new_button, list);
  desco_page_header_set_title (self->header, title);
  desco_page_header_set_subtitle (self->header, "");
}

static void
show_list (DescoPurchasesPage *self)
{
  show_part (self, "list", _ ("Purchases and notices"));
}

static gboolean
is_list_shown (DescoPurchasesPage *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "list");
}

static gboolean
waits (DescoPurchase *purchase)
{
  return purchase->status == DESCO_PURCHASE_ASSIGNED || purchase->status == DESCO_PURCHASE_QUEUED;
}

static gboolean
is_to_print (DescoPurchase *purchase)
{
  return purchase->printed_at == 0 && desco_purchase_check_printable (purchase, NULL);
}

static GPtrArray *
select_purchases (DescoPurchasesPage *self, gboolean (*is_wanted) (DescoPurchase *purchase))
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->purchases));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DescoPurchase) purchase
          = g_list_model_get_item (G_LIST_MODEL (self->purchases), i);

      if (is_wanted (purchase))
        g_ptr_array_add (selected, g_steal_pointer (&purchase));
    }

  return selected;
}

static void
show_buttons (DescoPurchasesPage *self)
{
  g_autoptr (GPtrArray) to_send = select_purchases (self, waits);
  g_autoptr (GPtrArray) to_print = select_purchases (self, is_to_print);
  g_autofree char *send = g_strdup_printf (
      ngettext ("Send %u to pagoPA", "Send All %u to pagoPA", to_send->len), to_send->len);
  g_autofree char *print = g_strdup_printf (
      ngettext ("Print %u notice…", "Print %u notices…", to_print->len), to_print->len);

  gtk_button_set_label (GTK_BUTTON (self->send_button), send);
  gtk_button_set_label (GTK_BUTTON (self->print_button), print);
  gtk_widget_set_visible (self->send_button, to_send->len > 0);
  gtk_widget_set_visible (self->print_button, to_print->len > 0);
  gtk_widget_set_sensitive (self->send_button, !desco_purchase_deeds_is_busy (self->deeds));
  gtk_widget_set_sensitive (self->collect_button, !desco_purchase_deeds_is_busy (self->deeds));
}

/* The list -------------------------------------------------------------------------------------- */

/* The table of purchases or, of what differs from pagoPA, each with what puts it right. */
static void
show_results (DescoPurchasesPage *self)
{
  gboolean to_put_right = gtk_drop_down_get_selected (self->filter) == TO_PUT_RIGHT;
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->purchases)) > 0;

  gtk_stack_set_visible_child_name (self->results, to_put_right ? "differences"
                                                   : any        ? "rows"
                                                                : "nothing");
  gtk_widget_set_visible (self->hint, self->n_differences > 0 && !to_put_right);
}

static void
on_differences_counted (DescoPurchasesPage *self, guint count)
{
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u notice to put right at pagoPA", "%u notices to put right at pagoPA", count),
      count);

  self->n_differences = count;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->hint_row), title);
  show_results (self);
}

static void
on_list_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoPurchasesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) purchases
      = desco_purchases_list_finish (DESCO_STORE (source), result, &error);

  if (purchases == NULL)
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  desco_purchase_choice_replace (self->choice, self->purchases, purchases);
  show_results (self);
  show_buttons (self);
  desco_page_view_emit_filled (DESCO_PAGE_VIEW (self));
}

static void
on_cash_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoPurchasesPage) self = data;
  g_autoptr (DescoCashDay) day = desco_cash_days_get_finish (DESCO_STORE (source), result, NULL);

  /* What was taken is closed also where nothing may be taken any more. */
  gtk_widget_set_visible (
      self->cash_button,
      day != NULL && (day->allowed || day->quittances->len > 0 || day->unclosed[0] != NULL));
}

static void
show_cash_button (DescoPurchasesPage *self)
{
  GDate today = desco_clock_today ();

  desco_cash_days_get_async (desco_session_get_store (self->session), &today, NULL, on_cash_read,
                             g_object_ref (self));
}

static void
load (DescoPurchasesPage *self)
{
  DescoPurchaseFilter filter = { .limit = LIST_LIMIT };

  filter.statuses = filters[gtk_drop_down_get_selected (self->filter)];
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  desco_purchases_list_async (desco_session_get_store (self->session), &filter, self->loading,
                              on_list_loaded, g_object_ref (self));
  show_cash_button (self);
  desco_difference_list_load (self->differences);
}

static void
on_cash_clicked (DescoPurchasesPage *self)
{
  desco_cash_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session);
}

static void
on_filter_changed (DescoPurchasesPage *self)
{
  if (self->session == NULL)
    return;
  show_results (self);
  load (self);
}

static void
show_notices (DescoPurchasesPage *self, GPtrArray *purchases)
{
  show_part (self, "notice", ngettext ("Notice", "Notices", purchases->len));
  desco_notice_view_show_purchases (self->notice, purchases);
}

static void
on_row_activated (DescoPurchasesPage *self, guint position)
{
  g_autoptr (GPtrArray) purchases = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (purchases, g_list_model_get_item (G_LIST_MODEL (self->purchases), position));
  show_notices (self, purchases);
}

static void
on_print_clicked (DescoPurchasesPage *self)
{
  g_autoptr (GPtrArray) purchases = select_purchases (self, is_to_print);

  g_ptr_array_sort (purchases, desco_purchase_compare_for_print);
  show_notices (self, purchases);
}

static void
on_back_clicked (DescoPurchasesPage *self)
{
  show_list (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  load (self);
}

/* pagoPA ---------------------------------------------------------------------------------------- */

static void
on_show_waiting (DescoPurchasesPage *self)
{
  gtk_drop_down_set_selected (self->filter, WAITING);
  show_list (self);
  load (self);
}

static void
on_send_clicked (DescoPurchasesPage *self)
{
  desco_purchase_deeds_publish (self->deeds);
}

static void
on_collect_clicked (DescoPurchasesPage *self)
{
  desco_purchase_deeds_collect (self->deeds);
}

/* A sale is published at once: whoever stands at the desk waits for the paper. */
static void
on_sold (DescoPurchasesPage *self, DescoPurchase *purchase)
{
  g_autoptr (GPtrArray) purchases = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (purchases, g_object_ref (purchase));
  show_notices (self, purchases);
  desco_notice_view_publish (self->notice);
}

/* The object ------------------------------------------------------------------------------------ */

static void
on_session_changed (DescoPurchasesPage *self)
{
  if (is_list_shown (self))
    load (self);
}

static void
desco_purchases_page_set_session (DescoPageView *view, DescoSession *session)
{
  DescoPurchasesPage *self = DESCO_PURCHASES_PAGE (view);

  g_set_object (&self->session, session);
  desco_purchase_deeds_set_session (self->deeds, session);
  desco_sale_form_set_session (self->form, session);
  desco_notice_view_set_session (self->notice, session);
  desco_difference_list_set_session (self->differences, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
desco_purchases_page_show (DescoPageView *view)
{
  DescoPurchasesPage *self = DESCO_PURCHASES_PAGE (view);

  show_list (self);
  load (self);
}

static void
desco_purchases_page_set_narrow (DescoPageView *view, gboolean narrow)
{
  DescoPurchasesPage *self = DESCO_PURCHASES_PAGE (view);

  desco_notice_view_set_narrow (self->notice, narrow);
  desco_purchase_columns_set_narrow (self->view, narrow);
}

static void
desco_purchases_page_view_init (DescoPageViewInterface *iface)
{
  iface->set_session = desco_purchases_page_set_session;
  iface->show = desco_purchases_page_show;
  iface->set_narrow = desco_purchases_page_set_narrow;
}

static void
desco_purchases_page_dispose (GObject *object)
{
  DescoPurchasesPage *self = DESCO_PURCHASES_PAGE (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->purchases);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desco_purchases_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, header);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, filter);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, send_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, cash_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, collect_button);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, hint);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, hint_row);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, deeds);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, choice);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, differences);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, results);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, view);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, form);
  gtk_widget_class_bind_template_child (widget_class, DescoPurchasesPage, notice);
  gtk_widget_class_bind_template_callback (widget_class, on_cash_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_send_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_collect_clicked);
  gtk_widget_class_bind_template_callback (widget_class, show_buttons);
  gtk_widget_class_bind_template_callback (widget_class, on_show_waiting);
  gtk_widget_class_bind_template_callback (widget_class, on_sold);
  gtk_widget_class_bind_template_callback (widget_class, on_differences_counted);
}

static void
desco_purchases_page_class_init (DescoPurchasesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_purchases_page_dispose;

  g_type_ensure (DESCO_TYPE_PAGE_HEADER);
  g_type_ensure (DESCO_TYPE_SALE_FORM);
  g_type_ensure (DESCO_TYPE_NOTICE_VIEW);
  g_type_ensure (DESCO_TYPE_DIFFERENCE_LIST);
  g_type_ensure (DESCO_TYPE_WRAP_BOX);
  g_type_ensure (DESCO_TYPE_PURCHASE_DEEDS);
  g_type_ensure (DESCO_TYPE_PURCHASE_CHOICE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/purchases/desco-purchases-page.ui");
  bind_template (widget_class);
}

static void
desco_purchases_page_init (DescoPurchasesPage *self)
{
  GtkSelectionModel *selection;

  gtk_widget_init_template (GTK_WIDGET (self));
  desco_page_view_set_back_button (DESCO_PAGE_VIEW (self), self->back_button);
  desco_compat_add_row_icon (GTK_WIDGET (self->hint_row), "desco-warning-symbolic");
  desco_purchase_columns_add (self->view);
  self->purchases = g_list_store_new (DESCO_TYPE_PURCHASE);
  selection = GTK_SELECTION_MODEL (
      gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->purchases))));
  gtk_column_view_set_model (self->view, selection);
  desco_purchase_choice_set_up (self->choice, selection, self->deeds);
  g_object_unref (selection);
}

/**
 * desco_purchases_page_sell:
 * @self: a page
 * @pupil_id: (nullable): for whom, if that is known
 *
 * Begins a sale.
 */
void
desco_purchases_page_sell (DescoPurchasesPage *self, const DescoUuid *pupil_id)
{
  g_return_if_fail (DESCO_IS_PURCHASES_PAGE (self));

  show_part (self, "sale", _ ("New purchase"));
  desco_sale_form_begin (self->form, pupil_id);
}

/**
 * desco_purchases_page_put_right:
 * @self: a page
 * @compare: whether to ask pagoPA first
 *
 * Shows where we and pagoPA differ, and what puts it right.
 */
void
desco_purchases_page_put_right (DescoPurchasesPage *self, gboolean compare)
{
  g_return_if_fail (DESCO_IS_PURCHASES_PAGE (self));

  show_list (self);
  gtk_drop_down_set_selected (self->filter, TO_PUT_RIGHT);
  if (compare)
    desco_difference_list_compare (self->differences);
}
