/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-send-report.h"

#include "pagopa/desco-purchase-failure.h"

/* What pagoPA did not take or change, each notice with its reason: one list for however many there
 * are. */

struct _DescoSendReport
{
  AdwWindow parent_instance;

  GtkLabel *summary;
  GtkListView *failures;
  GtkWidget *show_button;
};

G_DEFINE_FINAL_TYPE (DescoSendReport, desco_send_report, ADW_TYPE_WINDOW)

enum
{
  SHOW_WAITING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 8);
  gtk_widget_set_margin_bottom (label, 8);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *text = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (text));
}

static void
on_show_waiting (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SHOW_WAITING], 0);
  gtk_window_close (GTK_WINDOW (widget));
}

static void
desco_send_report_class_init (DescoSendReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * DescoSendReport::show-waiting:
   * @self: the window
   *
   * The person wants to see them in the list, to mend them.
   */
  signals[SHOW_WAITING] = g_signal_new ("show-waiting", DESCO_TYPE_SEND_REPORT, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "report.show-waiting", NULL, on_show_waiting);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/purchases/desco-send-report.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoSendReport, summary);
  gtk_widget_class_bind_template_child (widget_class, DescoSendReport, failures);
  gtk_widget_class_bind_template_child (widget_class, DescoSendReport, show_button);
}

static void
desco_send_report_init (DescoSendReport *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_list_view_set_factory (self->failures, factory);
}

/**
 * desco_send_report_new:
 * @parent: the window that it stands before
 * @title: what it is about
 * @summary: what was done, and what is to be done about the rest
 * @failed: (element-type DescoPurchaseFailure): what was not done
 * @is_waiting: whether they wait to be sent again, and are to be shown in the list as such
 *
 * Returns: (transfer none): a window that names each of them
 */
GtkWidget *
desco_send_report_new (GtkWindow *parent,
                       const char *title,
                       const char *summary,
                       GPtrArray *failed,
                       gboolean is_waiting)
{
  DescoSendReport *self
      = g_object_new (DESCO_TYPE_SEND_REPORT, "transient-for", parent, "title", title, NULL);
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  g_autoptr (GtkSelectionModel) model = NULL;

  for (guint i = 0; i < failed->len; i++)
    {
      const DescoPurchaseFailure *failure = g_ptr_array_index (failed, i);

      gtk_string_list_take (texts,
                            g_strdup_printf ("%s\n%s", failure->notice_number, failure->reason));
    }
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&texts))));
  gtk_list_view_set_model (self->failures, model);
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_visible (self->show_button, is_waiting);
  return GTK_WIDGET (self);
}
