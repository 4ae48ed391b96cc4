/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-quittances-private.h"

#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

/* Finding quittances, and what pagoPA knows of them. They are written in desco-quittances-take.c. */

#define SELECT_COLUMNS                                                                             \
  "SELECT q.id, q.device_code, q.year, q.number, q.purchase_id, q.instalment,"                     \
  " ifnull (i.notice_number, u.notice_number), u.iupd, p.surname || ' ' || p.name, u.subject,"     \
  " q.method, q.amount, ifnull (i.quantity, u.quantity), q.payer, q.civil_date, q.at, a.name,"     \
  " q.closing_id IS NOT NULL, q.voided_at, v.name, q.void_reason, q.telling, q.told_at,"           \
  " q.attempts, q.retry_at, q.problem"                                                             \
  " FROM quittance AS q JOIN purchase AS u ON u.id = q.purchase_id"                                \
  " JOIN pupil AS p ON p.id = u.pupil_id"                                                          \
  " LEFT JOIN instalment AS i ON i.purchase_id = q.purchase_id AND i.number = q.instalment"        \
  " LEFT JOIN author AS a ON a.id = q.author_id LEFT JOIN author AS v ON v.id = q.voided_by "

static const char SELECT_ONE[] = SELECT_COLUMNS "WHERE q.id = :id";
static const char SELECT_STANDING[]
    = SELECT_COLUMNS "WHERE q.purchase_id = :purchase AND q.instalment = :instalment"
                     " AND q.voided_at IS NULL";
static const char SELECT_BY_LABEL[]
    = SELECT_COLUMNS "WHERE q.device_code = :device AND q.year = :year AND q.number = :number";
/* The last one that is named by its purchase's notice. */
static const char SELECT_BY_NOTICE[]
    = SELECT_COLUMNS "WHERE u.notice_number = :number OR i.notice_number = :number"
                     " ORDER BY q.at DESC, q.id DESC LIMIT 1";
static const char SELECT_DAY[]
    = SELECT_COLUMNS "WHERE q.civil_date = :date AND q.device_code = :device"
                     " ORDER BY q.year, q.number";
static const char SELECT_UNTOLD[]
    = SELECT_COLUMNS "WHERE q.telling = 'waiting' AND (q.retry_at IS NULL OR q.retry_at <= :now)"
                     " ORDER BY q.at, q.id";
static const char UPDATE_RETRY[] = "UPDATE quittance SET attempts = attempts + 1,"
                                   " retry_at = :retry, problem = :problem WHERE id = :id";

typedef struct
{
  DescoUuid id;
  guint instalment;
  const char *text;
  gint64 at;
} Request;

static gpointer
read_quittance (DescoStatement *statement)
{
  DescoQuittance *self = g_object_new (DESCO_TYPE_QUITTANCE, NULL);

  self->id = desco_statement_uuid (statement, 0);
  self->device_code = (guint) desco_statement_int (statement, 1);
  self->year = (guint) desco_statement_int (statement, 2);
  self->number = desco_statement_int (statement, 3);
  self->label = desco_quittance_make_label (self->device_code, self->year, self->number);
  self->purchase_id = desco_statement_uuid (statement, 4);
  self->instalment = (guint) desco_statement_int (statement, 5);
  self->notice_number = desco_statement_dup_text (statement, 6);
  self->iupd = desco_statement_dup_text (statement, 7);
  self->pupil_name = desco_statement_dup_text (statement, 8);
  self->subject = desco_statement_dup_text (statement, 9);
  desco_quittance_method_from_nick (desco_statement_text (statement, 10), &self->method);
  self->amount = desco_statement_int (statement, 11);
  self->quantity = desco_statement_int (statement, 12);
  self->payer = desco_statement_dup_text (statement, 13);
  self->civil_date = desco_statement_date (statement, 14);
  self->at = desco_statement_int (statement, 15);
  self->author = desco_statement_dup_text (statement, 16);
  self->closed = desco_statement_int (statement, 17) != 0;
  self->voided_at = desco_statement_int (statement, 18);
  self->voided_by = desco_statement_dup_text (statement, 19);
  self->void_reason = desco_statement_dup_text (statement, 20);
  desco_telling_from_nick (desco_statement_text (statement, 21), &self->telling);
  self->told_at = desco_statement_int (statement, 22);
  self->attempts = desco_statement_int (statement, 23);
  self->retry_at = desco_statement_int (statement, 24);
  self->problem = desco_statement_dup_text (statement, 25);

  return self;
}

static gpointer
find_standing_reader (DescoConnection *connection,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  Request *request = data;
  DescoQuittance *quittance = NULL;

  desco_quittances_find_standing_in (connection, &request->id, request->instalment, &quittance,
                                     error);
  return quittance;
}

/* The statement for what a person typed: an id, a quittance's number, a notice's. */
static DescoStatement *
choose_statement (DescoConnection *connection, const char *reference)
{
  DescoStatement *statement;
  DescoUuid id;
  guint device_code, year;
  gint64 number;

  if (desco_uuid_parse (reference, &id))
    {
      statement = desco_connection_get (connection, SELECT_ONE);
      desco_statement_bind_uuid (statement, ":id", &id);
    }
  else if (desco_quittance_parse_label (reference, &device_code, &year, &number))
    {
      statement = desco_connection_get (connection, SELECT_BY_LABEL);
      desco_statement_bind_int (statement, ":device", device_code);
      desco_statement_bind_int (statement, ":year", year);
      desco_statement_bind_int (statement, ":number", number);
    }
  else
    {
      statement = desco_connection_get (connection, SELECT_BY_NOTICE);
      desco_statement_bind_text (statement, ":number", reference);
    }
  return statement;
}

