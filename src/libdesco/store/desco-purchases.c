/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-purchases.h"

#include "model/desco-error.h"
#include "store/desco-instalments-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

#define SELECT_COLUMNS                                                                             \
  "SELECT u.id, u.pupil_id, u.guardian_id, p.surname || ' ' || p.name,"                            \
  " s.name || ' · ' || c.name, g.surname || ' ' || g.name, g.tax_code, g.address, g.postal_code," \
  " g.town, g.province, u.quantity, u.unit_amount, u.amount, u.rule, u.reason, u.subject,"         \
  " u.civil_date, u.created_at, u.due_date, u.iupd, u.iuv, u.notice_number, u.status, u.problem,"  \
  " u.retry_at, u.printed_at, u.attempts, p.address, p.postal_code, p.town, p.province,"           \
  " u.instalments, g.language, u.replaces, (SELECT n.id FROM purchase AS n"                        \
  "   WHERE n.replaces = u.id AND n.status <> 'cancelled' ORDER BY n.id DESC LIMIT 1)"             \
  " FROM purchase AS u JOIN pupil AS p ON p.id = u.pupil_id"                                       \
  " JOIN guardian AS g ON g.id = u.guardian_id"                                                    \
  " LEFT JOIN enrolment AS e ON e.pupil_id = p.id"                                                 \
  "   AND e.school_year = (SELECT school_year FROM creditor)"                                      \
  " LEFT JOIN class AS c ON c.id = e.class_id LEFT JOIN school AS s ON s.id = c.school_id "

static const char SELECT_ONE[] = SELECT_COLUMNS "WHERE u.id = :id";
static const char SELECT_BY_NUMBER[]
    = SELECT_COLUMNS "WHERE u.notice_number = :number OR u.iuv = :number OR u.id ="
                     " (SELECT purchase_id FROM instalment"
                     "   WHERE notice_number = :number OR iuv = :number)";
static const char SELECT_LIST[]
    = SELECT_COLUMNS "WHERE (:pupil IS NULL OR u.pupil_id = :pupil)"
                     " AND (:guardian IS NULL OR u.guardian_id = :guardian)"
                     " AND (:class IS NULL OR e.class_id = :class)"
                     " AND (:unprinted = 0 OR u.printed_at IS NULL)"
                     " AND (:statuses IS NULL OR instr (:statuses, ' ' || u.status || ' ') > 0)"
                     " ORDER BY u.id DESC LIMIT :limit";

static const char SELECT_STATUS[] = "SELECT status FROM purchase WHERE id = :id";

typedef struct
{
  DescoUuid id;
  const char *reference;
  DescoPurchaseFilter filter;
} Request;

/* An address in one line, without commas for what is not known. */
static char *
join_address (DescoStatement *statement, int column)
{
  const char *street = desco_statement_text (statement, column);
  const char *postal_code = desco_statement_text (statement, column + 1);
  const char *town = desco_statement_text (statement, column + 2);
  const char *province = desco_statement_text (statement, column + 3);
  GString *address = g_string_new (street);

  if (postal_code != NULL || town != NULL)
    g_string_append (address, address->len > 0 ? " - " : "");
  if (postal_code != NULL)
    g_string_append_printf (address, "%s ", postal_code);
  if (town != NULL)
    g_string_append (address, town);
  if (province != NULL && town != NULL)
    g_string_append_printf (address, " (%s)", province);

  g_strstrip (address->str);
  return g_string_free (address, address->str[0] == '\0');
}

