/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-gpd-provider.h"

#include "pagopa/desco-pagopa-error.h"
#include "sample-position.h"
#include "scripted-provider.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_STEPS 8
#define JSON "application/json"
#define DONE (-1)
#define BASE "/gpd/debt-positions-service/v3/organizations/77777777777/debtpositions"
#define ONE BASE "/" SAMPLE_IUPD

/* The sample position as version 3 tells of it: the whole, and two instalments of it. */
#define INSTALLMENT(nav, iuv, amount, status)                                                      \
  "{\"nav\":\"" nav "\",\"iuv\":\"" iuv "\",\"organizationFiscalCode\":\"77777777777\","           \
  "\"amount\":" amount ",\"description\":\"Buoni\",\"dueDate\":\"2026-09-30T21:59:59Z\","          \
  "\"status\":\"" status "\",\"installmentMetadata\":[],\"transfer\":["                            \
  "{\"organizationFiscalCode\":\"77777777777\",\"idTransfer\":\"1\",\"amount\":" amount            \
  ",\"remittanceInformation\":\"Buoni mensa\",\"category\":\"9/0107101TS/\","                      \
  "\"iban\":\"IT60X0542811101000000123456\"}]}"
#define DEBTOR                                                                                     \
  "\"switchToExpired\":true,\"debtor\":{\"type\":\"F\","                                           \
  "\"fiscalCode\":\"RSSMRA80A01H501U\",\"fullName\":\"Mario Rossi\"},"
#define POSITION_OF(status, whole_amount, whole, first, second)                                    \
  "{\"iupd\":\"" SAMPLE_IUPD "\",\"organizationFiscalCode\":\"77777777777\","                      \
  "\"companyName\":\"Comune di Prova\",\"status\":\"" status "\",\"paymentOption\":["              \
  "{" DEBTOR                                                                                       \
  "\"installments\":[" INSTALLMENT ("301000000000000144", "01000000000000144", whole_amount,       \
                                    whole) "]},"                                                   \
                                           "{" DEBTOR "\"installments\":[" INSTALLMENT (           \
                                               "301000000000000245", "01000000000000245", "5200",  \
                                               first) "," INSTALLMENT ("301000000000000346",       \
                                                                       "01000000000000346",        \
                                                                       "5200", second) "]}]}"
#define POSITION(status, whole, first, second) POSITION_OF (status, "10400", whole, first, second)

#define ANSWER(status, body)                                                                       \
  {                                                                                                \
    STEP_ANSWER, status, JSON, NULL, body                                                          \
  }
#define PROBLEM(number, detail)                                                                    \
  ANSWER (number, "{\"title\":\"No\",\"status\":" #number ",\"detail\":\"" detail "\"}")
#define EMPTY(status)                                                                              \
  {                                                                                                \
    STEP_ANSWER, status                                                                            \
  }
#define THROTTLED                                                                                  \
  {                                                                                                \
    STEP_ANSWER, 429, NULL, "Retry-After: 600\r\n"                                                 \
  }
#define OPEN POSITION ("VALID", "UNPAID", "UNPAID", "UNPAID")
#define PARTLY POSITION ("PARTIALLY_PAID", "UNPAYABLE", "PAID", "UNPAID")
#define NOT_FOUND PROBLEM (404, "Not found")
#define DELETED ANSWER (200, "\"deleted\"")

typedef enum
{
  CALL_CREATE,
  CALL_GET,
  CALL_PUBLISH,
  CALL_INVALIDATE,
  CALL_REPLACE,
  CALL_REMOVE,
  CALL_LIST,
  CALL_MARK_PAID,
  CALL_REPLACE_ACCOUNT,
} Call;

typedef struct
{
  const char *name;
  Call call;
  Step steps[MAX_STEPS];
  int code; /* DONE, or of DESCO_PAGOPA_ERROR */
  const char *methods;
  const char *words; /* in the message */
} Case;

typedef struct
{
  ScriptedServer *server;
  DescoPaymentProvider *provider;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = scripted_server_new (NULL);
  fixture->provider = scripted_provider_new (fixture->server, desco_gpd_provider_new_v3);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->provider);
  g_clear_pointer (&fixture->server, scripted_server_free);
}