static gpointer
find_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  GError *local_error = NULL;
  DescoQuittance *quittance = desco_statement_take (choose_statement (connection, request->text),
                                                    read_quittance, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (quittance == NULL)
    desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "quittance",
                           _ ("No quittance is called “%s”: give its number as 000/2026/1, or the "
                              "notice that it is for."),
                           request->text);
  return quittance;
}

static gpointer
list_untold_reader (DescoConnection *connection,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  Request *request = data;
  DescoStatement *statement = desco_connection_get (connection, SELECT_UNTOLD);

  desco_statement_bind_int (statement, ":now", request->at);
  return desco_statement_take_all (statement, read_quittance, g_object_unref, error);
}

static gpointer
postpone_writer (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  Request *request = data;
  DescoStatement *statement = desco_connection_get (connection, UPDATE_RETRY);

  desco_statement_bind_uuid (statement, ":id", &request->id);
  desco_statement_bind_int (statement, ":retry", request->at);
  desco_statement_bind_text (statement, ":problem", request->text);
  return GINT_TO_POINTER (desco_statement_run (statement, error));
}

/**
 * desco_quittances_get_in: (skip)
 * @connection: a connection in a transaction
 * @id: which one
 * @error: where to put an error; %DESCO_INPUT_ERROR_NOT_FOUND where there is none
 *
 * Returns: (nullable) (transfer full): the quittance
 */
DescoQuittance *
desco_quittances_get_in (DescoConnection *connection, const DescoUuid *id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_ONE);
  DescoQuittance *quittance;
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":id", id);
  quittance = desco_statement_take (statement, read_quittance, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (quittance == NULL)
    desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "quittance",
                           _ ("There is no such quittance."));
  return quittance;
}

/**
 * desco_quittances_find_standing_in: (skip)
 * @connection: a connection in a transaction
 * @purchase_id: what was paid
 * @instalment: which of its instalments; 0 for the whole purchase
 * @quittance: (out) (nullable) (transfer full): the one that stands, or %NULL
 * @error: where to put an error
 *
 * Returns: whether it could be read
 */
gboolean
desco_quittances_find_standing_in (DescoConnection *connection,
                                   const DescoUuid *purchase_id,
                                   guint instalment,
                                   DescoQuittance **quittance,
                                   GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_STANDING);
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":purchase", purchase_id);
  desco_statement_bind_int (statement, ":instalment", instalment);
  *quittance = desco_statement_take (statement, read_quittance, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/**
 * desco_quittances_list_day_in: (skip)
 * @connection: a connection in a transaction
 * @date: a civil date
 * @device_code: a desk
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoQuittance): what the desk took on the day,
 *   voided ones included, in the order of their numbers
 */
GPtrArray *
desco_quittances_list_day_in (DescoConnection *connection,
                              const GDate *date,
                              guint device_code,
                              GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_DAY);

  desco_statement_bind_date (statement, ":date", date);
  desco_statement_bind_int (statement, ":device", device_code);
  return desco_statement_take_all (statement, read_quittance, g_object_unref, error);
}

/**
 * desco_quittances_find:
 * @store: the database
 * @reference: an id, a number such as "000/2026/1", or the notice that was paid
 * @cancellable: (nullable): to give up
 * @error: where to put an error; %DESCO_INPUT_ERROR_NOT_FOUND where there is none
 *
 * Returns: (nullable) (transfer full): the quittance that a person means; of a notice's the newest
 */
DescoQuittance *
desco_quittances_find (DescoStore *store,
                       const char *reference,
                       GCancellable *cancellable,
                       GError **error)
{
  Request request = { .text = reference };

  return desco_store_read (store, find_reader, &request, cancellable, error);
}

/**
 * desco_quittances_find_standing:
 * @store: the database
 * @purchase_id: what was paid
 * @instalment: which of its instalments; 0 for the whole purchase
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): the quittance of it that is not voided; %NULL without an
 *   error where there is none
 */
DescoQuittance *
desco_quittances_find_standing (DescoStore *store,
                                const DescoUuid *purchase_id,
                                guint instalment,
                                GCancellable *cancellable,
                                GError **error)
{
  Request request = { .id = *purchase_id, .instalment = instalment };

  return desco_store_read (store, find_standing_reader, &request, cancellable, error);
}

/**
 * desco_quittances_list_untold:
 * @store: the database
 * @all: also those whose next try is not due
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoQuittance): what pagoPA has to be told of,
 *   oldest first
 */
GPtrArray *
desco_quittances_list_untold (DescoStore *store,
                              gboolean all,
                              GCancellable *cancellable,
                              GError **error)
{
  Request request = { .at = all ? G_MAXINT64 : desco_clock_now () };

  return desco_store_read (store, list_untold_reader, &request, cancellable, error);
}

/**
 * desco_quittances_postpone:
 * @store: the database
 * @id: which one
 * @retry_at: UTC microseconds of the next try
 * @problem: (nullable): why pagoPA could not be told, in words
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error
 *
 * Notes that pagoPA could not be told. It is told later.
 *
 * Returns: whether it was noted
 */
gboolean
desco_quittances_postpone (DescoStore *store,
                           const DescoUuid *id,
                           gint64 retry_at,
                           const char *problem,
                           GCancellable *cancellable,
                           GError **error)
{
  Request request = { .id = *id, .at = retry_at, .text = problem };

  return desco_store_write (store, postpone_writer, &request, cancellable, error) != NULL;
}