static gpointer
read_purchase (DescoStatement *statement)
{
  DescoPurchase *self = g_object_new (DESCO_TYPE_PURCHASE, NULL);

  self->id = desco_statement_uuid (statement, 0);
  self->pupil_id = desco_statement_uuid (statement, 1);
  self->guardian_id = desco_statement_uuid (statement, 2);
  self->pupil_name = desco_statement_dup_text (statement, 3);
  self->class_label = desco_statement_dup_text (statement, 4);
  self->guardian_name = desco_statement_dup_text (statement, 5);
  self->guardian_tax_code = desco_statement_dup_text (statement, 6);
  /* Lists often give one address, the child's: the payer lives there unless they say otherwise. */
  self->guardian_address = join_address (
      statement,
      desco_statement_is_null (statement, 7) && desco_statement_is_null (statement, 9) ? 28 : 7);
  self->quantity = desco_statement_int (statement, 11);
  self->unit_amount = desco_statement_int (statement, 12);
  self->amount = desco_statement_int (statement, 13);
  self->rule = desco_statement_dup_text (statement, 14);
  self->reason = desco_statement_dup_text (statement, 15);
  self->subject = desco_statement_dup_text (statement, 16);
  self->civil_date = desco_statement_date (statement, 17);
  self->created_at = desco_statement_int (statement, 18);
  self->due_date = desco_statement_date (statement, 19);
  self->iupd = desco_statement_dup_text (statement, 20);
  self->iuv = desco_statement_dup_text (statement, 21);
  self->notice_number = desco_statement_dup_text (statement, 22);
  desco_purchase_status_from_nick (desco_statement_text (statement, 23), &self->status);
  self->problem = desco_statement_dup_text (statement, 24);
  self->retry_at = desco_statement_int (statement, 25);
  self->printed_at = desco_statement_int (statement, 26);
  self->attempts = desco_statement_int (statement, 27);
  self->guardian_language = desco_statement_dup_text (statement, 33);
  self->replaces = desco_statement_uuid (statement, 34);
  self->replaced_by = desco_statement_uuid (statement, 35);
  /* Room for them; desco_instalments_load_in() fills it. */
  g_ptr_array_set_size (self->instalments, (int) desco_statement_int (statement, 32));

  return self;
}

/* The only row of @statement, with what belongs to it. */
static DescoPurchase *
take_purchase (DescoConnection *connection, DescoStatement *statement, GError **error)
{
  g_autoptr (DescoPurchase) purchase = desco_statement_take (statement, read_purchase, error);

  if (purchase == NULL || !desco_instalments_load_in (connection, purchase, error))
    return NULL;
  return g_steal_pointer (&purchase);
}

static void
set_not_found (GError **error, const char *reference)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "purchase",
                         _ ("No purchase has the id or notice number “%s”: give one of the list of "
                            "purchases."),
                         reference);
}

/**
 * desco_purchases_get_in: (skip)
 * @connection: a connection in a transaction
 * @id: which purchase
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full): the purchase
 */
DescoPurchase *
desco_purchases_get_in (DescoConnection *connection, const DescoUuid *id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_ONE);
  DescoPurchase *purchase;
  GError *local_error = NULL;

  desco_statement_bind_uuid (statement, ":id", id);
  purchase = take_purchase (connection, statement, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (purchase == NULL)
    {
      g_autofree char *text = desco_uuid_to_string (id);

      set_not_found (error, text);
    }
  return purchase;
}

/**
 * desco_purchases_get_status_in: (skip)
 * @connection: a connection in a transaction
 * @id: which purchase
 * @status: (out): where it stands
 * @error: where to put an error; %DESCO_INPUT_ERROR_NOT_FOUND where there is none
 *
 * Returns: whether there is such a purchase
 */
gboolean
desco_purchases_get_status_in (DescoConnection *connection,
                               const DescoUuid *id,
                               DescoPurchaseStatus *status,
                               GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_STATUS);
  GError *local_error = NULL;

  *status = DESCO_PURCHASE_DRAFT;
  desco_statement_bind_uuid (statement, ":id", id);
  if (!desco_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "purchase",
                               _ ("There is no such purchase."));
      return FALSE;
    }
  desco_purchase_status_from_nick (desco_statement_text (statement, 0), status);
  desco_statement_reset (statement);
  return TRUE;
}

static gpointer
get_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  return desco_purchases_get_in (connection, &request->id, error);
}

static gpointer
find_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  DescoStatement *statement;
  DescoPurchase *purchase;
  GError *local_error = NULL;

  if (desco_uuid_parse (request->reference, &request->id))
    return desco_purchases_get_in (connection, &request->id, error);

  statement = desco_connection_get (connection, SELECT_BY_NUMBER);
  desco_statement_bind_text (statement, ":number", request->reference);
  purchase = take_purchase (connection, statement, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (purchase == NULL)
    set_not_found (error, request->reference);
  return purchase;
}

