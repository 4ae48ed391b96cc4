/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-json-writer-private.h"

/* Writes JSON as it goes. A hundred positions in one call are tens of thousands of small values: a
 * tree of them, made to be written out and thrown away, takes longer than all else that is done for
 * the call. */

struct _DescoJsonWriter
{
  GString *text;
  gboolean is_first; /* whether the next value begins its object or array, or follows its name */
};

static void
begin_value (DescoJsonWriter *self)
{
  if (!self->is_first)
    g_string_append_c (self->text, ',');
  self->is_first = FALSE;
}

static void
begin (DescoJsonWriter *self, char bracket)
{
  begin_value (self);
  g_string_append_c (self->text, bracket);
  self->is_first = TRUE;
}

static void
end (DescoJsonWriter *self, char bracket)
{
  g_string_append_c (self->text, bracket);
  self->is_first = FALSE;
}

/* RFC 8259: quotation marks, backslashes and control characters are escaped, and nothing else has to
 * be. */
static void
append_text (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  while (*value != '\0')
    {
      const char *plain = value;

      while ((guchar) *value >= 0x20 && *value != 0x7f && *value != '"' && *value != '\\')
        value++;
      g_string_append_len (text, plain, value - plain);
      if (*value == '"' || *value == '\\')
        g_string_append_printf (text, "\\%c", *value++);
      else if (*value != '\0')
        g_string_append_printf (text, "\\u%04x", (guchar) *value++);
    }
  g_string_append_c (text, '"');
}

/* There are several numbers in each fact of the outbox, and a format is slow to be read. */
static void
append_int (GString *text, gint64 value)
{
  char digits[20];
  gsize first = sizeof (digits);
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  do
    digits[--first] = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (value < 0)
    digits[--first] = '-';
  g_string_append_len (text, digits + first, (gssize) (sizeof (digits) - first));
}

/**
 * desco_json_writer_new:
 *
 * Returns: (transfer full): a writer of one document
 */
DescoJsonWriter *
desco_json_writer_new (void)
{
  DescoJsonWriter *self = g_new0 (DescoJsonWriter, 1);

  self->text = g_string_sized_new (512);
  self->is_first = TRUE;
  return self;
}

/**
 * desco_json_writer_free:
 * @self: (transfer full): a writer
 */
void
desco_json_writer_free (DescoJsonWriter *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * desco_json_writer_begin_object:
 * @self: a writer
 */
void
desco_json_writer_begin_object (DescoJsonWriter *self)
{
  begin (self, '{');
}

/**
 * desco_json_writer_end_object:
 * @self: a writer in an object
 */
void
desco_json_writer_end_object (DescoJsonWriter *self)
{
  end (self, '}');
}

/**
 * desco_json_writer_begin_array:
 * @self: a writer
 */
void
desco_json_writer_begin_array (DescoJsonWriter *self)
{
  begin (self, '[');
}

/**
 * desco_json_writer_end_array:
 * @self: a writer in an array
 */
void
desco_json_writer_end_array (DescoJsonWriter *self)
{
  end (self, ']');
}

/**
 * desco_json_writer_set_member_name:
 * @self: a writer in an object
 * @name: what the next value is called
 */
void
desco_json_writer_set_member_name (DescoJsonWriter *self, const char *name)
{
  begin_value (self);
  append_text (self->text, name);
  g_string_append_c (self->text, ':');
  self->is_first = TRUE;
}

/**
 * desco_json_writer_add_string_value:
 * @self: a writer
 * @value: a text in UTF-8
 */
void
desco_json_writer_add_string_value (DescoJsonWriter *self, const char *value)
{
  begin_value (self);
  append_text (self->text, value);
}

/**
 * desco_json_writer_add_int_value:
 * @self: a writer
 * @value: a number
 */
void
desco_json_writer_add_int_value (DescoJsonWriter *self, gint64 value)
{
  begin_value (self);
  append_int (self->text, value);
}

/**
 * desco_json_writer_add_boolean_value:
 * @self: a writer
 * @value: whether it is so
 */
void
desco_json_writer_add_boolean_value (DescoJsonWriter *self, gboolean value)
{
  begin_value (self);
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * desco_json_writer_add_json_value:
 * @self: a writer
 * @value: a value that is JSON already
 */
void
desco_json_writer_add_json_value (DescoJsonWriter *self, const char *value)
{
  begin_value (self);
  g_string_append (self->text, value);
}

/**
 * desco_json_writer_finish:
 * @self: a writer whose document is whole
 *
 * Returns: (transfer full): its text; @self cannot write any more
 */
GBytes *
desco_json_writer_finish (DescoJsonWriter *self)
{
  return g_string_free_to_bytes (g_steal_pointer (&self->text));
}
