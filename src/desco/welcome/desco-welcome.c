/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "welcome/desco-welcome.h"

#include "model/desco-error.h"
#include "welcome/desco-first-run.h"

#include <glib/gi18n.h>

/* The first run: practise, or make a municipality's own database. */

struct _DescoWelcome
{
  AdwBin parent_instance;

  GtkWidget *back_button;
  GtkStack *stack;
  GtkWidget *practice_button;
  GtkLabel *choice_problem;
  GtkWidget *name;
  GtkWidget *town;
  GtkWidget *tax_code;
  GtkWidget *iban;
  GtkWidget *segregation_code;
  GtkWidget *cbill;
  GtkLabel *own_problem;

  char *path;
  char *creating;
  const char *came_from;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (DescoWelcome, desco_welcome, ADW_TYPE_BIN)

enum
{
  CREATED,
  PRACTISE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_part (DescoWelcome *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->back_button, g_str_equal (name, "own"));
}

static void
show_problem (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
clear_marks (DescoWelcome *self)
{
  GtkWidget *rows[]
      = { self->name, self->town, self->tax_code, self->iban, self->segregation_code, self->cbill };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_remove_css_class (rows[i], "error");
  show_problem (self->own_problem, NULL);
  show_problem (self->choice_problem, NULL);
}

static GtkWidget *
get_row (DescoWelcome *self, const char *field)
{
  const struct
  {
    const char *field;
    GtkWidget *row;
  } rows[] = {
    { "name", self->name },
    { "town", self->town },
    { "taxCode", self->tax_code },
    { "iban", self->iban },
    { "segregationCode", self->segregation_code },
    { "cbill", self->cbill },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (rows[i].field, field) == 0)
      return rows[i].row;

  return NULL;
}

/* The sentence stands below the form, the mark beside the field that it is about. */
static void
show_error (DescoWelcome *self, const GError *error)
{
  GtkWidget *row = get_row (self, desco_error_get_field (error));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_problem (g_str_equal (self->came_from, "own") ? self->own_problem : self->choice_problem,
                error->message);
  if (row == NULL)
    return;
  gtk_widget_add_css_class (row, "error");
  gtk_widget_grab_focus (row);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DescoWelcome) self = data;
  g_autoptr (GError) error = NULL;
  gboolean created = desco_first_run_create_finish (result, &error);

  g_clear_object (&self->cancellable);
  show_part (self, self->came_from);
  if (created)
    g_signal_emit (self, signals[CREATED], 0, self->creating);
  else
    show_error (self, error);
}

static GCancellable *
begin_creating (DescoWelcome *self, const char *path, const char *came_from)
{
  clear_marks (self);
  g_free (self->creating);
  self->creating = g_strdup (path);
  self->came_from = came_from;
  self->cancellable = g_cancellable_new ();
  show_part (self, "working");

  return self->cancellable;
}

static char *
dup_text (GtkWidget *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static DescoCreditor *
make_creditor (DescoWelcome *self, GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditor_new ();

  creditor->name = dup_text (self->name);
  creditor->town = dup_text (self->town);
  creditor->tax_code = dup_text (self->tax_code);
  creditor->iban = dup_text (self->iban);
  creditor->cbill = dup_text (self->cbill);
  if (!desco_segregation_code_parse (gtk_editable_get_text (GTK_EDITABLE (self->segregation_code)),
                                     &creditor->segregation_code, error))
    return NULL;

  return g_steal_pointer (&creditor);
}

static void
on_create_clicked (DescoWelcome *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoCreditor) creditor = make_creditor (self, &error);

  self->came_from = "own";
  if (creditor == NULL)
    {
      show_error (self, error);
      return;
    }
  desco_first_run_create_async (self->path, creditor, begin_creating (self, self->path, "own"),
                                on_created, g_object_ref (self));
}

static void
on_practice_clicked (DescoWelcome *self)
{
  g_signal_emit (self, signals[PRACTISE], 0);
}

static void
on_own_clicked (DescoWelcome *self)
{
  clear_marks (self);
  show_part (self, "own");
  gtk_widget_grab_focus (self->name);
}

static void
on_back_clicked (DescoWelcome *self)
{
  show_part (self, "choice");
}

static void
on_cancel_clicked (DescoWelcome *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
on_entry_changed (DescoWelcome *self)
{
  clear_marks (self);
}

static void
desco_welcome_dispose (GObject *object)
{
  DescoWelcome *self = DESCO_WELCOME (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->creating, g_free);

  G_OBJECT_CLASS (desco_welcome_parent_class)->dispose (object);
}

static void
desco_welcome_class_init (DescoWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desco_welcome_dispose;

  /**
   * DescoWelcome::created:
   * @path: the database
   *
   * A database is there to be opened.
   */
  signals[CREATED] = g_signal_new ("created", DESCO_TYPE_WELCOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * DescoWelcome::practise:
   *
   * The person wants to practise.
   */
  signals[PRACTISE] = g_signal_new ("practise", DESCO_TYPE_WELCOME, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/desco/Desco/welcome/desco-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, DescoWelcome, back_button);
  gtk_widget_class_bind_template_child (widget_class, DescoWelcome, stack);
  gtk_widget_class_bind_template_child (widget_class, DescoWelcome, practice_button);
  gtk_widget_class_bind_template_child (widget_class, DescoWelcome, choice_problem);
  gtk_widget_class_bind_template_child (widget_class, DescoWelcome, name);
  gtk_widget_class_bind_template_child (widget_class, DescoWelcome, town);
  gtk_widget_class_bind_template_child (widget_class, DescoWelcome, tax_code);
  gtk_widget_class_bind_template_child (widget_class, DescoWelcome, iban);
  gtk_widget_class_bind_template_child (widget_class, DescoWelcome, segregation_code);
  gtk_widget_class_bind_template_child (widget_class, DescoWelcome, cbill);
  gtk_widget_class_bind_template_child (widget_class, DescoWelcome, own_problem);
  gtk_widget_class_bind_template_callback (widget_class, on_create_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_practice_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_own_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed);
}

static void
desco_welcome_init (DescoWelcome *self)
{
  self->came_from = "choice";
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * desco_welcome_begin:
 * @self: a welcome
 * @path: where a municipality's own database would be made
 *
 * Offers to practise or to begin.
 */
void
desco_welcome_begin (DescoWelcome *self, const char *path)
{
  g_return_if_fail (DESCO_IS_WELCOME (self));

  g_free (self->path);
  self->path = g_strdup (path);
  clear_marks (self);
  show_part (self, "choice");
  gtk_widget_grab_focus (self->practice_button);
}

/**
 * desco_welcome_practise:
 * @self: a welcome
 * @path: where the practice database is made
 *
 * Makes the practice database.
 */
void
desco_welcome_practise (DescoWelcome *self, const char *path)
{
  g_return_if_fail (DESCO_IS_WELCOME (self));

  desco_first_run_create_practice_async (path, begin_creating (self, path, "choice"), on_created,
                                         g_object_ref (self));
}
