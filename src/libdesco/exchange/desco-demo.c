/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-demo.h"

#include "attendance/desco-attendance.h"
#include "attendance/desco-calendar.h"
#include "exchange/desco-demo-people-private.h"
#include "ledger/desco-ledger-private.h"
#include "model/desco-clock.h"
#include "model/desco-creditor.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-school-order.h"
#include "store/desco-certificates-private.h"
#include "store/desco-classes-private.h"
#include "store/desco-creditors-private.h"
#include "store/desco-diets-private.h"
#include "store/desco-guardians-private.h"
#include "store/desco-guardianships-private.h"
#include "store/desco-pupils-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-schools-private.h"
#include "store/desco-settings-private.h"
#include "store/desco-store-private.h"
#include "store/desco-tariffs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PUPILS_A_CLASS 20
#define STAFF_A_CLASS 1
#define MEAL_DAYS 5
#define MAX_CLASSES_WITH_MEALS 60

static const struct
{
  const char *code;
  const char *name;
  guint n_years;
  guint first_age; /* of the first class */
} schools[] = {
  { "NOAA81401B", "Infanzia Il Girasole", 3, 3 },
  { "NOEE81401A", "Primaria G. Rodari", 5, 6 },
  { "NOMM81401C", "Secondaria E. Fermi", 3, 11 },
};
#define N_GRADES (3 + 5 + 3)

static const struct
{
  const char *description;
  DescoSchoolOrder school_order;
  DescoResidence resident;
  gint64 isee_from, isee_to;
  guint child_from;
  const char *exemption;
  gint64 unit_amount;
} rules[] = {
  { "Esente, servizi sociali", 0, DESCO_RESIDENCE_UNKNOWN, -1, -1, 0, "SI", 0 },
  { "Residenti, ISEE fino a 6.000", 0, DESCO_RESIDENCE_YES, -1, 600000, 0, NULL, 260 },
  { "Residenti, ISEE fino a 15.000", 0, DESCO_RESIDENCE_YES, 600001, 1500000, 0, NULL, 400 },
  { "Residenti, dal terzo figlio", 0, DESCO_RESIDENCE_YES, -1, -1, 3, NULL, 390 },
  { "Residenti, infanzia", DESCO_SCHOOL_ORDER_INFANZIA, DESCO_RESIDENCE_YES, -1, -1, 0, NULL, 480 },
  { "Residenti", 0, DESCO_RESIDENCE_YES, -1, -1, 0, NULL, 520 },
  { "Non residenti", 0, DESCO_RESIDENCE_NO, -1, -1, 0, NULL, 610 },
};

static const char *const diets[]
    = { "Celiachia", "Senza lattosio", "Senza uova", "Senza carne di maiale", "Vegetariana" };
static const char *const streets[]
    = { "Via Roma", "Via Garibaldi", "Piazza della Chiesa", "Via alle Scuole", "Vicolo del Sole" };
static const char *const other_towns[] = { "Arona", "Lesa", "Nebbiuno" };

typedef struct
{
  guint n_pupils;
  guint32 seed;
} Request;

typedef struct
{
  DescoConnection *connection;
  DescoDemoPeople *people;
  GRand *chance;
  GDate today;
  guint school_starts; /* the year in which the school year began */
  char *town;
  GArray *classes[N_GRADES]; /* DescoUuid */
  guint n_left;
} Demo;

static gboolean
happens (Demo *self, guint percent)
{
  return (guint) g_rand_int_range (self->chance, 0, 100) < percent;
}

static guint
pick (Demo *self, gsize n)
{
  return (guint) g_rand_int_range (self->chance, 0, (gint32) n);
}

/* A, B, … Z, AA, AB, … */
static char *
make_section (guint i)
{
  if (i < 26)
    return g_strdup_printf ("%c", 'A' + (int) i);
  return g_strdup_printf ("%c%c", 'A' + (int) (i / 26 - 1) % 26, 'A' + (int) i % 26);
}

static gboolean
check_empty (DescoConnection *connection, GError **error)
{
  const DescoPupilQuery everyone = { .search = NULL };
  g_autoptr (GArray) numbers = desco_pupils_load_numbers_in (connection, &everyone, error);

  if (numbers == NULL)
    return FALSE;
  if (numbers->len == 0)
    return TRUE;
  g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                       _ ("There are pupils in this database already, and people who don't exist "
                          "must not come among them: make a new database for practice."));
  return FALSE;
}

