/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-document.h"

#include "model/desco-error.h"
#include "notice/desco-notice-renderer.h"
#include "pagopa/desco-notice-number.h"
#include "papers/desco-paper-text-private.h"
#include "papers/desco-pdf-document-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  DescoPdfDocument *pdf;
  DescoNoticeRenderer *renderer;

  DescoNoticeSheets sheets;
  DescoNotice *waiting; /* for the other half of its sheet */
  guint n_notices;      /* 0 where that is not known */
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
  g_clear_pointer (&document->pdf, desco_pdf_document_free);
  g_clear_object (&document->renderer);
  g_clear_object (&document->waiting);
  g_clear_pointer (&document->group, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Document, document_clear)

static gboolean
has_at_most (const Document *document, guint n_notices)
{
  return document->n_notices > 0 && document->n_notices <= n_notices;
}

static gboolean
begin (Document *document, const char *path, GError **error)
{
  document->pdf
      = desco_pdf_document_open (path, DESCO_NOTICE_PAGE_WIDTH, DESCO_NOTICE_PAGE_HEIGHT, error);
  if (document->pdf == NULL)
    return FALSE;

  document->renderer = desco_notice_renderer_new ();
  desco_notice_renderer_set_tagged (document->renderer,
                                    has_at_most (document, DESCO_NOTICE_DOCUMENT_TAGGED_MAX));
  return TRUE;
}

static int
find_group (Document *document, const char *group)
{
  if (g_strcmp0 (group, document->group) != 0)
    {
      g_free (document->group);
      document->group = g_strdup (group);
      document->group_outline
          = desco_pdf_document_add_bookmark (document->pdf, DESCO_PDF_OUTLINE_ROOT, group, TRUE);
    }
  return document->group_outline;
}

static void
add_bookmark (Document *document, DescoNotice *notice)
{
  const char *group = desco_notice_get_group (notice);
  g_autofree char *name = desco_paper_text_shorten (desco_notice_get_debtor_name (notice),
                                                    DESCO_NOTICE_DEBTOR_NAME_WIDTH);
  int parent = DESCO_PDF_OUTLINE_ROOT;

  if (group != NULL)
    parent = find_group (document, group);
  if (group == NULL || has_at_most (document, DESCO_NOTICE_DOCUMENT_BOOKMARKS_MAX))
    desco_pdf_document_add_bookmark (document->pdf, parent, name, FALSE);
}

/* The bookmarks of a sheet's notices lead to it while it is being drawn. */
static gboolean
add_pages (Document *document, DescoNotice *notice, GError **error)
{
  cairo_t *cr = desco_pdf_document_get_cairo (document->pdf);

  add_bookmark (document, notice);
  for (guint page = 0; page < desco_notice_count_pages (notice); page++)
    {
      if (!desco_notice_renderer_draw (document->renderer, notice, page, cr, error)
          || !desco_pdf_document_end_page (document->pdf, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_two_up (Document *document, DescoNotice *lower, GError **error)
{
  g_autoptr (DescoNotice) upper = g_steal_pointer (&document->waiting);

  add_bookmark (document, upper);
  if (lower != NULL)
    add_bookmark (document, lower);
  return desco_notice_renderer_draw_two_up (document->renderer, upper, lower,
                                            desco_pdf_document_get_cairo (document->pdf), error)
         && desco_pdf_document_end_page (document->pdf, error);
}

static gboolean
add_notice (Document *document, DescoNotice *notice, GError **error)
{
  gboolean added = TRUE;

  if (document->sheets == DESCO_NOTICE_SHEETS_OWN)
    added = add_pages (document, notice, error);
  else if (!desco_notice_check (notice, error) || !desco_notice_check_two_up (notice, error))
    added = FALSE;
  else if (document->waiting != NULL)
    added = add_two_up (document, notice, error);
  else
    document->waiting = g_object_ref (notice);

  if (!added)
    {
      g_prefix_error (error, _ ("Notice %u: "), document->n_written + 1);
      return FALSE;
    }
  document->n_written++;
  return TRUE;
}

static gboolean
finish (Document *document, DescoNotice *last, GError **error)
{
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;

  if (last == NULL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "notices",
                             _ ("There are no notices to print: choose at least one."));
      return FALSE;
    }

  if (document->waiting != NULL && !add_two_up (document, NULL, error))
    return FALSE;
  number = desco_notice_number_format (desco_notice_get_number (last));
  title = document->n_written == 1 ? g_strdup_printf ("Avviso di pagamento %s", number)
                                   : g_strdup ("Avvisi di pagamento");
  return desco_pdf_document_finish (document->pdf, title, desco_notice_get_creditor_name (last),
                                    error);
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
 * @sheets: how notices share the paper
 * @n_notices: how many there will be, 0 where that is not known
 * @next: (scope call): gives the notices in their order
 * @progress: (scope call) (nullable): called after each notice
 * @user_data: for @next and @progress
 * @cancellable: (nullable): stops it between two notices
 * @error: %DESCO_INPUT_ERROR of what cannot be printed, %G_IO_ERROR, or what @next says
 *
 * Writes notices into one PDF, as they come: no more than a page is held in memory. Bookmarks
 * lead to groups and to notices; those of a group follow one another. There is a file at
 * @path only once all of it is on the disk (N-17).
 *
 * Returns: whether the file is there
 */
gboolean
desco_notice_document_write (const char *path,
                             DescoNoticeSheets sheets,
                             guint n_notices,
                             DescoNoticeNextFunc next,
                             DescoNoticeProgressFunc progress,
                             gpointer user_data,
                             GCancellable *cancellable,
                             GError **error)
{
  g_auto (Document) document = { .sheets = sheets, .n_notices = n_notices };
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

      if (!add_notice (&document, notice, error))
        return FALSE;
      if (progress != NULL)
        progress (document.n_written, user_data);
      g_set_object (&last, notice);
    }
}

/**
 * desco_notice_document_write_list:
 * @path: (type filename): the PDF to make or to replace
 * @sheets: how notices share the paper
 * @notices: (element-type DescoNotice): what to print, in order
 * @cancellable: (nullable): stops it between two notices
 * @error: as desco_notice_document_write()
 *
 * Returns: whether the file is there
 */
gboolean
desco_notice_document_write_list (const char *path,
                                  DescoNoticeSheets sheets,
                                  GPtrArray *notices,
                                  GCancellable *cancellable,
                                  GError **error)
{
  List list = { notices, 0 };

  return desco_notice_document_write (path, sheets, notices->len, on_next, NULL, &list, cancellable,
                                      error);
}
