/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-config.h"
#include "desco-sandbox-cart.h"
#include "desco-sandbox-server.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#define EXIT_REFUSED 1
#define EXIT_USAGE 2

typedef struct
{
  int port;
  char *database;
  char *key_file;
  char *tls_certificate;
  char *tls_key;
  char **faults;
  int seed;
  gboolean no_limit;
  gboolean version;
} Options;

static const char FAULT_HELP[]
    = N_ ("Any other status from 400 to 599 will do as well. Rules have commas between them; each "
          "is for\n"
          "every call of the platform's API, or\n"
          "  @N the Nth call · xN this many calls · %P this many in a hundred\n"
          "  /METHOD:PART or /PART only calls with this method and this part in their path\n"
          "Example: --fault drop-after-commit@1/POST:debtpositions,429:2s%20");

static char *
describe_faults (void)
{
  gsize n_kinds;
  const DescoSandboxFaultKind *kinds = desco_sandbox_faults_list_kinds (&n_kinds);
  GString *text = g_string_new (_ ("Faults in which the call is carried out:"));
  gboolean carried_out = TRUE;

  for (gsize i = 0; i < n_kinds; i++)
    {
      g_autofree char *rule
          = g_strconcat (kinds[i].rule, kinds[i].takes_time ? "[:TIME]" : "", NULL);

      if (carried_out && !kinds[i].carried_out)
        g_string_append_printf (text, "\n%s", _ ("Faults in which it is not:"));
      carried_out = kinds[i].carried_out;
      g_string_append_printf (text, "\n  %-18s %s", rule, _ (kinds[i].about));
    }
  g_string_append_printf (text, "\n%s", _ (FAULT_HELP));
  return g_string_free (text, FALSE);
}

static gboolean
parse_options (int *argc, char ***argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &options->port,
      N_ ("Listen on this port of 127.0.0.1; 0 takes a free one"), N_ ("PORT") },
    { "database", 'd', 0, G_OPTION_ARG_FILENAME, &options->database,
      N_ ("Keep positions and receipts in this file; without it they end with the program"),
      N_ ("FILE") },
    { "subscription-key-file", 0, 0, G_OPTION_ARG_FILENAME, &options->key_file,
      N_ ("Take only the subscription key that this file has"), N_ ("FILE") },
    { "tls-certificate", 0, 0, G_OPTION_ARG_FILENAME, &options->tls_certificate,
      N_ ("Speak HTTPS with the certificate in this PEM file"), N_ ("FILE") },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &options->tls_key,
      N_ ("Its private key, where it is in a file of its own"), N_ ("FILE") },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->faults,
      N_ ("Let calls go wrong, see below"), N_ ("RULES") },
    { "fault-seed", 0, 0, G_OPTION_ARG_INT, &options->seed,
      N_ ("Where the chance of %P begins (1)"), N_ ("NUMBER") },
    { "no-limit", 0, 0, G_OPTION_ARG_NONE, &options->no_limit,
      N_ ("Do not limit calls to 100 in 10 seconds"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_ ("Show the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *faults = describe_faults ();

  g_option_context_set_summary (
      context, _ ("A pagoPA to practise on: debt positions, receipts, and a page to pay them."));
  g_option_context_set_description (context, faults);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is one word too many; see --help."), (*argv)[1]);
      return FALSE;
    }
  if (options->port < 0 || options->port > G_MAXUINT16)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("There is no port %d; name one from 0 to 65535."), options->port);
      return FALSE;
    }
  return TRUE;
}

static void
clear_options (Options *options)
{
  g_free (options->database);
  g_free (options->key_file);
  g_free (options->tls_certificate);
  g_free (options->tls_key);
  g_strfreev (options->faults);
}

static gboolean
read_key (const char *path, char **key, GError **error)
{
  g_autofree char *text = NULL;

  if (path == NULL)
    return TRUE;
  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  g_strstrip (text);
  if (*text == '\0')
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   _ ("“%s” has no key; put one on its first line."), path);
      return FALSE;
    }
  *key = g_steal_pointer (&text);
  return TRUE;
}

static gboolean
set_faults (DescoSandboxFaults *faults, char **rules, GError **error)
{
  g_autofree char *joined = rules != NULL ? g_strjoinv (",", rules) : g_strdup ("");

  return desco_sandbox_faults_set (faults, joined, error);
}

static gboolean
on_signal (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
read_certificate (const Options *options, GTlsCertificate **certificate, GError **error)
{
  if (options->tls_certificate == NULL)
    return TRUE;
  *certificate = g_tls_certificate_new_from_files (
      options->tls_certificate,
      options->tls_key != NULL ? options->tls_key : options->tls_certificate, error);
  g_prefix_error (error, _ ("“%s” has no certificate with its key: "), options->tls_certificate);
  return *certificate != NULL;
}

static gboolean
serve (DescoSandbox *sandbox, GTlsCertificate *certificate, guint16 port, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SoupServer) server = desco_sandbox_server_new (sandbox, certificate, port, error);
  g_autofree char *address = NULL;

  if (server == NULL)
    return FALSE;
  /* Before the address is told: whoever reads it may end the program at once. */
  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_unix_signal_add (SIGINT, on_signal, loop);
  address = desco_sandbox_server_get_address (server);
  printf ("%s\n", address);
  fflush (stdout);

  g_main_loop_run (loop);
  soup_server_disconnect (server);
  return TRUE;
}

static gboolean
run (const Options *options, GError **error)
{
  g_autoptr (DescoSandboxStore) store = desco_sandbox_store_open (options->database, error);
  g_autoptr (DescoSandboxFaults) faults = desco_sandbox_faults_new ((guint32) options->seed);
  g_autoptr (DescoSandboxLimiter) limiter = options->no_limit ? NULL : desco_sandbox_limiter_new ();
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GHashTable) carts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                        (GDestroyNotify) desco_sandbox_cart_free);
  g_autofree char *key = NULL;

  if (store == NULL || !read_key (options->key_file, &key, error)
      || !read_certificate (options, &certificate, error)
      || !set_faults (faults, options->faults, error))
    return FALSE;
  return serve (&(DescoSandbox){ store, faults, limiter, carts, key }, certificate,
                (guint16) options->port, error);
}

static int
fail (const GError *error, int code)
{
  fprintf (stderr, "desco-sandbox: %s\n", error->message);
  return code;
}

int
main (int argc, char **argv)
{
  Options options = { .port = 0, .seed = 1 };
  g_autoptr (GError) error = NULL;
  int code = 0;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, DESCO_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!parse_options (&argc, &argv, &options, &error))
    code = fail (error, EXIT_USAGE);
  else if (options.version)
    printf ("desco-sandbox %s\n", DESCO_VERSION);
  else if (!run (&options, &error))
    code = fail (error, EXIT_REFUSED);

  clear_options (&options);
  return code;
}
