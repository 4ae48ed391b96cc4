/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "scripted-server.h"

#include <string.h>

#define HUGE_SIZE (10 * 1024 * 1024)

struct _ScriptedServer
{
  GSocketListener *listener;
  GCancellable *cancellable;
  GThread *thread;
  GTlsCertificate *certificate;
  GTlsCertificate *client; /* who may speak to it; NULL for anybody */
  guint16 port;

  GMutex lock;
  const Step *steps;
  guint n_steps;
  guint next;
  GPtrArray *seen;
};

static void
free_seen (gpointer data)
{
  SeenRequest *request = data;

  g_free (request->method);
  g_free (request->path);
  g_hash_table_unref (request->headers);
  g_free (request->body);
  g_free (request);
}

static SeenRequest *
read_request (GInputStream *input)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);
  SeenRequest *request = g_new0 (SeenRequest, 1);
  const char *length;
  char *line;

  g_data_input_stream_set_newline_type (lines, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  request->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  if (line != NULL)
    {
      g_auto (GStrv) words = g_strsplit (line, " ", 3);

      request->method = g_strdup (words[0]);
      request->path = g_strdup (words[0] != NULL ? words[1] : NULL);
    }
  while (line != NULL && *line != '\0')
    {
      char *colon;

      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      colon = line != NULL ? strchr (line, ':') : NULL;
      if (colon != NULL)
        g_hash_table_insert (request->headers, g_ascii_strdown (line, colon - line),
                             g_strdup (g_strstrip (colon + 1)));
    }
  g_free (line);

  length = g_hash_table_lookup (request->headers, "content-length");
  if (length != NULL)
    {
      gsize size = (gsize) g_ascii_strtoull (length, NULL, 10);

      request->body = g_malloc0 (size + 1);
      g_input_stream_read_all (G_INPUT_STREAM (lines), request->body, size, NULL, NULL, NULL);
    }
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  return request;
}

static gboolean
say (GOutputStream *output, const char *text, gsize length)
{
  return g_output_stream_write_all (output, text, length, NULL, NULL, NULL);
}

static void
say_text (GOutputStream *output, const char *text)
{
  say (output, text, strlen (text));
}

static void
say_head (GOutputStream *output, const Step *step, const char *framing)
{
  g_autofree char *head = g_strdup_printf (
      "HTTP/1.1 %u Scripted\r\nConnection: close\r\n%s%s%s%s%s\r\n", step->status,
      step->type != NULL ? "Content-Type: " : "", step->type != NULL ? step->type : "",
      step->type != NULL ? "\r\n" : "", step->headers != NULL ? step->headers : "", framing);

  say_text (output, head);
}

static void
say_whole (GOutputStream *output, const Step *step)
{
  const char *body = step->body != NULL ? step->body : "";
  g_autofree char *framing
      = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n", strlen (body));

  say_head (output, step, framing);
  say_text (output, body);
}

static void
wait_for_hang_up (GInputStream *input)
{
  char byte;

  while (g_input_stream_read (input, &byte, 1, NULL, NULL) > 0)
    ;
}

static void
trickle (GOutputStream *output)
{
  say_text (output, "HTTP/1.1 200 OK\r\n");
  while (say (output, "x", 1))
    g_usleep (10 * 1000);
}

static void
say_huge (GOutputStream *output, const Step *step)
{
  g_autofree char *spaces = g_strnfill (64 * 1024, ' ');

  say_head (output, step, "");
  for (gsize done = 0; done < HUGE_SIZE && say (output, spaces, 64 * 1024); done += 64 * 1024)
    ;
}

static void
play_step (const Step *step, GInputStream *input, GOutputStream *output)
{
  switch (step->kind)
    {
    case STEP_ANSWER:
      say_whole (output, step);
      break;
    case STEP_SILENCE:
      wait_for_hang_up (input);
      break;
    case STEP_CUT:
      say_head (output, step, "Content-Length: 100000\r\n");
      say_text (output, step->body);
      break;
    case STEP_CUT_CHUNKS:
      say_head (output, step, "Transfer-Encoding: chunked\r\n");
      say_text (output, "100\r\n{\"iupd\":");
      break;
    case STEP_TRICKLE:
      trickle (output);
      break;
    case STEP_HUGE:
      say_huge (output, step);
      break;
    case STEP_GARBAGE:
      say_text (output, "220 mail.example ESMTP\r\n\r\n");
      break;
    case STEP_DROP:
    default:
      break;
    }
}

