/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-delivery.h"

#include "desco-sandbox-flood.h"

#include <string.h>

/* How long a connection with an answer too many stays open, in milliseconds: long enough to be
 * used again. */
#define LINGER 60000

/* An answer that waits. */
typedef struct
{
  SoupServerMessage *message;
  DescoSandboxReply *reply;
  DescoSandboxFault fault;
  guint source;
  gulong finished;
} Late;

/* An answer that goes out over a connection that the server has let go of. */
typedef struct
{
  GIOStream *connection;
  GBytes *bytes;
  gsize sent;
  guint piece; /* bytes at a time; 0 for all at once */
  guint pace;
  guint linger;
} Outflow;

static void
deliver_now (SoupServerMessage *message, DescoSandboxReply *reply, const DescoSandboxFault *fault);
static gboolean on_next_piece (gpointer data);

static void
copy_header (const char *name, const char *value, gpointer headers)
{
  soup_message_headers_replace (headers, name, value);
}

static void
deliver_whole (SoupServerMessage *message, DescoSandboxReply *reply)
{
  soup_server_message_set_status (message, reply->status, NULL);
  soup_message_headers_foreach (reply->headers, copy_header,
                                soup_server_message_get_response_headers (message));
  if (reply->body != NULL)
    soup_server_message_set_response (message, reply->content_type, SOUP_MEMORY_COPY,
                                      g_bytes_get_data (reply->body, NULL),
                                      g_bytes_get_size (reply->body));
}

static void
append_header (const char *name, const char *value, gpointer text)
{
  g_string_append_printf (text, "%s: %s\r\n", name, value);
}

/* The bytes of an answer, of which @part hundredths of the body are there in the end. */
static GBytes *
serialize (DescoSandboxReply *reply, gsize part, const char *connection)
{
  gsize length = reply->body != NULL ? g_bytes_get_size (reply->body) : 0;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "HTTP/1.1 %u %s\r\n", reply->status,
                          soup_status_get_phrase (reply->status));
  soup_message_headers_foreach (reply->headers, append_header, text);
  g_string_append_printf (
      text, "Content-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\nConnection: %s\r\n\r\n",
      reply->content_type != NULL ? reply->content_type : "text/plain", length, connection);
  if (length > 0)
    g_string_append_len (text, g_bytes_get_data (reply->body, NULL),
                         (gssize) (length * part / 100));
  return g_string_free_to_bytes (text);
}

static void
outflow_free (Outflow *self)
{
  g_io_stream_close (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static void
on_piece_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Outflow *self = data;
  gsize written = 0;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, &written, NULL))
    outflow_free (self);
  else if ((self->sent += written) < g_bytes_get_size (self->bytes))
    g_timeout_add (self->pace, on_next_piece, self);
  else if (self->linger != 0)
    g_timeout_add_once (self->linger, (GSourceOnceFunc) outflow_free, self);
  else
    outflow_free (self);
}

static gboolean
on_next_piece (gpointer data)
{
  Outflow *self = data;
  gsize length;
  const char *text = g_bytes_get_data (self->bytes, &length);
  gsize left = length - self->sent;
  gsize piece = self->piece != 0 ? MIN (self->piece, left) : left;

  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->connection),
                                   text + self->sent, piece, G_PRIORITY_DEFAULT, NULL,
                                   on_piece_written, self);
  return G_SOURCE_REMOVE;
}

/* Takes the connection away from the server and writes to it by hand. */
static void
deliver_by_hand (SoupServerMessage *message, GBytes *bytes, guint piece, guint pace, guint linger)
{
  Outflow *outflow = g_new0 (Outflow, 1);

  outflow->connection = soup_server_message_steal_connection (message);
  outflow->bytes = bytes;
  outflow->piece = piece;
  outflow->pace = pace;
  outflow->linger = linger;
  on_next_piece (outflow);
}

