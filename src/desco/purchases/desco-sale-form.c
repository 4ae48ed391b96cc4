/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-sale-form.h"

#include "desco-format.h"
#include "model/desco-date.h"
#include "model/desco-money.h"
#include "pupils/desco-pupil-chooser.h"
#include "purchases/desco-instalment-list.h"
#include "purchases/desco-sale-offer.h"
#include "store/desco-purchases.h"

#include <glib/gi18n.h>

/* A sale at the desk (J-02): name, Enter, quantity, Enter. The price and its reason fill themselves
 * in, and the total follows each key. */

/* What most families buy: about a month. */
#define USUAL_QUANTITY 20

/* How long a sale may last before something turns. */
#define PATIENCE_MS 300

struct _DescoSaleForm
{
  AdwBin parent_instance;

  GtkStack *stack;
  DescoPupilChooser *chooser;
  GtkLabel *name;
  GtkLabel *place;
  GtkLabel *balance;
  AdwActionRow *price_row;
  GtkLabel *price;
  AdwActionRow *quantity_row;
  GtkSpinButton *quantity;
  GtkMenuButton *due_button;
  GtkPopover *due_popover;
  GtkCalendar *calendar;
  AdwComboRow *payment;
  GtkLabel *total;
  DescoInstalmentList *instalments;
  GtkLabel *problem;
  GtkWidget *sell_button;
  GtkSpinner *spinner;

  DescoSession *session;
  DescoSaleOffer *offer;
  GDate due_date;
  GCancellable *loading;
  guint patience_id;
  gboolean selling;
};

G_DEFINE_FINAL_TYPE (DescoSaleForm, desco_sale_form, ADW_TYPE_BIN)

enum
{
  SOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_problem (DescoSaleForm *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/* What stands in the box, while it is still being typed. */
static gboolean
get_quantity (DescoSaleForm *self, gint64 *quantity)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->quantity));

  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT32, quantity, NULL);
}

static char *
make_quantity_hint (DescoSaleForm *self)
{
  const DescoSaleOffer *offer = self->offer;

  if (offer->step > 1)
    return g_strdup_printf (_ ("From %d to %d, in steps of %d"), (int) offer->minimum,
                            (int) offer->maximum, (int) offer->step);

  return g_strdup_printf (_ ("From %d to %d"), (int) offer->minimum, (int) offer->maximum);
}

static gboolean
is_quantity_allowed (DescoSaleForm *self, gint64 quantity)
{
  const DescoSaleOffer *offer = self->offer;

  return quantity >= offer->minimum && quantity <= offer->maximum && quantity % offer->step == 0;
}

/* In how many instalments it may be paid; 0 for all at once. */
static guint
get_n_instalments (DescoSaleForm *self)
{
  guint choice = adw_combo_row_get_selected (self->payment);

  return choice == 0 || choice == GTK_INVALID_LIST_POSITION ? 0 : choice + 1;
}

/* Shows what each instalment would be; says why where the vouchers can't be split so. */
static gboolean
show_instalments (DescoSaleForm *self, gint64 quantity)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plan = desco_instalments_plan (
      quantity, self->offer->quote->unit_amount, get_n_instalments (self), &self->due_date, &error);

  desco_instalment_list_show (self->instalments, plan);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->payment), error != NULL ? error->message : "");
  if (error == NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->payment), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->payment), "error");
  return plan != NULL;
}

static void
show_total (DescoSaleForm *self)
{
  gint64 quantity = 0;
  gint64 amount = 0;
  gboolean typed = get_quantity (self, &quantity);
  gboolean known = typed && self->offer->quote != NULL
                   && desco_money_multiply (self->offer->quote->unit_amount, quantity, &amount);
  gboolean in_range = typed && is_quantity_allowed (self, quantity);
  gboolean allowed = in_range;
  g_autofree char *total = known ? desco_format_euro (amount) : g_strdup ("–");

  if (!known)
    desco_instalment_list_show (self->instalments, NULL);
  else
    allowed = show_instalments (self, quantity) && allowed;
  gtk_label_set_label (self->total, total);
  gtk_widget_set_sensitive (self->sell_button, known && allowed && !self->selling);
  if (in_range)
    gtk_widget_remove_css_class (GTK_WIDGET (self->quantity_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->quantity_row), "error");
}

