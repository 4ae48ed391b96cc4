/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-difference-list.h"

#include "compat.h"
#include "desco-format.h"
#include "desco-toast.h"
#include "purchases/desco-difference-row.h"
#include "session/desco-mending-work.h"
#include "store/desco-positions.h"

#include <glib/gi18n.h>

/* Where we and pagoPA differ, in plain words, and what puts it right. */

/* More than so many rows nobody reads; the rest comes up when these are settled. */
#define MAX_ROWS 200

struct _DescoDifferenceList
{
  AdwBin parent_instance;

  GtkLabel *compared;
  GtkSpinner *spinner;
  GtkWidget *stop_button;
  GtkWidget *compare_button;
  GtkStack *results;
  GtkListBox *rows;
  GtkLabel *more;
  AdwStatusPage *nothing;

  DescoSession *session;
  GPtrArray *differences;
  gint64 compared_at;
  GCancellable *loading;
  GCancellable *working;
};

G_DEFINE_FINAL_TYPE (DescoDifferenceList, desco_difference_list, ADW_TYPE_BIN)

enum
{
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a person decided, until it is done. */
typedef struct
{
  DescoDifferenceList *list;
  GPtrArray *differences;
  DescoMending mending;
} Decision;

/* What is shown --------------------------------------------------------------------------------- */

static guint
count_alike (DescoDifferenceList *self, DescoDifferenceKind kind)
{
  guint n = 0;

  for (guint i = 0; i < self->differences->len; i++)
    n += ((DescoDifference *) g_ptr_array_index (self->differences, i))->kind == kind ? 1 : 0;
  return n;
}

static gboolean
has_focus (DescoDifferenceList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->rows));
}

static void
show_compared (DescoDifferenceList *self)
{
  g_autofree char *moment = self->compared_at > 0 ? desco_format_moment (self->compared_at) : NULL;
  g_autofree char *text = moment != NULL ? g_strdup_printf (_ ("Last compared: %s"), moment)
                                         : g_strdup (_ ("Never compared yet"));

  gtk_label_set_label (self->compared, text);
  adw_status_page_set_title (self->nothing, moment != NULL ? _ ("Nothing to put right")
                                                           : _ ("Not compared with pagoPA yet"));
  adw_status_page_set_description (
      self->nothing, moment != NULL
                         ? _ ("Here and at pagoPA everything stands the same.")
                         : _ ("What is paid, withdrawn or changed at pagoPA and not here is listed "
                              "here, with what puts it right."));
}

static void
show_rows (DescoDifferenceList *self)
{
  guint n = MIN (self->differences->len, MAX_ROWS);
  guint n_more = self->differences->len - n;
  gboolean focus = has_focus (self);
  g_autofree char *more
      = g_strdup_printf (ngettext ("%u more comes up when these are settled.",
                                   "%u more come up when these are settled.", n_more),
                         n_more);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      const DescoDifference *difference = g_ptr_array_index (self->differences, i);

      gtk_list_box_append (
          self->rows, desco_difference_row_new (difference, count_alike (self, difference->kind)));
    }
  gtk_label_set_label (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_more > 0);
  gtk_stack_set_visible_child_name (self->results, n > 0 ? "rows" : "nothing");
  row = gtk_list_box_get_row_at_index (self->rows, 0);
  if (focus && row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
on_list_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoDifferenceList) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *differences = desco_differences_list_finish (DESCO_STORE (source), result, &error);

  if (differences == NULL)
    {
      desco_toast_show_error (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  self->differences = differences;
  show_rows (self);
  g_signal_emit (self, signals[COUNTED], 0, differences->len);
}

static void
on_poll_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoDifferenceList) self = data;
  DescoPollState state;

  if (!desco_positions_read_poll_finish (DESCO_STORE (source), result, &state, NULL))
    return;
  self->compared_at = state.at;
  show_compared (self);
}

/* Work ------------------------------------------------------------------------------------------ */

static void
show_working (DescoDifferenceList *self)
{
  gboolean is_working = self->working != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_working);
  gtk_spinner_set_spinning (self->spinner, is_working);
  gtk_widget_set_visible (self->stop_button, is_working);
  gtk_widget_set_sensitive (self->compare_button, !is_working);
  gtk_widget_set_sensitive (GTK_WIDGET (self->rows), !is_working);
  if (is_working)
    gtk_label_set_label (self->compared, _ ("Asking pagoPA…"));
  else
    show_compared (self);
}

static GCancellable *
begin_work (DescoDifferenceList *self)
{
  self->working = g_cancellable_new ();
  show_working (self);
  return self->working;
}

static void
end_work (DescoDifferenceList *self)
{
  g_clear_object (&self->working);
  show_working (self);
  if (self->session != NULL)
    desco_session_emit_changed (self->session);
}

