/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-secrets.h"

#include "model/desco-error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ADDRESS "https://api.platform.pagopa.it"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("desco-secrets-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "it's a file", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_file (Fixture *fixture, const char *text, mode_t mode)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  g_assert_cmpint (chmod (fixture->path, mode), ==, 0);
}

static char *
look_up (Fixture *fixture, DescoSecretName name, GError **error)
{
  g_autoptr (DescoSecrets) secrets = desco_secrets_new (fixture->path);

  return desco_secrets_lookup (secrets, name, ADDRESS, NULL, error);
}

static void
test_from_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  char *key;
  char *token;

  write_file (fixture, "[pagopa]\nsubscription-key=abc123\n[server]\ntoken=t.o-k_e=n\n", 0600);
  key = look_up (fixture, DESCO_SECRET_SUBSCRIPTION_KEY, &error);
  g_assert_no_error (error);
  token = look_up (fixture, DESCO_SECRET_SERVER_TOKEN, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, "abc123");
  g_assert_cmpstr (token, ==, "t.o-k_e=n");
  desco_secret_free (key);
  desco_secret_free (token);
}

static void
test_from_environment (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoSecrets) secrets = NULL;
  g_autoptr (GError) error = NULL;
  char *key;

  write_file (fixture, "[pagopa]\nsubscription-key=abc123\n", 0600);
  g_setenv ("DESCO_SECRETS_FILE", fixture->path, TRUE);
  secrets = desco_secrets_new (NULL);
  g_unsetenv ("DESCO_SECRETS_FILE");
  key = desco_secrets_lookup (secrets, DESCO_SECRET_SUBSCRIPTION_KEY, ADDRESS, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, "abc123");
  desco_secret_free (key);
}

static void
test_mode (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    mode_t mode;
    gboolean accepted;
  } cases[] = {
    { 0600, TRUE },  { 0400, TRUE },  { 0640, FALSE }, { 0604, FALSE }, { 0660, FALSE },
    { 0644, FALSE }, { 0700, FALSE }, { 0610, FALSE }, { 0777, FALSE }, { 04600, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      char *key;

      g_test_message ("%04o", cases[i].mode);
      g_remove (fixture->path);
      write_file (fixture, "[pagopa]\nsubscription-key=abc123\n", cases[i].mode);
      key = look_up (fixture, DESCO_SECRET_SUBSCRIPTION_KEY, &error);
      g_assert_cmpint (key != NULL, ==, cases[i].accepted);
      if (!cases[i].accepted)
        {
          g_autofree char *quoted = g_shell_quote (fixture->path);
          g_autofree char *command = g_strconcat ("chmod 600 ", quoted, NULL);

          g_assert_cmpstr (desco_error_get_field (error), ==, "secretsFile");
          g_assert_nonnull (strstr (error->message, command));
        }
      desco_secret_free (key);
    }
}

static void
test_not_a_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) folder = NULL;
  g_autoptr (GError) pipe_error = NULL;

  g_assert_null (look_up (fixture, DESCO_SECRET_SUBSCRIPTION_KEY, &missing));
  g_assert_error (missing, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_NOT_FOUND);

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_null (look_up (fixture, DESCO_SECRET_SUBSCRIPTION_KEY, &folder));
  g_assert_error (folder, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_INVALID);
  g_rmdir (fixture->path);

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (look_up (fixture, DESCO_SECRET_SUBSCRIPTION_KEY, &pipe_error));
  g_assert_error (pipe_error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_INVALID);
}

static void
test_not_ours (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can give a file away");
      return;
    }
  write_file (fixture, "[pagopa]\nsubscription-key=abc123\n", 0600);
  g_assert_cmpint (chown (fixture->path, 12345, (gid_t) -1), ==, 0);
  g_assert_null (look_up (fixture, DESCO_SECRET_SUBSCRIPTION_KEY, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "secretsFile");
}