static gboolean
add_tariff (Demo *self, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  DescoTariffChange change;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      DescoTariffRule *rule = desco_tariff_rule_new ();

      rule->description = g_strdup (rules[i].description);
      rule->school_order = rules[i].school_order;
      rule->resident = rules[i].resident;
      rule->isee_from = rules[i].isee_from;
      rule->isee_to = rules[i].isee_to;
      rule->child_from = rules[i].child_from;
      rule->exemption = g_strdup (rules[i].exemption);
      rule->unit_amount = rules[i].unit_amount;
      g_ptr_array_add (list, rule);
    }
  return desco_tariffs_replace_in (self->connection, _ ("Tariff"), list, &change, error);
}

static gboolean
add_classes (Demo *self, guint n_sections, GError **error)
{
  guint grade = 0;

  for (guint i = 0; i < G_N_ELEMENTS (schools); i++)
    {
      DescoUuid school_id;

      if (!desco_schools_ensure_in (self->connection, schools[i].code, schools[i].name, 0,
                                    &school_id, error))
        return FALSE;
      for (guint year = 1; year <= schools[i].n_years; year++, grade++)
        for (guint section = 0; section < n_sections; section++)
          {
            g_autofree char *letters = make_section (section);
            g_autofree char *name = g_strdup_printf ("%u%s", year, letters);
            DescoUuid id;

            if (!desco_classes_ensure_in (self->connection, &school_id, name, &id, error))
              return FALSE;
            g_array_append_val (self->classes[grade], id);
          }
    }
  return TRUE;
}

static guint
age_of_grade (guint grade)
{
  for (guint i = 0; i < G_N_ELEMENTS (schools); i++)
    {
      if (grade < schools[i].n_years)
        return schools[i].first_age + grade;
      grade -= schools[i].n_years;
    }
  return 0;
}

static gboolean
add_guardian (Demo *self,
              const char *surname,
              DescoSex sex,
              const char *town,
              DescoUuid *id,
              GError **error)
{
  g_auto (DescoDemoPerson) person = { NULL };
  g_autofree char *phone = g_strdup_printf ("3%02u %07u", pick (self, 100), pick (self, 10000000));
  g_autofree char *email = NULL;
  DescoGuardianDraft draft = { .town = town, .phone = phone };

  desco_demo_people_make (self->people, surname, sex, self->school_starts - 50,
                          self->school_starts - 28, &person);
  draft.surname = person.surname;
  draft.name = person.name;
  draft.tax_code = person.tax_code;
  email = g_strdup_printf ("%.6s.%.3s@example.org", person.tax_code, person.tax_code + 12);
  draft.email = email;
  return desco_guardians_save_in (self->connection, &draft, id, error) != DESCO_RECORD_FAILED;
}

static gboolean
add_circumstances (Demo *self, const DescoUuid *id, GError **error)
{
  GDate from = desco_date_from_ymd (self->school_starts, 1, 15);
  GDate until = desco_date_from_ymd (self->school_starts + (happens (self, 70) ? 1 : 0), 12, 31);

  if (happens (self, 20)
      && desco_certificates_add_in (self->connection, id, (gint64) (100000 + pick (self, 2400000)),
                                    &from, &until, error)
             == DESCO_RECORD_FAILED)
    return FALSE;
  return !happens (self, 5)
         || desco_diets_set_in (self->connection, id, diets[pick (self, G_N_ELEMENTS (diets))],
                                NULL, NULL, error)
                != DESCO_RECORD_FAILED;
}

/* Some have plenty, some are running out, some owe, some have just bought. */
static gboolean
add_vouchers (Demo *self, const DescoUuid *id, GError **error)
{
  g_autoptr (DescoQuote) quote = desco_tariffs_quote_in (self->connection, id, &self->today, error);
  GDate due = desco_date_add_days (&self->today, 30);
  DescoLedgerDraft draft = { .kind = DESCO_LEDGER_OPENING,
                             .pupil_id = *id,
                             .civil_date = desco_date_from_ymd (self->school_starts, 9, 1) };
  DescoUuid entry_id;

  if (quote == NULL)
    return FALSE;
  if (quote->exempt)
    return TRUE;

  draft.quantity = (gint64) pick (self, 41);
  draft.unit_amount = quote->unit_amount;
  if (draft.quantity > 0 && !desco_ledger_post (self->connection, &draft, &entry_id, error))
    return FALSE;
  if (happens (self, 10))
    {
      DescoPurchaseOrder order;
      g_autoptr (DescoPurchase) purchase = NULL;

      desco_purchase_order_init (&order, id, 10 * (1 + (gint64) pick (self, 4)));
      order.due_date = due;
      purchase = desco_purchases_create_in (self->connection, &order, error);
      return purchase != NULL;
    }
  return TRUE;
}

