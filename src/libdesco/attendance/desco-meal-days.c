/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-calendar-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint32 from; /* Julian days */
  guint32 until;
  guint weekdays;
} Week;

typedef struct
{
  gboolean open;
  char *reason;
} Day;

struct _DescoMealDays
{
  guint32 from;
  guint32 until;
  GArray *weeks;    /* Week, the narrowest scope first */
  GHashTable *days; /* Julian day → Day */
};

/* The rows that speak for a class: its own, its school's, the town's, in that order (R-20). */
#define SPEAKS_FOR_CLASS(table)                                                                    \
  " JOIN class ON class.id = :class WHERE (" table ".class_id = class.id"                          \
  " OR " table ".school_id = class.school_id"                                                      \
  " OR (" table ".class_id IS NULL AND " table ".school_id IS NULL))"
/* A class ends with its school year, whatever the calendar says of the next one. */
#define WITHIN_SCHOOL_YEAR(from, until)                                                            \
  " AND " until " >= substr (class.school_year, 1, 4) || '-07-01'"                                 \
  " AND " from " <= substr (class.school_year, 6, 4) || '-06-30'"
#define NARROWEST_FIRST(table)                                                                     \
  " " table ".class_id IS NOT NULL DESC, " table ".school_id IS NOT NULL DESC"

static const char SELECT_WEEKS[]
    = "SELECT weekdays, max (valid_from, substr (class.school_year, 1, 4) || '-07-01'),"
      " min (valid_until, substr (class.school_year, 6, 4) || '-06-30')"
      " FROM calendar" SPEAKS_FOR_CLASS (
          "calendar") " AND valid_from <= :until AND valid_until >= "
                      ":from" WITHIN_SCHOOL_YEAR ("valid_from",
                                                  "valid_until") " ORDER "
                                                                 "BY" NARROWEST_FIRST (
                                                                     "cale"
                                                                     "nda"
                                                                     "r") ", valid_from DESC";
static const char SELECT_DAYS[]
    = "SELECT civil_date, open, reason FROM "
      "calendar_day" SPEAKS_FOR_CLASS ("calendar_day") " AND civil_date BETWEEN :from AND "
                                                       ":until" WITHIN_SCHOOL_YEAR (
                                                           "civil_date",
                                                           "civil_date") " "
                                                                         "O"
                                                                         "R"
                                                                         "D"
                                                                         "E"
                                                                         "R"
                                                                         " "
                                                                         "B"
                                                                         "Y" NARROWEST_FIRST (
                                                                             "calendar_day");

static void
day_free (gpointer data)
{
  Day *day = data;

  g_free (day->reason);
  g_free (day);
}

