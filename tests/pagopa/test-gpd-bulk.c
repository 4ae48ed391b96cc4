/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-gpd-provider.h"

#include "model/desco-error.h"
#include "pagopa/desco-pagopa-error.h"
#include "sample-position.h"
#include "scripted-provider.h"

#include <string.h>

#define MAX_STEPS 12
#define JSON "application/json"
#define DONE (-1)
#define NEW_IBAN "IT33X0542811101000000123457"
#define OLD_IBAN "IT60X0542811101000000123456"
#define BULK "/gpd/debt-positions-service/v2/organizations/77777777777/debtpositions"
#define SINGLE "/gpd/debt-positions-service/v1/organizations/77777777777/"

/* As the platform tells of sample position @iupd; @paid is what says that its option is paid. */
#define POSITION(iupd, status, amount, paid)                                                       \
  "{\"iupd\":\"" iupd "\",\"organizationFiscalCode\":\"77777777777\",\"type\":\"F\","              \
  "\"companyName\":\"Comune di Prova\",\"status\":\"" status "\",\"paymentOption\":["              \
  "{\"nav\":\"301000000000000144\",\"iuv\":\"01000000000000144\",\"amount\":" amount               \
  ",\"description\":\"20 buoni mensa\",\"isPartialPayment\":false," paid                           \
  "\"dueDate\":\"2026-09-30T21:59:59Z\",\"transfer\":["                                            \
  "{\"organizationFiscalCode\":\"77777777777\",\"idTransfer\":\"1\",\"amount\":" amount            \
  ",\"remittanceInformation\":\"Buoni mensa\",\"category\":\"9/0107101TS/\","                      \
  "\"iban\":\"" OLD_IBAN "\"}]}]}"
#define PAID_ELSEWHERE "\"paymentDate\":\"2026-09-01T00:00:00Z\","
#define PAID_HERE PAID_ELSEWHERE "\"idReceipt\":\"r1\","

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
#define FOUND(status, paid) ANSWER (200, POSITION (SAMPLE_IUPD, status, "10400", paid))
#define FOUND_OTHER(status) ANSWER (200, POSITION (SAMPLE_IUPD, status, "10500", ""))
#define NOT_FOUND PROBLEM (404, "Not found")
#define CONFLICT PROBLEM (409, "Already exists")
#define BROKEN PROBLEM (500, "Oops")
#define CHANGED(n) ANSWER (200, "{\"description\":\"done\",\"updatedTransfers\":" n "}")
#define PAGE                                                                                       \
  {                                                                                                \
    STEP_ANSWER, 200, "text/html", NULL, "<html><body>Log in</body></html>"                        \
  }

typedef enum
{
  CALL_CREATE_BATCH,
  CALL_REPLACE_BATCH,
  CALL_REMOVE_BATCH,
  CALL_REPLACE,
  CALL_REMOVE,
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
  gboolean is_first_only;
  guint n_changed;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = scripted_server_new (NULL);
  fixture->provider = scripted_provider_new (fixture->server, desco_gpd_provider_new_bulk);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->provider);
  g_clear_pointer (&fixture->server, scripted_server_free);
}

static GPtrArray *
make_positions (guint n_positions)
{
  GPtrArray *positions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_debt_position_unref);

  for (guint i = 0; i < n_positions; i++)
    g_ptr_array_add (positions, sample_position_new ());
  return positions;
}