static void
add_instalment (DescoDebtPosition *position, const char *nav)
{
  DescoPaymentOption *option = desco_debt_position_add_option (position);
  DescoPaymentTransfer *transfer = desco_payment_option_add_transfer (option);

  option->nav = g_strdup (nav);
  option->iuv = g_strdup (nav + 1);
  option->amount = 5200;
  option->is_partial = TRUE;
  option->description = g_strdup ("10 buoni mensa");
  option->due_date = SAMPLE_DUE_DATE;
  transfer->amount = 5200;
  transfer->remittance_information = g_strdup ("Buoni mensa");
  transfer->category = g_strdup ("9/0107101TS/");
  transfer->iban = g_strdup ("IT60X0542811101000000123456");
}

static DescoDebtPosition *
make_position (void)
{
  DescoDebtPosition *position = sample_position_new ();

  position->switch_to_expired = TRUE;
  add_instalment (position, "301000000000000245");
  add_instalment (position, "301000000000000346");
  return position;
}

static gboolean
call (Fixture *fixture, Call which, GError **error)
{
  g_autoptr (DescoDebtPosition) position = make_position ();
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (DescoPositionPage) page = NULL;
  const DescoPositionQuery query = { 0 };

  switch (which)
    {
    case CALL_CREATE:
      answer = desco_payment_provider_create (fixture->provider, position, TRUE, NULL, NULL, error);
      return answer != NULL;
    case CALL_GET:
      answer = desco_payment_provider_get (fixture->provider, SAMPLE_IUPD, NULL, error);
      return answer != NULL;
    case CALL_PUBLISH:
      answer = desco_payment_provider_publish (fixture->provider, SAMPLE_IUPD, NULL, error);
      return answer != NULL;
    case CALL_INVALIDATE:
      answer = desco_payment_provider_invalidate (fixture->provider, SAMPLE_IUPD, NULL, error);
      g_assert_true (answer == NULL || answer->status == DESCO_DEBT_POSITION_INVALID);
      return answer != NULL;
    case CALL_REPLACE:
      answer = desco_payment_provider_replace (fixture->provider, position, TRUE, NULL, error);
      return answer != NULL;
    case CALL_REMOVE:
      return desco_payment_provider_remove (fixture->provider, SAMPLE_IUPD, NULL, error);
    case CALL_LIST:
      page = desco_payment_provider_list (fixture->provider, &query, NULL, error);
      return page != NULL;
    case CALL_MARK_PAID:
      return desco_payment_provider_mark_paid (fixture->provider, SAMPLE_IUPD, "301000000000000144",
                                               SAMPLE_NOW, NULL, error);
    case CALL_REPLACE_ACCOUNT:
    default:
      return desco_payment_provider_replace_account (
          fixture->provider, "IT60X0542811101000000123456", "IT33X0542811101000000123457", NULL,
          NULL, error);
    }
}