/* The wanted states as one text, each between spaces; %NULL for all. */
static char *
list_statuses (guint statuses)
{
  GString *text;

  if (statuses == 0)
    return NULL;
  text = g_string_new (" ");
  for (guint i = 0; i <= DESCO_PURCHASE_EXPIRED; i++)
    if ((statuses & (1u << i)) != 0)
      g_string_append_printf (text, "%s ", desco_purchase_status_to_nick ((DescoPurchaseStatus) i));
  return g_string_free (text, FALSE);
}

static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  const DescoPurchaseFilter *filter = &request->filter;
  g_autofree char *statuses = list_statuses (filter->statuses);
  DescoStatement *statement = desco_connection_get (connection, SELECT_LIST);
  g_autoptr (GPtrArray) purchases = NULL;

  desco_statement_bind_uuid (statement, ":pupil", &filter->pupil_id);
  desco_statement_bind_uuid (statement, ":guardian", &filter->guardian_id);
  desco_statement_bind_uuid (statement, ":class", &filter->class_id);
  desco_statement_bind_text (statement, ":statuses", statuses);
  desco_statement_bind_int (statement, ":unprinted", filter->unprinted ? 1 : 0);
  desco_statement_bind_int (statement, ":limit", filter->limit > 0 ? (gint64) filter->limit : -1);
  purchases = desco_statement_take_all (statement, read_purchase, g_object_unref, error);
  for (guint i = 0; purchases != NULL && i < purchases->len; i++)
    if (!desco_instalments_load_in (connection, g_ptr_array_index (purchases, i), error))
      return NULL;
  return g_steal_pointer (&purchases);
}

/**
 * desco_purchases_get:
 * @store: the database
 * @id: which one
 * @cancellable: (nullable): to give up
 * @error: where to put an error; %DESCO_INPUT_ERROR_NOT_FOUND where there is none
 *
 * Returns: (nullable) (transfer full): the purchase
 */
DescoPurchase *
desco_purchases_get (DescoStore *store,
                     const DescoUuid *id,
                     GCancellable *cancellable,
                     GError **error)
{
  Request request = { .id = *id };

  return desco_store_read (store, get_reader, &request, cancellable, error);
}

/**
 * desco_purchases_find:
 * @store: the database
 * @reference: an id, or a notice number or an IUV of it or of an instalment
 * @cancellable: (nullable): to give up
 * @error: where to put an error; %DESCO_INPUT_ERROR_NOT_FOUND where there is none
 *
 * Returns: (nullable) (transfer full): the purchase that a person means
 */
DescoPurchase *
desco_purchases_find (DescoStore *store,
                      const char *reference,
                      GCancellable *cancellable,
                      GError **error)
{
  Request request = { .reference = reference };

  return desco_store_read (store, find_reader, &request, cancellable, error);
}

/**
 * desco_purchases_list:
 * @store: the database
 * @filter: which ones
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoPurchase): the purchases, newest first
 */
GPtrArray *
desco_purchases_list (DescoStore *store,
                      const DescoPurchaseFilter *filter,
                      GCancellable *cancellable,
                      GError **error)
{
  Request request = { .filter = *filter };

  return desco_store_read (store, list_reader, &request, cancellable, error);
}

/**
 * desco_purchases_list_async:
 * @store: the database
 * @filter: which ones
 * @cancellable: (nullable): to give up
 * @callback: told when they are read
 * @user_data: for @callback
 *
 * As desco_purchases_list(), without waiting.
 */
void
desco_purchases_list_async (DescoStore *store,
                            const DescoPurchaseFilter *filter,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->filter = *filter;
  desco_store_read_async (store, list_reader, request, g_free, (GDestroyNotify) g_ptr_array_unref,
                          cancellable, callback, user_data);
}

/**
 * desco_purchases_list_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoPurchase): the purchases, newest first
 */
GPtrArray *
desco_purchases_list_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}
