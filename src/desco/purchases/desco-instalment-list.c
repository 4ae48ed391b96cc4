/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "purchases/desco-instalment-list.h"

#include "desco-format.h"
#include "model/desco-instalment.h"
#include "shell/desco-chip.h"

#include <glib/gi18n.h>

/* The instalments of a purchase, or of one that is about to be made: what each pays, how much it is
 * and by when; once sold, its notice number and where it stands. */

struct _DescoInstalmentList
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (DescoInstalmentList, desco_instalment_list, ADW_TYPE_PREFERENCES_GROUP)

static DescoTone
get_tone (DescoInstalmentStatus status)
{
  switch (status)
    {
    case DESCO_INSTALMENT_PAID:
    case DESCO_INSTALMENT_CREDITED:
      return DESCO_TONE_GOOD;
    case DESCO_INSTALMENT_EXPIRED:
      return DESCO_TONE_BAD;
    case DESCO_INSTALMENT_OPEN:
    case DESCO_INSTALMENT_CANCELLED:
    default:
      return DESCO_TONE_PLAIN;
    }
}

static GtkWidget *
make_row (const DescoInstalment *instalment)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *amount_label = gtk_label_new (NULL);
  g_autofree char *title = g_strdup_printf (_ ("Instalment %u"), instalment->number);
  g_autofree char *vouchers = desco_format_vouchers (instalment->quantity);
  g_autofree char *day = desco_format_short_day (&instalment->due_date);
  /* Translators: so many vouchers, to be paid by a day. */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s, by %s"), vouchers, day);
  g_autofree char *amount = desco_format_euro (instalment->amount);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (instalment->notice_number != NULL)
    {
      g_autofree char *numbered = g_strdup_printf ("%s\n%s", subtitle, instalment->notice_number);
      GtkWidget *chip = desco_chip_new ();

      desco_chip_set (chip, desco_instalment_status_to_words (instalment->status),
                      get_tone (instalment->status));
      gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), numbered);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), chip);
    }
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  gtk_label_set_label (GTK_LABEL (amount_label), amount);
  gtk_widget_add_css_class (amount_label, "figures");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), amount_label);
  return row;
}

static void
clear (DescoInstalmentList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
desco_instalment_list_finalize (GObject *object)
{
  DescoInstalmentList *self = DESCO_INSTALMENT_LIST (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (desco_instalment_list_parent_class)->finalize (object);
}

static void
desco_instalment_list_class_init (DescoInstalmentListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_instalment_list_finalize;
}

static void
desco_instalment_list_init (DescoInstalmentList *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * desco_instalment_list_show:
 * @self: a list
 * @instalments: (nullable) (element-type DescoInstalment): what to show; where there are none, @self
 *   is not seen
 */
void
desco_instalment_list_show (DescoInstalmentList *self, GPtrArray *instalments)
{
  g_return_if_fail (DESCO_IS_INSTALMENT_LIST (self));

  clear (self);
  for (guint i = 0; instalments != NULL && i < instalments->len; i++)
    {
      GtkWidget *row = make_row (g_ptr_array_index (instalments, i));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}
