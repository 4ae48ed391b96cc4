/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-secrets.h"

#include "model/desco-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_VARIABLE "DESCO_SECRETS_FILE"
#define MAX_FILE_SIZE (64 * 1024)

struct _DescoSecrets
{
  GObject parent_instance;

  char *path;
};

G_DEFINE_FINAL_TYPE (DescoSecrets, desco_secrets, G_TYPE_OBJECT)

static const struct
{
  const char *group;
  const char *key;
  const char *full_name;
  gboolean is_text; /* whether it may have spaces, and other letters than ASCII's */
} names[] = {
  [DESCO_SECRET_SUBSCRIPTION_KEY]
  = { "pagopa", "subscription-key", "pagopa.subscription-key", FALSE },
  [DESCO_SECRET_SERVER_TOKEN] = { "server", "token", "server.token", FALSE },
  [DESCO_SECRET_GOVPAY_USER] = { "govpay", "user", "govpay.user", TRUE },
  [DESCO_SECRET_GOVPAY_PASSWORD] = { "govpay", "password", "govpay.password", TRUE },
  [DESCO_SECRET_GOVPAY_CERTIFICATE] = { "govpay", "certificate", "govpay.certificate", TRUE },
  [DESCO_SECRET_GOVPAY_KEY] = { "govpay", "key", "govpay.key", TRUE },
};

/* A secret is kept for one address, so that the key to the real platform is never sent to another. */
static const SecretSchema schema = {
  .name = "io.github.desco.Desco.Secret",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "address", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* A key goes into a header line: visible ASCII, nothing that could end the line. A password is
 * encoded first, and may be what a person made up; a user's name ends at the first colon. */
static gboolean
is_allowed (char c, DescoSecretName name)
{
  if (!names[name].is_text)
    return g_ascii_isgraph (c);
  return (guchar) c >= ' ' && c != 0x7f && (name != DESCO_SECRET_GOVPAY_USER || c != ':');
}

static gboolean
check_secret (const char *secret, DescoSecretName name, GError **error)
{
  for (const char *p = secret; *p != '\0'; p++)
    {
      if (!is_allowed (*p, name))
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, names[name].full_name,
                                 _ ("The secret %s contains spaces or characters that no key has: "
                                    "copy it again."),
                                 names[name].full_name);
          return FALSE;
        }
    }
  return TRUE;
}

/* Asks the secret service without unlocking it, as nobody may be there to type a password. That
 * there is no service, or a locked one, is the same as having no secret. */
static char *
look_in_service (DescoSecretName name, const char *address, GCancellable *cancellable)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (SecretValue) value = NULL;
  GList *items
      = secret_password_search_sync (&schema, SECRET_SEARCH_LOAD_SECRETS, cancellable, &problem,
                                     "name", names[name].full_name, "address", address, NULL);
  const char *text = NULL;

  if (items != NULL)
    value = secret_retrievable_retrieve_secret_sync (items->data, cancellable, NULL);
  g_list_free_full (items, g_object_unref);
  if (problem != NULL)
    g_debug ("No secret service: %s", problem->message);

  if (value != NULL)
    text = secret_value_get_text (value);
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static void
set_file_error (GError **error, const char *path, int problem)
{
  desco_input_error_set (
      error, problem == ENOENT ? DESCO_INPUT_ERROR_NOT_FOUND : DESCO_INPUT_ERROR_INVALID,
      "secretsFile", _ ("The secrets file %s cannot be read: %s."), path, g_strerror (problem));
}

static gboolean
check_file (int fd, const char *path, gsize *size, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    {
      set_file_error (error, path, errno);
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "secretsFile",
                             _ ("%s is not a regular file: name the file that holds the secrets."),
                             path);
      return FALSE;
    }
  if (status.st_uid != geteuid ())
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "secretsFile",
                             _ ("The secrets file %s belongs to somebody else: make one of your "
                                "own."),
                             path);
      return FALSE;
    }
  if ((status.st_mode & 07777 & ~(mode_t) 0600) != 0)
    {
      g_autofree char *quoted = g_shell_quote (path);

      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "secretsFile",
                             _ ("Others can read the secrets file %s, whose mode is %04o. Close it "
                                "with: chmod 600 %s"),
                             path, (guint) (status.st_mode & 07777), quoted);
      return FALSE;
    }
  if (status.st_size > MAX_FILE_SIZE)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_TOO_LONG, "secretsFile",
                             _ ("The secrets file %s is too large to be one: name the right file."),
                             path);
      return FALSE;
    }

  *size = (gsize) status.st_size;
  return TRUE;
}

/* The file is looked at through what was opened, so that it cannot be swapped in between. */
static gboolean
read_file (const char *path, char *buffer, gsize *length, GError **error)
{
  /* A pipe would otherwise keep us waiting for whoever writes to it. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gboolean done;
  gsize size = 0;

  *length = 0;
  if (fd < 0)
    {
      set_file_error (error, path, errno);
      return FALSE;
    }

  done = check_file (fd, path, &size, error);
  while (done && *length < size)
    {
      gssize n = read (fd, buffer + *length, size - *length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_file_error (error, path, errno);
          done = FALSE;
        }
      if (n <= 0)
        break;
      *length += (gsize) n;
    }
  close (fd);
  return done;
}

static char *
look_in_file (const char *path, DescoSecretName name, GError **error)
{
  g_autofree char *buffer = g_malloc (MAX_FILE_SIZE);
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (GError) problem = NULL;
  gboolean loaded;
  gsize length;

  if (!read_file (path, buffer, &length, error))
    return NULL;
  loaded = g_key_file_load_from_data (key_file, buffer, length, G_KEY_FILE_NONE, &problem);
  explicit_bzero (buffer, length);

  if (!loaded)
    {
      /* GKeyFile's message quotes the line, which may be the secret. */
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "secretsFile",
                             _ ("The secrets file %s is not a key file: it needs a line [%s] and, "
                                "below it, %s=…"),
                             path, names[name].group, names[name].key);
      return NULL;
    }
  return g_key_file_get_string (key_file, names[name].group, names[name].key, NULL);
}