static gboolean
add_pupil (Demo *self,
           const char *surname,
           const char *town,
           const DescoUuid *guardians,
           guint n_guardians,
           gboolean mother_first,
           GError **error)
{
  guint grade = pick (self, N_GRADES);
  guint year = self->school_starts - age_of_grade (grade);
  g_autofree char *address = g_strdup_printf (
      "%s, %u", streets[pick (self, G_N_ELEMENTS (streets))], 1 + pick (self, 90));
  g_auto (DescoDemoPerson) person = { NULL };
  DescoPupilDraft draft = { .town = town, .address = address };
  DescoUuid id;

  desco_demo_people_make (self->people, surname, DESCO_SEX_UNKNOWN, year, year, &person);
  draft.surname = person.surname;
  draft.name = person.name;
  draft.tax_code = happens (self, 98) ? person.tax_code : NULL;
  draft.birth_date = person.birth_date;
  draft.birth_place = person.birth_place;
  draft.sex = person.sex;
  draft.exemption = happens (self, 2) ? "SI" : NULL;
  draft.class_id
      = g_array_index (self->classes[grade], DescoUuid, pick (self, self->classes[grade]->len));
  if (desco_pupils_save_in (self->connection, &draft, &id, error) == DESCO_RECORD_FAILED)
    return FALSE;

  for (guint i = 0; i < n_guardians; i++)
    if (desco_guardianships_link_in (self->connection, &id, &guardians[i],
                                     (i == 0) == mother_first ? "mother" : "father", i == 0, error)
        == DESCO_RECORD_FAILED)
      return FALSE;
  return add_circumstances (self, &id, error) && add_vouchers (self, &id, error);
}

static gboolean
add_family (Demo *self, GError **error)
{
  const char *surname = desco_demo_people_pick_surname (self->people);
  const char *town
      = happens (self, 85) ? self->town : other_towns[pick (self, G_N_ELEMENTS (other_towns))];
  gboolean mother_first = happens (self, 60);
  guint n_guardians = happens (self, 60) ? 2 : 1;
  guint n_children = happens (self, 55) ? 1 : happens (self, 80) ? 2 : 3;
  DescoUuid guardians[2];

  for (guint i = 0; i < n_guardians; i++)
    {
      gboolean mother = (i == 0) == mother_first;

      if (!add_guardian (self, mother ? desco_demo_people_pick_surname (self->people) : surname,
                         mother ? DESCO_SEX_FEMALE : DESCO_SEX_MALE, town, &guardians[i], error))
        return FALSE;
    }
  for (; n_children > 0 && self->n_left > 0; n_children--, self->n_left--)
    if (!add_pupil (self, surname, town, guardians, n_guardians, mother_first, error))
      return FALSE;
  return TRUE;
}

static gboolean
set_up (Demo *self, const Request *request, GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditors_get_in (self->connection, error);
  GDate from, until;

  if (creditor == NULL)
    return FALSE;
  self->people = desco_demo_people_new (request->seed);
  self->chance = desco_demo_people_get_chance (self->people);
  self->today = desco_clock_today ();
  self->town = g_strdup (creditor->town);
  self->n_left = request->n_pupils;
  for (guint i = 0; i < N_GRADES; i++)
    self->classes[i] = g_array_new (FALSE, FALSE, sizeof (DescoUuid));
  self->school_starts = desco_school_year_get_range (creditor->school_year, &from, &until)
                            ? g_date_get_year (&from)
                            : g_date_get_year (&self->today);
  return TRUE;
}

static void
clear (Demo *self)
{
  g_clear_pointer (&self->people, desco_demo_people_free);
  g_clear_pointer (&self->town, g_free);
  for (guint i = 0; i < N_GRADES; i++)
    g_clear_pointer (&self->classes[i], g_array_unref);
}

