/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 *
 * How GovPay knows who asks: by a user and a password, or by a certificate.
 */

#include "desco-folder.h"
#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "pagopa/desco-govpay-provider.h"
#include "pagopa/desco-pagopa-error.h"
#include "sample-position.h"
#include "scripted-server.h"

#include <glib/gstdio.h>
#include <string.h>

#define FAULT                                                                                      \
  "{\"categoria\":\"RICHIESTA\",\"codice\":\"SINTASSI\",\"descrizione\":\"Richiesta non valida\"," \
  "\"dettaglio\":\"Il campo causale non deve essere vuoto.\"}"

static char *
make_folder (void)
{
  return g_dir_make_tmp ("desco-XXXXXX", NULL);
}

static DescoPaymentProvider *
open_provider (const char *url, const char *folder, const char *secrets_text)
{
  g_autofree char *path = g_build_filename (folder, "secrets", NULL);
  g_autoptr (DescoSecrets) secrets = NULL;
  g_autoptr (GError) error = NULL;
  DescoRetryPolicy policy = desco_retry_policy_default ();
  DescoPaymentProvider *provider;

  g_assert_true (g_file_set_contents (path, secrets_text, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  secrets = desco_secrets_new (path);
  provider = desco_govpay_provider_new (url, SAMPLE_CREDITOR, "DESCO", "MENSA", secrets, &error);
  g_assert_no_error (error);
  policy.max_tries = 1;
  desco_govpay_provider_set_retry_policy (DESCO_GOVPAY_PROVIDER (provider), &policy);
  return provider;
}

/* Who is told to be asking, in the header; a password is what a person made up. */
static void
test_password (void)
{
  static const struct
  {
    const char *secrets;
    const char *header; /* NULL: refused, and nothing is sent */
    const char *field;
  } cases[] = {
    { "[govpay]\nuser=anna\npassword=segreto\n", "Basic YW5uYTpzZWdyZXRv", NULL },
    { "[govpay]\nuser=anna\npassword=due parole è\n", "Basic YW5uYTpkdWUgcGFyb2xlIMOo", NULL },
    { "[pagopa]\nsubscription-key=k\n", "Basic cHJhY3RpY2U6cHJhY3RpY2U=", NULL },
    { "[govpay]\nuser=anna\n", NULL, "govpay.password" },
    { "[govpay]\nuser=an:na\npassword=segreto\n", NULL, "govpay.user" },
    { "[govpay]\nuser=anna\npassword=a\\nX-Evil: 1\n", NULL, "govpay.password" },
  };
  const Step answer = { STEP_ANSWER, 404, "application/json", NULL, "{}" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = make_folder ();
      g_autoptr (ScriptedServer) server = scripted_server_new (NULL);
      g_autofree char *url = scripted_server_get_url (server);
      g_autoptr (DescoPaymentProvider) provider = NULL;
      g_autoptr (GError) error = NULL;

      scripted_server_play (server, &answer, 1);
      provider = open_provider (url, folder, cases[i].secrets);
      g_assert_null (desco_payment_provider_get (provider, SAMPLE_IUPD, NULL, &error));
      if (cases[i].header != NULL)
        {
          const SeenRequest *seen = scripted_server_get_request (server, 0);

          g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
          g_assert_cmpstr (g_hash_table_lookup (seen->headers, "authorization"), ==,
                           cases[i].header);
          g_assert_null (g_hash_table_lookup (seen->headers, "ocp-apim-subscription-key"));
          g_assert_cmpstr (seen->path, ==, "/pendenze/DESCO/01990000000070008000000000000001");
        }
      else
        {
          g_assert_true (error->domain == DESCO_INPUT_ERROR);
          g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
          g_assert_cmpuint (scripted_server_count (server), ==, 0);
          g_assert_null (strstr (error->message, "segreto"));
        }
      desco_folder_remove (folder);
    }
}

/* Each answer that the description has, to a request that reads and to one that changes. */
static void
test_answers (void)
{
  static const struct
  {
    guint status;
    const char *type;
    const char *body;
    DescoPagopaError reading;
    DescoPagopaError changing;
    const char *word; /* in the message */
  } cases[] = {
    { 400, "application/json", FAULT, DESCO_PAGOPA_ERROR_REFUSED, DESCO_PAGOPA_ERROR_REFUSED,
      "causale" },
    { 401, "application/json", "", DESCO_PAGOPA_ERROR_UNAUTHORIZED, DESCO_PAGOPA_ERROR_UNAUTHORIZED,
      "password" },
    { 403, "application/problem+json", "{}", DESCO_PAGOPA_ERROR_UNAUTHORIZED,
      DESCO_PAGOPA_ERROR_UNAUTHORIZED, "password" },
    { 404, "application/json", "", DESCO_PAGOPA_ERROR_NOT_FOUND, DESCO_PAGOPA_ERROR_NOT_FOUND,
      "404" },
    { 422, "application/json", FAULT, DESCO_PAGOPA_ERROR_REFUSED, DESCO_PAGOPA_ERROR_REFUSED,
      "causale" },
    { 429, "application/json", "", DESCO_PAGOPA_ERROR_THROTTLED, DESCO_PAGOPA_ERROR_THROTTLED, "" },
    { 500, "application/problem+json", FAULT, DESCO_PAGOPA_ERROR_UNREACHABLE,
      DESCO_PAGOPA_ERROR_UNREACHABLE, "500" },
    { 502, "application/json", FAULT, DESCO_PAGOPA_ERROR_UNREACHABLE,
      DESCO_PAGOPA_ERROR_UNREACHABLE, "502" },
    { 503, "application/problem+json", FAULT, DESCO_PAGOPA_ERROR_UNREACHABLE,
      DESCO_PAGOPA_ERROR_UNREACHABLE, "503" },
  };
  const Step nothing = { STEP_ANSWER, 404, "application/json", NULL, "{}" };

  desco_clock_set (SAMPLE_NOW);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = make_folder ();
      g_autoptr (ScriptedServer) server = scripted_server_new (NULL);
      g_autofree char *url = scripted_server_get_url (server);
      g_autoptr (DescoDebtPosition) position = sample_position_new ();
      g_autoptr (DescoPaymentProvider) provider = NULL;
      g_autoptr (GError) reading = NULL;
      g_autoptr (GError) changing = NULL;
      const Step answer = { STEP_ANSWER, cases[i].status, cases[i].type, NULL, cases[i].body };
      /* Read; look, load, look again where that is to tell what became of it. */
      const Step steps[] = { answer, nothing, answer, nothing };

      g_test_message ("%u", cases[i].status);
      scripted_server_play (server, steps, G_N_ELEMENTS (steps));
      provider = open_provider (url, folder, "[govpay]\nuser=anna\npassword=segreto\n");
      g_assert_null (desco_payment_provider_get (provider, SAMPLE_IUPD, NULL, &reading));
      g_assert_error (reading, DESCO_PAGOPA_ERROR, (int) cases[i].reading);
      g_assert_nonnull (strstr (reading->message, cases[i].word));
      g_assert_null (
          desco_payment_provider_create (provider, position, TRUE, NULL, NULL, &changing));
      g_assert_error (changing, DESCO_PAGOPA_ERROR, (int) cases[i].changing);
      desco_folder_remove (folder);
    }
}

/* What answered with another notice number, or with nothing that makes sense, is looked at. */
static void
test_another_number (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (ScriptedServer) server = scripted_server_new (NULL);
  g_autofree char *url = scripted_server_get_url (server);
  g_autoptr (DescoDebtPosition) position = sample_position_new ();
  g_autoptr (DescoPaymentProvider) provider = NULL;
  g_autoptr (GError) error = NULL;
  const Step nothing = { STEP_ANSWER, 404, "application/json", NULL, "{}" };
  const Step other = { STEP_ANSWER, 200, "application/json", NULL,
                       "{\"idDominio\":\"77777777777\",\"numeroAvviso\":\"301000000000000245\"}" };
  const Step steps[] = { nothing, other, nothing };

  desco_clock_set (SAMPLE_NOW);
  scripted_server_play (server, steps, G_N_ELEMENTS (steps));
  provider = open_provider (url, folder, "[govpay]\nuser=anna\npassword=segreto\n");
  g_assert_null (desco_payment_provider_create (provider, position, TRUE, NULL, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "301000000000000245"));
  desco_folder_remove (folder);
}

/* A certificate with its key in one file, or in two; the key's file is nobody else's to read. */
static void
test_certificate_files (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "self-signed.pem", NULL);
  g_autofree char *folder = make_folder ();
  g_autofree char *copy = g_build_filename (folder, "client.pem", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GTlsCertificate) split = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (copy, text, -1, NULL));
  g_assert_cmpint (g_chmod (copy, 0644), ==, 0);
  g_assert_null (desco_secrets_load_certificate (copy, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "secretsFile");
  g_assert_nonnull (strstr (error->message, "chmod 600"));
  g_clear_error (&error);

  g_assert_cmpint (g_chmod (copy, 0600), ==, 0);
  certificate = desco_secrets_load_certificate (copy, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (certificate);
  split = desco_secrets_load_certificate (path, copy, &error);
  g_assert_no_error (error);
  g_assert_true (g_tls_certificate_is_same (certificate, split));

  g_assert_true (g_file_set_contents (copy, "niente", -1, NULL));
  g_assert_cmpint (g_chmod (copy, 0600), ==, 0);
  g_assert_null (desco_secrets_load_certificate (copy, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "govpay.certificate");
  desco_folder_remove (folder);
}

/* A certificate and its key, made now: who is at 127.0.0.1, or who is a client. */
static void
make_certificate (const char *certificate, const char *key)
{
  const char *arguments[] = { "openssl",  "req",           "-x509",   "-newkey",
                              "rsa:2048", "-nodes",        "-days",   "2",
                              "-subj",    "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                              "-out",     certificate,     "-keyout", key,
                              NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      arguments, G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (key, 0600), ==, 0);
}

typedef struct
{
  char *folder;
  char *names[6]; /* certificate and key of the server, the client, and somebody else */
  ScriptedServer *server;
  char *url;
} Handshake;

static void
set_up_handshake (Handshake *self, gconstpointer data)
{
  static const char *const names[]
      = { "server.pem", "server.key", "client.pem", "client.key", "other.pem", "other.key" };
  static const Step answer = { STEP_ANSWER, 404, "application/json", NULL, "{}" };
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GTlsCertificate) client = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = make_folder ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    self->names[i] = g_build_filename (self->folder, names[i], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i += 2)
    make_certificate (self->names[i], self->names[i + 1]);
  certificate = g_tls_certificate_new_from_files (self->names[0], self->names[1], &error);
  g_assert_no_error (error);
  client = g_tls_certificate_new_from_file (self->names[2], &error);
  g_assert_no_error (error);
  self->server = scripted_server_new (certificate);
  scripted_server_expect_client (self->server, client);
  scripted_server_play (self->server, &answer, 1);
  self->url = scripted_server_get_url (self->server);
}

static void
tear_down_handshake (Handshake *self, gconstpointer data)
{
  scripted_server_free (self->server);
  desco_folder_remove (self->folder);
  for (guint i = 0; i < G_N_ELEMENTS (self->names); i++)
    g_free (self->names[i]);
  g_free (self->url);
  g_free (self->folder);
}

static DescoPagopaError
ask_with (Handshake *self, const char *certificate, const char *key, gboolean trusting)
{
  /* As patient as a desk: a certificate made a moment ago may not be good yet. */
  const DescoRetryPolicy patient = desco_retry_policy_default ();
  g_autofree char *secrets
      = certificate != NULL
            ? g_strdup_printf ("[govpay]\ncertificate=%s\nkey=%s\n", certificate, key)
            : g_strdup ("[govpay]\nuser=anna\npassword=segreto\n");
  g_autoptr (DescoPaymentProvider) provider = open_provider (self->url, self->folder, secrets);
  g_autoptr (GTlsDatabase) trusted = NULL;
  g_autoptr (GError) error = NULL;

  if (trusting)
    {
      trusted = g_tls_file_database_new (self->names[0], &error);
      g_assert_no_error (error);
      desco_govpay_provider_set_tls_database (DESCO_GOVPAY_PROVIDER (provider), trusted);
    }
  if (trusting && certificate == self->names[2])
    desco_govpay_provider_set_retry_policy (DESCO_GOVPAY_PROVIDER (provider), &patient);
  g_assert_null (desco_payment_provider_get (provider, SAMPLE_IUPD, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_true (error->domain == DESCO_PAGOPA_ERROR);
  return (DescoPagopaError) error->code;
}

/* The answer is "not found": it came, so that the certificate was taken, without any password. */
static void
test_certificate (Handshake *self, gconstpointer data)
{
  const SeenRequest *seen;

  g_assert_cmpint (ask_with (self, self->names[2], self->names[3], TRUE), ==,
                   DESCO_PAGOPA_ERROR_NOT_FOUND);
  g_assert_cmpuint (scripted_server_count (self->server), ==, 1);
  seen = scripted_server_get_request (self->server, 0);
  g_assert_null (g_hash_table_lookup (seen->headers, "authorization"));
}

/* Another certificate, none at all, or a server that nobody vouches for: nothing is answered. */
static void
test_certificate_refused (Handshake *self, gconstpointer data)
{
  g_assert_cmpint (ask_with (self, self->names[4], self->names[5], TRUE), ==,
                   DESCO_PAGOPA_ERROR_UNREACHABLE);
  g_assert_cmpint (ask_with (self, NULL, NULL, TRUE), ==, DESCO_PAGOPA_ERROR_UNREACHABLE);
  g_assert_cmpint (ask_with (self, self->names[2], self->names[3], FALSE), ==,
                   DESCO_PAGOPA_ERROR_UNREACHABLE);
  g_assert_cmpuint (scripted_server_count (self->server), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_unsetenv ("DESCO_SECRETS_FILE");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pagopa/govpay-login/password", test_password);
  g_test_add_func ("/pagopa/govpay-login/answers", test_answers);
  g_test_add_func ("/pagopa/govpay-login/another-number", test_another_number);
  g_test_add_func ("/pagopa/govpay-login/certificate-files", test_certificate_files);
  g_test_add ("/pagopa/govpay-login/certificate", Handshake, NULL, set_up_handshake,
              test_certificate, tear_down_handshake);
  g_test_add ("/pagopa/govpay-login/certificate-refused", Handshake, NULL, set_up_handshake,
              test_certificate_refused, tear_down_handshake);
  return g_test_run ();
}
