/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"

#include "desco-folder.h"
#include "ledger/desco-verify.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "store/desco-creditors.h"
#include "store/desco-wallets.h"

static const char INSERT_CREDITOR[]
    = "INSERT INTO creditor (id, tax_code, name, town, iban, segregation_code, taxonomy,"
      " school_year) VALUES (:id, '81003310034', 'Comune di Massino Visconti',"
      " 'Massino Visconti', 'IT60X0542811101000000123456', 47, '9/0107101TS/', '2026/2027')";
static const char INSERT_SCHOOL[]
    = "INSERT INTO school (id, code, name, name_key, school_order)"
      " VALUES (:id, 'NOEE81401A', 'Primaria G. Rodari', 'primaria g. rodari', 2)";
static const char INSERT_CLASS[]
    = "INSERT INTO class (id, school_id, school_year, name, year, section)"
      " VALUES (:id, :school, '2026/2027', '3A', 3, 'A')";
static const char INSERT_GUARDIAN[]
    = "INSERT INTO guardian (id, tax_code, surname, name, sort_key)"
      " VALUES (:id, 'RSSMRA85T10A562S', 'Rossi', 'Mario', 'rossi mario')";
static const char INSERT_PUPIL[] = "INSERT INTO pupil (id, surname, name, sort_key, resident)"
                                   " VALUES (:id, 'Rossi', :name, 'rossi ' || :name, 1)";
static const char INSERT_GUARDIANSHIP[]
    = "INSERT INTO guardianship (pupil_id, guardian_id, role, payer)"
      " VALUES (:pupil, :guardian, 'father', 1)";
static const char INSERT_ENROLMENT[] = "INSERT INTO enrolment (pupil_id, school_year, class_id)"
                                       " VALUES (:pupil, '2026/2027', :class)";
static const char INSERT_CALENDAR[] = "INSERT INTO calendar (id, weekdays, valid_from, valid_until)"
                                      " VALUES (:id, 31, '2026-09-01', '2027-06-30')";
static const char INSERT_TARIFF[] = "INSERT INTO tariff (id, name) VALUES (:id, 'Regolamento')";
static const char INSERT_RULE[]
    = "INSERT INTO tariff_rule (id, tariff_id, position, description, unit_amount)"
      " VALUES (:id, :tariff, 1, 'Residenti', 520)";

static DescoUuid
insert (DescoConnection *connection,
        const char *sql,
        const char *parameter,
        const DescoUuid *value,
        GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, sql);
  DescoUuid id = desco_uuid_generate ();

  desco_statement_bind_uuid (statement, ":id", &id);
  if (parameter != NULL)
    desco_statement_bind_uuid (statement, parameter, value);
  desco_statement_run (statement, error);
  return id;
}

static void
insert_pupil (DescoConnection *connection, DescoFixture *self, guint i, GError **error)
{
  static const char *const names[] = { "Anna", "Bruno", "Carla" };
  DescoStatement *statement = desco_connection_get (connection, INSERT_PUPIL);

  self->pupils[i] = desco_uuid_generate ();
  desco_statement_bind_uuid (statement, ":id", &self->pupils[i]);
  desco_statement_bind_text (statement, ":name", names[i]);
  desco_statement_run (statement, error);

  statement = desco_connection_get (connection, INSERT_GUARDIANSHIP);
  desco_statement_bind_uuid (statement, ":pupil", &self->pupils[i]);
  desco_statement_bind_uuid (statement, ":guardian", &self->guardian);
  desco_statement_run (statement, error);

  statement = desco_connection_get (connection, INSERT_ENROLMENT);
  desco_statement_bind_uuid (statement, ":pupil", &self->pupils[i]);
  desco_statement_bind_uuid (statement, ":class", &self->class_id);
  desco_statement_run (statement, error);
}

static gpointer
fill (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  DescoFixture *self = data;
  DescoUuid tariff;

  self->creditor = insert (connection, INSERT_CREDITOR, NULL, NULL, error);
  self->school = insert (connection, INSERT_SCHOOL, NULL, NULL, error);
  self->class_id = insert (connection, INSERT_CLASS, ":school", &self->school, error);
  self->guardian = insert (connection, INSERT_GUARDIAN, NULL, NULL, error);
  for (guint i = 0; i < G_N_ELEMENTS (self->pupils); i++)
    insert_pupil (connection, self, i, error);
  insert (connection, INSERT_CALENDAR, NULL, NULL, error);
  tariff = insert (connection, INSERT_TARIFF, NULL, NULL, error);
  insert (connection, INSERT_RULE, ":tariff", &tariff, error);

  return NULL;
}

typedef struct
{
  const char *sql;
  const DescoUuid *id;
} Query;

static gpointer
query_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Query *query = data;
  DescoStatement *statement = desco_connection_get (connection, query->sql);
  gint64 *value = g_new0 (gint64, 1);

  if (query->id != NULL)
    desco_statement_bind_uuid (statement, ":id", query->id);
  if (desco_statement_step (statement, error))
    *value = desco_statement_int (statement, 0);
  return value;
}

static gpointer
query_uuid_reader (DescoConnection *connection,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  Query *query = data;
  DescoStatement *statement = desco_connection_get (connection, query->sql);
  DescoUuid *uuid = g_new0 (DescoUuid, 1);

  if (query->id != NULL)
    desco_statement_bind_uuid (statement, ":id", query->id);
  if (desco_statement_step (statement, error))
    *uuid = desco_statement_uuid (statement, 0);
  return uuid;
}

