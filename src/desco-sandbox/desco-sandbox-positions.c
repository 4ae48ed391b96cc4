/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-routes.h"

#include "desco-config.h"
#include "desco-sandbox-check.h"
#include "desco-sandbox-error.h"
#include "desco-sandbox-interval.h"
#include "desco-sandbox-positions.h"
#include "desco-sandbox-state.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"

#define DEFAULT_PAGE_SIZE 10
#define MAX_PAGE_SIZE 50
#define MAX_PAGE 1000000
#define MAX_INTERVAL_DAYS 30
#define MAX_TRANSFER_UPDATES 1000

/* Where the organisation and the position stand among a path's parameters. */
#define ORGANIZATION 0
#define IUPD 1
#define NAV 1

static DescoSandboxPosition *
find_position (DescoSandbox *sandbox, const DescoSandboxRequest *request, GError **error)
{
  const char *organization = request->parameters[ORGANIZATION];

  if (!desco_sandbox_check_organization (organization, error))
    return NULL;
  return desco_sandbox_store_find (sandbox->store, organization, request->parameters[IUPD], error);
}

/* Reads the body of create and replace into a draft that is not in the store. */
static DescoSandboxPosition *
read_position (const DescoSandboxRequest *request, gint64 now, GError **error)
{
  const char *organization = request->parameters[ORGANIZATION];
  g_autoptr (JsonObject) sent = NULL;
  JsonObject *body;

  if (!desco_sandbox_check_organization (organization, error))
    return NULL;
  sent = desco_sandbox_request_parse_json (request, error);
  body = sent == NULL ? NULL : desco_sandbox_check_position (sent, now, error);
  return body == NULL ? NULL : desco_sandbox_position_new (organization, body);
}

static gboolean
publish_if_asked (const DescoSandboxRequest *request,
                  DescoSandboxPosition *position,
                  gint64 now,
                  GError **error)
{
  gboolean to_publish;

  return desco_sandbox_request_get_boolean (request, "toPublish", &to_publish, error)
         && (!to_publish || desco_sandbox_state_publish (position, now, error));
}

/**
 * desco_sandbox_positions_create:
 * @sandbox: what all calls share
 * @request: the call
 * @reply: where to put the answer
 * @error: (out) (optional): why not
 *
 * Keeps a new position, and publishes it where the query says so.
 *
 * Returns: whether it is kept
 */
gboolean
desco_sandbox_positions_create (DescoSandbox *sandbox,
                                const DescoSandboxRequest *request,
                                DescoSandboxReply *reply,
                                GError **error)
{
  gint64 now = desco_clock_now ();
  g_autoptr (DescoSandboxPosition) position = read_position (request, now, error);

  if (position == NULL)
    return FALSE;
  position->inserted = now;
  position->updated = now;
  if (!publish_if_asked (request, position, now, error)
      || !desco_sandbox_store_add (sandbox->store, position, error))
    return FALSE;

  desco_sandbox_reply_take_object (reply, SOUP_STATUS_CREATED,
                                   desco_sandbox_position_to_model (position));
  return TRUE;
}

static gboolean
read_order (const DescoSandboxRequest *request, DescoSandboxFilter *filter, GError **error)
{
  static const char *const orders[] = {
    [DESCO_SANDBOX_ORDER_INSERTED] = "INSERTED_DATE",
    [DESCO_SANDBOX_ORDER_IUPD] = "IUPD",
    [DESCO_SANDBOX_ORDER_STATUS] = "STATUS",
    [DESCO_SANDBOX_ORDER_COMPANY] = "COMPANY_NAME",
  };
  const char *order = desco_sandbox_request_get (request, "orderby");
  const char *direction = desco_sandbox_request_get (request, "ordering");
  gsize i = 0;

  while (order != NULL && i < G_N_ELEMENTS (orders) && !g_str_equal (order, orders[i]))
    i++;
  filter->order = (DescoSandboxOrder) i;
  filter->ascending = g_strcmp0 (direction, "ASC") == 0;
  if (i < G_N_ELEMENTS (orders)
      && (direction == NULL || filter->ascending || g_str_equal (direction, "DESC")))
    return TRUE;
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED,
               "Invalid value for property orderby or ordering");
  return FALSE;
}