/* Each answer that the description documents, and the lost ones that it does not. */
static const Case cases[] = {
  { "create-201", CALL_CREATE, { ANSWER (201, OPEN) }, DONE, "POST" },
  { "create-400",
    CALL_CREATE,
    { PROBLEM (400, "paymentOption[1].installments[0].dueDate") },
    DESCO_PAGOPA_ERROR_REFUSED,
    "POST",
    "installments[0].dueDate" },
  { "create-401", CALL_CREATE, { EMPTY (401) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "POST" },
  { "create-403", CALL_CREATE, { EMPTY (403) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "POST" },
  { "create-409-of-our-own",
    CALL_CREATE,
    { PROBLEM (409, "exists"), ANSWER (200, OPEN) },
    DONE,
    "POST GET" },
  { "create-409-of-another",
    CALL_CREATE,
    { PROBLEM (409, "exists"),
      ANSWER (200, POSITION_OF ("VALID", "10401", "UNPAID", "UNPAID", "UNPAID")) },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "POST GET",
    "another one" },
  { "create-409-of-a-number",
    CALL_CREATE,
    { PROBLEM (409, "the IUV exists"), NOT_FOUND },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "POST GET",
    "the IUV exists" },
  { "create-429", CALL_CREATE, { THROTTLED }, DESCO_PAGOPA_ERROR_THROTTLED, "POST" },
  { "create-500-done",
    CALL_CREATE,
    { PROBLEM (500, "oops"), ANSWER (200, OPEN) },
    DONE,
    "POST GET" },
  { "create-dropped-undone",
    CALL_CREATE,
    { { STEP_DROP }, NOT_FOUND, ANSWER (201, OPEN) },
    DONE,
    "POST GET POST" },
  { "create-paid-meanwhile",
    CALL_CREATE,
    { { STEP_DROP }, ANSWER (200, PARTLY) },
    DONE,
    "POST GET" },
  { "create-draft-is-published",
    CALL_CREATE,
    { ANSWER (201, POSITION ("DRAFT", "UNPAID", "UNPAID", "UNPAID")), ANSWER (200, OPEN) },
    DONE,
    "POST POST" },
  { "create-without-installments",
    CALL_CREATE,
    { ANSWER (201, "{\"iupd\":\"" SAMPLE_IUPD "\",\"paymentOption\":[{}]}"), ANSWER (200, "{}") },
    DESCO_PAGOPA_ERROR_UNCERTAIN,
    "POST GET" },

  { "get-200", CALL_GET, { ANSWER (200, PARTLY) }, DONE, "GET" },
  { "get-401", CALL_GET, { EMPTY (401) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "GET" },
  { "get-403", CALL_GET, { EMPTY (403) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "GET" },
  { "get-404", CALL_GET, { NOT_FOUND }, DESCO_PAGOPA_ERROR_NOT_FOUND, "GET" },
  { "get-500",
    CALL_GET,
    { PROBLEM (500, "a"), PROBLEM (500, "b"), PROBLEM (500, "c") },
    DESCO_PAGOPA_ERROR_UNREACHABLE,
    "GET GET GET" },
  { "get-no-installments",
    CALL_GET,
    { ANSWER (200, "{\"iupd\":\"" SAMPLE_IUPD "\",\"paymentOption\":[{\"installments\":[]}]}") },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "GET",
    "installments" },

  { "publish-200", CALL_PUBLISH, { ANSWER (200, OPEN) }, DONE, "POST" },
  { "publish-401", CALL_PUBLISH, { EMPTY (401) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "POST" },
  { "publish-403", CALL_PUBLISH, { EMPTY (403) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "POST" },
  { "publish-404", CALL_PUBLISH, { NOT_FOUND }, DESCO_PAGOPA_ERROR_NOT_FOUND, "POST" },
  { "publish-409-payable",
    CALL_PUBLISH,
    { PROBLEM (409, "not publishable"), ANSWER (200, OPEN) },
    DONE,
    "POST GET" },
  { "publish-409-unpayable",
    CALL_PUBLISH,
    { PROBLEM (409, "not publishable"),
      ANSWER (200, POSITION ("UNPAYABLE", "UNPAYABLE", "UNPAYABLE", "UNPAYABLE")) },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "POST GET",
    "withdrawn or has expired" },
  { "publish-500", CALL_PUBLISH, { PROBLEM (500, "oops"), ANSWER (200, OPEN) }, DONE, "POST GET" },

  { "withdraw-deletes", CALL_INVALIDATE, { DELETED }, DONE, "DELETE" },
  { "withdraw-404", CALL_INVALIDATE, { NOT_FOUND }, DONE, "DELETE" },
  { "withdraw-partly-paid",
    CALL_INVALIDATE,
    { PROBLEM (409, "payment found"), ANSWER (200, PARTLY) },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "DELETE GET",
    "has been paid" },
  { "withdraw-lost-and-done", CALL_INVALIDATE, { { STEP_DROP }, NOT_FOUND }, DONE, "DELETE GET" },
  { "withdraw-lost-and-undone",
    CALL_INVALIDATE,
    { { STEP_DROP }, ANSWER (200, OPEN), DELETED },
    DONE,
    "DELETE GET DELETE" },
  { "withdraw-401", CALL_INVALIDATE, { EMPTY (401) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "DELETE" },
  { "withdraw-403", CALL_INVALIDATE, { EMPTY (403) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "DELETE" },
  { "withdraw-500", CALL_INVALIDATE, { PROBLEM (500, "oops"), NOT_FOUND }, DONE, "DELETE GET" },

  { "replace-200", CALL_REPLACE, { ANSWER (200, OPEN) }, DONE, "PUT" },
  { "replace-400", CALL_REPLACE, { PROBLEM (400, "iupd") }, DESCO_PAGOPA_ERROR_REFUSED, "PUT" },
  { "replace-401", CALL_REPLACE, { EMPTY (401) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "PUT" },
  { "replace-403", CALL_REPLACE, { EMPTY (403) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "PUT" },
  { "replace-404", CALL_REPLACE, { NOT_FOUND }, DESCO_PAGOPA_ERROR_NOT_FOUND, "PUT" },
  { "replace-409",
    CALL_REPLACE,
    { PROBLEM (409, "payment found"), ANSWER (200, PARTLY) },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "PUT GET",
    "has been paid" },
  { "replace-500", CALL_REPLACE, { PROBLEM (500, "oops"), ANSWER (200, OPEN) }, DONE, "PUT GET" },

  { "remove-200", CALL_REMOVE, { DELETED }, DONE, "DELETE" },
  { "remove-409",
    CALL_REMOVE,
    { PROBLEM (409, "payment found"), ANSWER (200, PARTLY) },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "DELETE GET" },

  { "list-200",
    CALL_LIST,
    { ANSWER (200,
              "{\"payment_position_list\":[" OPEN "],\"page_info\":{\"page\":0,\"limit\":50,"
              "\"items_found\":1,\"total_pages\":1}}") },
    DONE,
    "GET" },
  { "list-400", CALL_LIST, { PROBLEM (400, "limit") }, DESCO_PAGOPA_ERROR_REFUSED, "GET" },
  { "list-401", CALL_LIST, { EMPTY (401) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "GET" },
  { "list-403", CALL_LIST, { EMPTY (403) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "GET" },
  { "list-429", CALL_LIST, { THROTTLED }, DESCO_PAGOPA_ERROR_THROTTLED, "GET" },
  { "list-500",
    CALL_LIST,
    { PROBLEM (500, "a"), PROBLEM (500, "b"), PROBLEM (500, "c") },
    DESCO_PAGOPA_ERROR_UNREACHABLE,
    "GET GET GET" },

  { "no-call-for-cash", CALL_MARK_PAID, { EMPTY (500) }, DESCO_PAGOPA_ERROR_NOT_OFFERED, "" },
  { "no-call-for-accounts",
    CALL_REPLACE_ACCOUNT,
    { EMPTY (500) },
    DESCO_PAGOPA_ERROR_NOT_OFFERED,
    "" },
};

static void
test_case (Fixture *fixture, gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *methods = NULL;
  gboolean done;

  scripted_server_play (fixture->server, one->steps, MAX_STEPS);
  done = call (fixture, one->call, &error);
  methods = scripted_server_get_methods (fixture->server);

  g_assert_cmpstr (methods, ==, one->methods);
  if (one->code == DONE)
    g_assert_no_error (error);
  else
    g_assert_error (error, DESCO_PAGOPA_ERROR, one->code);
  g_assert_cmpint (done, ==, one->code == DONE);
  if (one->words != NULL)
    g_assert_nonnull (strstr (error->message, one->words));
}

static void
test_what_is_sent (Fixture *fixture, gconstpointer data)
{
  static const Step steps[]
      = { ANSWER (201, OPEN), ANSWER (200, OPEN), ANSWER (200, OPEN), ANSWER (200, OPEN), DELETED };
  static const struct
  {
    Call call;
    const char *path;
  } sent[] = {
    { CALL_CREATE, BASE "?toPublish=true" },
    { CALL_REPLACE, ONE "?toPublish=true" },
    { CALL_PUBLISH, ONE "/publish" },
    { CALL_GET, ONE },
    { CALL_INVALIDATE, ONE },
  };

  scripted_server_play (fixture->server, steps, G_N_ELEMENTS (steps));
  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    {
      g_assert_true (call (fixture, sent[i].call, NULL));
      g_assert_cmpstr (scripted_server_get_request (fixture->server, i)->path, ==, sent[i].path);
    }
}

/* Whole payments are options of one instalment, the partial ones an option together; each says who
 * owes and when it ends. Nothing of version 1 is left. */
static void
test_body (Fixture *fixture, gconstpointer data)
{
  static const Step steps[] = { ANSWER (201, OPEN) };
  g_autoptr (JsonNode) root = NULL;
  JsonObject *body, *option;
  JsonArray *options, *installments;

  scripted_server_play (fixture->server, steps, 1);
  g_assert_true (call (fixture, CALL_CREATE, NULL));
  root = json_from_string (scripted_server_get_request (fixture->server, 0)->body, NULL);
  body = json_node_get_object (root);
  g_assert_false (json_object_has_member (body, "fiscalCode"));
  g_assert_false (json_object_has_member (body, "switchToExpired"));

  options = json_object_get_array_member (body, "paymentOption");
  g_assert_cmpuint (json_array_get_length (options), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      option = json_array_get_object_element (options, i);
      installments = json_object_get_array_member (option, "installments");
      g_assert_true (json_object_get_boolean_member (option, "switchToExpired"));
      g_assert_cmpstr (json_object_get_string_member (
                           json_object_get_object_member (option, "debtor"), "fiscalCode"),
                       ==, "RSSMRA80A01H501U");
      g_assert_cmpuint (json_array_get_length (installments), ==, i + 1);
      for (guint j = 0; j <= i; j++)
        {
          JsonObject *installment = json_array_get_object_element (installments, j);

          g_assert_cmpint (json_object_get_int_member (installment, "amount"), ==,
                           i == 0 ? 10400 : 5200);
          g_assert_false (json_object_has_member (installment, "isPartialPayment"));
        }
    }
}

/* Two of our states have one word there; the instalments tell which is meant. */
static void
test_states (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    Step step;
    DescoDebtPositionStatus status;
  } states[] = {
    { ANSWER (200, POSITION ("DRAFT", "UNPAID", "UNPAID", "UNPAID")), DESCO_DEBT_POSITION_DRAFT },
    { ANSWER (200, OPEN), DESCO_DEBT_POSITION_VALID },
    { ANSWER (200, PARTLY), DESCO_DEBT_POSITION_PARTIALLY_PAID },
    { ANSWER (200, POSITION ("PAID", "UNPAYABLE", "PAID", "PAID")), DESCO_DEBT_POSITION_PAID },
    { ANSWER (200, POSITION ("PAID", "UNPAYABLE", "REPORTED", "PAID")), DESCO_DEBT_POSITION_PAID },
    { ANSWER (200, POSITION ("PAID", "UNPAYABLE", "REPORTED", "REPORTED")),
      DESCO_DEBT_POSITION_REPORTED },
    { ANSWER (200, POSITION ("PAID", "REPORTED", "UNPAYABLE", "UNPAYABLE")),
      DESCO_DEBT_POSITION_REPORTED },
    { ANSWER (200, POSITION ("UNPAYABLE", "UNPAYABLE", "UNPAYABLE", "UNPAYABLE")),
      DESCO_DEBT_POSITION_INVALID },
    { ANSWER (200, POSITION ("UNPAYABLE", "EXPIRED", "EXPIRED", "EXPIRED")),
      DESCO_DEBT_POSITION_EXPIRED },
    { ANSWER (200, POSITION ("SOMETHING", "UNPAID", "UNPAID", "UNPAID")),
      DESCO_DEBT_POSITION_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (DescoDebtPosition) position = NULL;
      g_autoptr (DescoDebtPosition) sent = make_position ();
      g_autoptr (GError) error = NULL;

      scripted_server_play (fixture->server, &states[i].step, 1);
      position = desco_payment_provider_get (fixture->provider, SAMPLE_IUPD, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (position->status, ==, states[i].status);
      g_assert_cmpuint (position->options->len, ==, 3);
      g_assert_true (position->switch_to_expired);
      g_assert_false (sample_position_option (position)->is_partial);
      g_assert_true (((DescoPaymentOption *) position->options->pdata[2])->is_partial);
      g_assert_true (desco_debt_position_is_same (sent, position, SAMPLE_CREDITOR));
    }
}

/* A list by a state that shares its word with another gives only what was asked for. */
static void
test_list_by_state (Fixture *fixture, gconstpointer data)
{
#define PAGE(positions)                                                                            \
  ANSWER (200, "{\"payment_position_list\":[" positions                                            \
               "],\"page_info\":{\"page\":0,\"limit\":50,\"items_found\":2,\"total_pages\":1}}")
#define GONE POSITION ("UNPAYABLE", "UNPAYABLE", "UNPAYABLE", "UNPAYABLE")
#define LATE POSITION ("UNPAYABLE", "EXPIRED", "EXPIRED", "EXPIRED")
  static const struct
  {
    DescoDebtPositionStatus status;
    const char *word;
    Step step;
  } lists[] = {
    { DESCO_DEBT_POSITION_EXPIRED, "&status=UNPAYABLE&", PAGE (GONE "," LATE) },
    { DESCO_DEBT_POSITION_INVALID, "&status=UNPAYABLE&", PAGE (GONE "," LATE) },
    { DESCO_DEBT_POSITION_VALID, "&status=VALID&", PAGE (OPEN) },
    { DESCO_DEBT_POSITION_REPORTED, "&status=PAID&",
      PAGE (POSITION ("PAID", "REPORTED", "UNPAYABLE",
                      "UNPAYABLE") "," POSITION ("PAID", "PAID", "UNPAYABLE", "UNPAYABLE")) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DescoPositionPage) page = NULL;
      const DescoPositionQuery query = { .status = lists[i].status };

      scripted_server_play (fixture->server, &lists[i].step, 1);
      page = desco_payment_provider_list (fixture->provider, &query, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (page->positions->len, ==, 1);
      g_assert_cmpint (((DescoDebtPosition *) page->positions->pdata[0])->status, ==,
                       lists[i].status);
      g_assert_nonnull (
          strstr (scripted_server_get_request (fixture->server, 0)->path, lists[i].word));
    }
}

int
main (int argc, char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_unsetenv ("DESCO_SECRETS_FILE");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/gpd-v3/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_case, tear_down);
    }
  g_test_add ("/gpd-v3/what-is-sent", Fixture, NULL, set_up, test_what_is_sent, tear_down);
  g_test_add ("/gpd-v3/body", Fixture, NULL, set_up, test_body, tear_down);
  g_test_add ("/gpd-v3/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/gpd-v3/list-by-state", Fixture, NULL, set_up, test_list_by_state, tear_down);
  return g_test_run ();
}
