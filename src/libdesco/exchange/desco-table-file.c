/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-table-file-private.h"

#include "model/desco-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define SAMPLE_BYTES 4096

typedef struct
{
  const char *magic;
  gsize length;
  const char *message;
} Stranger;

#define MAGIC(bytes) bytes, sizeof (bytes) - 1

/* What people choose by mistake, known by its first bytes, and what they can do about it. */
static const Stranger strangers[] = {
  { MAGIC ("%PDF-"),
    N_ ("This is a PDF, whatever its name says. Export the list as CSV, .xls or .xlsx instead.") },
  { MAGIC ("{\\rtf"),
    N_ ("This is a document (RTF), not a list. Export it as CSV, .xls or .xlsx.") },
  { MAGIC ("\211PNG"), N_ ("This is a picture, not a list. Export it as CSV, .xls or .xlsx.") },
  { MAGIC ("\377\330\377"),
    N_ ("This is a picture, not a list. Export it as CSV, .xls or .xlsx.") },
  { MAGIC ("GIF8"), N_ ("This is a picture, not a list. Export it as CSV, .xls or .xlsx.") },
  { MAGIC ("\037\213"),
    N_ ("This is a compressed file (gzip). Unpack it and take the list inside.") },
  { MAGIC ("BZh"), N_ ("This is a compressed file (bzip2). Unpack it and take the list inside.") },
  { MAGIC ("7z\274\257"), N_ ("This is a 7-Zip archive. Unpack it and take the list inside.") },
  { MAGIC ("Rar!"), N_ ("This is a RAR archive. Unpack it and take the list inside.") },
  { MAGIC ("SQLite format 3"),
    N_ ("This is a database, not a list. Choose the list that the register "
        "exported as CSV, .xls or .xlsx.") },
  { MAGIC ("\177ELF"),
    N_ ("This is a program, not a list. Choose the list that the register exported.") },
  { MAGIC ("MZ\220"),
    N_ ("This is a program, not a list. Choose the list that the register exported.") },
};

static gboolean
set_error (GError **error, const char *message)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file", "%s", message);
  return FALSE;
}

static gboolean
starts_with (const char *data, gsize length, const char *magic, gsize magic_length)
{
  return length >= magic_length && memcmp (data, magic, magic_length) == 0;
}

static gboolean
starts_with_word (const char *text, const char *word)
{
  return g_ascii_strncasecmp (text, word, strlen (word)) == 0;
}

/* Web pages and XML pass for .xls with many programs; Excel opens them, so their makers never
 * noticed. */
static gboolean
check_markup (const char *text, GError **error)
{
  if (starts_with (text, strlen (text), "\357\273\277", 3))
    text += 3;
  while (g_ascii_isspace (*text))
    text++;

  if (starts_with_word (text, "<!doctype html") || starts_with_word (text, "<html")
      || starts_with_word (text, "<table") || starts_with_word (text, "<head")
      || starts_with_word (text, "<meta"))
    return set_error (error, _ ("This is a web page, whatever its name says. Open it with Excel or "
                                "LibreOffice, save it as .xlsx, and take that."));
  if (starts_with_word (text, "<?xml"))
    return set_error (error, _ ("This is an XML file, not a list. If Excel or LibreOffice opens it "
                                "as a sheet, save it as .xlsx and take that."));
  return TRUE;
}

