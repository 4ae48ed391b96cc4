/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-creditors-private.h"

#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "store/desco-creditors.h"
#include "store/desco-record-private.h"
#include "store/desco-settings-private.h"
#include "store/desco-store-private.h"
#include "store/desco-weeks-private.h"

#include <glib/gi18n-lib.h>

#define COLUMNS                                                                                    \
  "tax_code, name, town, department, contact, iban, segregation_code, cbill, postal_account,"      \
  " postal_holder, postal_authorisation, taxonomy, school_year, logo, logo_type"

/* Until somebody says where the sandbox is: nothing may go to the real platform by mistake. */
#define PRACTICE_URL "http://localhost"

static const char *const fields[] = {
  ":tax_code",
  ":name",
  ":town",
  ":department",
  ":contact",
  ":iban",
  ":segregation_code",
  ":cbill",
  ":postal_account",
  ":postal_holder",
  ":postal_authorisation",
  ":taxonomy",
  ":school_year",
  ":logo",
  ":logo_type",
};

static const DescoRecordSpec creditor_spec = {
  .type = "creditor",
  .n_fields = G_N_ELEMENTS (fields),
  .fields = fields,
  .select = "SELECT " COLUMNS " FROM creditor WHERE id = :id",
  .insert = "INSERT INTO creditor (id, " COLUMNS ") VALUES (:id, :tax_code, :name, :town,"
            " :department, :contact, :iban, :segregation_code, :cbill, :postal_account,"
            " :postal_holder, :postal_authorisation, :taxonomy, :school_year, :logo, :logo_type)",
  .update = "UPDATE creditor SET tax_code = :tax_code, name = :name, town = :town,"
            " department = :department, contact = :contact, iban = :iban,"
            " segregation_code = :segregation_code, cbill = :cbill,"
            " postal_account = :postal_account, postal_holder = :postal_holder,"
            " postal_authorisation = :postal_authorisation, taxonomy = :taxonomy,"
            " school_year = :school_year, logo = :logo, logo_type = :logo_type WHERE id = :id",
};

static const char SELECT_CREDITOR[] = "SELECT " COLUMNS ", id FROM creditor";
static const char SELECT_SCHOOL_YEAR[] = "SELECT school_year FROM creditor";

static gboolean
save (DescoConnection *connection,
      const DescoUuid *id,
      const DescoCreditor *creditor,
      GError **error)
{
  const DescoValue values[] = {
    desco_value_text (creditor->tax_code),
    desco_value_text (creditor->name),
    desco_value_text (creditor->town),
    desco_value_text (creditor->department),
    desco_value_text (creditor->contact),
    desco_value_text (creditor->iban),
    desco_value_int (creditor->segregation_code),
    desco_value_text (creditor->cbill),
    desco_value_text (creditor->postal_account),
    desco_value_text (creditor->postal_holder),
    desco_value_text (creditor->postal_authorisation),
    desco_value_text (creditor->taxonomy),
    desco_value_text (creditor->school_year),
    desco_value_bytes (creditor->logo),
    desco_value_text (creditor->logo_type),
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (values) == G_N_ELEMENTS (fields));
  return desco_record_save (connection, &creditor_spec, id, values, error) != DESCO_RECORD_FAILED;
}

static GBytes *
dup_bytes (DescoStatement *statement, int column)
{
  const guint8 *data;
  gsize length;

  if (desco_statement_is_null (statement, column))
    return NULL;
  data = desco_statement_blob (statement, column, &length);
  return g_bytes_new (data, length);
}

static gboolean
find (DescoConnection *connection, DescoCreditor *creditor, DescoUuid *id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_CREDITOR);
  GError *local_error = NULL;

  if (!desco_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        g_set_error_literal (error, DESCO_STORE_ERROR, DESCO_STORE_ERROR_NOT_DESCO,
                             _ ("The database has no creditor: make it again with “desco-cli "
                                "init”."));
      return FALSE;
    }

  creditor->tax_code = desco_statement_dup_text (statement, 0);
  creditor->name = desco_statement_dup_text (statement, 1);
  creditor->town = desco_statement_dup_text (statement, 2);
  creditor->department = desco_statement_dup_text (statement, 3);
  creditor->contact = desco_statement_dup_text (statement, 4);
  creditor->iban = desco_statement_dup_text (statement, 5);
  creditor->segregation_code = (guint) desco_statement_int (statement, 6);
  creditor->cbill = desco_statement_dup_text (statement, 7);
  creditor->postal_account = desco_statement_dup_text (statement, 8);
  creditor->postal_holder = desco_statement_dup_text (statement, 9);
  creditor->postal_authorisation = desco_statement_dup_text (statement, 10);
  creditor->taxonomy = desco_statement_dup_text (statement, 11);
  creditor->school_year = desco_statement_dup_text (statement, 12);
  creditor->logo = dup_bytes (statement, 13);
  creditor->logo_type = desco_statement_dup_text (statement, 14);
  *id = desco_statement_uuid (statement, 15);
  desco_statement_reset (statement);
  return TRUE;
}

typedef struct
{
  const DescoCreditor *creditor;
  gboolean practice;
} Creation;

