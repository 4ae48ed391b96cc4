/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-xlsx-book-private.h"

#include "exchange/desco-table-reader.h"
#include "exchange/desco-xlsx-part-private.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The strings of a workbook are shared by its cells and held in memory, once each: enough for a
 * million rows, and an end to it. */
#define MAX_STRING_BYTES (128 * 1024 * 1024)
#define MAX_STYLES 65536

struct _DescoXlsxBook
{
  char *sheet_part;
  gboolean from_1904;
  GString *text;      /* the strings, each ended by a NUL */
  GArray *strings;    /* of gsize: where in @text each starts */
  GHashTable *custom; /* number format id to DescoSheetFormat */
  GArray *formats;    /* of DescoSheetFormat, one a cell style */
};

typedef struct
{
  const char *path;
  goffset size;
  GCancellable *cancellable;
} Place;

static guint
parse_index (const char *text)
{
  guint64 index;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &index, NULL))
    return G_MAXUINT;
  return (guint) index;
}

static gboolean
is_true (const char *text)
{
  return text != NULL && (strcmp (text, "1") == 0 || g_ascii_strcasecmp (text, "true") == 0);
}

/* Finds the sheet's relation: the one called @name, else the first that is not hidden. */
static char *
find_sheet (DescoXlsxBook *self, const Place *place, const char *name, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (DescoXlsxPart) part
      = desco_xlsx_part_open (place->path, place->size, "xl/workbook.xml", &failure);
  g_autofree char *relation = NULL;

  while (part != NULL && desco_xlsx_part_read (part, &failure))
    {
      if (desco_xlsx_part_enters (part, "workbookPr"))
        {
          g_autofree char *from_1904 = desco_xlsx_part_dup_attribute (part, "date1904");

          self->from_1904 = is_true (from_1904);
        }
      else if (desco_xlsx_part_enters (part, "sheet") && relation == NULL)
        {
          g_autofree char *sheet_name = desco_xlsx_part_dup_attribute (part, "name");
          g_autofree char *state = desco_xlsx_part_dup_attribute (part, "state");
          gboolean hidden = state != NULL && strcmp (state, "visible") != 0;

          if (name != NULL ? g_strcmp0 (name, sheet_name) == 0 : !hidden)
            relation = desco_xlsx_part_dup_attribute (part, "id");
        }
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (relation == NULL && name != NULL)
    desco_input_error_set (
        error, DESCO_INPUT_ERROR_NOT_FOUND, "file",
        _ ("There is no sheet called “%s” in this workbook. Write the name as its tab has it."),
        name);
  else if (relation == NULL)
    desco_xlsx_set_damaged (error);
  return g_steal_pointer (&relation);
}

/* Follows the relation to the part that holds the sheet. */
static gboolean
find_sheet_part (DescoXlsxBook *self, const Place *place, const char *relation, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (DescoXlsxPart) part
      = desco_xlsx_part_open (place->path, place->size, "xl/_rels/workbook.xml.rels", &failure);

  while (part != NULL && self->sheet_part == NULL && desco_xlsx_part_read (part, &failure))
    {
      if (desco_xlsx_part_enters (part, "Relationship"))
        {
          g_autofree char *id = desco_xlsx_part_dup_attribute (part, "Id");
          g_autofree char *target = desco_xlsx_part_dup_attribute (part, "Target");

          if (target != NULL && g_strcmp0 (id, relation) == 0)
            self->sheet_part
                = target[0] == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL);
        }
    }

  if (self->sheet_part != NULL)
    return TRUE;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    desco_xlsx_set_damaged (error);
  return FALSE;
}

static void
read_number_format (DescoXlsxBook *self, DescoXlsxPart *part)
{
  g_autofree char *id = desco_xlsx_part_dup_attribute (part, "numFmtId");
  g_autofree char *code = desco_xlsx_part_dup_attribute (part, "formatCode");
  DescoSheetFormat *format;

  if (id == NULL || code == NULL || g_hash_table_size (self->custom) >= MAX_STYLES)
    return;
  format = g_new (DescoSheetFormat, 1);
  *format = desco_sheet_format_of_code (code);
  g_hash_table_replace (self->custom, GUINT_TO_POINTER (parse_index (id)), format);
}

static void
read_cell_style (DescoXlsxBook *self, DescoXlsxPart *part)
{
  g_autofree char *text = desco_xlsx_part_dup_attribute (part, "numFmtId");
  guint id = parse_index (text);
  const DescoSheetFormat *custom = g_hash_table_lookup (self->custom, GUINT_TO_POINTER (id));
  DescoSheetFormat format = custom != NULL ? *custom : desco_sheet_format_of_id (id);

  if (self->formats->len < MAX_STYLES)
    g_array_append_val (self->formats, format);
}