static void
show_due_date (DescoSaleForm *self)
{
  g_autofree char *day = desco_format_short_day (&self->due_date);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", _ ("Last day to pay"), day);

  gtk_menu_button_set_label (self->due_button, day);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->due_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
show_price (DescoSaleForm *self)
{
  DescoQuote *quote = self->offer->quote;
  g_autofree char *price = quote != NULL ? desco_format_euro (quote->unit_amount) : g_strdup ("–");

  gtk_label_set_label (self->price, price);
  adw_action_row_set_subtitle (self->price_row, quote != NULL ? quote->reason : "");
}

static void
show_pupil (DescoSaleForm *self)
{
  DescoPupil *pupil = self->offer->pupil;
  g_autofree char *name = desco_pupil_dup_full_name (pupil);
  g_autofree char *balance = desco_format_vouchers (pupil->balance);
  g_autofree char *place = NULL;

  if (pupil->guardian_name != NULL)
    /* Translators: a class, and who pays for the pupil. */
    place = g_strdup_printf (_ ("%s — paid by %s"),
                             pupil->class_label != NULL ? pupil->class_label : _ ("No class"),
                             pupil->guardian_name);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->place, place != NULL ? place : _ ("Nobody is named who pays"));
  gtk_label_set_label (self->balance, balance);
  if (pupil->balance < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->balance), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->balance), "error");
}

static void
start_quantity (DescoSaleForm *self)
{
  const DescoSaleOffer *offer = self->offer;
  gint64 usual = USUAL_QUANTITY - USUAL_QUANTITY % offer->step;
  g_autofree char *hint = make_quantity_hint (self);

  gtk_spin_button_set_range (self->quantity, (double) offer->minimum, (double) offer->maximum);
  gtk_spin_button_set_increments (self->quantity, (double) offer->step, (double) offer->step * 10);
  gtk_spin_button_set_value (self->quantity,
                             (double) CLAMP (usual, offer->minimum, offer->maximum));
  adw_action_row_set_subtitle (self->quantity_row, hint);
  gtk_widget_grab_focus (GTK_WIDGET (self->quantity));
  gtk_editable_select_region (GTK_EDITABLE (self->quantity), 0, -1);
}

static void
show_offer (DescoSaleForm *self)
{
  self->due_date = self->offer->due_date;
  adw_combo_row_set_selected (self->payment, 0);
  gtk_stack_set_visible_child_name (self->stack, "offer");
  show_pupil (self);
  show_price (self);
  show_due_date (self);
  show_problem (self, self->offer->problem);
  start_quantity (self);
  show_total (self);
}

static void
restart (DescoSaleForm *self)
{
  gtk_stack_set_visible_child_name (self->stack, "choose");
  desco_pupil_chooser_restart (self->chooser);
}

/* Loading --------------------------------------------------------------------------------------- */

static void
on_offer_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoSaleForm) self = data;
  g_autoptr (GError) error = NULL;
  DescoSaleOffer *offer = desco_sale_offer_load_finish (result, &error);

  if (offer == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_problem (self, error->message);
      return;
    }
  g_clear_pointer (&self->offer, desco_sale_offer_free);
  self->offer = offer;
  show_offer (self);
}

static void
load_offer (DescoSaleForm *self, const DescoUuid *pupil_id)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  desco_sale_offer_load_async (desco_session_get_store (self->session), pupil_id, self->loading,
                               on_offer_loaded, g_object_ref (self));
}

static void
on_pupil_chosen (DescoSaleForm *self, const DescoUuid *pupil_id)
{
  load_offer (self, pupil_id);
}

static void
on_restart_clicked (DescoSaleForm *self)
{
  restart (self);
}

/* Selling --------------------------------------------------------------------------------------- */

static gboolean
on_patience_over (gpointer data)
{
  DescoSaleForm *self = data;

  self->patience_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

static void
set_selling (DescoSaleForm *self, gboolean selling)
{
  self->selling = selling;
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (selling)
    self->patience_id = g_timeout_add (PATIENCE_MS, on_patience_over, self);
  else
    gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  show_total (self);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoSaleForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoPurchase) purchase
      = desco_purchases_sell_finish (DESCO_STORE (source), result, &error);

  set_selling (self, FALSE);
  if (purchase == NULL)
    {
      show_problem (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->quantity));
      return;
    }
  g_signal_emit (self, signals[SOLD], 0, purchase);
}