static gboolean
call (Fixture *fixture, Call which, GError **error)
{
  static const char *const iupds[] = { SAMPLE_IUPD, "DESCO-2", NULL };
  g_autoptr (GPtrArray) positions = make_positions (2);
  g_autoptr (DescoDebtPosition) position = NULL;

  switch (which)
    {
    case CALL_CREATE_BATCH:
      return desco_payment_provider_create_batch (fixture->provider, positions, TRUE,
                                                  &fixture->is_first_only, NULL, error);
    case CALL_REPLACE_BATCH:
      return desco_payment_provider_replace_batch (fixture->provider, positions, TRUE, NULL, error);
    case CALL_REMOVE_BATCH:
      return desco_payment_provider_remove_batch (fixture->provider, iupds, NULL, error);
    case CALL_REPLACE:
      position = desco_payment_provider_replace (fixture->provider, positions->pdata[0], TRUE, NULL,
                                                 error);
      return position != NULL;
    case CALL_REMOVE:
      return desco_payment_provider_remove (fixture->provider, SAMPLE_IUPD, NULL, error);
    case CALL_MARK_PAID:
      return desco_payment_provider_mark_paid (fixture->provider, SAMPLE_IUPD, "301000000000000144",
                                               SAMPLE_NOW, NULL, error);
    case CALL_REPLACE_ACCOUNT:
    default:
      return desco_payment_provider_replace_account (fixture->provider, OLD_IBAN, NEW_IBAN,
                                                     &fixture->n_changed, NULL, error);
    }
}

/* A batch is taken whole or not at all, so that one look tells of all that is loaded; but a 409 to its
 * first try says only that one of many is at fault, and is for the caller to part. What is replaced or
 * removed may have been so before, in part, so that one look tells of none but the first. */