static void
desco_secrets_finalize (GObject *object)
{
  DescoSecrets *self = DESCO_SECRETS (object);

  g_free (self->path);

  G_OBJECT_CLASS (desco_secrets_parent_class)->finalize (object);
}

static void
desco_secrets_class_init (DescoSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_secrets_finalize;
}

static void
desco_secrets_init (DescoSecrets *self)
{
}

/**
 * desco_secrets_new:
 * @path: (nullable) (type filename): a key file; %NULL for the one that `DESCO_SECRETS_FILE` names,
 *   if it names one
 *
 * Nothing is read before it is asked for.
 *
 * Returns: (transfer full): where this person's secrets are
 */
DescoSecrets *
desco_secrets_new (const char *path)
{
  DescoSecrets *self = g_object_new (DESCO_TYPE_SECRETS, NULL);

  self->path = g_strdup (path != NULL ? path : g_getenv (FILE_VARIABLE));
  return self;
}

/**
 * desco_secrets_lookup:
 * @self: where secrets are
 * @name: which one
 * @address: whom it is for, as the setting has it
 * @cancellable: (nullable): ends the wait for the secret service
 * @error: (out) (optional): a #DESCO_INPUT_ERROR: %DESCO_INPUT_ERROR_MISSING where there is no such
 *   secret, another code where the file cannot be taken
 *
 * Looks in the secret service, then in the key file: a regular file of one's own that nobody else
 * can read. This may wait, and belongs on a worker thread.
 *
 * Returns: (transfer full) (nullable): the secret; free it with desco_secret_free()
 */
char *
desco_secrets_lookup (DescoSecrets *self,
                      DescoSecretName name,
                      const char *address,
                      GCancellable *cancellable,
                      GError **error)
{
  char *secret = look_in_service (name, address, cancellable);

  if (secret == NULL && self->path != NULL)
    {
      g_autoptr (GError) problem = NULL;

      secret = look_in_file (self->path, name, &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }

  if (secret == NULL || *secret == '\0')
    {
      desco_secret_free (secret);
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, names[name].full_name,
                             _ ("The secret %s is missing: keep it in the secret service, or in a "
                                "file of mode 0600 with the lines [%s] and %s=…, named by "
                                "--secrets-file or %s."),
                             names[name].full_name, names[name].group, names[name].key,
                             FILE_VARIABLE);
      return NULL;
    }
  if (!check_secret (secret, name, error))
    {
      desco_secret_free (secret);
      return NULL;
    }
  return secret;
}

/**
 * desco_secrets_store:
 * @self: where secrets are
 * @name: which one
 * @address: whom it is for, as the setting has it
 * @value: the secret
 * @cancellable: (nullable): ends the wait for the secret service
 * @error: (out) (optional): a #DESCO_INPUT_ERROR for a value that is none, or the secret service's
 *
 * Keeps a secret in the secret service, which may ask to be unlocked. Key files are written by hand.
 *
 * Returns: whether it is kept
 */
gboolean
desco_secrets_store (DescoSecrets *self,
                     DescoSecretName name,
                     const char *address,
                     const char *value,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Desco: %s for %s"), names[name].full_name, address);

  return check_secret (value, name, error)
         && secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, value,
                                        cancellable, error, "name", names[name].full_name,
                                        "address", address, NULL);
}

/**
 * desco_secrets_load_certificate:
 * @path: a PEM file with a client certificate, and those that vouch for it
 * @key_path: (nullable): the PEM file with its private key; %NULL where that is in @path too
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `secretsFile` for a file that cannot be taken,
 *   or of `govpay.certificate`
 *
 * The file with the private key has to be as closed as a secrets file.
 *
 * Returns: (transfer full) (nullable): the certificate with its key
 */
GTlsCertificate *
desco_secrets_load_certificate (const char *path, const char *key_path, GError **error)
{
  g_autofree char *buffer = g_malloc (MAX_FILE_SIZE);
  g_autofree char *chain = NULL;
  g_autoptr (GString) pem = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  GTlsCertificate *certificate = NULL;
  gsize length;

  if (!read_file (key_path != NULL ? key_path : path, buffer, &length, error))
    return NULL;
  if (key_path == NULL || g_file_get_contents (path, &chain, NULL, &problem))
    {
      g_string_append (pem, chain != NULL ? chain : "");
      g_string_append_c (pem, '\n');
      g_string_append_len (pem, buffer, (gssize) length);
      certificate = g_tls_certificate_new_from_pem (pem->str, (gssize) pem->len, &problem);
    }
  explicit_bzero (buffer, length);
  explicit_bzero (pem->str, pem->len);
  if (certificate == NULL)
    desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "govpay.certificate",
                           _ ("No certificate with its private key could be read from %s: %s."),
                           path, problem->message);
  return certificate;
}

/**
 * desco_secret_free:
 * @secret: (nullable) (transfer full): a secret
 *
 * Overwrites a secret, and frees it.
 */
void
desco_secret_free (char *secret)
{
  if (secret == NULL)
    return;

  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