/* A ZIP may be many things; its entries say which. */
static gboolean
check_zip (const char *path, GError **error)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  gboolean workbook = FALSE, binary = FALSE, ods = FALSE, document = FALSE, readable = FALSE;

  archive_read_support_format_zip (archive);
  if (archive_read_open_filename (archive, path, 65536) == ARCHIVE_OK)
    {
      readable = TRUE;
      while (!workbook && archive_read_next_header (archive, &entry) >= ARCHIVE_WARN)
        {
          const char *name = archive_entry_pathname (entry);

          if (name == NULL)
            continue;
          workbook = g_ascii_strcasecmp (name, "xl/workbook.xml") == 0;
          binary = binary || g_ascii_strcasecmp (name, "xl/workbook.bin") == 0;
          ods = ods || strcmp (name, "content.xml") == 0;
          document
              = document || g_str_has_prefix (name, "word/") || g_str_has_prefix (name, "ppt/");
        }
    }
  archive_read_free (archive);

  if (workbook)
    return TRUE;
  if (binary)
    return set_error (error, _ ("This is a binary Excel workbook (.xlsb). Open it with Excel, save "
                                "it as .xlsx, and take that."));
  if (ods)
    return set_error (error, _ ("This is a LibreOffice file (.ods or .odt). Open it with "
                                "LibreOffice, save it as .xlsx or CSV, and take that."));
  if (document)
    return set_error (error,
                      _ ("This is a Word or PowerPoint document, not a list. Put the list in "
                         "a sheet, save it as .xlsx, and take that."));
  if (readable)
    return set_error (error,
                      _ ("This is a ZIP archive without a workbook in it. Unpack it and take "
                         "the list inside."));
  return set_error (error, _ ("This workbook is damaged: it cannot be unpacked. Export or save it "
                              "again."));
}

static gboolean
recognise_content (const char *path,
                   const char *data,
                   gsize length,
                   DescoTableKind *kind,
                   GError **error)
{
  static const char ole2[] = "\320\317\021\340\241\261\032\341";

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      if (starts_with (data, length, strangers[i].magic, strangers[i].length))
        return set_error (error, _ (strangers[i].message));
    }

  *kind = DESCO_TABLE_KIND_TEXT;
  if (starts_with (data, length, "PK\003\004", 4) || starts_with (data, length, "PK\005\006", 4))
    {
      *kind = DESCO_TABLE_KIND_XLSX;
      return check_zip (path, error);
    }
  /* Excel before 1993 wrote its records without a container around them. */
  if (starts_with (data, length, ole2, 8) || starts_with (data, length, "\011\000\004\000", 4)
      || starts_with (data, length, "\011\002\006\000", 4)
      || starts_with (data, length, "\011\004\006\000", 4)
      || starts_with (data, length, "\011\010\010\000", 4))
    {
      *kind = DESCO_TABLE_KIND_XLS;
      return TRUE;
    }
  return check_markup (data, error);
}

/* Says in our own words why the file cannot be had; the system's are kept where there is nothing
 * better to say. */
static gboolean
set_file_error (GError *failure, GError **error)
{
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (failure));
      return FALSE;
    }
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "file",
                             _ ("There is no such file. Check its name and folder."));
      return FALSE;
    }
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return set_error (error, _ ("The file may not be read by this user. Change its permissions, or "
                                "copy it to your own folder."));

  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file",
                         _ ("The file cannot be read: %s"), failure->message);
  return FALSE;
}

static gboolean
check_type (GFileType type, goffset size, GError **error)
{
  if (type == G_FILE_TYPE_DIRECTORY)
    return set_error (error, _ ("This is a folder, not a file. Choose the list inside it."));
  if (type != G_FILE_TYPE_REGULAR)
    return set_error (error, _ ("This is a device or a pipe, not a file. Choose a list saved on "
                                "disk."));
  if (size == 0)
    return set_error (error, _ ("The file is empty. Export the list again."));
  return TRUE;
}

/* Finds out what the file at @path is by its content, whatever its name ends in. A file that is no
 * list is refused with %DESCO_INPUT_ERROR about `file`, saying what it is and what to do. */
gboolean
desco_table_file_recognise (const char *path,
                            DescoTableKind *kind,
                            goffset *size,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) failure = NULL;
  char sample[SAMPLE_BYTES + 1] = { 0 };
  gsize length;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &failure);
  if (info == NULL)
    return set_file_error (failure, error);

  *size = g_file_info_get_size (info);
  if (!check_type (g_file_info_get_file_type (info), *size, error))
    return FALSE;

  stream = g_file_read (file, cancellable, &failure);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), sample, SAMPLE_BYTES, &length,
                                   cancellable, &failure))
    return set_file_error (failure, error);

  return recognise_content (path, sample, length, kind, error);
}
