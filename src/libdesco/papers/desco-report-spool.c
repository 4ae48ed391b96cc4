/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-report-spool-private.h"

#include "exchange/desco-output-file.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* On the disk a line is its kind, how many texts it has, and of each text its length and its bytes. */

struct _DescoReportSpool
{
  DescoOutputFile *file; /* never committed, and so it goes away */
  FILE *reader;
};

static gboolean
set_read_error (DescoReportSpool *self, GError **error)
{
  int code = ferror (self->reader) ? errno : EIO;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
               _ ("The report's lines cannot be read again: %s."), g_strerror (code));
  return FALSE;
}

static gboolean
read_bytes (DescoReportSpool *self, void *data, gsize length, GError **error)
{
  return fread (data, 1, length, self->reader) == length || set_read_error (self, error);
}

static gboolean
read_text (DescoReportSpool *self, char **text, GError **error)
{
  guint32 length;
  g_autofree char *read = NULL;

  if (!read_bytes (self, &length, sizeof length, error))
    return FALSE;
  read = g_malloc ((gsize) length + 1);
  if (!read_bytes (self, read, length, error))
    return FALSE;
  read[length] = '\0';
  *text = g_steal_pointer (&read);
  return TRUE;
}

/**
 * desco_report_spool_open:
 * @path: (type filename): beside which file the lines are kept
 * @error: %DESCO_INPUT_ERROR of @path, or %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): an empty spool
 */
DescoReportSpool *
desco_report_spool_open (const char *path, GError **error)
{
  DescoOutputFile *file = desco_output_file_open (path, error);
  DescoReportSpool *self;

  if (file == NULL)
    return NULL;

  self = g_new0 (DescoReportSpool, 1);
  self->file = file;
  return self;
}

/**
 * desco_report_spool_add:
 * @self: a spool
 * @kind: what line it is
 * @texts: (array length=n_texts): what it says; %NULL in it is an empty text
 * @n_texts: at most 255
 * @error: %G_IO_ERROR
 *
 * Returns: whether the line is kept
 */
gboolean
desco_report_spool_add (DescoReportSpool *self,
                        guint8 kind,
                        const char *const *texts,
                        guint n_texts,
                        GError **error)
{
  const guint8 head[] = { kind, (guint8) n_texts };

  g_return_val_if_fail (n_texts <= G_MAXUINT8, FALSE);

  if (!desco_output_file_write (self->file, head, sizeof head, error))
    return FALSE;
  for (guint i = 0; i < n_texts; i++)
    {
      const char *text = texts[i] != NULL ? texts[i] : "";
      guint32 length = (guint32) strlen (text);

      if (!desco_output_file_write (self->file, &length, sizeof length, error)
          || !desco_output_file_write (self->file, text, length, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * desco_report_spool_rewind:
 * @self: a spool, to which nothing is added any more
 * @error: %G_IO_ERROR
 *
 * Returns: whether desco_report_spool_next() begins with the first line
 */
gboolean
desco_report_spool_rewind (DescoReportSpool *self, GError **error)
{
  int descriptor;

  if (self->reader == NULL)
    {
      if (!desco_output_file_flush (self->file, error))
        return FALSE;
      descriptor = dup (desco_output_file_get_descriptor (self->file));
      self->reader = descriptor >= 0 ? fdopen (descriptor, "r") : NULL;
    }
  if (self->reader != NULL && fseek (self->reader, 0, SEEK_SET) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno),
               _ ("The report's lines cannot be read again: %s."), g_strerror (errno));
  return FALSE;
}

/**
 * desco_report_spool_next:
 * @self: a spool that was rewound
 * @kind: (out): what line it is
 * @texts: (element-type utf8): is emptied and takes what it says; it frees its elements
 * @error: %G_IO_ERROR
 *
 * Returns: whether there was one more line; %FALSE after the last, or with @error set
 */
gboolean
desco_report_spool_next (DescoReportSpool *self, guint8 *kind, GPtrArray *texts, GError **error)
{
  int first = fgetc (self->reader);
  guint8 n_texts;

  g_ptr_array_set_size (texts, 0);
  if (first == EOF)
    return ferror (self->reader) ? set_read_error (self, error) : FALSE;
  *kind = (guint8) first;
  if (!read_bytes (self, &n_texts, 1, error))
    return FALSE;

  for (guint i = 0; i < n_texts; i++)
    {
      char *text;

      if (!read_text (self, &text, error))
        return FALSE;
      g_ptr_array_add (texts, text);
    }
  return TRUE;
}

/**
 * desco_report_spool_free:
 * @self: (transfer full) (nullable): a spool
 */
void
desco_report_spool_free (DescoReportSpool *self)
{
  if (self == NULL)
    return;
  if (self->reader != NULL)
    fclose (self->reader);
  desco_output_file_free (self->file);
  g_free (self);
}
