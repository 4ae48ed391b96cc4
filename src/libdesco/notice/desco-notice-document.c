/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-document.h"

#include "desco-config.h"
#include "exchange/desco-output-file.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "notice/desco-notice-renderer.h"
#include "notice/desco-notice-text-private.h"
#include "notice/desco-pdf-language-private.h"
#include "pagopa/desco-notice-number.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

/* The language of a notice, whatever the program's (N-13). */
#define LANGUAGE "it-IT"

typedef struct
{
  DescoOutputFile *file;
  GError *error; /* why a write failed; cairo only knows that it did */
  DescoNoticeRenderer *renderer;
  cairo_surface_t *surface;
  cairo_t *cr;

  guint n_notices; /* 0 where that is not known */
  guint n_written;
  char *group;
  int group_outline;
} Document;

typedef struct
{
  GPtrArray *notices;
  guint position;
} List;

static void
document_clear (Document *document)
{
  /* Destroying the surface still writes to the file. */
  g_clear_pointer (&document->cr, cairo_destroy);
  g_clear_pointer (&document->surface, cairo_surface_destroy);
  g_clear_object (&document->renderer);
  g_clear_pointer (&document->file, desco_output_file_free);
  g_clear_error (&document->error);
  g_clear_pointer (&document->group, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Document, document_clear)

static cairo_status_t
on_write (void *user_data, const unsigned char *data, unsigned int length)
{
  Document *document = user_data;

  if (document->error != NULL
      || !desco_output_file_write (document->file, data, length, &document->error))
    return CAIRO_STATUS_WRITE_ERROR;
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_status (Document *document, GError **error)
{
  cairo_status_t status = cairo_surface_status (document->surface);

  if (status == CAIRO_STATUS_SUCCESS && document->cr != NULL)
    status = cairo_status (document->cr);
  if (document->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&document->error));
      return FALSE;
    }
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The PDF cannot be made: %s."),
               cairo_status_to_string (status));
  return FALSE;
}

static gboolean
has_at_most (const Document *document, guint n_notices)
{
  return document->n_notices > 0 && document->n_notices <= n_notices;
}

static gboolean
begin (Document *document, const char *path, GError **error)
{
  document->file = desco_output_file_open (path, error);
  if (document->file == NULL)
    return FALSE;

  document->surface = cairo_pdf_surface_create_for_stream (
      on_write, document, DESCO_NOTICE_PAGE_WIDTH, DESCO_NOTICE_PAGE_HEIGHT);
  /* Later versions may hide the catalogue in a compressed object. */
  cairo_pdf_surface_restrict_to_version (document->surface, CAIRO_PDF_VERSION_1_4);
  document->cr = cairo_create (document->surface);
  document->renderer = desco_notice_renderer_new ();
  desco_notice_renderer_set_tagged (document->renderer,
                                    has_at_most (document, DESCO_NOTICE_DOCUMENT_TAGGED_MAX));
  return check_status (document, error);
}

