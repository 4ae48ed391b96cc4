/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-xlsx-part-private.h"

#include "model/desco-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Sheets pack to a tenth or a thirtieth. What unpacks to far more is made to fill memory. */
#define MAX_RATIO 100
#define FREE_BYTES (G_GINT64_CONSTANT (16) * 1024 * 1024)

struct _DescoXlsxPart
{
  struct archive *archive;
  xmlTextReaderPtr xml;
  goffset budget; /* how many bytes may still be unpacked */
  gboolean overdrawn;
};

/* Keeps the library from printing what is wrong, which shows in xmlTextReaderRead(). */
static void
on_xml_error (void *data,
              const char *message,
              xmlParserSeverities severity,
              xmlTextReaderLocatorPtr locator)
{
}

static int
on_read (void *data, char *buffer, int length)
{
  DescoXlsxPart *self = data;
  la_ssize_t n = archive_read_data (self->archive, buffer, (size_t) length);

  if (n < 0)
    return -1;
  self->budget -= n;
  self->overdrawn = self->budget < 0;
  return self->overdrawn ? -1 : (int) n;
}

static gboolean
find_entry (DescoXlsxPart *self, const char *path, const char *name)
{
  struct archive_entry *entry;

  self->archive = archive_read_new ();
  archive_read_support_format_zip (self->archive);
  if (archive_read_open_filename (self->archive, path, 65536) != ARCHIVE_OK)
    return FALSE;

  while (archive_read_next_header (self->archive, &entry) >= ARCHIVE_WARN)
    {
      const char *pathname = archive_entry_pathname (entry);

      if (pathname != NULL && g_ascii_strcasecmp (pathname, name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Says that the workbook cannot be read. */
void
desco_xlsx_set_damaged (GError **error)
{
  desco_input_error_set (
      error, DESCO_INPUT_ERROR_INVALID, "file",
      _ ("This workbook (.xlsx) is damaged and cannot be read on. Export or save "
         "it again."));
}

/* Opens the part @name of the workbook at @path, of @size bytes. %NULL with @error set where it
 * cannot be read, and without where there is no such part. */
DescoXlsxPart *
desco_xlsx_part_open (const char *path, goffset size, const char *name, GError **error)
{
  g_autoptr (DescoXlsxPart) self = g_new0 (DescoXlsxPart, 1);

  self->budget = FREE_BYTES + MAX_RATIO * size;
  if (!find_entry (self, path, name))
    return NULL;

  /* No network, no entities, none of the limits lifted: the file comes from anywhere. */
  self->xml = xmlReaderForIO (on_read, NULL, self, NULL, NULL,
                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (self->xml == NULL)
    {
      desco_xlsx_set_damaged (error);
      return NULL;
    }
  xmlTextReaderSetErrorHandler (self->xml, on_xml_error, NULL);
  return g_steal_pointer (&self);
}

void
desco_xlsx_part_free (DescoXlsxPart *self)
{
  if (self == NULL)
    return;
  if (self->xml != NULL)
    xmlFreeTextReader (self->xml);
  if (self->archive != NULL)
    archive_read_free (self->archive);
  g_free (self);
}

/* Steps to the next node. %FALSE at the end, and with @error set where the part is damaged. */
gboolean
desco_xlsx_part_read (DescoXlsxPart *self, GError **error)
{
  int status = xmlTextReaderRead (self->xml);

  if (self->overdrawn)
    {
      desco_input_error_set (
          error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "file",
          _ ("This workbook unpacks to far more than a list holds, as files made "
             "to do harm do. Save the list again as CSV from a program that you "
             "trust."));
      return FALSE;
    }
  if (status < 0
      || (status > 0 && xmlTextReaderNodeType (self->xml) == XML_READER_TYPE_DOCUMENT_TYPE))
    {
      desco_xlsx_set_damaged (error);
      return FALSE;
    }
  return status > 0;
}

static gboolean
has_name (DescoXlsxPart *self, const char *element)
{
  const xmlChar *name = xmlTextReaderConstLocalName (self->xml);

  return name != NULL && strcmp ((const char *) name, element) == 0;
}

/* Whether the node is the beginning of @element, in whatever namespace. */
gboolean
desco_xlsx_part_enters (DescoXlsxPart *self, const char *element)
{
  return xmlTextReaderNodeType (self->xml) == XML_READER_TYPE_ELEMENT && has_name (self, element);
}

/* Whether the node is the end of @element, which is its beginning as well where it is empty. */
gboolean
desco_xlsx_part_leaves (DescoXlsxPart *self, const char *element)
{
  int type = xmlTextReaderNodeType (self->xml);

  return (type == XML_READER_TYPE_END_ELEMENT
          || (type == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement (self->xml) == 1))
         && has_name (self, element);
}

/* Whether the element has nothing in it, and so no end of its own. */
gboolean
desco_xlsx_part_is_empty (DescoXlsxPart *self)
{
  return xmlTextReaderIsEmptyElement (self->xml) == 1;
}

/* Returns: (transfer full) (nullable): the attribute of that local name */
char *
desco_xlsx_part_dup_attribute (DescoXlsxPart *self, const char *name)
{
  char *value = NULL;

  while (value == NULL && xmlTextReaderMoveToNextAttribute (self->xml) == 1)
    {
      const xmlChar *local = xmlTextReaderConstLocalName (self->xml);

      if (local != NULL && strcmp ((const char *) local, name) == 0)
        value = g_strdup ((const char *) xmlTextReaderConstValue (self->xml));
    }
  xmlTextReaderMoveToElement (self->xml);
  return value;
}

/* Returns: (transfer none) (nullable): the node's text, where it is text */
const char *
desco_xlsx_part_get_text (DescoXlsxPart *self)
{
  switch (xmlTextReaderNodeType (self->xml))
    {
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
    case XML_READER_TYPE_WHITESPACE:
      return (const char *) xmlTextReaderConstValue (self->xml);
    default:
      return NULL;
    }
}

/* How many packed bytes have been read. */
goffset
desco_xlsx_part_get_position (DescoXlsxPart *self)
{
  return (goffset) archive_filter_bytes (self->archive, 0);
}