static gpointer
run_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Query *query = data;
  DescoStatement *statement = desco_connection_get (connection, query->sql);

  if (query->id != NULL)
    desco_statement_bind_uuid (statement, ":id", query->id);
  desco_statement_run (statement, error);
  return NULL;
}

static void
make_folder (DescoFixture *self)
{
  GError *error = NULL;

  self->folder = g_dir_make_tmp ("desco-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "desco.db", NULL);
}

static void
open_store (DescoFixture *self)
{
  GError *error = NULL;

  self->store = desco_store_open (self->path, &error);
  g_assert_no_error (error);
}

/**
 * desco_fixture_set_up:
 * @self: to be filled
 * @data: not used
 *
 * Makes the database and opens it.
 */
void
desco_fixture_set_up (DescoFixture *self, gconstpointer data)
{
  GError *error = NULL;

  make_folder (self);
  desco_store_create (self->path, fill, self, &error);
  g_assert_no_error (error);
  open_store (self);
}

/**
 * desco_fixture_set_up_empty:
 * @self: to be filled but for the ids
 * @data: not used
 *
 * Makes a database of Massino Visconti without anybody, on 24 November 2026, and opens it.
 */
void
desco_fixture_set_up_empty (DescoFixture *self, gconstpointer data)
{
  g_autoptr (DescoCreditor) creditor = desco_creditor_new ();
  GError *error = NULL;

  desco_fixture_set_clock ("2026-11-24T08:00:00Z");
  creditor->tax_code = g_strdup ("00178920039");
  creditor->name = g_strdup ("Comune di Massino Visconti");
  creditor->town = g_strdup ("Massino Visconti");
  creditor->iban = g_strdup ("IT60X0542811101000000123456");
  creditor->segregation_code = 47;

  make_folder (self);
  desco_creditors_create_database (self->path, creditor, FALSE, &error);
  g_assert_no_error (error);
  open_store (self);
}

/**
 * desco_fixture_tear_down:
 * @self: a fixture
 * @data: not used
 *
 * Closes the database and removes its folder.
 */
void
desco_fixture_tear_down (DescoFixture *self, gconstpointer data)
{
  g_clear_object (&self->store);
  desco_folder_remove (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

/**
 * desco_fixture_add:
 * @path: the test's name
 * @func: a test on the small school
 *
 * Adds a test between desco_fixture_set_up() and desco_fixture_tear_down().
 */
void
desco_fixture_add (const char *path, DescoFixtureFunc func)
{
  g_test_add (path, DescoFixture, NULL, desco_fixture_set_up, func, desco_fixture_tear_down);
}

/**
 * desco_fixture_set_clock:
 * @moment: the present as RFC 3339 writes it
 *
 * Sets the clock; it goes on from there.
 */
void
desco_fixture_set_clock (const char *moment)
{
  gint64 time;

  g_assert_true (desco_time_parse_rfc3339 (moment, &time));
  desco_clock_set (time);
}

/**
 * desco_fixture_run:
 * @self: a fixture
 * @sql: a constant statement that changes something no repository changes yet
 * @id: (nullable): the value of its parameter :id
 */
void
desco_fixture_run (DescoFixture *self, const char *sql, const DescoUuid *id)
{
  Query query = { sql, id };
  GError *error = NULL;

  desco_store_write (self->store, run_writer, &query, NULL, &error);
  g_assert_no_error (error);
}

/**
 * desco_fixture_query:
 * @self: a fixture
 * @sql: a constant statement that answers with one number
 * @id: (nullable): the value of its parameter :id
 *
 * Returns: the number
 */
gint64
desco_fixture_query (DescoFixture *self, const char *sql, const DescoUuid *id)
{
  Query query = { sql, id };
  GError *error = NULL;
  g_autofree gint64 *value = desco_store_read (self->store, query_reader, &query, NULL, &error);

  g_assert_no_error (error);
  return *value;
}

/**
 * desco_fixture_query_uuid:
 * @self: a fixture
 * @sql: a constant statement that answers with one id
 * @id: (nullable): the value of its parameter :id
 *
 * Returns: the id, nil where there is none
 */
DescoUuid
desco_fixture_query_uuid (DescoFixture *self, const char *sql, const DescoUuid *id)
{
  Query query = { sql, id };
  GError *error = NULL;
  g_autofree DescoUuid *uuid
      = desco_store_read (self->store, query_uuid_reader, &query, NULL, &error);

  g_assert_no_error (error);
  return *uuid;
}

/**
 * desco_fixture_assert_wallet:
 * @self: a fixture
 * @balance: how many vouchers its first pupil must have
 * @awaiting: how many must be bought and not paid
 */
void
desco_fixture_assert_wallet (DescoFixture *self, gint64 balance, gint64 awaiting)
{
  gint64 got_balance, got_awaiting;
  GError *error = NULL;

  desco_wallets_get_balance (self->store, &self->pupils[0], &got_balance, &got_awaiting, NULL,
                             &error);
  g_assert_no_error (error);
  g_assert_cmpint (got_balance, ==, balance);
  g_assert_cmpint (got_awaiting, ==, awaiting);
}

/**
 * desco_fixture_count_findings:
 * @self: a fixture
 * @rule: (nullable): of which rule; %NULL for any
 *
 * Returns: what desco_verify() finds wrong
 */
guint
desco_fixture_count_findings (DescoFixture *self, const char *rule)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) findings = desco_verify (self->store, NULL, &error);
  guint count = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const DescoFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s %s: %s", finding->rule, finding->subject, finding->message);
      count += rule == NULL || g_str_equal (finding->rule, rule);
    }
  return count;
}