static gboolean
read_dates (const DescoSandboxRequest *request, DescoSandboxFilter *filter, GError **error)
{
  DescoSandboxInterval due;
  DescoSandboxInterval payment;
  DescoSandboxInterval payment_time;

  if (!desco_sandbox_interval_read (request, "due_date_from", "due_date_to", MAX_INTERVAL_DAYS,
                                    &due, error)
      || !desco_sandbox_interval_read (request, "payment_date_from", "payment_date_to",
                                       MAX_INTERVAL_DAYS, &payment, error)
      || !desco_sandbox_interval_read (request, "payment_date_time_from", "payment_date_time_to",
                                       MAX_INTERVAL_DAYS, &payment_time, error))
    return FALSE;
  if ((due.to != 0) + (payment.to != 0) + (payment_time.to != 0) > 1)
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED,
                   "Ask for one interval: of due_date, of payment_date or of payment_date_time");
      return FALSE;
    }

  filter->due_from = due.from;
  filter->due_to = due.to;
  filter->payment_from = payment.to != 0 ? payment.from : payment_time.from;
  filter->payment_to = payment.to != 0 ? payment.to : payment_time.to;
  return TRUE;
}

static gboolean
read_status (const DescoSandboxRequest *request, const char **word, GError **error)
{
  DescoSandboxStatus status;

  *word = desco_sandbox_request_get (request, "status");
  if (*word == NULL || desco_sandbox_status_parse (*word, &status))
    return TRUE;
  return desco_sandbox_request_refuse ("status", *word, error);
}

static JsonObject *
build_page (GPtrArray *positions,
            DescoSandboxWritePosition write,
            guint page,
            guint limit,
            guint total)
{
  JsonObject *answer = json_object_new ();
  JsonObject *info = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < positions->len; i++)
    json_array_add_object_element (list, write (g_ptr_array_index (positions, i)));
  json_object_set_int_member (info, "page", page);
  json_object_set_int_member (info, "limit", limit);
  json_object_set_int_member (info, "items_found", positions->len);
  json_object_set_int_member (info, "total_pages", (total + limit - 1) / limit);
  json_object_set_array_member (answer, "payment_position_list", list);
  json_object_set_object_member (answer, "page_info", info);
  return answer;
}

/**
 * desco_sandbox_positions_list:
 * @sandbox: what all calls share
 * @request: a call that lists
 * @statuses: (nullable): the states wanted, a space between two; %NULL for all
 * @write: how a position is written
 * @reply: where to put the answer
 * @error: (out) (optional): which parameter is wrong
 *
 * Answers with one page of the list.
 *
 * Returns: whether it could
 */
gboolean
desco_sandbox_positions_list (DescoSandbox *sandbox,
                              const DescoSandboxRequest *request,
                              const char *statuses,
                              DescoSandboxWritePosition write,
                              DescoSandboxReply *reply,
                              GError **error)
{
  DescoSandboxFilter filter
      = { .organization = request->parameters[ORGANIZATION], .statuses = statuses };
  g_autoptr (GPtrArray) positions = NULL;
  guint page;
  guint total;

  if (!desco_sandbox_check_organization (filter.organization, error)
      || !desco_sandbox_request_get_number (request, "limit", DEFAULT_PAGE_SIZE, 1, MAX_PAGE_SIZE,
                                            &filter.limit, error)
      || !desco_sandbox_request_get_number (request, "page", 0, 0, MAX_PAGE, &page, error)
      || !read_dates (request, &filter, error) || !read_order (request, &filter, error))
    return FALSE;

  filter.offset = page * filter.limit;
  positions = desco_sandbox_store_list (sandbox->store, &filter, &total, error);
  if (positions == NULL)
    return FALSE;
  desco_sandbox_reply_take_object (reply, SOUP_STATUS_OK,
                                   build_page (positions, write, page, filter.limit, total));
  return TRUE;
}

static gboolean
handle_list (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  const char *status;

  return read_status (request, &status, error)
         && desco_sandbox_positions_list (sandbox, request, status,
                                          desco_sandbox_position_to_response, reply, error);
}