static gboolean
read_styles (DescoXlsxBook *self, const Place *place, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (DescoXlsxPart) part
      = desco_xlsx_part_open (place->path, place->size, "xl/styles.xml", &failure);
  gboolean within = FALSE;

  while (part != NULL && desco_xlsx_part_read (part, &failure))
    {
      if (desco_xlsx_part_enters (part, "numFmt"))
        read_number_format (self, part);
      else if (within && desco_xlsx_part_enters (part, "xf"))
        read_cell_style (self, part);
      if (desco_xlsx_part_enters (part, "cellXfs"))
        within = TRUE;
      if (desco_xlsx_part_leaves (part, "cellXfs"))
        within = FALSE;
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_strings (DescoXlsxBook *self, const Place *place, GError **error)
{
  if (self->text->len > MAX_STRING_BYTES)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "file",
                             _ ("This workbook holds more text than fits. Save the sheet as CSV, "
                                "and take that."));
      return FALSE;
    }
  return !g_cancellable_set_error_if_cancelled (place->cancellable, error);
}

/* Takes the text of the strings; what is written beside it in small letters, how to read it aloud
 * in Japanese, is none of it. */
static gboolean
read_strings (DescoXlsxBook *self, const Place *place, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (DescoXlsxPart) part
      = desco_xlsx_part_open (place->path, place->size, "xl/sharedStrings.xml", &failure);
  gboolean text = FALSE, aside = FALSE;

  while (part != NULL && desco_xlsx_part_read (part, &failure))
    {
      const char *piece = text && !aside ? desco_xlsx_part_get_text (part) : NULL;

      if (piece != NULL)
        {
          g_string_append (self->text, piece);
          continue;
        }
      if (desco_xlsx_part_enters (part, "si"))
        g_array_append_val (self->strings, self->text->len);
      if (desco_xlsx_part_enters (part, "rPh"))
        aside = TRUE;
      if (desco_xlsx_part_enters (part, "t"))
        text = TRUE;
      if (desco_xlsx_part_leaves (part, "t"))
        text = FALSE;
      if (desco_xlsx_part_leaves (part, "rPh"))
        aside = FALSE;
      if (desco_xlsx_part_leaves (part, "si"))
        {
          g_string_append_c (self->text, '\0');
          if (!check_strings (self, place, &failure))
            break;
        }
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/* Opens the workbook at @path, of @size bytes, at its sheet called @sheet or at its first one. */
DescoXlsxBook *
desco_xlsx_book_open (const char *path,
                      goffset size,
                      const char *sheet,
                      GCancellable *cancellable,
                      GError **error)
{
  const Place place = { path, size, cancellable };
  g_autoptr (DescoXlsxBook) self = g_new0 (DescoXlsxBook, 1);
  g_autofree char *relation = NULL;

  self->text = g_string_new (NULL);
  self->strings = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->custom = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->formats = g_array_new (FALSE, FALSE, sizeof (DescoSheetFormat));

  relation = find_sheet (self, &place, sheet, error);
  if (relation == NULL || !find_sheet_part (self, &place, relation, error)
      || !read_styles (self, &place, error) || !read_strings (self, &place, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
desco_xlsx_book_free (DescoXlsxBook *self)
{
  if (self == NULL)
    return;
  g_free (self->sheet_part);
  g_string_free (self->text, TRUE);
  g_array_unref (self->strings);
  g_hash_table_unref (self->custom);
  g_array_unref (self->formats);
  g_free (self);
}

/* The name of the part that holds the sheet. */
const char *
desco_xlsx_book_get_sheet_part (const DescoXlsxBook *self)
{
  return self->sheet_part;
}

/* Whether days are counted from 1904, as Excel on the Mac did, and not from 1900. */
gboolean
desco_xlsx_book_counts_from_1904 (const DescoXlsxBook *self)
{
  return self->from_1904;
}

/* Returns: (transfer none) (nullable): the shared string of that index, as a cell writes it */
const char *
desco_xlsx_book_get_string (const DescoXlsxBook *self, const char *index)
{
  guint i = parse_index (index);

  if (i >= self->strings->len)
    return NULL;
  return self->text->str + g_array_index (self->strings, gsize, i);
}

/* What the cell style of that index, as a cell writes it, makes of numbers. */
DescoSheetFormat
desco_xlsx_book_get_format (const DescoXlsxBook *self, const char *style)
{
  DescoSheetFormat none = { 0 };
  guint i = parse_index (style);

  return i < self->formats->len ? g_array_index (self->formats, DescoSheetFormat, i) : none;
}
