/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "compat.h"

#include "desco-config.h"
#include "model/desco-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Asking before what can't be undone ------------------------------------------------------------ */

typedef struct
{
  DescoConfirmFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
} Confirmation;

static void
confirmation_free (gpointer data, GClosure *closure)
{
  Confirmation *self = data;

  if (self->data_destroy != NULL)
    self->data_destroy (self->data);
  g_free (self);
}

static void
on_response (gpointer dialog, const char *response, gpointer data)
{
  Confirmation *self = data;

  if (g_strcmp0 (response, "act") == 0)
    self->func (self->data);
}

#if ADW_CHECK_VERSION(1, 5, 0)

static gpointer
make_question (GtkWidget *from, const char *heading, const char *body, const char *action_label)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  adw_alert_dialog_add_responses (dialog, "keep", C_ ("leave it as it is", "_Cancel"), "act",
                                  action_label, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "act", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "keep");
  adw_alert_dialog_set_close_response (dialog, "keep");

  return dialog;
}

static void
add_answer (gpointer dialog, GtkWidget *answer)
{
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), answer);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "act",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "act");
}

static void
allow_action (gpointer dialog, gboolean allowed)
{
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "act", allowed);
}

static void
present_dialog (gpointer dialog, GtkWidget *from)
{
  adw_dialog_present (dialog, from);
}

#else

static gpointer
make_question (GtkWidget *from, const char *heading, const char *body, const char *action_label)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (from));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  adw_message_dialog_add_responses (dialog, "keep", C_ ("leave it as it is", "_Cancel"), "act",
                                    action_label, NULL);
  adw_message_dialog_set_response_appearance (dialog, "act", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");

  return dialog;
}

static void
add_answer (gpointer dialog, GtkWidget *answer)
{
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), answer);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "act",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "act");
}

static void
allow_action (gpointer dialog, gboolean allowed)
{
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "act", allowed);
}

static void
present_dialog (gpointer dialog, GtkWidget *from)
{
  gtk_window_present (dialog);
}

#endif

/**
 * desco_compat_confirm:
 * @from: where the question comes from
 * @heading: the question
 * @body: what follows from it
 * @action_label: the consequence, on the button
 * @func: what to do if the person agrees
 * @data: (nullable): what @func gets
 * @data_destroy: (nullable): frees @data
 *
 * Asks before something that can't be undone. Enter and Escape leave things as they are.
 */
void
desco_compat_confirm (GtkWidget *from,
                      const char *heading,
                      const char *body,
                      const char *action_label,
                      DescoConfirmFunc func,
                      gpointer data,
                      GDestroyNotify data_destroy)
{
  Confirmation *confirmation = g_new0 (Confirmation, 1);
  gpointer dialog;

  g_return_if_fail (GTK_IS_WIDGET (from));

  confirmation->func = func;
  confirmation->data = data;
  confirmation->data_destroy = data_destroy;
  dialog = make_question (from, heading, body, action_label);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), confirmation,
                         confirmation_free, 0);
  present_dialog (dialog, from);
}

/* Asking for a reason --------------------------------------------------------------------------- */

/* As long as the library takes one. */
#define MAX_REASON 200

typedef struct
{
  GtkEditable *entry;
  DescoReasonFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
} ReasonQuestion;

static void
reason_question_free (gpointer data, GClosure *closure)
{
  ReasonQuestion *self = data;

  if (self->data_destroy != NULL)
    self->data_destroy (self->data);
  g_object_unref (self->entry);
  g_free (self);
}

static char *
get_reason (GtkEditable *entry)
{
  return desco_text_squeeze (gtk_editable_get_text (entry));
}

static void
on_reason_changed (GtkEditable *entry, gpointer dialog)
{
  g_autofree char *reason = get_reason (entry);

  allow_action (dialog, *reason != '\0');
}

static void
on_reason_response (gpointer dialog, const char *response, gpointer data)
{
  ReasonQuestion *self = data;
  g_autofree char *reason = get_reason (self->entry);

  if (g_strcmp0 (response, "act") == 0 && *reason != '\0')
    self->func (reason, self->data);
}

static GtkWidget *
make_reason_entry (const char *reason)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), reason != NULL ? reason : "");
  gtk_entry_set_max_length (GTK_ENTRY (entry), MAX_REASON);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);

  return entry;
}

/**
 * desco_compat_ask_reason:
 * @from: where the question comes from
 * @heading: the question
 * @body: what follows from it
 * @action_label: the consequence, on the button
 * @reason: (nullable): the reason to begin with
 * @func: what to do with the reason
 * @data: (nullable): what @func gets
 * @data_destroy: (nullable): frees @data
 *
 * Asks why before something that is only done for a reason. Without one there is only Cancel.
 */