/**
 * desco_sandbox_positions_read:
 * @sandbox: what all calls share
 * @request: a call whose path names an organisation and a position
 * @write: how a position is written
 * @reply: where to put the answer
 * @error: (out) (optional): why not
 *
 * Answers with the position.
 *
 * Returns: whether it is there
 */
gboolean
desco_sandbox_positions_read (DescoSandbox *sandbox,
                              const DescoSandboxRequest *request,
                              DescoSandboxWritePosition write,
                              DescoSandboxReply *reply,
                              GError **error)
{
  g_autoptr (DescoSandboxPosition) position = find_position (sandbox, request, error);

  if (position == NULL)
    return FALSE;
  desco_sandbox_reply_take_object (reply, SOUP_STATUS_OK, write (position));
  return TRUE;
}

static gboolean
handle_read (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  return desco_sandbox_positions_read (sandbox, request, desco_sandbox_position_to_response, reply,
                                       error);
}

static gboolean
save_changed (DescoSandbox *sandbox,
              DescoSandboxPosition *position,
              DescoSandboxReply *reply,
              GError **error)
{
  if (!desco_sandbox_store_save (sandbox->store, position, error))
    return FALSE;
  desco_sandbox_reply_take_object (reply, SOUP_STATUS_OK,
                                   desco_sandbox_position_to_model (position));
  return TRUE;
}

/**
 * desco_sandbox_positions_replace:
 * @sandbox: what all calls share
 * @request: the call
 * @reply: where to put the answer
 * @error: (out) (optional): why not
 *
 * Puts another body in the place of a position's, and publishes it where the query says so.
 *
 * Returns: whether it could be
 */
gboolean
desco_sandbox_positions_replace (DescoSandbox *sandbox,
                                 const DescoSandboxRequest *request,
                                 DescoSandboxReply *reply,
                                 GError **error)
{
  gint64 now = desco_clock_now ();
  g_autoptr (DescoSandboxPosition) old = find_position (sandbox, request, error);
  g_autoptr (DescoSandboxPosition) position = NULL;

  if (old == NULL || !desco_sandbox_state_check_replace (old, error))
    return FALSE;
  position = read_position (request, now, error);
  if (position == NULL)
    return FALSE;
  if (!g_str_equal (position->iupd, old->iupd))
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DATA,
                   "iupd is %s in the body and %s in the path", position->iupd, old->iupd);
      return FALSE;
    }

  /* What is replaced is a draft again, until it is published anew. */
  position->id = old->id;
  position->inserted = old->inserted;
  position->updated = now;
  return publish_if_asked (request, position, now, error)
         && save_changed (sandbox, position, reply, error);
}

/**
 * desco_sandbox_positions_delete:
 * @sandbox: what all calls share
 * @request: the call
 * @reply: where to put the answer
 * @error: (out) (optional): why not
 *
 * Takes a position away of which nothing was paid.
 *
 * Returns: whether it is gone
 */
gboolean
desco_sandbox_positions_delete (DescoSandbox *sandbox,
                                const DescoSandboxRequest *request,
                                DescoSandboxReply *reply,
                                GError **error)
{
  g_autoptr (DescoSandboxPosition) position = find_position (sandbox, request, error);
  JsonNode *answer;

  if (position == NULL || !desco_sandbox_state_check_delete (position, error)
      || !desco_sandbox_store_remove (sandbox->store, position, error))
    return FALSE;

  answer = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (answer, "Position deleted");
  desco_sandbox_reply_take_json (reply, SOUP_STATUS_OK, answer);
  return TRUE;
}

static gboolean
change_state (DescoSandbox *sandbox,
              const DescoSandboxRequest *request,
              gboolean (*change) (DescoSandboxPosition *, gint64, GError **),
              DescoSandboxReply *reply,
              GError **error)
{
  g_autoptr (DescoSandboxPosition) position = find_position (sandbox, request, error);

  return position != NULL && change (position, desco_clock_now (), error)
         && save_changed (sandbox, position, reply, error);
}

/**
 * desco_sandbox_positions_publish:
 * @sandbox: what all calls share
 * @request: the call
 * @reply: where to put the answer
 * @error: (out) (optional): why not
 *
 * Makes a draft payable.
 *
 * Returns: whether it is
 */
