/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-attendance.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

/* A reversal is explained by the meal that it undid. */
static const char SELECT_MEAL[]
    = "SELECT p.surname || ' ' || p.name, l.civil_date, school.name, class.name, m.state, m.meal,"
      " l.quantity, l.charge, m.override_reason, author.name,"
      " ifnull (device.name, uuid_text (l.device_id)), l.at,"
      " (SELECT r.at FROM ledger AS r WHERE r.reverses = l.id)"
      " FROM ledger AS l JOIN pupil AS p ON p.id = l.pupil_id"
      " JOIN author ON author.id = l.author_id"
      " LEFT JOIN device ON device.id = l.device_id"
      " LEFT JOIN attendance_sheet AS s ON s.id = l.sheet_id"
      " LEFT JOIN class ON class.id = s.class_id"
      " LEFT JOIN school ON school.id = class.school_id"
      " LEFT JOIN attendance_mark AS m ON m.pupil_id = l.pupil_id"
      "   AND m.civil_date = l.civil_date AND m.service = l.service"
      " WHERE l.kind = 'meal'"
      " AND l.id = ifnull ((SELECT reverses FROM ledger WHERE id = :id), :id)";

static char *
format_moment (gint64 utc_microseconds)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_microseconds / G_USEC_PER_SEC);
  g_autoptr (GDateTime) rome = g_date_time_to_timezone (utc, desco_time_zone_rome ());

  return g_date_time_format (rome, "%d/%m/%Y %-H:%M");
}

/* One whole sentence a case, so that each can be translated. */
static const char *
choose_sentence (const DescoMealExplanation *meal)
{
  gboolean late = meal->state == DESCO_ATTENDANCE_LATE_ABSENT;

  /* TRANSLATORS: pupil, day, class, school, who confirmed, at which desk, when. */
  if (late && meal->quantity == 0)
    return _ ("%s was told absent after the cut-off on %s, in class %s of %s, when the meal was "
              "made: no voucher, since the pupil is exempt. Confirmed by %s at “%s” on %s.");
  if (late)
    return _ ("%s was told absent after the cut-off on %s, in class %s of %s, when the meal was "
              "made: one voucher, as the regulation says. Confirmed by %s at “%s” on %s.");
  if (meal->quantity == 0)
    return _ ("%s had a meal on %s, in class %s of %s: no voucher, since the pupil is exempt. "
              "Confirmed by %s at “%s” on %s.");
  return _ ("%s had a meal on %s, in class %s of %s: one voucher. Confirmed by %s at “%s” on %s.");
}

static char *
write_sentence (const DescoMealExplanation *meal)
{
  g_autofree char *date = desco_date_to_display (&meal->date);
  g_autofree char *confirmed_at = format_moment (meal->confirmed_at);
  g_autofree char *reversed_at = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *sentence = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  sentence = g_strdup_printf (choose_sentence (meal), meal->pupil, date, meal->class_name,
                              meal->school, meal->confirmed_by, meal->desk, confirmed_at);
#pragma GCC diagnostic pop
  if (meal->reversed_at == 0)
    return g_steal_pointer (&sentence);

  reversed_at = format_moment (meal->reversed_at);
  undone = g_strdup_printf (_ ("The charge was undone on %s."), reversed_at);
  return g_strdup_printf ("%s %s", sentence, undone);
}

static gpointer
read_meal (DescoStatement *statement)
{
  DescoMealExplanation *meal = g_new0 (DescoMealExplanation, 1);

  meal->pupil = desco_statement_dup_text (statement, 0);
  meal->date = desco_statement_date (statement, 1);
  meal->school = g_strdup (
      desco_statement_is_null (statement, 2) ? "–" : desco_statement_text (statement, 2));
  meal->class_name = g_strdup (
      desco_statement_is_null (statement, 3) ? "–" : desco_statement_text (statement, 3));
  desco_attendance_state_from_nick (desco_statement_text (statement, 4), &meal->state);
  desco_meal_kind_from_nick (desco_statement_text (statement, 5), &meal->meal);
  meal->quantity = desco_statement_int (statement, 6);
  meal->charge = desco_statement_dup_text (statement, 7);
  meal->override_reason = desco_statement_dup_text (statement, 8);
  meal->confirmed_by = desco_statement_dup_text (statement, 9);
  meal->desk = desco_statement_dup_text (statement, 10);
  meal->confirmed_at = desco_statement_int (statement, 11);
  meal->reversed_at = desco_statement_int (statement, 12);
  meal->sentence = write_sentence (meal);
  return meal;
}

static gpointer
explain_reader (DescoConnection *connection,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_MEAL);
  DescoMealExplanation *meal;
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":id", data);
  meal = desco_statement_take (statement, read_meal, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (meal == NULL)
    desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "id",
                           _ ("There is no such meal in the ledger: the statement lists them "
                              "all."));
  return meal;
}

/**
 * desco_meal_explanation_free:
 * @self: (transfer full) (nullable): an explanation
 */
void
desco_meal_explanation_free (DescoMealExplanation *self)
{
  if (self == NULL)
    return;
  g_free (self->pupil);
  g_free (self->school);
  g_free (self->class_name);
  g_free (self->charge);
  g_free (self->override_reason);
  g_free (self->confirmed_by);
  g_free (self->desk);
  g_free (self->sentence);
  g_free (self);
}

/**
 * desco_attendance_explain:
 * @store: the store
 * @entry_id: a meal in the ledger, or the reversal of one
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `id` where there is no such meal
 *
 * every charged meal can be explained to a parent.
 *
 * Returns: (nullable) (transfer full): date, class, who confirmed it, at which desk, when
 */
DescoMealExplanation *
desco_attendance_explain (DescoStore *store,
                          const DescoUuid *entry_id,
                          GCancellable *cancellable,
                          GError **error)
{
  return desco_store_read (store, explain_reader, (gpointer) entry_id, cancellable, error);
}
