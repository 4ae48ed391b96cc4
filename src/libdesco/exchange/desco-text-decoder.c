/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-text-decoder-private.h"

#include "model/desco-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_BYTES 65536
#define MAX_CARRY 4

struct _DescoTextDecoder
{
  GInputStream *stream;
  DescoTableEncoding encoding; /* AUTO while only ASCII has been seen */
  gboolean started;
  gboolean at_end;
  gboolean after_return; /* the last character was a CR: an LF next ends no other line */
  guint line;
  goffset position;
  gsize n_raw;
  guint8 raw[CHUNK_BYTES + MAX_CARRY];
};

/* Windows-1252 from 0x80 to 0x9f; 0 where it has nothing. */
static const gunichar windows_1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static gunichar
map_windows_1252 (guint8 byte)
{
  return byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
}

/* ISO-8859-15 is ISO-8859-1 with eight other signs. Its 0x80 to 0x9f are controls that no list
 * has: 0 for them. */
static gunichar
map_iso_8859_15 (guint8 byte)
{
  switch (byte)
    {
    case 0xa4:
      return 0x20ac;
    case 0xa6:
      return 0x0160;
    case 0xa8:
      return 0x0161;
    case 0xb4:
      return 0x017d;
    case 0xb8:
      return 0x017e;
    case 0xbc:
      return 0x0152;
    case 0xbd:
      return 0x0153;
    case 0xbe:
      return 0x0178;
    default:
      return byte >= 0x80 && byte < 0xa0 ? 0 : byte;
    }
}

static void
count_lines (DescoTextDecoder *self, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\r' || (text[i] == '\n' && !self->after_return))
        self->line++;
      self->after_return = text[i] == '\r';
    }
}

static void
set_nul_error (DescoTextDecoder *self, GError **error)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file",
                         _ ("Line %u has a NUL byte in it, so this is not a text. Save the list "
                            "again as CSV or .xlsx from the program that made it."),
                         self->line);
}

static void
set_encoding_error (DescoTextDecoder *self, guint8 byte, GError **error)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file",
                         _ ("Line %u has the byte 0x%02X, which %s does not have. Save the list "
                            "again as UTF-8, or say which encoding it has."),
                         self->line, byte, desco_table_encoding_to_string (self->encoding));
}

/* UTF-16 without a mark shows in Western text as NULs on every other byte. */
static DescoTableEncoding
guess_utf_16 (const guint8 *raw, gsize length)
{
  gsize sample = MIN (length, 512) & ~(gsize) 1;
  gsize nuls[2] = { 0, 0 };

  for (gsize i = 0; i < sample; i++)
    nuls[i & 1] += raw[i] == 0;

  if (sample >= 4 && nuls[1] * 4 >= sample && nuls[0] * 4 <= nuls[1])
    return DESCO_TABLE_ENCODING_UTF_16LE;
  if (sample >= 4 && nuls[0] * 4 >= sample && nuls[1] * 4 <= nuls[0])
    return DESCO_TABLE_ENCODING_UTF_16BE;
  return DESCO_TABLE_ENCODING_AUTO;
}

/* Looks at the first bytes: a byte-order mark says the encoding and is no part of the text. */
static gsize
start (DescoTextDecoder *self)
{
  static const struct
  {
    DescoTableEncoding encoding;
    gsize length;
    guint8 mark[3];
  } marks[] = {
    { DESCO_TABLE_ENCODING_UTF_8, 3, { 0xef, 0xbb, 0xbf } },
    { DESCO_TABLE_ENCODING_UTF_16LE, 2, { 0xff, 0xfe } },
    { DESCO_TABLE_ENCODING_UTF_16BE, 2, { 0xfe, 0xff } },
  };

  self->started = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (self->n_raw >= marks[i].length && memcmp (self->raw, marks[i].mark, marks[i].length) == 0
          && (self->encoding == DESCO_TABLE_ENCODING_AUTO || self->encoding == marks[i].encoding))
        {
          self->encoding = marks[i].encoding;
          return marks[i].length;
        }
    }
  if (self->encoding == DESCO_TABLE_ENCODING_AUTO)
    self->encoding = guess_utf_16 (self->raw, self->n_raw);
  return 0;
}

static gboolean
is_letter_byte (guint8 byte)
{
  return g_ascii_isalpha (byte) || byte >= 0xc0;
}

