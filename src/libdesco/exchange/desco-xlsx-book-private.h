/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-sheet-number-private.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a sheet of a workbook (.xlsx) refers to: its strings, its number formats, its calendar. */
typedef struct _DescoXlsxBook DescoXlsxBook;

DescoXlsxBook *desco_xlsx_book_open (const char *path,
                                     goffset size,
                                     const char *sheet,
                                     GCancellable *cancellable,
                                     GError **error);
void desco_xlsx_book_free (DescoXlsxBook *self);
const char *desco_xlsx_book_get_sheet_part (const DescoXlsxBook *self);
gboolean desco_xlsx_book_counts_from_1904 (const DescoXlsxBook *self);
const char *desco_xlsx_book_get_string (const DescoXlsxBook *self, const char *index);
DescoSheetFormat desco_xlsx_book_get_format (const DescoXlsxBook *self, const char *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoXlsxBook, desco_xlsx_book_free)

G_END_DECLS