void
desco_compat_ask_reason (GtkWidget *from,
                         const char *heading,
                         const char *body,
                         const char *action_label,
                         const char *reason,
                         DescoReasonFunc func,
                         gpointer data,
                         GDestroyNotify data_destroy)
{
  ReasonQuestion *question = g_new0 (ReasonQuestion, 1);
  gpointer dialog;
  GtkWidget *entry;

  g_return_if_fail (GTK_IS_WIDGET (from));

  entry = make_reason_entry (reason);
  dialog = make_question (from, heading, body, action_label);
  add_answer (dialog, entry);
  question->entry = g_object_ref (GTK_EDITABLE (entry));
  question->func = func;
  question->data = data;
  question->data_destroy = data_destroy;
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_reason_response), question,
                         reason_question_free, 0);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_reason_changed), dialog, 0);
  on_reason_changed (GTK_EDITABLE (entry), dialog);
  present_dialog (dialog, from);
  gtk_widget_grab_focus (entry);
}

/* About ----------------------------------------------------------------------------------------- */

#define ABOUT_PROPERTIES                                                                           \
  "application-name", "Desco", "application-icon", DESCO_APPLICATION_ID, "version", DESCO_VERSION, \
      "developer-name", _ ("The Desco authors"), "copyright", "© 2026 The Desco authors",          \
      "license-type", GTK_LICENSE_CUSTOM, "license",                                               \
      _ ("European Union Public Licence 1.2 (EUPL-1.2)"), "comments",                              \
      _ ("School meal vouchers: attendance, wallets and pagoPA notices.")

/**
 * desco_compat_show_about:
 * @parent: the window that asks
 *
 * Says what this program is.
 */
void
desco_compat_show_about (GtkWindow *parent)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *dialog = g_object_new (ADW_TYPE_ABOUT_DIALOG, ABOUT_PROPERTIES, NULL);

  adw_dialog_present (dialog, GTK_WIDGET (parent));
#else
  GtkWindow *dialog = g_object_new (ADW_TYPE_ABOUT_WINDOW, "transient-for", parent, "modal", TRUE,
                                    ABOUT_PROPERTIES, NULL);

  gtk_window_present (dialog);
#endif
}

/* Choosing files -------------------------------------------------------------------------------- */

#if GTK_CHECK_VERSION(4, 10, 0)

static void
on_file_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_file_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
choose_file (GtkWindow *parent,
             const char *title,
             const char *name,
             GListModel *filters,
             GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GCancellable *cancellable = g_task_get_cancellable (task);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, filters);
  if (name == NULL)
    {
      gtk_file_dialog_open (dialog, parent, cancellable, on_file_opened, task);
      return;
    }
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, parent, cancellable, on_file_saved, task);
}

#else

static void
on_file_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GTask) task = data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s",
                             _ ("No file was chosen"));
  g_object_unref (dialog);
}

static void
choose_file (GtkWindow *parent,
             const char *title,
             const char *name,
             GListModel *filters,
             GTask *task)
{
  GtkFileChooserAction action
      = name != NULL ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);

  for (guint i = 0; filters != NULL && i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_file_response), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

/**
 * desco_compat_open_file_async:
 * @parent: the window that asks
 * @title: what the file is for
 * @filters: (nullable): a list of #GtkFileFilter
 * @cancellable: (nullable): takes the question back
 * @callback: what to call with the answer
 * @data: what @callback gets
 *
 * Asks for a file that is there.
 */
void
desco_compat_open_file_async (GtkWindow *parent,
                              const char *title,
                              GListModel *filters,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  choose_file (parent, title, NULL, filters, g_task_new (parent, cancellable, callback, data));
}

/**
 * desco_compat_save_file_async:
 * @parent: the window that asks
 * @title: what the file is for
 * @name: the name to begin with
 * @cancellable: (nullable): takes the question back
 * @callback: what to call with the answer
 * @data: what @callback gets
 *
 * Asks where to write a file.
 */
void
desco_compat_save_file_async (GtkWindow *parent,
                              const char *title,
                              const char *name,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  choose_file (parent, title, name, NULL, g_task_new (parent, cancellable, callback, data));
}

/**
 * desco_compat_choose_file_finish:
 * @result: what the callback got
 * @error: %G_IO_ERROR_CANCELLED or %GTK_DIALOG_ERROR_DISMISSED where the person chose none
 *
 * Returns: (transfer full) (nullable): the file
 */
GFile *
desco_compat_choose_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Pages in the browser -------------------------------------------------------------------------- */

static void
return_opened (GTask *task, gboolean opened, GError *error)
{
  if (opened)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
on_uri_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  return_opened (task, gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error),
                 error);
}

static void
open_uri (GtkWindow *parent, const char *uri, GTask *task)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, parent, NULL, on_uri_opened, task);
}

#else

static void
on_uri_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  return_opened (task, gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error), error);
}

static void
open_uri (GtkWindow *parent, const char *uri, GTask *task)
{
  gtk_show_uri_full (parent, uri, GDK_CURRENT_TIME, NULL, on_uri_opened, task);
}

#endif

