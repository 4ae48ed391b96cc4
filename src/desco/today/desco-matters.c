/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "today/desco-matters.h"

#include "compat.h"
#include "desco-format.h"

#include <glib/gi18n.h>

/* What needs a hand, on the morning screen: each row opens the place where it is solved. */

typedef struct
{
  GtkListBox *list;
  const DescoToday *today;
  const char *problem;
} Matters;

static void
add_matter (Matters *self,
            const char *icon,
            const char *title,
            const char *subtitle,
            const char *label,
            const char *action)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (label);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  desco_compat_add_row_icon (row, icon);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->list, row);
}

static void
add_receipts (Matters *self)
{
  gint64 n = self->today->n_receipts_to_review;
  g_autofree char *title = g_strdup_printf (
      ngettext ("%d receipt to look at", "%d receipts to look at", (gulong) n), (int) n);

  if (n > 0)
    add_matter (self, "desco-warning-symbolic", title,
                _ ("It does not fit the purchase that it pays."), _ ("Look"), "win.page::ricevute");
}

static void
add_differences (Matters *self)
{
  gint64 n = self->today->n_differences;
  g_autofree char *title
      = g_strdup_printf (ngettext ("%u notice to put right at pagoPA",
                                   "%u notices to put right at pagoPA", (gulong) n),
                         (guint) n);

  if (n > 0)
    add_matter (self, "desco-warning-symbolic", title,
                _ ("Here and at pagoPA they do not stand the same."), _ ("Put Right"),
                "win.put-right");
}

/* A wrong key, say: nothing comes in until somebody sees to it. */
static void
add_problem (Matters *self)
{
  if (self->problem != NULL)
    add_matter (self, "desco-warning-symbolic", _ ("pagoPA can’t be asked what was paid"),
                self->problem, _ ("Try Again"), "win.compare");
}

static void
add_unprinted (Matters *self)
{
  gint64 n = self->today->n_notices_unprinted;
  g_autofree char *title = g_strdup_printf (
      ngettext ("%d notice to print", "%d notices to print", (gulong) n), (int) n);

  if (n > 0)
    add_matter (self, "desco-print-symbolic", title, _ ("They can be paid already."), _ ("Print"),
                "win.page::acquisti");
}

static void
add_below_zero (Matters *self)
{
  gint64 n = self->today->n_below_zero;
  g_autofree char *title = g_strdup_printf (
      ngettext ("%d wallet below zero", "%d wallets below zero", (gulong) n), (int) n);
  g_autofree char *lowest = desco_format_count (self->today->lowest_balance);
  g_autofree char *subtitle = g_strdup_printf (_ ("The lowest is at %s. Everyone eats."), lowest);

  if (n > 0)
    add_matter (self, "desco-wallet-symbolic", title, subtitle, _ ("See"), "win.page::alunni");
}

static void
add_certificates (Matters *self)
{
  gint64 n = self->today->n_certificates_expiring;
  g_autofree char *title
      = g_strdup_printf (ngettext ("%d ISEE certificate ends within 30 days",
                                   "%d ISEE certificates end within 30 days", (gulong) n),
                         (int) n);
  g_autofree char *day = NULL;
  g_autofree char *subtitle = NULL;

  if (n == 0)
    return;
  day = desco_format_short_day (&self->today->first_expiry);
  subtitle = g_strdup_printf (_ ("The first on %s; after it the full price holds."), day);
  add_matter (self, "desco-today-symbolic", title, subtitle, _ ("See"), "win.page::alunni");
}

/**
 * desco_matters_fill:
 * @list: an empty list
 * @today: the day
 * @problem: (nullable): why pagoPA can't be asked, where a person must see to it
 *
 * Adds a row for each thing that needs a hand, or one that says that nothing does.
 */
void
desco_matters_fill (GtkListBox *list, const DescoToday *today, const char *problem)
{
  Matters self = { list, today, problem };

  add_receipts (&self);
  add_problem (&self);
  add_differences (&self);
  add_unprinted (&self);
  add_below_zero (&self);
  add_certificates (&self);

  if (gtk_list_box_get_row_at_index (list, 0) == NULL)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Nothing needs a hand"));
      desco_compat_add_row_icon (row, "desco-attendance-symbolic");
      gtk_list_box_append (list, row);
    }
}
