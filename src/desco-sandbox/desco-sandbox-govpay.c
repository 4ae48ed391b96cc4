/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-govpay.h"

#include "desco-sandbox-error.h"
#include "desco-sandbox-pendenza.h"
#include "desco-sandbox-receipt.h"
#include "desco-sandbox-state.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-json.h"
#include "model/desco-money.h"
#include "model/desco-uuid.h"

#include <string.h>

#define DEFAULT_PAGE_SIZE 25
#define MAX_PAGE_SIZE 200
#define MAX_PAGE 1000000

/* Where things stand among a path's parameters. */
#define PROGRAM 0
#define ID 1
#define ORGANIZATION 0
#define NUMBER 1
#define IUV 1
#define CONTEXT 2

/* What an `idA2A` is where nobody asked for one. */
#define DEFAULT_PROGRAM "DESCO"

/* How a receipt says that it was paid. */
#define PAID_OUTCOME "<outcome>OK</outcome>"

/* A page of what was found, its first being 1. */
typedef struct
{
  guint page;
  guint size;
} Page;

typedef struct
{
  gint64 from;
  gint64 to;
} Window;

static gboolean
read_page (const DescoSandboxRequest *request, Page *page, GError **error)
{
  return desco_sandbox_request_get_number (request, "pagina", 1, 1, MAX_PAGE, &page->page, error)
         && desco_sandbox_request_get_number (request, "risultatiPerPagina", DEFAULT_PAGE_SIZE, 1,
                                              MAX_PAGE_SIZE, &page->size, error);
}

static gboolean
read_moment (const DescoSandboxRequest *request, const char *name, gint64 *moment, GError **error)
{
  const char *text = desco_sandbox_request_get (request, name);

  if (text == NULL || desco_time_parse_rfc3339 (text, moment))
    return TRUE;
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED,
               "Il valore “%s” del parametro %s non e' una data con ora.", text, name);
  return FALSE;
}

static gboolean
read_window (const DescoSandboxRequest *request,
             const char *from,
             const char *to,
             Window *window,
             GError **error)
{
  window->from = 0;
  window->to = G_MAXINT64;
  return read_moment (request, from, &window->from, error)
         && read_moment (request, to, &window->to, error);
}

static const char *
get_program (const DescoSandboxRequest *request)
{
  const char *program = desco_sandbox_request_get (request, "idA2A");

  return program != NULL ? program : DEFAULT_PROGRAM;
}

static gboolean
is_or_any (const char *wanted, const char *text)
{
  return wanted == NULL || g_strcmp0 (wanted, text) == 0;
}

static const char *
get_debtor (const DescoSandboxPosition *position)
{
  return json_object_get_string_member (position->body, "fiscalCode");
}

/* One page of the answers that @build gives for @found. */
static void
answer_page (GPtrArray *found,
             const Page *page,
             JsonObject *(*build) (gpointer element, const char *program, gpointer data),
             const char *program,
             gpointer data,
             DescoSandboxReply *reply)
{
  JsonObject *answer = json_object_new ();
  JsonArray *results = json_array_new ();
  guint begin = (page->page - 1) * page->size;

  for (guint i = begin; i < MIN (begin + page->size, found->len); i++)
    json_array_add_object_element (results, build (found->pdata[i], program, data));
  json_object_set_int_member (answer, "numRisultati", found->len);
  json_object_set_int_member (answer, "numPagine", (found->len + page->size - 1) / page->size);
  json_object_set_int_member (answer, "risultatiPerPagina", page->size);
  json_object_set_int_member (answer, "pagina", page->page);
  json_object_set_array_member (answer, "risultati", results);
  desco_sandbox_pendenza_reply (reply, SOUP_STATUS_OK, answer);
}

static JsonObject *
build_index (gpointer element, const char *program, gpointer data)
{
  JsonObject *answer = desco_sandbox_pendenza_build (element, program);
  g_autofree char *query = g_strdup_printf ("idA2A=%s&idPendenza=%s", program,
                                            json_object_get_string_member (answer, "idPendenza"));
  g_autofree char *payments = g_strconcat ("/rpp?", query, NULL);
  g_autofree char *portal = g_strconcat ("/pagamenti?", query, NULL);

  json_object_set_string_member (answer, "rpp", payments);
  json_object_set_string_member (answer, "pagamenti", portal);
  return answer;
}