static int
find_group (Document *document, const char *group, const char *page)
{
  if (g_strcmp0 (group, document->group) != 0)
    {
      g_free (document->group);
      document->group = g_strdup (group);
      document->group_outline = cairo_pdf_surface_add_outline (
          document->surface, CAIRO_PDF_OUTLINE_ROOT, group, page, CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }
  return document->group_outline;
}

static void
add_bookmark (Document *document, DescoNotice *notice)
{
  const char *group = desco_notice_get_group (notice);
  g_autofree char *name = desco_notice_text_shorten (desco_notice_get_debtor_name (notice),
                                                     DESCO_NOTICE_DEBTOR_NAME_WIDTH);
  g_autofree char *page = g_strdup_printf ("page=%u", document->n_written + 1);
  int parent = CAIRO_PDF_OUTLINE_ROOT;

  if (group != NULL)
    parent = find_group (document, group, page);
  if (group == NULL || has_at_most (document, DESCO_NOTICE_DOCUMENT_BOOKMARKS_MAX))
    cairo_pdf_surface_add_outline (document->surface, parent, name, page, 0);
}

static void
describe (Document *document, DescoNotice *notice)
{
  g_autofree char *now = desco_time_to_rfc3339 (desco_clock_now ());
  g_autofree char *number = desco_notice_number_format (desco_notice_get_number (notice));
  g_autofree char *title = document->n_written == 1
                               ? g_strdup_printf ("Avviso di pagamento %s", number)
                               : g_strdup ("Avvisi di pagamento");

  cairo_pdf_surface_set_metadata (document->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (document->surface, CAIRO_PDF_METADATA_AUTHOR,
                                  desco_notice_get_creditor_name (notice));
  cairo_pdf_surface_set_metadata (document->surface, CAIRO_PDF_METADATA_CREATOR,
                                  "Desco " DESCO_VERSION);
  cairo_pdf_surface_set_metadata (document->surface, CAIRO_PDF_METADATA_CREATE_DATE, now);
}

static gboolean
add_page (Document *document, DescoNotice *notice, GError **error)
{
  if (!desco_notice_renderer_draw (document->renderer, notice, document->cr, error))
    {
      g_prefix_error (error, _ ("Notice %u: "), document->n_written + 1);
      return FALSE;
    }
  add_bookmark (document, notice);
  cairo_show_page (document->cr);
  document->n_written++;
  return check_status (document, error);
}

static gboolean
finish (Document *document, DescoNotice *last, GError **error)
{
  if (last == NULL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "notices",
                             _ ("There are no notices to print: choose at least one."));
      return FALSE;
    }

  describe (document, last);
  g_clear_pointer (&document->cr, cairo_destroy);
  cairo_surface_finish (document->surface);
  return check_status (document, error) && desco_pdf_set_language (document->file, LANGUAGE, error)
         && desco_output_file_commit (document->file, error);
}

static DescoNotice *
on_next (gpointer user_data, GError **error)
{
  List *list = user_data;

  if (list->position == list->notices->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (list->notices, list->position++));
}

/**
 * desco_notice_document_write:
 * @path: (type filename): the PDF to make or to replace
 * @n_notices: how many there will be, 0 where that is not known
 * @next: (scope call): gives the notices in their order
 * @progress: (scope call) (nullable): called after each page
 * @user_data: for @next and @progress
 * @cancellable: (nullable): stops it between two pages
 * @error: %DESCO_INPUT_ERROR of what cannot be printed, %G_IO_ERROR, or what @next says
 *
 * Writes notices into one PDF, a page each, as they come: no more than a page is held in memory. Bookmarks
 * lead to groups and to notices; those of a group follow one another. There is a file at
 * @path only once all of it is on the disk (N-17).
 *
 * Returns: whether the file is there
 */
gboolean
desco_notice_document_write (const char *path,
                             guint n_notices,
                             DescoNoticeNextFunc next,
                             DescoNoticeProgressFunc progress,
                             gpointer user_data,
                             GCancellable *cancellable,
                             GError **error)
{
  g_auto (Document) document = { .n_notices = n_notices };
  g_autoptr (DescoNotice) last = NULL;

  g_return_val_if_fail (next != NULL, FALSE);

  if (!begin (&document, path, error))
    return FALSE;

  while (TRUE)
    {
      g_autoptr (GError) next_error = NULL;
      g_autoptr (DescoNotice) notice = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      notice = next (user_data, &next_error);
      if (next_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&next_error));
          return FALSE;
        }
      if (notice == NULL)
        return finish (&document, last, error);

      if (!add_page (&document, notice, error))
        return FALSE;
      if (progress != NULL)
        progress (document.n_written, user_data);
      g_set_object (&last, notice);
    }
}

/**
 * desco_notice_document_write_list:
 * @path: (type filename): the PDF to make or to replace
 * @notices: (element-type DescoNotice): what to print, in order
 * @cancellable: (nullable): stops it between two pages
 * @error: as desco_notice_document_write()
 *
 * Returns: whether the file is there
 */
gboolean
desco_notice_document_write_list (const char *path,
                                  GPtrArray *notices,
                                  GCancellable *cancellable,
                                  GError **error)
{
  List list = { notices, 0 };

  return desco_notice_document_write (path, notices->len, on_next, NULL, &list, cancellable, error);
}