static gpointer
create_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  Creation *creation = data;
  DescoUuid id = desco_uuid_generate ();

  return GINT_TO_POINTER (
      save (connection, &id, creation->creditor, error)
      && desco_weeks_ensure_school_year_in (connection, creation->creditor->school_year, error)
      && desco_settings_set_practice_in (connection, creation->practice, error)
      && (!creation->practice
          || desco_settings_set_in (connection, DESCO_SETTING_PAGOPA_URL, PRACTICE_URL, error)));
}

static gpointer
get_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_creditors_get_in (connection, error);
}

static gpointer
update_writer (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  const DescoCreditor *creditor = data;
  g_autoptr (DescoCreditor) present = desco_creditor_new ();
  DescoUuid id;

  return GINT_TO_POINTER (
      find (connection, present, &id, error) && save (connection, &id, creditor, error)
      && desco_weeks_ensure_school_year_in (connection, creditor->school_year, error));
}

/**
 * desco_creditors_create_database:
 * @path: where the database shall be; a file there is refused
 * @creditor: whose it is; what has a default may be %NULL
 * @practice: whether it is for practice: marked everywhere, and bound to this computer
 * @error: %DESCO_INPUT_ERROR that names the field of @creditor, or %DESCO_STORE_ERROR
 *
 * Makes a new database with its creditor, the usual calendar and the settings' defaults. It
 * is there whole or not at all.
 *
 * Returns: whether it is there
 */
gboolean
desco_creditors_create_database (const char *path,
                                 const DescoCreditor *creditor,
                                 gboolean practice,
                                 GError **error)
{
  g_autoptr (DescoCreditor) normalized = desco_creditor_copy (creditor);
  GDate today = desco_clock_today ();
  Creation creation = { normalized, practice };

  desco_creditor_normalize (normalized, &today);
  return desco_creditor_check (normalized, error)
         && desco_store_create (path, create_writer, &creation, error);
}

/**
 * desco_creditors_get:
 * @store: the store
 * @cancellable: (nullable): to give up
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Returns: (nullable) (transfer full): the creditor that this database is for
 */
DescoCreditor *
desco_creditors_get (DescoStore *store, GCancellable *cancellable, GError **error)
{
  return desco_store_read (store, get_reader, NULL, cancellable, error);
}

/**
 * desco_creditors_update:
 * @store: the store
 * @creditor: what the creditor shall be
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR that names the field, or %DESCO_STORE_ERROR
 *
 * Returns: whether it is so now
 */
gboolean
desco_creditors_update (DescoStore *store,
                        const DescoCreditor *creditor,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (DescoCreditor) normalized = desco_creditor_copy (creditor);
  GDate today = desco_clock_today ();

  desco_creditor_normalize (normalized, &today);
  return desco_creditor_check (normalized, error)
         && desco_store_write (store, update_writer, normalized, cancellable, error) != NULL;
}

/**
 * desco_creditors_get_in: (skip)
 * @connection: a connection in a transaction
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Returns: (nullable) (transfer full): the creditor that this database is for
 */
DescoCreditor *
desco_creditors_get_in (DescoConnection *connection, GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditor_new ();
  DescoUuid id;

  return find (connection, creditor, &id, error) ? g_steal_pointer (&creditor) : NULL;
}

/**
 * desco_creditors_get_school_year_in: (skip)
 * @connection: a connection in a transaction
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Returns: (nullable) (transfer full): the school year that is worked on
 */
char *
desco_creditors_get_school_year_in (DescoConnection *connection, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_SCHOOL_YEAR);
  GError *local_error = NULL;
  g_autofree char *school_year = NULL;

  if (desco_statement_step (statement, &local_error))
    school_year = desco_statement_dup_text (statement, 0);
  desco_statement_reset (statement);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return school_year != NULL ? g_steal_pointer (&school_year) : g_strdup ("");
}

/**
 * desco_creditors_set_iban_in: (skip)
 * @connection: a writer's, in a transaction
 * @iban: a valid account
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Takes another account for what is sold from now on.
 *
 * Returns: whether it is the present one now
 */
gboolean
desco_creditors_set_iban_in (DescoConnection *connection, const char *iban, GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditor_new ();
  DescoUuid id;

  if (!find (connection, creditor, &id, error))
    return FALSE;
  g_free (creditor->iban);
  creditor->iban = g_strdup (iban);
  return save (connection, &id, creditor, error);
}

/**
 * desco_creditors_set_school_year_in: (skip)
 * @connection: a writer's, in a transaction
 * @school_year: a valid school year
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Goes on to another school year, which gets the usual calendar where it has none.
 *
 * Returns: whether it is the present one now
 */
gboolean
desco_creditors_set_school_year_in (DescoConnection *connection,
                                    const char *school_year,
                                    GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditor_new ();
  DescoUuid id;

  if (!find (connection, creditor, &id, error))
    return FALSE;
  g_free (creditor->school_year);
  creditor->school_year = g_strdup (school_year);
  return save (connection, &id, creditor, error)
         && desco_weeks_ensure_school_year_in (connection, school_year, error);
}
