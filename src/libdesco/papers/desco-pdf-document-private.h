/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

/* For papers/ and notice/. */

G_BEGIN_DECLS

/* The papers' language, whatever the program's (N-13). */
#define DESCO_PAPER_LANGUAGE "it-IT"

#define DESCO_PDF_OUTLINE_ROOT 0

/* A PDF that is written page by page: no more than a page is held in memory, and there is a file
 * only once all of it is on the disk. All lengths are points. */
typedef struct _DescoPdfDocument DescoPdfDocument;

DescoPdfDocument *
desco_pdf_document_open (const char *path, double width, double height, GError **error);
cairo_t *desco_pdf_document_get_cairo (DescoPdfDocument *self);
guint desco_pdf_document_get_n_pages (DescoPdfDocument *self);
int desco_pdf_document_add_bookmark (DescoPdfDocument *self,
                                     int parent,
                                     const char *name,
                                     gboolean open);
gboolean desco_pdf_document_end_page (DescoPdfDocument *self, GError **error);
gboolean desco_pdf_document_finish (DescoPdfDocument *self,
                                    const char *title,
                                    const char *author,
                                    GError **error);
void desco_pdf_document_free (DescoPdfDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoPdfDocument, desco_pdf_document_free)

G_END_DECLS
