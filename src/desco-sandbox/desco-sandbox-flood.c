/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-flood.h"

#include <string.h>

/* Blanks, which JSON and XML allow before they begin. */
#define PIECE (1024 * 1024)

/* An answer without an end, written until nobody reads any more. */
typedef struct
{
  GIOStream *connection;
  GBytes *begin; /* the head, and the first piece */
  GBytes *piece; /* what follows again and again */
  gboolean begun;
} Flood;

static void write_next (Flood *self);

static void
flood_free (Flood *self)
{
  g_io_stream_close (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_bytes_unref (self->begin);
  g_bytes_unref (self->piece);
  g_free (self);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Flood *self = data;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    write_next (self);
  else
    flood_free (self);
}

static void
write_next (Flood *self)
{
  GBytes *bytes = self->begun ? self->piece : self->begin;
  gsize length;
  const void *text = g_bytes_get_data (bytes, &length);

  self->begun = TRUE;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->connection), text, length,
                                   G_PRIORITY_LOW, NULL, on_written, self);
}

/* A piece of the stream that @compressor makes, whole in itself: once one piece has gone before,
 * each next one is the same, as it refers to blanks alone. */
static void
compress (GZlibCompressor *compressor, const char *blanks, GByteArray *into)
{
  gsize taken = 0;
  GConverterResult result;

  do
    {
      char chunk[8192];
      gsize n_read = 0;
      gsize n_written = 0;

      result = g_converter_convert (G_CONVERTER (compressor), blanks + taken, PIECE - taken, chunk,
                                    sizeof chunk, G_CONVERTER_FLUSH, &n_read, &n_written, NULL);
      taken += n_read;
      g_byte_array_append (into, (const guint8 *) chunk, (guint) n_written);
    }
  while (result == G_CONVERTER_CONVERTED);
}

static void
append_header (const char *name, const char *value, gpointer head)
{
  g_autofree char *line = g_strdup_printf ("%s: %s\r\n", name, value);

  g_byte_array_append (head, (const guint8 *) line, (guint) strlen (line));
}

/**
 * desco_sandbox_flood:
 * @message: the call
 * @reply: its answer, whose body is not used
 * @compressed: whether a thousand bytes of it go out as one (`Content-Encoding: gzip`)
 *
 * Answers with blanks, and does not end before the caller does.
 */
void
desco_sandbox_flood (SoupServerMessage *message, DescoSandboxReply *reply, gboolean compressed)
{
  Flood *self = g_new0 (Flood, 1);
  g_autofree char *blanks = g_malloc (PIECE);
  g_autoptr (GByteArray) begin = g_byte_array_new ();
  g_autoptr (GByteArray) piece = g_byte_array_new ();
  g_autofree char *status = g_strdup_printf ("HTTP/1.1 %u %s\r\n", reply->status,
                                             soup_status_get_phrase (reply->status));

  memset (blanks, ' ', PIECE);
  g_byte_array_append (begin, (const guint8 *) status, (guint) strlen (status));
  soup_message_headers_foreach (reply->headers, append_header, begin);
  append_header ("Content-Type", reply->content_type != NULL ? reply->content_type : "text/plain",
                 begin);
  if (compressed)
    append_header ("Content-Encoding", "gzip", begin);
  append_header ("Connection", "close", begin);
  g_byte_array_append (begin, (const guint8 *) "\r\n", 2);

  if (compressed)
    {
      g_autoptr (GZlibCompressor) compressor
          = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);

      compress (compressor, blanks, begin);
      compress (compressor, blanks, piece);
    }
  else
    g_byte_array_append (piece, (const guint8 *) blanks, PIECE);

  self->connection = soup_server_message_steal_connection (message);
  self->begin = g_byte_array_free_to_bytes (g_steal_pointer (&begin));
  self->piece = g_byte_array_free_to_bytes (g_steal_pointer (&piece));
  write_next (self);
}