gboolean
desco_sandbox_positions_publish (DescoSandbox *sandbox,
                                 const DescoSandboxRequest *request,
                                 DescoSandboxReply *reply,
                                 GError **error)
{
  return change_state (sandbox, request, desco_sandbox_state_publish, reply, error);
}

static gboolean
handle_invalidate (DescoSandbox *sandbox,
                   const DescoSandboxRequest *request,
                   DescoSandboxReply *reply,
                   GError **error)
{
  return change_state (sandbox, request, desco_sandbox_state_invalidate, reply, error);
}

/* When the money was taken outside pagoPA, where the organisation says so. */
static gboolean
read_payment_date (const DescoSandboxRequest *request, gint64 *moment, GError **error)
{
  g_autoptr (JsonObject) sent = desco_sandbox_request_parse_json (request, error);
  JsonNode *value;

  if (sent == NULL)
    return FALSE;
  value = json_object_get_member (sent, "paymentDate");
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  if (json_node_get_value_type (value) == G_TYPE_STRING
      && desco_time_parse_rfc3339 (json_node_get_string (value), moment))
    return TRUE;
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DATA,
               "paymentDate must be a date and time in UTC, as 2026-09-30T21:59:59.000Z");
  return FALSE;
}

/**
 * desco_sandbox_answer_mark_paid:
 * @sandbox: what all calls share
 * @request: the call
 * @reply: where to put the answer
 * @error: what the platform refuses
 *
 * Takes an option as paid outside pagoPA; versions 1 and 2 have the same call.
 *
 * Returns: whether it is paid now
 */
gboolean
desco_sandbox_answer_mark_paid (DescoSandbox *sandbox,
                                const DescoSandboxRequest *request,
                                DescoSandboxReply *reply,
                                GError **error)
{
  const char *organization = request->parameters[ORGANIZATION];
  const char *nav = request->parameters[NAV];
  gint64 now = desco_clock_now ();
  gint64 when = now;
  g_autoptr (DescoSandboxPosition) position = NULL;
  DescoSandboxOption *option;
  guint index = 0;

  if (!desco_sandbox_check_organization (organization, error)
      || !read_payment_date (request, &when, error))
    return FALSE;
  position = desco_sandbox_store_find_by_nav (sandbox->store, organization, nav, error);
  if (position == NULL)
    return FALSE;

  option = desco_sandbox_position_find_option (position, nav);
  if (!desco_sandbox_state_check_payable (position, option, error))
    return FALSE;
  desco_sandbox_state_pay (position, option, when, NULL, now);
  if (!desco_sandbox_store_save (sandbox->store, position, error))
    return FALSE;
  g_ptr_array_find (position->options, option, &index);
  desco_sandbox_reply_take_object (reply, SOUP_STATUS_OK,
                                   desco_sandbox_option_to_response (position, index));
  return TRUE;
}

/* Changes at most @limit transfers of unpaid options; returns how many. */
static guint
change_iban (DescoSandboxPosition *position, const char *old, const char *new, guint limit)
{
  guint changed = 0;

  for (guint i = 0; i < position->options->len; i++)
    {
      const DescoSandboxOption *option = g_ptr_array_index (position->options, i);
      JsonObject *body = desco_sandbox_position_get_option_body (position, i);
      JsonArray *transfers = json_object_get_array_member (body, "transfer");

      for (guint j = 0; !option->paid && j < json_array_get_length (transfers); j++)
        {
          JsonObject *transfer = json_array_get_object_element (transfers, j);
          const char *iban = json_object_get_string_member_with_default (transfer, "iban", NULL);

          if (changed < limit && g_strcmp0 (iban, old) == 0)
            {
              json_object_set_string_member (transfer, "iban", new);
              changed++;
            }
        }
    }
  return changed;
}

static gboolean
read_ibans (const DescoSandboxRequest *request, const char **old, char **new, GError **error)
{
  g_autoptr (JsonObject) sent = NULL;
  JsonNode *value;

  *old = desco_sandbox_request_get (request, "oldIban");
  if (*old == NULL)
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED,
                   "Required request parameter oldIban is not there");
      return FALSE;
    }
  sent = desco_sandbox_request_parse_json (request, error);
  if (sent == NULL)
    return FALSE;
  value = json_object_get_member (sent, "newIban");
  if (value == NULL || json_node_get_value_type (value) != G_TYPE_STRING)
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DATA, "newIban must be a text");
      return FALSE;
    }
  *new = json_node_dup_string (value);
  return desco_sandbox_check_iban (*new, "newIban", error);
}

