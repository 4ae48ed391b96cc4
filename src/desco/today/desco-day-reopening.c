/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "today/desco-day-reopening.h"

#include "attendance/desco-kitchen.h"
#include "compat.h"
#include "desco-format.h"
#include "desco-toast.h"

#include <glib/gi18n.h>

/* Opening a closed day again, from whichever page meets one. */

typedef struct
{
  GtkWidget *from;
  DescoSession *session;
  GDate date;
} Reopening;

static void
reopening_free (gpointer data)
{
  Reopening *self = data;

  g_object_unref (self->from);
  g_object_unref (self->session);
  g_free (self);
}

static Reopening *
reopening_new (GtkWidget *from, DescoSession *session, const GDate *date)
{
  Reopening *self = g_new0 (Reopening, 1);

  self->from = g_object_ref (from);
  self->session = g_object_ref (session);
  self->date = *date;

  return self;
}

static void
on_reopened (GObject *source, GAsyncResult *result, gpointer data)
{
  Reopening *self = data;
  g_autoptr (GError) error = NULL;

  if (desco_kitchen_reopen_day_finish (DESCO_STORE (source), result, &error))
    {
      desco_toast_show (self->from,
                        _ ("The day is open again: close it once its sheets are right."));
      desco_session_emit_changed (self->session);
    }
  else
    desco_toast_show_error (self->from, error);
  reopening_free (self);
}

static void
reopen (const char *reason, gpointer data)
{
  const Reopening *self = data;

  desco_kitchen_reopen_day_async (desco_session_get_store (self->session), &self->date, reason,
                                  NULL, on_reopened,
                                  reopening_new (self->from, self->session, &self->date));
}

/**
 * desco_day_reopening_ask:
 * @from: where the question comes from
 * @session: the database; it tells that it has changed once the day is open
 * @date: a closed day
 *
 * Asks why, then opens the day again.
 */
void
desco_day_reopening_ask (GtkWidget *from, DescoSession *session, const GDate *date)
{
  g_autofree char *day = desco_format_day (date);
  g_autofree char *heading = g_strdup_printf (_ ("Reopen %s?"), day);

  desco_compat_ask_reason (from, heading,
                           _ ("The kitchen has its numbers already. They stay on record with your "
                              "reason, and the day is to be closed again."),
                           _ ("_Unfreeze the Numbers"), NULL, reopen,
                           reopening_new (from, session, date), reopening_free);
}