static gboolean
fill (Demo *self, const Request *request, GCancellable *cancellable, GError **error)
{
  guint n_sections = 1 + request->n_pupils / (PUPILS_A_CLASS * N_GRADES);

  if (!check_empty (self->connection, error) || !set_up (self, request, error)
      || !desco_settings_set_practice_in (self->connection, TRUE, error)
      || !add_tariff (self, error) || !add_classes (self, n_sections, error))
    return FALSE;
  while (self->n_left > 0)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !add_family (self, error))
      return FALSE;
  return TRUE;
}

static gpointer
fill_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Demo self = { .connection = connection };

  fill (&self, data, cancellable, error);
  clear (&self);
  return NULL;
}

/* One in fifteen is absent. */
static gboolean
serve_meal (DescoStore *store,
            const DescoUuid *class_id,
            const GDate *date,
            GRand *chance,
            GCancellable *cancellable,
            GError **error)
{
  DescoPupilQuery query = { .class_id = *class_id };
  g_autoptr (GPtrArray) pupils = desco_pupils_list (store, &query, cancellable, error);
  g_autoptr (GPtrArray) marks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_attendance_mark_free);
  DescoAttendanceResult *result;

  if (pupils == NULL)
    return FALSE;
  if (pupils->len == 0)
    return TRUE;
  for (guint i = 0; i < pupils->len; i++)
    {
      const DescoPupil *pupil = g_ptr_array_index (pupils, i);
      DescoAttendanceMark *mark;

      if (g_rand_int_range (chance, 0, 15) != 0)
        continue;
      mark = desco_attendance_mark_new (&pupil->id, TRUE, FALSE);
      /* The day is over, and so is its cut-off. */
      mark->override_reason = g_strdup (_ ("Told in time, and written down later"));
      g_ptr_array_add (marks, mark);
    }
  result
      = desco_attendance_record (store, class_id, date, marks, STAFF_A_CLASS, cancellable, error);
  if (result == NULL)
    return FALSE;
  desco_attendance_result_free (result);
  return TRUE;
}

/* The last days on which the class ate, yesterday's meal last. */
static gboolean
serve_class (DescoStore *store,
             const DescoUuid *class_id,
             GRand *chance,
             GCancellable *cancellable,
             GError **error)
{
  GDate today = desco_clock_today ();
  guint served = 0;

  for (int back = 1; back < 3 * MEAL_DAYS && served < MEAL_DAYS; back++)
    {
      GDate date = desco_date_add_days (&today, -back);
      gboolean open = FALSE;

      if (!desco_calendar_is_meal_day (store, class_id, &date, &open, NULL, cancellable, error))
        return FALSE;
      if (!open)
        continue;
      if (!serve_meal (store, class_id, &date, chance, cancellable, error))
        return FALSE;
      served++;
    }
  return TRUE;
}

static gboolean
serve_meals (DescoStore *store, guint32 seed, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) classes = desco_classes_list (store, NULL, cancellable, error);
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed);

  if (classes == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (classes->len, MAX_CLASSES_WITH_MEALS); i++)
    if (!serve_class (store, &((DescoClass *) g_ptr_array_index (classes, i))->id, chance,
                      cancellable, error))
      return FALSE;
  return TRUE;
}

/**
 * desco_demo_fill:
 * @store: a database without pupils
 * @n_pupils: how many pupils to make up, 1 to 150,000
 * @seed: the same seed, on the same day, makes the same people and the same figures; only ids differ
 * @cancellable: (nullable): to give up
 * @error: %DESCO_RULE_ERROR where there are pupils, %DESCO_INPUT_ERROR of the field `pupils`
 *
 * Fills a database with people who don't exist, a tariff, vouchers, purchases and the meals of the
 * last days, and marks it as practice.
 *
 * Returns: whether it is filled
 */
gboolean
desco_demo_fill (DescoStore *store,
                 guint n_pupils,
                 guint32 seed,
                 GCancellable *cancellable,
                 GError **error)
{
  Request request = { n_pupils, seed };
  GError *local_error = NULL;

  if (n_pupils < 1 || n_pupils > DESCO_DEMO_MAX_PUPILS)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "pupils",
                             _ ("%u pupils can't be made up: choose 1 to %d."), n_pupils,
                             DESCO_DEMO_MAX_PUPILS);
      return FALSE;
    }
  desco_store_write (store, fill_writer, &request, cancellable, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return serve_meals (store, seed, cancellable, error);
}