static gboolean
handle_change_iban (DescoSandbox *sandbox,
                    const DescoSandboxRequest *request,
                    DescoSandboxReply *reply,
                    GError **error)
{
  DescoSandboxFilter filter
      = { .organization = request->parameters[ORGANIZATION], .ascending = TRUE, .limit = G_MAXINT };
  g_autoptr (GPtrArray) positions = NULL;
  g_autofree char *description = NULL;
  g_autofree char *new = NULL;
  const char *old;
  JsonObject *answer;
  guint limit;
  guint changed = 0;

  if (!desco_sandbox_check_organization (filter.organization, error)
      || !desco_sandbox_request_get_number (request, "limit", MAX_TRANSFER_UPDATES, 1,
                                            MAX_TRANSFER_UPDATES, &limit, error)
      || !read_ibans (request, &old, &new, error))
    return FALSE;
  positions = desco_sandbox_store_list (sandbox->store, &filter, NULL, error);
  if (positions == NULL)
    return FALSE;

  for (guint i = 0; changed < limit && i < positions->len; i++)
    {
      DescoSandboxPosition *position = g_ptr_array_index (positions, i);
      guint here = desco_sandbox_state_can_change_iban (position)
                       ? change_iban (position, old, new, limit - changed)
                       : 0;

      position->updated = desco_clock_now ();
      if (here > 0 && !desco_sandbox_store_save (sandbox->store, position, error))
        return FALSE;
      changed += here;
    }

  answer = json_object_new ();
  description = g_strdup_printf ("Updated IBAN on %u transfers", changed);
  json_object_set_string_member (answer, "description", description);
  json_object_set_int_member (answer, "updatedTransfers", changed);
  desco_sandbox_reply_take_object (reply, SOUP_STATUS_OK, answer);
  return TRUE;
}

static const DescoSandboxRoute routes[] = {
  { "GET", "info", desco_sandbox_answer_info },
  { "POST", "organizations/*/debtpositions", desco_sandbox_positions_create },
  { "GET", "organizations/*/debtpositions", handle_list },
  { "PATCH", "organizations/*/debtpositions/transfers", handle_change_iban },
  { "GET", "organizations/*/debtpositions/*", handle_read },
  { "PUT", "organizations/*/debtpositions/*", desco_sandbox_positions_replace },
  { "DELETE", "organizations/*/debtpositions/*", desco_sandbox_positions_delete },
  { "POST", "organizations/*/debtpositions/*/publish", desco_sandbox_positions_publish },
  { "POST", "organizations/*/debtpositions/*/invalidate", handle_invalidate },
  { "POST", "organizations/*/paymentoptions/paids/*", desco_sandbox_answer_mark_paid },
};

/* Debt positions, version 1 of the platform's API (gpd-external-v1.json). */
const DescoSandboxArea desco_sandbox_positions_area
    = { "/gpd/debt-positions-service/v1", DESCO_SANDBOX_CALLER_PLATFORM, routes,
        G_N_ELEMENTS (routes) };

/**
 * desco_sandbox_answer_info:
 * @sandbox: what all calls share
 * @request: the call
 * @reply: where to put the answer
 * @error: never set
 *
 * Tells that the service is there; both of the platform's services answer alike.
 *
 * Returns: %TRUE
 */
gboolean
desco_sandbox_answer_info (DescoSandbox *sandbox,
                           const DescoSandboxRequest *request,
                           DescoSandboxReply *reply,
                           GError **error)
{
  JsonObject *answer = json_object_new ();

  json_object_set_string_member (answer, "name", "desco-sandbox");
  json_object_set_string_member (answer, "version", DESCO_VERSION);
  json_object_set_string_member (answer, "environment", "sandbox");
  desco_sandbox_reply_take_object (reply, SOUP_STATUS_OK, answer);
  return TRUE;
}