static GPtrArray *
list_receipts (DescoSandbox *sandbox,
               const char *organization,
               const char *iuv,
               const Window *window,
               GError **error)
{
  DescoSandboxReceiptFilter filter = { .organization = organization,
                                       .prefix = iuv,
                                       .from = window->from,
                                       .to = window->to,
                                       .limit = G_MAXINT };
  guint total;

  return desco_sandbox_receipt_list (sandbox->store, &filter, &total, error);
}

static gboolean
is_paid (const DescoSandboxReceipt *receipt)
{
  return strstr (receipt->xml, PAID_OUTCOME) != NULL;
}

/* A payment, in the form in which GovPay's description has it. */
static JsonObject *
build_payment (gpointer element, const char *program, gpointer data)
{
  const DescoSandboxReceipt *receipt = element;
  DescoSandbox *sandbox = data;
  g_autoptr (DescoSandboxPosition) position = NULL;
  g_autofree char *moment = desco_time_to_rfc3339 (receipt->payment);
  JsonObject *answer = json_object_new ();
  JsonObject *request = json_object_new ();
  JsonObject *request_data = json_object_new ();
  JsonObject *response = json_object_new ();
  JsonObject *response_data = json_object_new ();
  g_autofree char *number = g_strconcat ("3", receipt->iuv, NULL);
  g_autofree char *amount = NULL;

  position = desco_sandbox_store_find_by_nav (sandbox->store, receipt->organization, number, NULL);
  json_object_set_string_member (answer, "stato", "RT_ACCETTATA_PA");
  json_object_set_string_member (request_data, "identificativoUnivocoVersamento", receipt->iuv);
  json_object_set_string_member (request_data, "codiceContestoPagamento", receipt->receipt_id);
  json_object_set_object_member (request, "datiVersamento", request_data);
  json_object_set_object_member (answer, "rpt", request);
  json_object_set_string_member (response_data, "codiceEsitoPagamento",
                                 is_paid (receipt) ? "0" : "1");
  json_object_set_string_member (response_data, "identificativoUnivocoVersamento", receipt->iuv);
  json_object_set_string_member (response_data, "CodiceContestoPagamento", receipt->receipt_id);
  json_object_set_string_member (response, "dataOraMessaggioRicevuta", moment);
  json_object_set_object_member (response, "datiPagamento", response_data);
  json_object_set_object_member (answer, "rt", response);
  if (position != NULL)
    {
      const DescoSandboxOption *option = g_ptr_array_index (position->options, 0);

      amount = desco_money_to_decimal (option->amount);
      json_object_set_string_member (request_data, "importoTotaleDaVersare", amount);
      json_object_set_object_member (answer, "pendenza", build_index (position, program, NULL));
    }
  return answer;
}

static gboolean
answer_position (DescoSandbox *sandbox,
                 const DescoSandboxPosition *position,
                 const char *program,
                 DescoSandboxReply *reply,
                 GError **error)
{
  const DescoSandboxOption *option = g_ptr_array_index (position->options, 0);
  const Window always = { 0, G_MAXINT64 };
  g_autoptr (GPtrArray) receipts
      = list_receipts (sandbox, position->organization, option->iuv, &always, error);
  JsonArray *payments;
  JsonObject *answer;

  if (receipts == NULL)
    return FALSE;
  answer = desco_sandbox_pendenza_build (position, program);
  payments = json_array_new ();
  desco_sandbox_pendenza_add_items (position, answer);
  for (guint i = 0; i < receipts->len; i++)
    json_array_add_object_element (payments, build_payment (receipts->pdata[i], program, sandbox));
  json_object_set_array_member (answer, "rpp", payments);
  desco_sandbox_pendenza_reply (reply, SOUP_STATUS_OK, answer);
  return TRUE;
}