/**
 * desco_compat_open_uri_async:
 * @parent: the window that asks
 * @uri: an address
 * @callback: told once it is open
 * @data: what @callback gets
 *
 * Opens a page in the person's browser.
 */
void
desco_compat_open_uri_async (GtkWindow *parent,
                             const char *uri,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  open_uri (parent, uri, g_task_new (parent, NULL, callback, data));
}

/**
 * desco_compat_open_uri_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * Returns: whether a browser took it
 */
gboolean
desco_compat_open_uri_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Icons of rows --------------------------------------------------------------------------------- */

/**
 * desco_compat_add_row_icon:
 * @row: a new AdwActionRow
 * @icon: (nullable): an icon's name
 *
 * Puts an icon before the row's title; nothing for %NULL.
 */
void
desco_compat_add_row_icon (GtkWidget *row, const char *icon)
{
  if (icon != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
}

/**
 * desco_compat_name_entry:
 * @row: an AdwEntryRow
 *
 * Gives the text inside the row's title for a name: it is what has the focus, and nothing else says
 * what it is for.
 */
void
desco_compat_name_entry (GtkWidget *row)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}

/* Far jumps in long lists ----------------------------------------------------------------------- */

/**
 * desco_compat_scroll_to:
 * @view: a view
 * @position: a row
 *
 * Brings a row into view, selects it and gives it the focus.
 */
void
desco_compat_scroll_to (GtkColumnView *view, guint position)
{
#if GTK_CHECK_VERSION(4, 12, 0)
  gtk_column_view_scroll_to (view, position, NULL, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS,
                             NULL);
#else
  /* The adjustment of 4.8 leaves the rows blank after its first far jump; the action of the inner
   * list does not. */
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_activate_action (child, "list.scroll-to-item", "u", position))
      {
        gtk_selection_model_select_item (gtk_column_view_get_model (view), position, TRUE);
        return;
      }
#endif
}

/**
 * desco_compat_align_title:
 * @view: a view that has the column
 * @position: the column's position in @view
 *
 * Puts a column's title at the end, over figures that stand there. GTK has no way to ask for that,
 * so nothing happens where its header is built in another way.
 */
void
desco_compat_align_title (GtkColumnView *view, guint position)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
  GtkWidget *box;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  while (title != NULL && position-- > 0)
    title = gtk_widget_get_next_sibling (title);
  box = title != NULL ? gtk_widget_get_first_child (title) : NULL;
  if (box != NULL)
    gtk_widget_set_halign (box, GTK_ALIGN_END);
}

/* Long buttons ---------------------------------------------------------------------------------- */

/**
 * desco_compat_set_long_label:
 * @button: a button
 * @text: what it says
 *
 * Gives @button a label that goes on in a second line, so that a large text makes no window wider
 * than the screen.
 */
void
desco_compat_set_long_label (GtkButton *button, const char *text)
{
  GtkLabel *label;

  g_return_if_fail (GTK_IS_BUTTON (button));

  gtk_button_set_label (button, text);
  label = GTK_LABEL (gtk_button_get_child (button));
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

/* Names for those who listen -------------------------------------------------------------------- */

/**
 * desco_compat_name_row:
 * @item: an item of a list or of a table's column, with its child
 * @name: what its row is about
 *
 * Gives the row that has the focus a name. GTK 4.8 calls it by the name of its class.
 */
void
desco_compat_name_row (GtkListItem *item, const char *name)
{
  GtkWidget *widget = gtk_list_item_get_child (item);

  while (widget != NULL)
    {
      GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

      if (role == GTK_ACCESSIBLE_ROLE_ROW || role == GTK_ACCESSIBLE_ROLE_LIST_ITEM)
        break;
      widget = gtk_widget_get_parent (widget);
    }
  if (widget != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

static void
name_drop_down (GtkWidget *drop_down)
{
  GtkWidget *button = gtk_widget_get_first_child (drop_down);

  if (button != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    drop_down, NULL, -1);
}

static void
name_split_button (AdwSplitButton *split)
{
  const char *name = adw_split_button_get_dropdown_tooltip (split);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (split)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      {
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                        -1);
        gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (child)),
                                        GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      }
}

/**
 * desco_compat_name_buttons:
 * @widget: what has been built
 *
 * Gives the buttons inside of drop-downs and split buttons below @widget the names of those: they
 * have the focus, and GTK 4.8 calls them by the names of their classes.
 */
void
desco_compat_name_buttons (GtkWidget *widget)
{
  if (GTK_IS_DROP_DOWN (widget))
    name_drop_down (widget);
  if (ADW_IS_SPLIT_BUTTON (widget))
    name_split_button (ADW_SPLIT_BUTTON (widget));
  /* The titles of columns that can't be sorted are not for the keyboard. */
  if (GTK_IS_COLUMN_VIEW (widget))
    gtk_widget_set_focusable (gtk_widget_get_first_child (widget), FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    desco_compat_name_buttons (child);
}
