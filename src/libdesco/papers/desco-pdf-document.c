/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-pdf-document-private.h"

#include "desco-config.h"
#include "exchange/desco-output-file.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "papers/desco-pdf-language-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

struct _DescoPdfDocument
{
  DescoOutputFile *file;
  GError *error; /* why a write failed; cairo only knows that it did */
  cairo_surface_t *surface;
  cairo_t *cr;
  guint n_pages;
};

static cairo_status_t
on_write (void *user_data, const unsigned char *data, unsigned int length)
{
  DescoPdfDocument *self = user_data;

  if (self->error != NULL || !desco_output_file_write (self->file, data, length, &self->error))
    return CAIRO_STATUS_WRITE_ERROR;
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_status (DescoPdfDocument *self, GError **error)
{
  cairo_status_t status = cairo_surface_status (self->surface);

  if (status == CAIRO_STATUS_SUCCESS && self->cr != NULL)
    status = cairo_status (self->cr);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The PDF cannot be made: %s."),
               cairo_status_to_string (status));
  return FALSE;
}

static void
describe (DescoPdfDocument *self, const char *title, const char *author)
{
  g_autofree char *now = desco_time_to_rfc3339 (desco_clock_now ());

  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  if (author != NULL)
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_AUTHOR, author);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR,
                                  "Desco " DESCO_VERSION);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, now);
}

/**
 * desco_pdf_document_open:
 * @path: (type filename): the PDF to make or to replace
 * @width: of its pages
 * @height: of its pages
 * @error: %DESCO_INPUT_ERROR of @path, or %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): a document without pages
 */
DescoPdfDocument *
desco_pdf_document_open (const char *path, double width, double height, GError **error)
{
  DescoOutputFile *file = desco_output_file_open (path, error);
  g_autoptr (DescoPdfDocument) self = NULL;

  if (file == NULL)
    return NULL;

  self = g_new0 (DescoPdfDocument, 1);
  self->file = file;
  self->surface = cairo_pdf_surface_create_for_stream (on_write, self, width, height);
  /* Later versions may hide the catalogue in a compressed object. */
  cairo_pdf_surface_restrict_to_version (self->surface, CAIRO_PDF_VERSION_1_4);
  self->cr = cairo_create (self->surface);
  return check_status (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * desco_pdf_document_get_cairo:
 * @self: a document
 *
 * Returns: (transfer none): where to draw the present page
 */
cairo_t *
desco_pdf_document_get_cairo (DescoPdfDocument *self)
{
  return self->cr;
}

/**
 * desco_pdf_document_get_n_pages:
 * @self: a document
 *
 * Returns: how many pages are written
 */
guint
desco_pdf_document_get_n_pages (DescoPdfDocument *self)
{
  return self->n_pages;
}

/**
 * desco_pdf_document_add_bookmark:
 * @self: a document
 * @parent: the bookmark above it, or %DESCO_PDF_OUTLINE_ROOT
 * @name: what it is called
 * @open: whether those below it are shown
 *
 * Leads to the present page (N-17).
 *
 * Returns: the bookmark
 */
int
desco_pdf_document_add_bookmark (DescoPdfDocument *self,
                                 int parent,
                                 const char *name,
                                 gboolean open)
{
  g_autofree char *page = g_strdup_printf ("page=%u", self->n_pages + 1);

  return cairo_pdf_surface_add_outline (self->surface, parent, name, page,
                                        open ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
}

/**
 * desco_pdf_document_end_page:
 * @self: a document
 * @error: %G_IO_ERROR
 *
 * Returns: whether the present page is written; the next begins empty
 */
gboolean
desco_pdf_document_end_page (DescoPdfDocument *self, GError **error)
{
  cairo_show_page (self->cr);
  self->n_pages++;
  return check_status (self, error);
}

/**
 * desco_pdf_document_finish:
 * @self: a document whose last page has ended
 * @title: what it is called
 * @author: (nullable): whose it is
 * @error: %G_IO_ERROR
 *
 * Returns: whether the file is there
 */
gboolean
desco_pdf_document_finish (DescoPdfDocument *self,
                           const char *title,
                           const char *author,
                           GError **error)
{
  describe (self, title, author);
  g_clear_pointer (&self->cr, cairo_destroy);
  cairo_surface_finish (self->surface);
  return check_status (self, error)
         && desco_pdf_set_language (self->file, DESCO_PAPER_LANGUAGE, error)
         && desco_output_file_commit (self->file, error);
}

/**
 * desco_pdf_document_free:
 * @self: (transfer full) (nullable): a document; unfinished, it leaves no file
 */
void
desco_pdf_document_free (DescoPdfDocument *self)
{
  if (self == NULL)
    return;
  /* Destroying the surface still writes to the file. */
  g_clear_pointer (&self->cr, cairo_destroy);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  desco_output_file_free (self->file);
  g_clear_error (&self->error);
  g_free (self);
}