static DescoSandboxPosition *
find_position (DescoSandbox *sandbox, const DescoSandboxRequest *request, GError **error)
{
  g_autofree char *iupd = NULL;

  if (!desco_sandbox_pendenza_check_id ("idA2A", request->parameters[PROGRAM], error)
      || !desco_sandbox_pendenza_check_id ("idPendenza", request->parameters[ID], error))
    return NULL;
  iupd = desco_sandbox_pendenza_id_to_iupd (request->parameters[ID]);
  return desco_sandbox_store_find (sandbox->store, NULL, iupd, error);
}

static gboolean
handle_read (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  g_autoptr (DescoSandboxPosition) position = find_position (sandbox, request, error);

  return position != NULL
         && answer_position (sandbox, position, request->parameters[PROGRAM], reply, error);
}

static gboolean
handle_read_by_number (DescoSandbox *sandbox,
                       const DescoSandboxRequest *request,
                       DescoSandboxReply *reply,
                       GError **error)
{
  g_autoptr (DescoSandboxPosition) position = desco_sandbox_store_find_by_nav (
      sandbox->store, request->parameters[ORGANIZATION], request->parameters[NUMBER], error);

  return position != NULL && answer_position (sandbox, position, DEFAULT_PROGRAM, reply, error);
}

/* GovPay brings back to life what was withdrawn, and takes what has expired with another day. */
static gboolean
check_replaceable (const DescoSandboxPosition *old,
                   const DescoSandboxPosition *position,
                   GError **error)
{
  const DescoSandboxOption *before = g_ptr_array_index (old->options, 0);
  const DescoSandboxOption *after = g_ptr_array_index (position->options, 0);

  if (old->payment != 0)
    g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_NOT_UPDATABLE,
                 "La pendenza e' in uno stato che non consente l'aggiornamento (%s)",
                 desco_sandbox_pendenza_get_state (old));
  else if (!g_str_equal (before->nav, after->nav))
    g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DUPLICATE,
                 "La pendenza ha gia' il numero avviso %s", before->nav);
  else if (!g_str_equal (old->organization, position->organization))
    g_set_error_literal (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DUPLICATE,
                         "La pendenza appartiene a un altro dominio");
  else
    return TRUE;
  return FALSE;
}

static gboolean
store (DescoSandbox *sandbox,
       DescoSandboxPosition *position,
       const DescoSandboxPosition *old,
       GError **error)
{
  gint64 now = desco_clock_now ();

  position->inserted = now;
  position->updated = now;
  if (!desco_sandbox_state_publish (position, now, error))
    return FALSE;
  if (old == NULL)
    return desco_sandbox_store_add (sandbox->store, position, error);
  position->id = old->id;
  position->inserted = old->inserted;
  return desco_sandbox_store_save (sandbox->store, position, error);
}

static gboolean
handle_put (DescoSandbox *sandbox,
            const DescoSandboxRequest *request,
            DescoSandboxReply *reply,
            GError **error)
{
  g_autoptr (GError) absence = NULL;
  g_autoptr (DescoSandboxPosition) old = find_position (sandbox, request, &absence);
  g_autoptr (DescoSandboxPosition) position = NULL;
  g_autofree char *organization = NULL;
  const DescoSandboxOption *option;
  const DescoUuid session = desco_uuid_generate ();
  g_autofree char *session_text = desco_uuid_to_string (&session);
  JsonObject *body;
  JsonObject *answer;

  if (old == NULL
      && !g_error_matches (absence, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_POSITION_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&absence));
      return FALSE;
    }
  body = desco_sandbox_pendenza_read (request, request->parameters[ID], desco_clock_now (),
                                      &organization, error);
  if (body == NULL)
    return FALSE;
  position = desco_sandbox_position_new (organization, body);
  if ((old != NULL && !check_replaceable (old, position, error))
      || !store (sandbox, position, old, error))
    return FALSE;

  option = g_ptr_array_index (position->options, 0);
  answer = json_object_new ();
  json_object_set_string_member (answer, "idDominio", organization);
  json_object_set_string_member (answer, "numeroAvviso", option->nav);
  json_object_set_string_member (answer, "UUID", session_text);
  desco_sandbox_pendenza_reply (reply, old == NULL ? SOUP_STATUS_CREATED : SOUP_STATUS_OK, answer);
  return TRUE;
}