/* Which of the two one-byte encodings this is. Bytes 0x80 to 0x9f are signs in Windows-1252 only;
 * without them, a euro sign or an s or z with caron inside a word is ISO-8859-15. */
static DescoTableEncoding
guess_one_byte (const guint8 *raw, gsize length)
{
  gboolean latin_9 = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      gboolean beside_letter = (i > 0 && is_letter_byte (raw[i - 1]))
                               || (i + 1 < length && is_letter_byte (raw[i + 1]));

      if (raw[i] >= 0x80 && raw[i] < 0xa0)
        return DESCO_TABLE_ENCODING_WINDOWS_1252;
      if (raw[i] == 0xa4)
        latin_9 = TRUE;
      if ((raw[i] == 0xa6 || raw[i] == 0xa8 || raw[i] == 0xb8) && beside_letter)
        latin_9 = TRUE;
    }
  return latin_9 ? DESCO_TABLE_ENCODING_ISO_8859_15 : DESCO_TABLE_ENCODING_WINDOWS_1252;
}

/* UTF-8 with a damaged byte or two is not Windows-1252: read as such, every accent would turn into
 * two wrong signs, and nobody would be told. */
static gboolean
is_mostly_utf_8 (const guint8 *raw, gsize length)
{
  gsize good = 0, bad = 0;

  for (gsize i = 0; i < length;)
    {
      gunichar c = raw[i] < 0x80
                       ? raw[i]
                       : g_utf8_get_char_validated ((const char *) raw + i, (gssize) (length - i));

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          bad++;
          i++;
          continue;
        }
      good += raw[i] >= 0x80;
      i += (gsize) g_unichar_to_utf8 (c, NULL);
    }
  return good > bad * 2;
}

static gboolean
is_ascii (const guint8 *raw, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (raw[i] >= 0x80)
        return FALSE;
    }
  return TRUE;
}

/* Appends what is UTF-8, @used bytes of @raw. What is left is the beginning of a character, or no
 * UTF-8 at all. */
static void
append_utf_8 (DescoTextDecoder *self, const guint8 *raw, gsize length, GString *text, gsize *used)
{
  const char *end;

  g_utf8_validate_len ((const char *) raw, length, &end);
  *used = (gsize) (end - (const char *) raw);
  count_lines (self, (const char *) raw, *used);
  g_string_append_len (text, (const char *) raw, (gssize) *used);
}

static gboolean
decode_utf_8 (DescoTextDecoder *self,
              const guint8 *raw,
              gsize length,
              GString *text,
              gsize *used,
              GError **error)
{
  gunichar next;

  append_utf_8 (self, raw, length, text, used);
  if (*used == length)
    {
      if (self->encoding == DESCO_TABLE_ENCODING_AUTO && !is_ascii (raw, length))
        self->encoding = DESCO_TABLE_ENCODING_UTF_8;
      return TRUE;
    }
  if (raw[*used] == 0)
    {
      set_nul_error (self, error);
      return FALSE;
    }

  next = g_utf8_get_char_validated ((const char *) raw + *used, (gssize) (length - *used));
  /* GLib waits for characters of up to six bytes, which UTF-8 does not have. */
  if (next == (gunichar) -2 && length - *used < MAX_CARRY && !self->at_end)
    return TRUE;

  if (self->encoding == DESCO_TABLE_ENCODING_AUTO)
    self->encoding
        = is_mostly_utf_8 (raw, length) ? DESCO_TABLE_ENCODING_UTF_8 : guess_one_byte (raw, length);
  if (self->encoding == DESCO_TABLE_ENCODING_UTF_8)
    {
      set_encoding_error (self, raw[*used], error);
      return FALSE;
    }
  return TRUE;
}

static gboolean
decode_one_byte (DescoTextDecoder *self,
                 const guint8 *raw,
                 gsize length,
                 GString *text,
                 GError **error)
{
  for (gsize i = 0; i < length; i++)
    {
      char byte = (char) raw[i];
      gunichar c = self->encoding == DESCO_TABLE_ENCODING_ISO_8859_15 ? map_iso_8859_15 (raw[i])
                                                                      : map_windows_1252 (raw[i]);

      if (c == 0)
        {
          if (raw[i] == 0)
            set_nul_error (self, error);
          else
            set_encoding_error (self, raw[i], error);
          return FALSE;
        }
      if (c < 0x80)
        {
          count_lines (self, &byte, 1);
          g_string_append_c (text, byte);
        }
      else
        g_string_append_unichar (text, c);
    }
  return TRUE;
}