static const Case cases[] = {
  { "create", CALL_CREATE_BATCH, { EMPTY (201) }, DONE, "POST" },
  { "create-refused",
    CALL_CREATE_BATCH,
    { PROBLEM (400, "paymentPositions[1].paymentOption[0].dueDate") },
    DESCO_PAGOPA_ERROR_REFUSED,
    "POST",
    "dueDate" },
  { "create-conflict", CALL_CREATE_BATCH, { CONFLICT }, DESCO_PAGOPA_ERROR_CONFLICT, "POST" },
  { "create-committed-then-dropped",
    CALL_CREATE_BATCH,
    { { STEP_DROP }, FOUND ("VALID", "") },
    DONE,
    "POST GET" },
  { "create-committed-then-html",
    CALL_CREATE_BATCH,
    { PAGE, FOUND ("VALID", "") },
    DONE,
    "POST GET" },
  { "create-committed-then-500",
    CALL_CREATE_BATCH,
    { BROKEN, FOUND ("VALID", "") },
    DONE,
    "POST GET" },
  { "create-dropped-unread",
    CALL_CREATE_BATCH,
    { { STEP_DROP }, NOT_FOUND, EMPTY (201) },
    DONE,
    "POST GET POST" },
  { "create-late-commit",
    CALL_CREATE_BATCH,
    { { STEP_DROP }, NOT_FOUND, CONFLICT, FOUND ("VALID", "") },
    DONE,
    "POST GET POST GET" },
  { "create-dropped-then-a-culprit",
    CALL_CREATE_BATCH,
    { { STEP_DROP }, NOT_FOUND, CONFLICT, NOT_FOUND },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "POST GET POST GET",
    "Already exists" },
  { "create-unknown",
    CALL_CREATE_BATCH,
    { { STEP_DROP }, BROKEN, BROKEN, BROKEN },
    DESCO_PAGOPA_ERROR_UNCERTAIN,
    "POST GET GET GET" },
  { "create-401", CALL_CREATE_BATCH, { EMPTY (401) }, DESCO_PAGOPA_ERROR_UNAUTHORIZED, "POST" },
  { "replace-all", CALL_REPLACE_BATCH, { EMPTY (200) }, DONE, "PUT" },
  { "replace-all-committed-then-dropped",
    CALL_REPLACE_BATCH,
    { { STEP_DROP }, FOUND ("VALID", ""), EMPTY (200) },
    DONE,
    "PUT GET PUT" },
  { "replace-all-paid-meanwhile",
    CALL_REPLACE_BATCH,
    { { STEP_DROP }, FOUND ("PAID", PAID_HERE) },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "PUT GET",
    "has been paid" },
  { "replace-all-dropped-unread",
    CALL_REPLACE_BATCH,
    { { STEP_DROP }, FOUND_OTHER ("VALID"), EMPTY (200) },
    DONE,
    "PUT GET PUT" },
  { "replace-all-not-published",
    CALL_REPLACE_BATCH,
    { { STEP_DROP }, FOUND ("DRAFT", ""), EMPTY (200) },
    DONE,
    "PUT GET PUT" },
  { "replace-all-paid", CALL_REPLACE_BATCH, { CONFLICT }, DESCO_PAGOPA_ERROR_CONFLICT, "PUT" },
  { "remove-all", CALL_REMOVE_BATCH, { ANSWER (200, "\"done\"") }, DONE, "DELETE" },
  { "remove-all-committed-then-dropped",
    CALL_REMOVE_BATCH,
    { { STEP_DROP }, NOT_FOUND, NOT_FOUND, NOT_FOUND },
    DONE,
    "DELETE GET DELETE DELETE" },
  /* The first was gone before, and the other could still be paid. */
  { "remove-all-dropped-and-only-the-first-is-gone",
    CALL_REMOVE_BATCH,
    { { STEP_DROP }, NOT_FOUND, NOT_FOUND, ANSWER (200, "\"done\"") },
    DONE,
    "DELETE GET DELETE DELETE" },
  { "remove-all-dropped-and-the-other-is-paid",
    CALL_REMOVE_BATCH,
    { { STEP_DROP },
      NOT_FOUND,
      NOT_FOUND,
      CONFLICT,
      ANSWER (200, POSITION ("DESCO-2", "PAID", "10400", PAID_HERE)) },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "DELETE GET DELETE DELETE GET",
    "stays there" },
  { "remove-all-dropped-unread",
    CALL_REMOVE_BATCH,
    { { STEP_DROP }, FOUND ("VALID", ""), ANSWER (200, "\"done\"") },
    DONE,
    "DELETE GET DELETE" },
  { "remove-all-one-was-gone",
    CALL_REMOVE_BATCH,
    { NOT_FOUND, ANSWER (200, "\"done\""), NOT_FOUND },
    DONE,
    "DELETE DELETE DELETE" },
  { "replace", CALL_REPLACE, { FOUND ("VALID", "") }, DONE, "PUT" },
  { "replace-committed-then-dropped",
    CALL_REPLACE,
    { { STEP_DROP }, FOUND ("VALID", "") },
    DONE,
    "PUT GET" },
  { "replace-dropped-unread",
    CALL_REPLACE,
    { { STEP_DROP }, FOUND_OTHER ("VALID"), FOUND ("VALID", "") },
    DONE,
    "PUT GET PUT" },
  { "replace-paid",
    CALL_REPLACE,
    { CONFLICT, FOUND ("PAID", PAID_HERE) },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "PUT GET",
    "has been paid" },
  { "replace-withdrawn",
    CALL_REPLACE,
    { CONFLICT, FOUND ("INVALID", "") },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "PUT GET",
    "withdrawn" },
  { "replace-nothing", CALL_REPLACE, { NOT_FOUND }, DESCO_PAGOPA_ERROR_NOT_FOUND, "PUT" },
  { "remove", CALL_REMOVE, { ANSWER (200, "\"done\"") }, DONE, "DELETE" },
  { "remove-gone", CALL_REMOVE, { NOT_FOUND }, DONE, "DELETE" },
  { "remove-committed-then-dropped",
    CALL_REMOVE,
    { { STEP_DROP }, NOT_FOUND },
    DONE,
    "DELETE GET" },
  { "remove-dropped-unread",
    CALL_REMOVE,
    { { STEP_DROP }, FOUND ("VALID", ""), ANSWER (200, "\"done\"") },
    DONE,
    "DELETE GET DELETE" },
  { "remove-paid",
    CALL_REMOVE,
    { CONFLICT, FOUND ("PAID", PAID_HERE) },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "DELETE GET",
    "stays there" },
  { "remove-refused",
    CALL_REMOVE,
    { CONFLICT, FOUND ("VALID", "") },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "DELETE GET",
    "Already exists" },
  { "mark-paid", CALL_MARK_PAID, { ANSWER (200, "{}") }, DONE, "POST" },
  { "mark-paid-committed-then-dropped",
    CALL_MARK_PAID,
    { { STEP_DROP }, FOUND ("PAID", PAID_ELSEWHERE) },
    DONE,
    "POST GET" },
  { "mark-paid-told-before-409",
    CALL_MARK_PAID,
    { CONFLICT, FOUND ("PAID", PAID_ELSEWHERE) },
    DONE,
    "POST GET" },
  { "mark-paid-told-before-422",
    CALL_MARK_PAID,
    { PROBLEM (422, "not payable"), FOUND ("PAID", PAID_ELSEWHERE) },
    DONE,
    "POST GET" },
  { "mark-paid-dropped-unread",
    CALL_MARK_PAID,
    { { STEP_DROP }, FOUND ("VALID", ""), ANSWER (200, "{}") },
    DONE,
    "POST GET POST" },
  { "mark-paid-paid-meanwhile",
    CALL_MARK_PAID,
    { CONFLICT, FOUND ("PAID", PAID_HERE) },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "POST GET",
    "through pagoPA" },
  { "mark-paid-withdrawn",
    CALL_MARK_PAID,
    { PROBLEM (422, "not payable"), FOUND ("INVALID", "") },
    DESCO_PAGOPA_ERROR_CONFLICT,
    "POST GET",
    "withdrawn" },
  { "mark-paid-refused",
    CALL_MARK_PAID,
    { PROBLEM (400, "paymentDate"), FOUND ("VALID", "") },
    DESCO_PAGOPA_ERROR_REFUSED,
    "POST GET",
    "paymentDate" },
  { "account", CALL_REPLACE_ACCOUNT, { CHANGED ("0") }, DONE, "PATCH" },
  { "account-until-none-is-left",
    CALL_REPLACE_ACCOUNT,
    { CHANGED ("1000"), CHANGED ("3"), CHANGED ("0") },
    DONE,
    "PATCH PATCH PATCH" },
  { "account-dropped",
    CALL_REPLACE_ACCOUNT,
    { { STEP_DROP }, CHANGED ("1003"), CHANGED ("0") },
    DONE,
    "PATCH PATCH PATCH" },
  { "account-refused",
    CALL_REPLACE_ACCOUNT,
    { PROBLEM (400, "newIban") },
    DESCO_PAGOPA_ERROR_REFUSED,
    "PATCH",
    "newIban" },
  { "account-without-a-number",
    CALL_REPLACE_ACCOUNT,
    { ANSWER (200, "{}") },
    DESCO_PAGOPA_ERROR_PROTOCOL,
    "PATCH",
    "updatedTransfers" },
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
  /* Where a look told it, and not the answer. */
  g_assert_cmpint (done && fixture->is_first_only, ==,
                   one->call == CALL_CREATE_BATCH && done && g_str_has_suffix (methods, "GET"));
  if (one->words != NULL)
    g_assert_nonnull (strstr (error->message, one->words));
}