static gboolean
refuse_patch (GError **error, const char *message)
{
  g_set_error_literal (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DATA, message);
  return FALSE;
}

static gboolean
set_state (DescoSandboxPosition *position, const char *state, GError **error)
{
  gint64 now = desco_clock_now ();

  if (g_str_equal (state, "ANNULLATA"))
    return position->status == DESCO_SANDBOX_INVALID
           || desco_sandbox_state_invalidate (position, now, error);
  if (!g_str_equal (state, "NON_ESEGUITA"))
    return refuse_patch (error, "Il valore indicato per il path /stato non e' valido.");
  if (position->status != DESCO_SANDBOX_INVALID)
    return TRUE;
  position->status = DESCO_SANDBOX_DRAFT;
  return desco_sandbox_state_publish (position, now, error);
}

static gboolean
apply (DescoSandboxPosition *position, JsonNode *element, GError **error)
{
  JsonObject *change = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
  JsonNode *value = change != NULL ? json_object_get_member (change, "value") : NULL;
  const char *op = NULL;
  const char *path = NULL;

  if (change != NULL)
    {
      op = json_object_get_string_member_with_default (change, "op", NULL);
      path = json_object_get_string_member_with_default (change, "path", NULL);
    }
  if (g_strcmp0 (op, "REPLACE") != 0 && g_strcmp0 (op, "ADD") != 0)
    return refuse_patch (error, "Il campo op non e' valido.");
  if (value == NULL || json_node_get_value_type (value) != G_TYPE_STRING)
    return refuse_patch (error, "Il campo value non e' valido per il path indicato.");
  if (g_strcmp0 (path, "/stato") == 0)
    return set_state (position, json_node_get_string (value), error);
  /* What is said of the state is taken, and not kept. */
  return g_strcmp0 (path, "/descrizioneStato") == 0
         || refuse_patch (error, "Il campo path non e' valido.");
}

static gboolean
handle_patch (DescoSandbox *sandbox,
              const DescoSandboxRequest *request,
              DescoSandboxReply *reply,
              GError **error)
{
  const char *type = soup_message_headers_get_content_type (request->headers, NULL);
  g_autoptr (DescoSandboxPosition) position = NULL;
  g_autoptr (JsonNode) changes = NULL;
  gsize length;
  const char *text = g_bytes_get_data (request->body, &length);

  if (g_strcmp0 (type, "application/json-patch+json") != 0)
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MEDIA_TYPE,
                   "Content type “%s” is not supported, application/json-patch+json is",
                   type != NULL ? type : "");
      return FALSE;
    }
  position = find_position (sandbox, request, error);
  if (position == NULL)
    return FALSE;
  changes = desco_json_parse (text, length, NULL);
  if (changes == NULL || !JSON_NODE_HOLDS_ARRAY (changes))
    return refuse_patch (error, "La richiesta non e' una lista di operazioni.");
  for (guint i = 0; i < json_array_get_length (json_node_get_array (changes)); i++)
    if (!apply (position, json_array_get_element (json_node_get_array (changes), i), error))
      return FALSE;
  return desco_sandbox_store_save (sandbox->store, position, error)
         && answer_position (sandbox, position, request->parameters[PROGRAM], reply, error);
}

static gboolean
is_wanted (const DescoSandboxRequest *request,
           const DescoSandboxPosition *position,
           const Window *loaded)
{
  const char *id = desco_sandbox_request_get (request, "idPendenza");
  g_autofree char *iupd = id != NULL ? desco_sandbox_pendenza_id_to_iupd (id) : NULL;

  return is_or_any (desco_sandbox_request_get (request, "stato"),
                    desco_sandbox_pendenza_get_state (position))
         && is_or_any (desco_sandbox_request_get (request, "idDominio"), position->organization)
         && is_or_any (desco_sandbox_request_get (request, "idDebitore"), get_debtor (position))
         && is_or_any (iupd, position->iupd) && position->inserted >= loaded->from
         && position->inserted <= loaded->to;
}