static gboolean
read_weeks (DescoMealDays *self, DescoStatement *statement, GError **error)
{
  GError *local_error = NULL;

  while (desco_statement_step (statement, &local_error))
    {
      GDate from = desco_statement_date (statement, 1);
      GDate until = desco_statement_date (statement, 2);
      Week week = { .weekdays = (guint) desco_statement_int (statement, 0) };

      if (!g_date_valid (&from) || !g_date_valid (&until))
        continue;
      week.from = g_date_get_julian (&from);
      week.until = g_date_get_julian (&until);
      g_array_append_val (self->weeks, week);
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
read_days (DescoMealDays *self, DescoStatement *statement, GError **error)
{
  GError *local_error = NULL;

  while (desco_statement_step (statement, &local_error))
    {
      GDate date = desco_statement_date (statement, 0);
      gpointer key;
      Day *day;

      if (!g_date_valid (&date))
        continue;
      key = GUINT_TO_POINTER (g_date_get_julian (&date));
      if (g_hash_table_contains (self->days, key))
        continue;
      day = g_new0 (Day, 1);
      day->open = desco_statement_int (statement, 1) != 0;
      day->reason = desco_statement_dup_text (statement, 2);
      g_hash_table_insert (self->days, key, day);
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static DescoStatement *
bind_span (DescoConnection *connection,
           const char *sql,
           const DescoUuid *class_id,
           const GDate *from,
           const GDate *until)
{
  DescoStatement *statement = desco_connection_get (connection, sql);

  desco_statement_bind_uuid (statement, ":class", class_id);
  desco_statement_bind_date (statement, ":from", from);
  desco_statement_bind_date (statement, ":until", until);
  return statement;
}

/* The week that holds on a day; %NULL outside all of them. */
static const Week *
find_week (DescoMealDays *self, guint32 julian)
{
  for (guint i = 0; i < self->weeks->len; i++)
    {
      const Week *week = &g_array_index (self->weeks, Week, i);

      if (week->from <= julian && julian <= week->until)
        return week;
    }
  return NULL;
}

static gboolean
has_meal (DescoMealDays *self, guint32 julian)
{
  const Day *day = g_hash_table_lookup (self->days, GUINT_TO_POINTER (julian));
  const Week *week;

  if (day != NULL)
    return day->open;
  week = find_week (self, julian);
  /* The first Julian day of GDate was a Monday. */
  return week != NULL && (week->weekdays >> ((julian - 1) % 7) & 1) != 0;
}

/**
 * desco_meal_days_load_in: (skip)
 * @connection: a connection in a transaction
 * @class_id: a class
 * @from: the first day asked for
 * @until: the last day asked for
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): on which of those days the class has a meal
 */
DescoMealDays *
desco_meal_days_load_in (DescoConnection *connection,
                         const DescoUuid *class_id,
                         const GDate *from,
                         const GDate *until,
                         GError **error)
{
  g_autoptr (DescoMealDays) self = g_new0 (DescoMealDays, 1);

  self->from = g_date_get_julian (from);
  self->until = g_date_get_julian (until);
  self->weeks = g_array_new (FALSE, FALSE, sizeof (Week));
  self->days = g_hash_table_new_full (NULL, NULL, NULL, day_free);

  if (!read_weeks (self, bind_span (connection, SELECT_WEEKS, class_id, from, until), error)
      || !read_days (self, bind_span (connection, SELECT_DAYS, class_id, from, until), error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * desco_meal_days_free: (skip)
 * @self: (transfer full) (nullable): what was loaded
 */
void
desco_meal_days_free (DescoMealDays *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->weeks);
  g_hash_table_unref (self->days);
  g_free (self);
}

/**
 * desco_meal_days_contain: (skip)
 * @self: the days of a class
 * @date: a day of the span that was loaded
 *
 * Returns: whether the class has a meal on that day
 */
gboolean
desco_meal_days_contain (DescoMealDays *self, const GDate *date)
{
  return has_meal (self, g_date_get_julian (date));
}

/**
 * desco_meal_days_get_reason: (skip)
 * @self: the days of a class
 * @date: a day of the span that was loaded
 *
 * Returns: (nullable) (transfer none): why there is no meal on that day; %NULL where there is one
 */
const char *
desco_meal_days_get_reason (DescoMealDays *self, const GDate *date)
{
  guint32 julian = g_date_get_julian (date);
  const Day *day = g_hash_table_lookup (self->days, GUINT_TO_POINTER (julian));

  if (has_meal (self, julian))
    return NULL;
  if (day != NULL)
    return day->reason;
  return find_week (self, julian) != NULL ? _ ("the class has no meal on this day of the week")
                                          : _ ("the day is outside the calendar of meals");
}

/**
 * desco_meal_days_count: (skip)
 * @self: the days of a class
 * @from: the first day counted
 * @until: the last day counted
 *
 * Returns: how many days with a meal there are, within the span that was loaded
 */
guint
desco_meal_days_count (DescoMealDays *self, const GDate *from, const GDate *until)
{
  guint32 last = MIN (g_date_get_julian (until), self->until);
  guint n = 0;

  for (guint32 julian = MAX (g_date_get_julian (from), self->from); julian <= last; julian++)
    n += has_meal (self, julian) ? 1 : 0;
  return n;
}

/**
 * desco_meal_days_find: (skip)
 * @self: the days of a class
 * @from: the first day counted
 * @n_meals: how many meals, at least 1
 * @last_day: (out): the day of the last of them
 *
 * Returns: whether there are so many within the span that was loaded; if not, @last_day is left
 *   alone
 */
gboolean
desco_meal_days_find (DescoMealDays *self, const GDate *from, gint64 n_meals, GDate *last_day)
{
  for (guint32 julian = MAX (g_date_get_julian (from), self->from);
       n_meals > 0 && julian <= self->until; julian++)
    {
      if (has_meal (self, julian) && --n_meals == 0)
        {
          g_date_clear (last_day, 1);
          g_date_set_julian (last_day, julian);
          return TRUE;
        }
    }
  return FALSE;
}
