/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-error.h"
#include "pagopa/desco-pagopa-error.h"
#include "sample-cart.h"
#include "scripted-server.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define JSON "application/json"
#define PROBLEM(status, detail) "{\"title\":\"No\",\"status\":" status ",\"detail\":\"" detail "\"}"

static void
do_not_sleep (guint milliseconds, GCancellable *cancellable, gpointer data)
{
}

static DescoCheckoutClient *
make_client (const char *url, guint version)
{
  GError *error = NULL;
  DescoCheckoutClient *client = desco_checkout_client_new (url, version, &error);
  DescoRetryPolicy policy = desco_retry_policy_default ();

  g_assert_no_error (error);
  policy.sleep = do_not_sleep;
  desco_checkout_client_set_retry_policy (client, &policy);
  return client;
}

/* Each answer of the descriptions, and what else can come in its place. */
static void
test_answers (void)
{
  static const struct
  {
    Step step;
    GQuark (*domain) (void); /* NULL: a page came */
    int code;
    const char *word; /* what the message must say */
  } cases[] = {
    { { STEP_ANSWER, 302, NULL, "Location: http://127.0.0.1:8080/c/1\r\n", NULL }, NULL, 0, NULL },
    { { STEP_ANSWER, 302, NULL, "Location: https://localhost/c/1?a=b\r\n", NULL }, NULL, 0, NULL },
    { { STEP_ANSWER, 400, JSON, NULL, PROBLEM ("400", "amount is wrong") },
      desco_pagopa_error_quark,
      DESCO_PAGOPA_ERROR_REFUSED,
      "amount is wrong" },
    { { STEP_ANSWER, 422, JSON, NULL, PROBLEM ("422", "already paid") },
      desco_pagopa_error_quark,
      DESCO_PAGOPA_ERROR_REFUSED,
      "already paid" },
    { { STEP_ANSWER, 400, "text/html", NULL, "<html>" },
      desco_pagopa_error_quark,
      DESCO_PAGOPA_ERROR_REFUSED,
      "does not say why" },
    { { STEP_ANSWER, 401, NULL, NULL, NULL },
      desco_pagopa_error_quark,
      DESCO_PAGOPA_ERROR_UNAUTHORIZED,
      NULL },
    { { STEP_ANSWER, 404, NULL, NULL, NULL },
      desco_pagopa_error_quark,
      DESCO_PAGOPA_ERROR_NOT_FOUND,
      NULL },
    { { STEP_ANSWER, 500, JSON, NULL, PROBLEM ("500", "Oops") },
      desco_pagopa_error_quark,
      DESCO_PAGOPA_ERROR_UNCERTAIN,
      NULL },
    { { STEP_ANSWER, 200, "text/html", NULL, "<html>" },
      desco_pagopa_error_quark,
      DESCO_PAGOPA_ERROR_PROTOCOL,
      "checkout.url" },
    { { STEP_ANSWER, 301, NULL, "Location: http://127.0.0.1/c/1\r\n", NULL },
      desco_pagopa_error_quark,
      DESCO_PAGOPA_ERROR_PROTOCOL,
      NULL },
    { { STEP_DROP, 0, NULL, NULL, NULL },
      desco_pagopa_error_quark,
      DESCO_PAGOPA_ERROR_UNCERTAIN,
      NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ScriptedServer) server = scripted_server_new (NULL);
      g_autofree char *url = scripted_server_get_url (server);
      g_autoptr (DescoCheckoutClient) client = make_client (url, 1);
      DescoCheckoutCart cart = sample_cart_make (3);
      g_autoptr (GError) error = NULL;
      g_autofree char *page = NULL;

      scripted_server_play (server, &cases[i].step, 1);
      page = desco_checkout_client_open (client, &cart, NULL, &error);
      g_test_message ("%u: %s", i, error != NULL ? error->message : page);
      /* Whatever came, nobody followed it. */
      g_assert_cmpuint (scripted_server_count (server), ==, 1);
      g_assert_cmpint (page != NULL, ==, cases[i].domain == NULL);
      if (cases[i].domain != NULL)
        g_assert_error (error, cases[i].domain (), cases[i].code);
      if (cases[i].word != NULL)
        g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

/* Only a page of checkout's own kind is for a browser. */
static void
test_locations (void)
{
  static const char *const locations[] = {
    "",
    "Location: \r\n",
    "Location: /c/1\r\n",
    "Location: c/1\r\n",
    "Location: javascript:alert(1)\r\n",
    "Location: file:///etc/passwd\r\n",
    "Location: ftp://127.0.0.1/c/1\r\n",
    "Location: http://pagopa.example/c/1\r\n",
    /* Checkout is on this machine here, so its page is, too. */
    "Location: https://pagopa.example/c/1\r\n",
    "Location: http://user:secret@127.0.0.1/c/1\r\n",
    "Location: http://\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (locations); i++)
    {
      g_autoptr (ScriptedServer) server = scripted_server_new (NULL);
      g_autofree char *url = scripted_server_get_url (server);
      g_autoptr (DescoCheckoutClient) client = make_client (url, 1);
      DescoCheckoutCart cart = sample_cart_make (1);
      Step step = { STEP_ANSWER, 302, NULL, locations[i], NULL };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", locations[i]);
      scripted_server_play (server, &step, 1);
      g_assert_null (desco_checkout_client_open (client, &cart, NULL, &error));
      g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL);
    }
}

/* What is no cart is not sent. */
static void
test_carts (void)
{
  g_autoptr (DescoCheckoutClient) client = make_client ("http://127.0.0.1:9", 1);
  DescoCheckoutNotice pair[2];
  DescoCheckoutCart cart = sample_cart_make (2);
  static const struct
  {
    guint n_notices;
    const char *creditor;
    const char *number;
    gint64 amount;
    const char *email;
    const char *field;
  } cases[] = {
    { 0, NULL, NULL, 0, NULL, "purchase" },
    { 2, "88888888888", NULL, 0, NULL, "purchase" },
    { 2, NULL, "347000000000000124", 0, NULL, "purchase" },
    { 2, NULL, "34700000000000012", 0, NULL, "purchase" },
    { 2, NULL, NULL, -1, NULL, "purchase" },
    { 2, NULL, NULL, 0, "pina", "email" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      memcpy (pair, sample_cart_make (2).notices, sizeof pair);
      if (cases[i].creditor != NULL)
        pair[1].creditor_tax_code = cases[i].creditor;
      if (cases[i].number != NULL)
        pair[1].notice_number = cases[i].number;
      if (cases[i].amount != 0)
        pair[1].amount = cases[i].amount;
      cart.notices = pair;
      cart.n_notices = cases[i].n_notices;
      cart.email = cases[i].email;
      g_assert_null (desco_checkout_client_open (client, &cart, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
    }

  cart = sample_cart_make (6);
  g_assert_null (desco_checkout_client_open (client, &cart, NULL, NULL));
}

/* cents as they are; the two versions differ by one address; no key is shown. */
static void
test_body (void)
{
  for (guint version = 1; version <= 2; version++)
    {
      g_autoptr (ScriptedServer) server = scripted_server_new (NULL);
      g_autofree char *url = scripted_server_get_url (server);
      g_autoptr (DescoCheckoutClient) client = make_client (url, version);
      DescoCheckoutCart cart = sample_cart_make (4);
      Step step = { STEP_ANSWER, 302, NULL, "Location: http://127.0.0.1/c/1\r\n", NULL };
      g_autofree char *page = NULL;
      g_autoptr (JsonNode) root = NULL;
      const SeenRequest *seen;
      JsonObject *object;
      JsonArray *notices;

      scripted_server_play (server, &step, 1);
      page = desco_checkout_client_open (client, &cart, NULL, NULL);
      g_assert_cmpstr (page, ==, "http://127.0.0.1/c/1");
      seen = scripted_server_get_request (server, 0);
      g_assert_true (g_str_has_suffix (seen->path, "/carts"));
      g_assert_null (g_hash_table_lookup (seen->headers, "ocp-apim-subscription-key"));
      root = json_from_string (seen->body, NULL);
      object = json_node_get_object (root);
      notices = json_object_get_array_member (object, "paymentNotices");
      g_assert_cmpuint (json_array_get_length (notices), ==, 4);
      g_assert_cmpint (
          json_object_get_int_member (json_array_get_object_element (notices, 3), "amount"), ==,
          99999999999);
      g_assert_cmpint (json_object_has_member (json_object_get_object_member (object, "returnUrls"),
                                               "returnWaitingUrl"),
                       ==, version == 2);
      g_assert_false (json_object_has_member (object, "emailNotice"));
    }
}

/* Debtors' payments are not sent in the clear. */
static void
test_urls (void)
{
  static const char *const wrong[] = { "", "pagopa", "http://pagopa.example/checkout",
                                       "ftp://127.0.0.1", "https://u:p@pagopa.example" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (desco_checkout_client_new (wrong[i], 1, &error));
      g_assert_cmpstr (desco_error_get_field (error), ==, "checkout.url");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/checkout-client/answers", test_answers);
  g_test_add_func ("/checkout-client/locations", test_locations);
  g_test_add_func ("/checkout-client/carts", test_carts);
  g_test_add_func ("/checkout-client/body", test_body);
  g_test_add_func ("/checkout-client/urls", test_urls);

  return g_test_run ();
}