/* No message may carry the secret: it ends up on a screen, or in a report. */
static void
test_contents (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    int code;
    const char *field;
  } cases[] = {
    { "", DESCO_INPUT_ERROR_MISSING, "pagopa.subscription-key" },
    { "[server]\ntoken=x\n", DESCO_INPUT_ERROR_MISSING, "pagopa.subscription-key" },
    { "[pagopa]\nsubscription-key=\n", DESCO_INPUT_ERROR_MISSING, "pagopa.subscription-key" },
    { "[pagopa]\nsubscription-key=hush hush\n", DESCO_INPUT_ERROR_INVALID,
      "pagopa.subscription-key" },
    { "[pagopa]\nsubscription-key=hush\\r\\nX: y\n", DESCO_INPUT_ERROR_INVALID,
      "pagopa.subscription-key" },
    { "hush", DESCO_INPUT_ERROR_INVALID, "secretsFile" },
    { "[pagopa]\nhush\n", DESCO_INPUT_ERROR_INVALID, "secretsFile" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      write_file (fixture, cases[i].text, 0600);
      g_assert_null (look_up (fixture, DESCO_SECRET_SUBSCRIPTION_KEY, &error));
      g_assert_error (error, DESCO_INPUT_ERROR, cases[i].code);
      g_assert_cmpstr (desco_error_get_field (error), ==, cases[i].field);
      g_assert_null (strstr (error->message, "hush"));
    }
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (100 * 1024, '#');
  g_autoptr (GError) error = NULL;

  write_file (fixture, text, 0600);
  g_assert_null (look_up (fixture, DESCO_SECRET_SUBSCRIPTION_KEY, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_TOO_LONG);
}

/* What is kept for one address is found for it, before any file, and for no other address. */
static void
test_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DescoSecrets) secrets = desco_secrets_new (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) wrong = NULL;
  char *here;
  char *elsewhere;

  write_file (fixture, "[pagopa]\nsubscription-key=from-file\n", 0600);
  if (!desco_secrets_store (secrets, DESCO_SECRET_SUBSCRIPTION_KEY, ADDRESS, "kept", NULL, &error))
    {
      g_test_skip (error->message);
      return;
    }
  here = desco_secrets_lookup (secrets, DESCO_SECRET_SUBSCRIPTION_KEY, ADDRESS, NULL, &error);
  g_assert_no_error (error);
  elsewhere = desco_secrets_lookup (secrets, DESCO_SECRET_SUBSCRIPTION_KEY, "http://127.0.0.1",
                                    NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (here, ==, "kept");
  g_assert_cmpstr (elsewhere, ==, "from-file");
  desco_secret_free (here);
  desco_secret_free (elsewhere);

  g_assert_false (desco_secrets_store (secrets, DESCO_SECRET_SUBSCRIPTION_KEY, ADDRESS, "two words",
                                       NULL, &wrong));
  g_assert_error (wrong, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("desco-keyring-XXXXXX", NULL);
  g_autofree char *keyring = g_build_filename (folder, "keyring", NULL);
  int status;

  /* Not the secret service of whoever runs the tests: libsecret's own keyring in a file. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "open sesame", TRUE);
  g_unsetenv ("DESCO_SECRETS_FILE");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/pagopa/secrets/from-file", Fixture, NULL, set_up, test_from_file, tear_down);
  g_test_add ("/pagopa/secrets/from-environment", Fixture, NULL, set_up, test_from_environment,
              tear_down);
  g_test_add ("/pagopa/secrets/mode", Fixture, NULL, set_up, test_mode, tear_down);
  g_test_add ("/pagopa/secrets/not-a-file", Fixture, NULL, set_up, test_not_a_file, tear_down);
  g_test_add ("/pagopa/secrets/not-ours", Fixture, NULL, set_up, test_not_ours, tear_down);
  g_test_add ("/pagopa/secrets/contents", Fixture, NULL, set_up, test_contents, tear_down);
  g_test_add ("/pagopa/secrets/too-large", Fixture, NULL, set_up, test_too_large, tear_down);
  g_test_add ("/pagopa/secrets/service", Fixture, NULL, set_up, test_service, tear_down);

  status = g_test_run ();
  g_remove (keyring);
  g_rmdir (folder);
  return status;
}