/* Nobody asked for the second one; whoever asks next must not take it for the answer. */
static void
deliver_twice (SoupServerMessage *message, DescoSandboxReply *reply)
{
  g_autoptr (GBytes) once = serialize (reply, 100, "keep-alive");
  gsize length;
  const guint8 *bytes = g_bytes_get_data (once, &length);
  g_autoptr (GByteArray) both = g_byte_array_new ();

  g_byte_array_append (both, bytes, (guint) length);
  g_byte_array_append (both, bytes, (guint) length);
  deliver_by_hand (message, g_byte_array_free_to_bytes (g_steal_pointer (&both)), 0, 0, LINGER);
}

static void
double_body (DescoSandboxReply *reply)
{
  g_autoptr (GBytes) body = g_steal_pointer (&reply->body);
  g_autoptr (GByteArray) both = g_byte_array_new ();
  gsize length = 0;
  const guint8 *bytes = body != NULL ? g_bytes_get_data (body, &length) : NULL;

  g_byte_array_append (both, bytes, (guint) length);
  g_byte_array_append (both, bytes, (guint) length);
  reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&both));
}

static void
late_free (Late *self)
{
  g_clear_signal_handler (&self->finished, self->message);
  if (self->source != 0)
    g_source_remove (self->source);
  g_object_unref (self->message);
  desco_sandbox_reply_free (self->reply);
  g_free (self);
}

static gboolean
on_late (gpointer data)
{
  Late *self = data;

  self->source = 0;
  g_clear_signal_handler (&self->finished, self->message);
  deliver_now (self->message, self->reply, &self->fault);
  /* A connection that was taken away has nobody left to wake. */
  if (self->fault.delivery == DESCO_SANDBOX_DELIVER_WHOLE)
    soup_server_message_unpause (self->message);
  late_free (self);
  return G_SOURCE_REMOVE;
}

/* The caller has given up waiting. */
static void
on_finished (SoupServerMessage *message, gpointer data)
{
  late_free (data);
}

static void
deliver_late (SoupServerMessage *message, DescoSandboxReply *reply, const DescoSandboxFault *fault)
{
  Late *late = g_new0 (Late, 1);

  late->message = g_object_ref (message);
  late->reply = reply;
  late->fault = *fault;
  late->finished = g_signal_connect (message, "finished", G_CALLBACK (on_finished), late);
  late->source = g_timeout_add (fault->delay, on_late, late);
  soup_server_message_pause (message);
}

static void
deliver_now (SoupServerMessage *message, DescoSandboxReply *reply, const DescoSandboxFault *fault)
{
  switch (fault->delivery)
    {
    case DESCO_SANDBOX_DELIVER_WHOLE:
      deliver_whole (message, reply);
      break;
    case DESCO_SANDBOX_DELIVER_SLOWLY:
      deliver_by_hand (message, serialize (reply, 100, "close"), fault->piece, fault->pace, 0);
      break;
    case DESCO_SANDBOX_DELIVER_CUT:
      deliver_by_hand (message, serialize (reply, 50, "close"), 0, 0, 0);
      break;
    case DESCO_SANDBOX_DELIVER_NOTHING:
      deliver_by_hand (message, g_bytes_new (NULL, 0), 0, 0, 0);
      break;
    case DESCO_SANDBOX_DELIVER_TWICE:
      deliver_twice (message, reply);
      break;
    case DESCO_SANDBOX_DELIVER_DOUBLED:
      double_body (reply);
      deliver_by_hand (message, serialize (reply, 100, "close"), 0, 0, 0);
      break;
    case DESCO_SANDBOX_DELIVER_ENDLESS:
      desco_sandbox_flood (message, reply, FALSE);
      break;
    case DESCO_SANDBOX_DELIVER_BOMB:
      desco_sandbox_flood (message, reply, TRUE);
      break;
    default:
      g_return_if_reached ();
    }
}

/**
 * desco_sandbox_deliver:
 * @message: the call
 * @reply: (transfer full): its answer
 * @fault: what shall go wrong on the way
 *
 * Sends @reply, or what is left of it.
 */
void
desco_sandbox_deliver (SoupServerMessage *message,
                       DescoSandboxReply *reply,
                       const DescoSandboxFault *fault)
{
  if (fault->delay > 0)
    {
      deliver_late (message, reply, fault);
      return;
    }
  deliver_now (message, reply, fault);
  desco_sandbox_reply_free (reply);
}