static gboolean
handle_list (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  const char *order = desco_sandbox_request_get (request, "ordinamento");
  const char *state = desco_sandbox_request_get (request, "stato");
  DescoSandboxFilter filter = { .organization = desco_sandbox_request_get (request, "idDominio"),
                                .ascending = g_strcmp0 (order, "+dataCaricamento") == 0,
                                .limit = G_MAXINT };
  g_autoptr (GPtrArray) positions = NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  Page page;
  Window loaded;

  if (!read_page (request, &page, error)
      || !read_window (request, "dataDa", "dataA", &loaded, error))
    return FALSE;
  if (state != NULL && !desco_sandbox_pendenza_knows_state (state))
    return refuse_patch (error, "Il valore del parametro stato non e' valido.");
  positions = desco_sandbox_store_list (sandbox->store, &filter, NULL, error);
  if (positions == NULL)
    return FALSE;
  for (guint i = 0; i < positions->len; i++)
    if (is_wanted (request, positions->pdata[i], &loaded))
      g_ptr_array_add (wanted, positions->pdata[i]);
  answer_page (wanted, &page, build_index, get_program (request), NULL, reply);
  return TRUE;
}

static gboolean
is_wanted_payment (const DescoSandboxRequest *request, const DescoSandboxReceipt *receipt)
{
  const char *outcome = desco_sandbox_request_get (request, "esitoPagamento");

  return is_or_any (desco_sandbox_request_get (request, "iuv"), receipt->iuv)
         && is_or_any (desco_sandbox_request_get (request, "ccp"), receipt->receipt_id)
         && is_or_any (desco_sandbox_request_get (request, "idDebitore"), receipt->debtor)
         && is_or_any (outcome, is_paid (receipt) ? "ESEGUITO" : "NON_ESEGUITO");
}

static gboolean
handle_list_payments (DescoSandbox *sandbox,
                      const DescoSandboxRequest *request,
                      DescoSandboxReply *reply,
                      GError **error)
{
  const char *organization = desco_sandbox_request_get (request, "idDominio");
  g_autoptr (GPtrArray) receipts = NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  Page page;
  Window received;

  if (!read_page (request, &page, error)
      || !read_window (request, "dataRtDa", "dataRtA", &received, error))
    return FALSE;
  if (organization == NULL)
    return refuse_patch (error, "Il parametro idDominio non deve essere vuoto.");
  receipts = list_receipts (sandbox, organization, desco_sandbox_request_get (request, "iuv"),
                            &received, error);
  if (receipts == NULL)
    return FALSE;
  for (guint i = 0; i < receipts->len; i++)
    if (is_wanted_payment (request, receipts->pdata[i]))
      g_ptr_array_add (wanted, receipts->pdata[i]);
  answer_page (wanted, &page, build_payment, get_program (request), sandbox, reply);
  return TRUE;
}

static gboolean
handle_read_receipt (DescoSandbox *sandbox,
                     const DescoSandboxRequest *request,
                     DescoSandboxReply *reply,
                     GError **error)
{
  const Window always = { 0, G_MAXINT64 };
  g_autoptr (GPtrArray) receipts = list_receipts (sandbox, request->parameters[ORGANIZATION],
                                                  request->parameters[IUV], &always, error);

  if (receipts == NULL)
    return FALSE;
  for (guint i = 0; i < receipts->len; i++)
    {
      const DescoSandboxReceipt *receipt = receipts->pdata[i];

      if (g_str_equal (receipt->iuv, request->parameters[IUV])
          && g_str_equal (receipt->receipt_id, request->parameters[CONTEXT]))
        {
          desco_sandbox_reply_set_text (reply, SOUP_STATUS_OK, "application/xml", receipt->xml);
          return TRUE;
        }
    }
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_RECEIPT_NOT_FOUND,
               "Non c'e' una ricevuta di %s", request->parameters[IUV]);
  return FALSE;
}