static const Step *
take_step (ScriptedServer *self, SeenRequest *request)
{
  const Step *step = NULL;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->seen, request);
  if (self->next < self->n_steps)
    step = &self->steps[self->next++];
  g_mutex_unlock (&self->lock);
  return step;
}

static gboolean
on_accept_certificate (GTlsConnection *connection,
                       GTlsCertificate *peer,
                       GTlsCertificateFlags problems,
                       gpointer data)
{
  ScriptedServer *self = data;

  return g_tls_certificate_is_same (peer, self->client);
}

static void
serve (ScriptedServer *self, GSocketConnection *connection)
{
  g_autoptr (GIOStream) stream = NULL;
  SeenRequest *request;
  const Step *step;

  if (self->certificate != NULL)
    stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  else
    stream = g_object_ref (G_IO_STREAM (connection));
  if (self->client != NULL)
    {
      g_object_set (stream, "authentication-mode", G_TLS_AUTHENTICATION_REQUIRED, NULL);
      g_signal_connect (stream, "accept-certificate", G_CALLBACK (on_accept_certificate), self);
    }

  request = read_request (g_io_stream_get_input_stream (stream));
  if (request->method == NULL)
    {
      free_seen (request);
      return;
    }

  step = take_step (self, request);
  if (step != NULL)
    play_step (step, g_io_stream_get_input_stream (stream), g_io_stream_get_output_stream (stream));
  g_io_stream_close (stream, NULL, NULL);
}

/* One connection after the other: the client under test has one at a time. */
static gpointer
accept_connections (gpointer data)
{
  ScriptedServer *self = data;

  while (TRUE)
    {
      g_autoptr (GSocketConnection) connection
          = g_socket_listener_accept (self->listener, NULL, self->cancellable, NULL);

      if (connection == NULL)
        return NULL;
      serve (self, connection);
    }
}

ScriptedServer *
scripted_server_new (GTlsCertificate *certificate)
{
  ScriptedServer *self = g_new0 (ScriptedServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) taken = NULL;

  g_mutex_init (&self->lock);
  self->seen = g_ptr_array_new_with_free_func (free_seen);
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->cancellable = g_cancellable_new ();
  self->listener = g_socket_listener_new ();
  g_assert_true (g_socket_listener_add_address (self->listener, address, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP, NULL, &taken, NULL));
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (taken));
  self->thread = g_thread_new ("scripted-server", accept_connections, self);
  return self;
}

/* Before anybody connects. */
void
scripted_server_expect_client (ScriptedServer *self, GTlsCertificate *client)
{
  g_set_object (&self->client, client);
}

char *
scripted_server_get_url (ScriptedServer *self)
{
  return g_strdup_printf ("%s://127.0.0.1:%u", self->certificate != NULL ? "https" : "http",
                          self->port);
}

void
scripted_server_play (ScriptedServer *self, const Step *steps, guint n_steps)
{
  g_mutex_lock (&self->lock);
  self->steps = steps;
  self->n_steps = n_steps;
  self->next = 0;
  g_ptr_array_set_size (self->seen, 0);
  g_mutex_unlock (&self->lock);
}

/* What was asked, in order: "POST GET POST". */
char *
scripted_server_get_methods (ScriptedServer *self)
{
  GString *methods = g_string_new (NULL);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->seen->len; i++)
    g_string_append_printf (methods, "%s%s", i > 0 ? " " : "",
                            ((SeenRequest *) self->seen->pdata[i])->method);
  g_mutex_unlock (&self->lock);
  return g_string_free (methods, FALSE);
}

const SeenRequest *
scripted_server_get_request (ScriptedServer *self, guint index)
{
  const SeenRequest *request;

  g_mutex_lock (&self->lock);
  g_assert_cmpuint (index, <, self->seen->len);
  request = self->seen->pdata[index];
  g_mutex_unlock (&self->lock);
  return request;
}

guint
scripted_server_count (ScriptedServer *self)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = self->seen->len;
  g_mutex_unlock (&self->lock);
  return count;
}

void
scripted_server_free (ScriptedServer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->cancellable);
  g_clear_object (&self->certificate);
  g_clear_object (&self->client);
  g_ptr_array_unref (self->seen);
  g_mutex_clear (&self->lock);
  g_free (self);
}
