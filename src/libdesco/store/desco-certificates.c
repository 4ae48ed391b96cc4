/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-certificates.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "store/desco-certificates-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

enum
{
  CERTIFICATE_PUPIL,
  CERTIFICATE_ISEE,
  CERTIFICATE_FROM,
  CERTIFICATE_UNTIL,
  N_CERTIFICATE_FIELDS,
};

static const char *const certificate_fields[]
    = { ":pupil_id", ":isee", ":valid_from", ":valid_until" };
static const DescoRecordSpec certificate_spec = {
  .type = "certificate",
  .n_fields = N_CERTIFICATE_FIELDS,
  .fields = certificate_fields,
  .select = "SELECT pupil_id, isee, valid_from, valid_until FROM certificate WHERE id = :id",
  .insert = "INSERT INTO certificate (id, pupil_id, isee, valid_from, valid_until)"
            " VALUES (:id, :pupil_id, :isee, :valid_from, :valid_until)",
  .update = "UPDATE certificate SET pupil_id = :pupil_id, isee = :isee, valid_from = :valid_from,"
            " valid_until = :valid_until WHERE id = :id",
};

#define CERTIFICATE_COLUMNS                                                                        \
  "SELECT c.id, c.pupil_id, p.surname || ' ' || p.name, c.isee, c.valid_from, c.valid_until"       \
  " FROM certificate AS c JOIN pupil AS p ON p.id = c.pupil_id"

static const char SELECT_OF_PUPIL[]
    = CERTIFICATE_COLUMNS " WHERE c.pupil_id = :pupil ORDER BY c.id DESC";
/* Only a pupil's last certificate is of interest: who brought a new one is not warned of the old. */
static const char SELECT_EXPIRING[]
    = CERTIFICATE_COLUMNS " WHERE c.valid_until BETWEEN :today AND :limit AND NOT EXISTS"
                          " (SELECT 1 FROM certificate AS o WHERE o.pupil_id = c.pupil_id"
                          "  AND ifnull (o.valid_until, '9999-12-31') > :limit)"
                          " ORDER BY c.valid_until, p.sort_key";
static const char SELECT_SAME[]
    = "SELECT 1 FROM certificate WHERE pupil_id = :pupil AND isee = :isee"
      " AND valid_from IS :from AND valid_until IS :until";

static gpointer
read_certificate (DescoStatement *statement)
{
  DescoCertificate *certificate = desco_certificate_new ();

  certificate->id = desco_statement_uuid (statement, 0);
  certificate->pupil_id = desco_statement_uuid (statement, 1);
  certificate->pupil_name = desco_statement_dup_text (statement, 2);
  certificate->isee = desco_statement_int (statement, 3);
  certificate->valid_from = desco_statement_date (statement, 4);
  certificate->valid_until = desco_statement_date (statement, 5);
  return certificate;
}

static gboolean
is_known (DescoConnection *connection,
          const DescoUuid *pupil_id,
          gint64 isee,
          const GDate *valid_from,
          const GDate *valid_until,
          GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_SAME);
  gboolean known;

  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  desco_statement_bind_int (statement, ":isee", isee);
  desco_statement_bind_date (statement, ":from", valid_from);
  desco_statement_bind_date (statement, ":until", valid_until);
  known = desco_statement_step (statement, error);
  desco_statement_reset (statement);
  return known;
}

static char *
dup_iso (const GDate *date)
{
  return date != NULL && g_date_valid (date) ? desco_date_to_iso (date) : NULL;
}

/**
 * desco_certificates_of_pupil_in: (skip)
 * @connection: a connection
 * @pupil_id: whose
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoCertificate): the newest first
 */
GPtrArray *
desco_certificates_of_pupil_in (DescoConnection *connection,
                                const DescoUuid *pupil_id,
                                GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_OF_PUPIL);

  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  return desco_statement_take_all (statement, read_certificate, g_object_unref, error);
}

/**
 * desco_certificates_add_in: (skip)
 * @connection: a writer's, in a transaction
 * @pupil_id: whose
 * @isee: the indicator in cents, 0 or more
 * @valid_from: (nullable): its first day; an invalid date is none
 * @valid_until: (nullable): its last day; an invalid date is none
 * @error: %DESCO_INPUT_ERROR of the field `isee` or `iseeValidUntil`
 *
 * Returns: what was done; unchanged where the same certificate is there
 */