static gunichar
get_unit (DescoTextDecoder *self, const guint8 *raw)
{
  return self->encoding == DESCO_TABLE_ENCODING_UTF_16LE ? (gunichar) (raw[0] | raw[1] << 8)
                                                         : (gunichar) (raw[1] | raw[0] << 8);
}

static gboolean
decode_utf_16 (DescoTextDecoder *self,
               const guint8 *raw,
               gsize length,
               GString *text,
               gsize *used,
               GError **error)
{
  while (*used + 2 <= length)
    {
      gunichar c = get_unit (self, raw + *used);
      gsize step = 2;

      if (c >= 0xd800 && c < 0xdc00)
        {
          gunichar low;

          if (*used + 4 > length)
            break;
          low = get_unit (self, raw + *used + 2);
          c = low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00) : c;
          step = 4;
        }
      if (c == 0)
        {
          set_nul_error (self, error);
          return FALSE;
        }
      if (!g_unichar_validate (c))
        {
          set_encoding_error (self, raw[*used], error);
          return FALSE;
        }
      if (c < 0x80)
        {
          char byte = (char) c;

          count_lines (self, &byte, 1);
        }
      g_string_append_unichar (text, c);
      *used += step;
    }

  if (self->at_end && *used < length)
    {
      set_encoding_error (self, raw[*used], error);
      return FALSE;
    }
  return TRUE;
}

static gboolean
decode (DescoTextDecoder *self,
        const guint8 *raw,
        gsize length,
        GString *text,
        gsize *used,
        GError **error)
{
  *used = 0;
  if (self->encoding == DESCO_TABLE_ENCODING_UTF_16LE
      || self->encoding == DESCO_TABLE_ENCODING_UTF_16BE)
    return decode_utf_16 (self, raw, length, text, used, error);

  if (self->encoding == DESCO_TABLE_ENCODING_AUTO || self->encoding == DESCO_TABLE_ENCODING_UTF_8)
    {
      if (!decode_utf_8 (self, raw, length, text, used, error))
        return FALSE;
      if (self->encoding == DESCO_TABLE_ENCODING_AUTO
          || self->encoding == DESCO_TABLE_ENCODING_UTF_8)
        return TRUE;
    }

  raw += *used;
  length -= *used;
  *used += length;
  return decode_one_byte (self, raw, length, text, error);
}

/* Takes @stream, a text of unknown length, from its beginning. */
DescoTextDecoder *
desco_text_decoder_new (GInputStream *stream, DescoTableEncoding encoding)
{
  DescoTextDecoder *self = g_new0 (DescoTextDecoder, 1);

  self->stream = g_object_ref (stream);
  self->encoding = encoding;
  self->line = 1;
  return self;
}

void
desco_text_decoder_free (DescoTextDecoder *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_free (self);
}

/* Appends the next piece to @text. %FALSE at the end, or with @error set where the bytes are no
 * text in the encoding. */
gboolean
desco_text_decoder_fill (DescoTextDecoder *self,
                         GString *text,
                         GCancellable *cancellable,
                         GError **error)
{
  gsize before = text->len;

  while (text->len == before && !self->at_end)
    {
      gsize n_read, used, skipped = 0;

      if (!g_input_stream_read_all (self->stream, self->raw + self->n_raw, CHUNK_BYTES, &n_read,
                                    cancellable, error))
        return FALSE;
      self->n_raw += n_read;
      self->position += (goffset) n_read;
      self->at_end = n_read < CHUNK_BYTES;

      if (!self->started)
        skipped = start (self);
      if (!decode (self, self->raw + skipped, self->n_raw - skipped, text, &used, error))
        return FALSE;

      used += skipped;
      self->n_raw -= used;
      memmove (self->raw, self->raw + used, self->n_raw);
    }

  return text->len > before;
}

/* What the encoding turned out to be: UTF-8 where the text so far is ASCII. */
DescoTableEncoding
desco_text_decoder_get_encoding (const DescoTextDecoder *self)
{
  return self->encoding == DESCO_TABLE_ENCODING_AUTO ? DESCO_TABLE_ENCODING_UTF_8 : self->encoding;
}

/* How many bytes have been read. */
goffset
desco_text_decoder_get_position (const DescoTextDecoder *self)
{
  return self->position;
}