static void
test_what_is_sent (Fixture *fixture, gconstpointer data)
{
  static const Step steps[]
      = { EMPTY (201),          EMPTY (200),        ANSWER (200, "\"\""), FOUND ("VALID", ""),
          ANSWER (200, "\"\""), ANSWER (200, "{}"), CHANGED ("2"),        CHANGED ("0") };
  static const struct
  {
    const char *path;
    const char *body;
  } sent[] = {
    { BULK "?toPublish=true", "{\"paymentPositions\":[{\"iupd\":\"" SAMPLE_IUPD "\"," },
    { BULK "?toPublish=true", "{\"paymentPositions\":[{\"iupd\":\"" SAMPLE_IUPD "\"," },
    { BULK, "{\"paymentPositionIUPDs\":[\"" SAMPLE_IUPD "\",\"DESCO-2\"]}" },
    { SINGLE "debtpositions/" SAMPLE_IUPD "?toPublish=true", "{\"iupd\":\"" SAMPLE_IUPD "\"," },
    { SINGLE "debtpositions/" SAMPLE_IUPD, NULL },
    { SINGLE "paymentoptions/paids/301000000000000144",
      "{\"paymentDate\":\"2026-09-01T00:00:00.000Z\"}" },
    { SINGLE "debtpositions/transfers?oldIban=" OLD_IBAN "&limit=1000",
      "{\"newIban\":\"" NEW_IBAN "\"}" },
  };

  scripted_server_play (fixture->server, steps, G_N_ELEMENTS (steps));
  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    {
      const SeenRequest *request;

      g_assert_true (call (fixture, (Call) i, NULL));
      request = scripted_server_get_request (fixture->server, i);
      g_assert_cmpstr (request->path, ==, sent[i].path);
      if (sent[i].body == NULL)
        g_assert_null (request->body);
      else
        g_assert_true (g_str_has_prefix (request->body, sent[i].body));
    }
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

/* What the platform would refuse is not sent. */
static void
test_refused_here (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) too_many = make_positions (DESCO_PROVIDER_MAX_BATCH + 1);
  g_autoptr (GPtrArray) none = make_positions (0);
  g_autoptr (GPtrArray) wrong = make_positions (2);
  const char *iupds[DESCO_PROVIDER_MAX_REMOVALS + 2] = { NULL };
  GError *errors[5] = { NULL };

  for (guint i = 0; i <= DESCO_PROVIDER_MAX_REMOVALS; i++)
    iupds[i] = SAMPLE_IUPD;
  sample_position_option (wrong->pdata[1])->amount++;
  scripted_server_play (fixture->server, NULL, 0);

  g_assert_false (desco_payment_provider_create_batch (fixture->provider, too_many, TRUE, NULL,
                                                       NULL, &errors[0]));
  g_assert_false (
      desco_payment_provider_replace_batch (fixture->provider, none, TRUE, NULL, &errors[1]));
  g_assert_false (
      desco_payment_provider_create_batch (fixture->provider, wrong, TRUE, NULL, NULL, &errors[2]));
  g_assert_false (desco_payment_provider_remove_batch (fixture->provider, iupds, NULL, &errors[3]));
  g_assert_false (desco_payment_provider_replace_account (fixture->provider, OLD_IBAN, OLD_IBAN,
                                                          NULL, NULL, &errors[4]));
  g_assert_cmpstr (desco_error_get_field (errors[0]), ==, "positions");
  g_assert_cmpstr (desco_error_get_field (errors[1]), ==, "positions");
  g_assert_cmpstr (desco_error_get_field (errors[2]), ==, "amount");
  g_assert_cmpstr (desco_error_get_field (errors[3]), ==, "positions");
  g_assert_cmpstr (desco_error_get_field (errors[4]), ==, "iban");
  g_assert_cmpuint (scripted_server_count (fixture->server), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    g_clear_error (&errors[i]);
}

static void
test_features (void)
{
  g_autoptr (DescoSecrets) secrets = desco_secrets_new (NULL);
  g_autoptr (DescoPaymentProvider) first
      = desco_gpd_provider_new ("http://127.0.0.1", SAMPLE_CREDITOR, secrets, NULL);
  g_autoptr (DescoPaymentProvider) second
      = desco_gpd_provider_new_bulk ("http://127.0.0.1", SAMPLE_CREDITOR, secrets, NULL);
  const DescoProviderFeatures single = DESCO_PROVIDER_INSTALMENTS | DESCO_PROVIDER_REPLACE
                                       | DESCO_PROVIDER_REMOVE | DESCO_PROVIDER_MARK_PAID
                                       | DESCO_PROVIDER_REPLACE_ACCOUNT | DESCO_PROVIDER_PAID_SINCE
                                       | DESCO_PROVIDER_DRAFTS | DESCO_PROVIDER_KEEPS_WITHDRAWN;

  g_assert_cmpuint (desco_payment_provider_get_features (first), ==, single);
  g_assert_cmpuint (desco_payment_provider_get_features (second), ==,
                    single | DESCO_PROVIDER_BATCHES);
}

int
main (int argc, char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_unsetenv ("DESCO_SECRETS_FILE");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/gpd-bulk/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_case, tear_down);
    }
  g_test_add ("/gpd-bulk/what-is-sent", Fixture, NULL, set_up, test_what_is_sent, tear_down);
  g_test_add ("/gpd-bulk/refused-here", Fixture, NULL, set_up, test_refused_here, tear_down);
  g_test_add_func ("/gpd-bulk/features", test_features);
  return g_test_run ();
}
