/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-pdf-language-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* cairo has no call for a document's language, which its catalogue should tell to assistive
 * technology (N-13). PDF lets a file be amended by what is appended to it: the catalogue again, a
 * cross-reference table of that one object, and a trailer that points back to the first. */

#define TAIL_SIZE 2048
#define ENTRY_SIZE 20 /* of a cross-reference table */
#define CATALOGUE_MAX 4096

typedef struct
{
  int descriptor;
  gint64 size;   /* of the file, in bytes */
  guint64 table; /* where the cross-reference table begins */
  guint64 n_objects;
  guint64 root; /* number of the catalogue */
  guint64 info; /* number of the information dictionary, 0 where there is none */
} Document;

static char *
read_at (const Document *document, guint64 offset, gsize length)
{
  char *text = g_malloc0 (length + 1);
  gssize n_read = pread (document->descriptor, text, length, (off_t) offset);

  text[MAX (n_read, 0)] = '\0';
  /* Searched as text: bytes of nought do not occur in the parts that are read. */
  return text;
}

static gboolean
read_number (const char *text, const char *name, guint64 *number)
{
  const char *found = strstr (text, name);
  char *end;

  if (found == NULL)
    return FALSE;
  found += strlen (name);
  *number = g_ascii_strtoull (found, &end, 10);
  return end > found;
}

static gboolean
read_trailer (Document *document)
{
  gint64 start = MAX (0, document->size - TAIL_SIZE);
  g_autofree char *tail = read_at (document, (guint64) start, TAIL_SIZE);
  const char *trailer = g_strrstr (tail, "trailer");

  if (trailer == NULL)
    return FALSE;
  read_number (trailer, "/Info", &document->info);
  return read_number (trailer, "startxref", &document->table)
         && read_number (trailer, "/Size", &document->n_objects)
         && read_number (trailer, "/Root", &document->root) && document->root > 0
         && document->root < document->n_objects;
}

/* Returns what stands between the outer brackets of the catalogue. */
static char *
read_catalogue (const Document *document)
{
  g_autofree char *head = read_at (document, document->table, 32);
  g_autofree char *entry = NULL;
  g_autofree char *object = NULL;
  const char *entries;
  char *begin;
  char *end;

  if (!g_str_has_prefix (head, "xref\n0 ") || (entries = strchr (head + 5, '\n')) == NULL)
    return NULL;

  entry = read_at (document,
                   document->table + (guint64) (entries + 1 - head) + document->root * ENTRY_SIZE,
                   ENTRY_SIZE);
  object = read_at (document, g_ascii_strtoull (entry, NULL, 10), CATALOGUE_MAX);
  end = strstr (object, "endobj");
  if (end == NULL)
    return NULL;
  *end = '\0';

  begin = strstr (object, "<<");
  end = g_strrstr (object, ">>");
  if (begin == NULL || end <= begin || strstr (begin, "/Catalog") == NULL)
    return NULL;
  return g_strndup (begin + 2, (gsize) (end - begin - 2));
}

static char *
write_amendment (const Document *document, const char *catalogue, const char *language)
{
  GString *text = g_string_new (NULL);
  guint64 offset = (guint64) document->size;
  guint64 table;

  g_string_append_printf (text,
                          "%" G_GUINT64_FORMAT " 0 obj\n<<%s   /Lang (%s)\n"
                          "   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n",
                          document->root, catalogue, language);
  table = offset + text->len;
  g_string_append_printf (text,
                          "xref\n%" G_GUINT64_FORMAT " 1\n%010" G_GUINT64_FORMAT " 00000 n \n"
                          "trailer\n<< /Size %" G_GUINT64_FORMAT "\n   /Root %" G_GUINT64_FORMAT
                          " 0 R\n",
                          document->root, offset, document->n_objects, document->root);
  if (document->info > 0)
    g_string_append_printf (text, "   /Info %" G_GUINT64_FORMAT " 0 R\n", document->info);
  g_string_append_printf (
      text, "   /Prev %" G_GUINT64_FORMAT "\n>>\nstartxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n",
      document->table, table);
  return g_string_free (text, FALSE);
}

/**
 * desco_pdf_set_language:
 * @file: a whole PDF that has a cross-reference table, as cairo writes it for PDF 1.4
 * @language: a language tag
 * @error: %G_IO_ERROR
 *
 * Tells a document's language, and that its title is to be shown.
 *
 * Returns: whether that could be appended
 */
gboolean
desco_pdf_set_language (DescoOutputFile *file, const char *language, GError **error)
{
  Document document = { .descriptor = desco_output_file_get_descriptor (file) };
  g_autofree char *catalogue = NULL;
  g_autofree char *amendment = NULL;

  if (!desco_output_file_flush (file, error))
    return FALSE;

  document.size = lseek (document.descriptor, 0, SEEK_END);
  if (document.size > 0 && read_trailer (&document))
    catalogue = read_catalogue (&document);
  if (catalogue == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The PDF has another form than expected, so its language cannot be "
                              "set."));
      return FALSE;
    }

  amendment = write_amendment (&document, catalogue, language);
  return desco_output_file_write (file, amendment, strlen (amendment), error);
}