static void
on_stop_clicked (DescoDifferenceList *self)
{
  if (self->working != NULL)
    g_cancellable_cancel (self->working);
}

static void
report_comparing (DescoDifferenceList *self, const DescoReconcileReport *report)
{
  guint n = report->differences->len;
  g_autofree char *found = g_strdup_printf (
      ngettext ("%u notice differs from pagoPA", "%u notices differ from pagoPA", n), n);

  if (report->unreachable != NULL)
    desco_toast_show (GTK_WIDGET (self), report->unreachable);
  else if (n == 0)
    desco_toast_show (GTK_WIDGET (self), _ ("Here and at pagoPA everything stands the same."));
  else
    desco_toast_show (GTK_WIDGET (self), found);
}

static void
on_compared (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoDifferenceList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoReconcileReport) report = desco_mending_work_compare_finish (result, &error);

  if (report != NULL)
    report_comparing (self, report);
  else
    desco_toast_show_error (GTK_WIDGET (self), error);
  end_work (self);
}

/* What one of them came to, in the order of DescoMending. */
static const char *const outcomes[] = {
  N_ ("The receipt was fetched"),         N_ ("It can be paid at pagoPA now"),
  N_ ("pagoPA has what stands here now"), N_ ("The purchase is marked as expired"),
  N_ ("The purchase is cancelled"),       N_ ("It can no longer be paid at pagoPA"),
  N_ ("It is a purchase here again"),     N_ ("Left as it is: your reason is on record"),
};

static void
report_mending (DescoDifferenceList *self, DescoMending mending, const DescoMendReport *report)
{
  g_autofree char *settled = g_strdup_printf (
      ngettext ("%u notice is put right", "%u notices are put right", report->settled),
      report->settled);

  if (report->settled == 1)
    desco_toast_show (GTK_WIDGET (self), _ (outcomes[mending]));
  else if (report->settled > 1)
    desco_toast_show (GTK_WIDGET (self), settled);
  if (report->problem != NULL)
    desco_toast_show_error (GTK_WIDGET (self), report->problem);
  if (report->failed->len > 0)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED,
                                                      g_ptr_array_index (report->failed, 0));

      desco_toast_show_error (GTK_WIDGET (self), error);
    }
}

static void
decision_clear (gpointer data)
{
  Decision *decision = data;

  g_object_unref (decision->list);
  g_ptr_array_unref (decision->differences);
}

static void
decision_release (gpointer data)
{
  g_rc_box_release_full (data, decision_clear);
}

static void
on_mended (GObject *source, GAsyncResult *result, gpointer data)
{
  Decision *decision = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoMendReport) report = desco_mending_work_mend_finish (result, &error);

  if (report != NULL)
    report_mending (decision->list, decision->mending, report);
  else
    desco_toast_show_error (GTK_WIDGET (decision->list), error);
  end_work (decision->list);
  decision_release (decision);
}

static void
mend (Decision *decision, const char *note)
{
  DescoDifferenceList *self = decision->list;

  if (self->working == NULL && self->session != NULL)
    desco_mending_work_mend_async (self->session, decision->differences, decision->mending, note,
                                   begin_work (self), on_mended, g_rc_box_acquire (decision));
}

static void
on_agreed (gpointer data)
{
  mend (data, NULL);
}

static void
on_reason_given (const char *reason, gpointer data)
{
  mend (data, reason);
}

/* What can't be taken back is asked for, with what it does on the button. */
static void
ask (Decision *decision)
{
  GtkWidget *self = GTK_WIDGET (decision->list);
  guint n = decision->differences->len;

  switch (decision->mending)
    {
    case DESCO_MENDING_WITHDRAW:
      desco_compat_confirm (
          self,
          ngettext ("Withdraw this notice at pagoPA?", "Withdraw these notices at pagoPA?", n),
          _ ("Nobody can pay it any more, also where it has been printed already. Its number is "
             "not "
             "used again."),
          _ ("_Withdraw at pagoPA"), on_agreed, decision, decision_release);
      break;
    case DESCO_MENDING_CANCEL:
      desco_compat_confirm (
          self, ngettext ("Cancel this purchase?", "Cancel these purchases?", n),
          _ ("Here it is cancelled too, and stays on record. Its number is not used again."),
          _ ("_Cancel the Purchase Here"), on_agreed, decision, decision_release);
      break;
    case DESCO_MENDING_IGNORE:
      desco_compat_ask_reason (self, _ ("Leave it as it is?"),
                               _ ("It is not listed any more until something else changes. Your "
                                  "reason stays on record."),
                               _ ("_Leave as It Is"), NULL, on_reason_given, decision,
                               decision_release);
      break;
    case DESCO_MENDING_FETCH:
    case DESCO_MENDING_PUBLISH:
    case DESCO_MENDING_REPLACE:
    case DESCO_MENDING_ACCEPT:
    case DESCO_MENDING_ADOPT:
    default:
      mend (decision, NULL);
      decision_release (decision);
    }
}