static const DescoSandboxRoute routes[] = {
  { "GET", "pendenze", handle_list },
  { "GET", "pendenze/byAvviso/*/*", handle_read_by_number },
  { "GET", "pendenze/*/*", handle_read },
  { "PUT", "pendenze/*/*", handle_put },
  { "PATCH", "pendenze/*/*", handle_patch },
  { "GET", "rpp", handle_list_payments },
  { "GET", "rpp/*/*/*/rt", handle_read_receipt },
};

/* GovPay's "API Pendenze" version 2, over the same positions and receipts. */
const DescoSandboxArea desco_sandbox_govpay_area
    = { "/govpay/backend/api/pendenze/rs/basic/v2", DESCO_SANDBOX_CALLER_GOVPAY, routes,
        G_N_ELEMENTS (routes) };

/* What GovPay calls a status. */
static const struct
{
  guint status;
  const char *category;
  const char *code;
  const char *description;
} faults[] = {
  { 400, "RICHIESTA", "SINTASSI", "Richiesta non valida" },
  { 401, "AUTORIZZAZIONE", "401000", "Richiesta non autenticata" },
  { 403, "AUTORIZZAZIONE", "403000", "Richiesta non autorizzata" },
  { 404, "OPERAZIONE", "404000", "Risorsa non trovata" },
  { 415, "RICHIESTA", "415000", "Formato non supportato" },
  { 422, "OPERAZIONE", "VER_000", "Operazione non eseguibile" },
};

/**
 * desco_sandbox_govpay_set_fault:
 * @reply: an answer
 * @status: its HTTP status
 * @detail: (nullable): a sentence
 *
 * Answers as GovPay does when it refuses: with a `FaultBean`.
 */
void
desco_sandbox_govpay_set_fault (DescoSandboxReply *reply, guint status, const char *detail)
{
  JsonObject *fault = json_object_new ();
  const char *category = "INTERNO";
  const char *code = "INTERNO";
  const char *description = "Servizio non disponibile";

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (faults[i].status == status)
      {
        category = faults[i].category;
        code = faults[i].code;
        description = faults[i].description;
      }
  json_object_set_string_member (fault, "categoria", category);
  json_object_set_string_member (fault, "codice", code);
  json_object_set_string_member (fault, "descrizione", description);
  if (detail != NULL)
    json_object_set_string_member (fault, "dettaglio", detail);
  desco_sandbox_reply_take_object (reply, status, fault);
}

/**
 * desco_sandbox_govpay_set_error:
 * @reply: an answer
 * @error: what is refused
 *
 * GovPay knows no conflict: what it cannot carry out is 422.
 */
void
desco_sandbox_govpay_set_error (DescoSandboxReply *reply, const GError *error)
{
  guint status = desco_sandbox_error_get_status (error);

  desco_sandbox_govpay_set_fault (reply, status == SOUP_STATUS_CONFLICT ? 422 : status,
                                  error->message);
}

/**
 * desco_sandbox_govpay_check_user:
 * @sandbox: what all calls share
 * @headers: a call's headers
 * @reply: the answer, where it is refused
 *
 * Returns: whether the call says who asks: any user, whose password is the subscription key where
 *   only one is taken
 */
gboolean
desco_sandbox_govpay_check_user (DescoSandbox *sandbox,
                                 SoupMessageHeaders *headers,
                                 DescoSandboxReply *reply)
{
  const char *sent = soup_message_headers_get_one (headers, "Authorization");
  g_autofree guchar *decoded = NULL;
  g_autofree char *text = NULL;
  const char *password = NULL;
  gsize length = 0;

  if (sent != NULL && g_ascii_strncasecmp (sent, "Basic ", 6) == 0)
    decoded = g_base64_decode (sent + 6, &length);
  if (decoded != NULL)
    text = g_strndup ((const char *) decoded, length);
  if (text != NULL)
    password = strchr (text, ':');
  if (password != NULL
      && (sandbox->subscription_key == NULL
          || g_str_equal (password + 1, sandbox->subscription_key)))
    return TRUE;

  soup_message_headers_replace (reply->headers, "WWW-Authenticate", "Basic realm=\"GovPay\"");
  desco_sandbox_govpay_set_fault (reply, SOUP_STATUS_UNAUTHORIZED, NULL);
  return FALSE;
}