DescoRecordOutcome
desco_certificates_add_in (DescoConnection *connection,
                           const DescoUuid *pupil_id,
                           gint64 isee,
                           const GDate *valid_from,
                           const GDate *valid_until,
                           GError **error)
{
  g_autofree char *from = dup_iso (valid_from);
  g_autofree char *until = dup_iso (valid_until);
  DescoUuid id = desco_uuid_generate ();
  GError *local_error = NULL;
  const DescoValue values[N_CERTIFICATE_FIELDS] = {
    [CERTIFICATE_PUPIL] = desco_value_uuid (pupil_id),
    [CERTIFICATE_ISEE] = desco_value_int (isee),
    [CERTIFICATE_FROM] = desco_value_text (from),
    [CERTIFICATE_UNTIL] = desco_value_text (until),
  };

  if (isee < 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "isee",
                             _ ("The ISEE can't be below zero: write what the certificate says."));
      return DESCO_RECORD_FAILED;
    }
  if (from != NULL && until != NULL && g_date_compare (valid_from, valid_until) > 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "iseeValidUntil",
                             _ ("The certificate ends before it begins: correct one of its days."));
      return DESCO_RECORD_FAILED;
    }
  if (is_known (connection, pupil_id, isee, valid_from, valid_until, &local_error))
    return DESCO_RECORD_UNCHANGED;
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return DESCO_RECORD_FAILED;
    }
  return desco_record_save (connection, &certificate_spec, &id, values, error);
}

static gpointer
of_pupil_reader (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  return desco_certificates_of_pupil_in (connection, data, error);
}

static gpointer
expiring_reader (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_EXPIRING);
  GDate limit = desco_date_add_days (data, DESCO_CERTIFICATE_WARNING_DAYS);

  desco_statement_bind_date (statement, ":today", data);
  desco_statement_bind_date (statement, ":limit", &limit);
  return desco_statement_take_all (statement, read_certificate, g_object_unref, error);
}

typedef struct
{
  const DescoUuid *pupil_id;
  gint64 isee;
  const GDate *valid_from;
  const GDate *valid_until;
} AddRequest;

static gpointer
add_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const AddRequest *request = data;

  return GINT_TO_POINTER (desco_certificates_add_in (connection, request->pupil_id, request->isee,
                                                     request->valid_from, request->valid_until,
                                                     error)
                          != DESCO_RECORD_FAILED);
}

/**
 * desco_certificates_of_pupil:
 * @store: the database
 * @pupil_id: whose
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoCertificate): the newest first
 */
GPtrArray *
desco_certificates_of_pupil (DescoStore *store,
                             const DescoUuid *pupil_id,
                             GCancellable *cancellable,
                             GError **error)
{
  return desco_store_read (store, of_pupil_reader, (gpointer) pupil_id, cancellable, error);
}

/**
 * desco_certificates_expiring:
 * @store: the database
 * @today: from this day
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Whose certificate ends within %DESCO_CERTIFICATE_WARNING_DAYS days, with no newer one there
 * (R-32).
 *
 * Returns: (nullable) (transfer full) (element-type DescoCertificate): by their last day
 */
GPtrArray *
desco_certificates_expiring (DescoStore *store,
                             const GDate *today,
                             GCancellable *cancellable,
                             GError **error)
{
  return desco_store_read (store, expiring_reader, (gpointer) today, cancellable, error);
}

/**
 * desco_certificates_add:
 * @store: the database
 * @pupil_id: whose
 * @isee: the indicator in cents, 0 or more
 * @valid_from: (nullable): its first day
 * @valid_until: (nullable): its last day
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `isee` or `iseeValidUntil`
 *
 * Returns: whether it is there
 */
gboolean
desco_certificates_add (DescoStore *store,
                        const DescoUuid *pupil_id,
                        gint64 isee,
                        const GDate *valid_from,
                        const GDate *valid_until,
                        GCancellable *cancellable,
                        GError **error)
{
  AddRequest request = { pupil_id, isee, valid_from, valid_until };

  return desco_store_write (store, add_writer, &request, cancellable, error) != NULL;
}