/* The one that was named, or all of its kind. */
static GPtrArray *
select_differences (DescoDifferenceList *self, const DescoUuid *id, gboolean all)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_difference_free);
  const DescoDifference *named = NULL;

  for (guint i = 0; i < self->differences->len; i++)
    {
      const DescoDifference *difference = g_ptr_array_index (self->differences, i);

      if (desco_uuid_equal (&difference->id, id))
        named = difference;
    }
  for (guint i = 0; named != NULL && i < self->differences->len; i++)
    {
      const DescoDifference *difference = g_ptr_array_index (self->differences, i);

      if (difference == named || (all && difference->kind == named->kind))
        g_ptr_array_add (selected, desco_difference_copy (difference));
    }
  return selected;
}

static void
on_mend_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DescoDifferenceList *self = DESCO_DIFFERENCE_LIST (widget);
  g_autoptr (GPtrArray) selected = NULL;
  Decision *decision;
  const char *text;
  gint32 mending;
  gboolean all;
  DescoUuid id;

  g_variant_get (parameter, "(&sib)", &text, &mending, &all);
  if (self->working != NULL || self->differences == NULL || !desco_uuid_parse (text, &id))
    return;
  selected = select_differences (self, &id, all);
  if (selected->len == 0)
    return;
  decision = g_rc_box_new0 (Decision);
  decision->list = g_object_ref (self);
  decision->differences = g_steal_pointer (&selected);
  decision->mending = (DescoMending) mending;
  ask (decision);
}

/* The object ------------------------------------------------------------------------------------ */

static void
desco_difference_list_dispose (GObject *object)
{
  DescoDifferenceList *self = DESCO_DIFFERENCE_LIST (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  g_clear_object (&self->loading);
  g_clear_object (&self->working);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desco_difference_list_parent_class)->dispose (object);
}

static void
desco_difference_list_class_init (DescoDifferenceListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_difference_list_dispose;

  /**
   * DescoDifferenceList::counted:
   * @self: the list
   * @count: how many differences wait for a person
   */
  signals[COUNTED] = g_signal_new ("counted", DESCO_TYPE_DIFFERENCE_LIST, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_install_action (widget_class, "differences.mend", "(sib)", on_mend_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/desco/Desco/purchases/desco-difference-list.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoDifferenceList, compared);
  gtk_widget_class_bind_template_child (widget_class, DescoDifferenceList, spinner);
  gtk_widget_class_bind_template_child (widget_class, DescoDifferenceList, stop_button);
  gtk_widget_class_bind_template_child (widget_class, DescoDifferenceList, compare_button);
  gtk_widget_class_bind_template_child (widget_class, DescoDifferenceList, results);
  gtk_widget_class_bind_template_child (widget_class, DescoDifferenceList, rows);
  gtk_widget_class_bind_template_child (widget_class, DescoDifferenceList, more);
  gtk_widget_class_bind_template_child (widget_class, DescoDifferenceList, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, desco_difference_list_compare);
}

static void
desco_difference_list_init (DescoDifferenceList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desco_difference_list_set_session:
 * @self: a list
 * @session: its database
 */
void
desco_difference_list_set_session (DescoDifferenceList *self, DescoSession *session)
{
  g_return_if_fail (DESCO_IS_DIFFERENCE_LIST (self));

  g_set_object (&self->session, session);
}

/**
 * desco_difference_list_load:
 * @self: a list with a session
 *
 * Reads what is to be put right, and tells how much it is.
 */
void
desco_difference_list_load (DescoDifferenceList *self)
{
  DescoStore *store;

  g_return_if_fail (DESCO_IS_DIFFERENCE_LIST (self));
  g_return_if_fail (self->session != NULL);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  store = desco_session_get_store (self->session);
  desco_differences_list_async (store, self->loading, on_list_read, g_object_ref (self));
  desco_positions_read_poll_async (store, DESCO_POLL_RECONCILIATION, self->loading, on_poll_read,
                                   g_object_ref (self));
}

/**
 * desco_difference_list_compare:
 * @self: a list with a session
 *
 * Asks pagoPA now, unless it is being asked.
 */
void
desco_difference_list_compare (DescoDifferenceList *self)
{
  g_return_if_fail (DESCO_IS_DIFFERENCE_LIST (self));

  if (self->working == NULL && self->session != NULL)
    desco_mending_work_compare_async (self->session, begin_work (self), on_compared,
                                      g_object_ref (self));
}