static void
sell (DescoSaleForm *self)
{
  DescoPurchaseOrder order;
  gint64 quantity = 0;

  if (!gtk_widget_get_sensitive (self->sell_button) || !get_quantity (self, &quantity))
    return;
  show_problem (self, NULL);
  set_selling (self, TRUE);
  desco_purchase_order_init (&order, &self->offer->pupil->id, quantity);
  order.due_date = self->due_date;
  order.n_instalments = get_n_instalments (self);
  desco_purchases_sell_async (desco_session_get_store (self->session), &order, NULL, on_created,
                              g_object_ref (self));
}

static void
on_sell_clicked (DescoSaleForm *self)
{
  sell (self);
}

static void
on_quantity_changed (DescoSaleForm *self)
{
  if (self->offer != NULL)
    show_total (self);
}

static void
on_payment_changed (DescoSaleForm *self)
{
  if (self->offer != NULL)
    show_total (self);
}

static gboolean
on_quantity_key (GtkEventControllerKey *controller,
                 guint keyval,
                 guint keycode,
                 GdkModifierType state,
                 DescoSaleForm *self)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  sell (self);

  return GDK_EVENT_STOP;
}

static void
on_due_selected (DescoSaleForm *self)
{
  g_autoptr (GDateTime) chosen = gtk_calendar_get_date (self->calendar);

  self->due_date = desco_date_from_ymd ((guint) g_date_time_get_year (chosen),
                                        (guint) g_date_time_get_month (chosen),
                                        (guint) g_date_time_get_day_of_month (chosen));
  gtk_popover_popdown (self->due_popover);
  show_due_date (self);
  show_total (self);
}

/* The object ------------------------------------------------------------------------------------ */

static void
desco_sale_form_dispose (GObject *object)
{
  DescoSaleForm *self = DESCO_SALE_FORM (object);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->session);
  g_clear_pointer (&self->offer, desco_sale_offer_free);

  G_OBJECT_CLASS (desco_sale_form_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, stack);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, chooser);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, name);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, place);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, balance);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, price_row);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, price);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, quantity_row);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, quantity);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, due_button);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, due_popover);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, calendar);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, payment);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, total);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, instalments);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, problem);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, sell_button);
  gtk_widget_class_bind_template_child (widget_class, DescoSaleForm, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_pupil_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_restart_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_quantity_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_due_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_payment_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_sell_clicked);
}

static void
desco_sale_form_class_init (DescoSaleFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_sale_form_dispose;

  /**
   * DescoSaleForm::sold:
   * @purchase: a #DescoPurchase
   *
   * A purchase was made; it waits to be published.
   */
  signals[SOLD] = g_signal_new ("sold", DESCO_TYPE_SALE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, DESCO_TYPE_PURCHASE);

  g_type_ensure (DESCO_TYPE_PUPIL_CHOOSER);
  g_type_ensure (DESCO_TYPE_INSTALMENT_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/purchases/desco-sale-form.ui");
  bind_template (widget_class);
}

static void
desco_sale_form_init (DescoSaleForm *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->price_row), FALSE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_quantity_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->quantity), keys);
}

/**
 * desco_sale_form_set_session:
 * @self: a form
 * @session: its database
 */
void
desco_sale_form_set_session (DescoSaleForm *self, DescoSession *session)
{
  g_return_if_fail (DESCO_IS_SALE_FORM (self));

  g_set_object (&self->session, session);
  desco_pupil_chooser_set_store (self->chooser, desco_session_get_store (session));
}

/**
 * desco_sale_form_begin:
 * @self: a form
 * @pupil_id: (nullable): for whom, if that is known
 *
 * Begins a sale.
 */
void
desco_sale_form_begin (DescoSaleForm *self, const DescoUuid *pupil_id)
{
  g_return_if_fail (DESCO_IS_SALE_FORM (self));

  show_problem (self, NULL);
  if (pupil_id != NULL && !desco_uuid_is_nil (pupil_id))
    load_offer (self, pupil_id);
  else
    restart (self);
}
