/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>
#include <gio/gio.h>
#include <libxml/xmlreader.h>

G_BEGIN_DECLS

/* One XML part of a workbook (.xlsx), unpacked as it is read. */
typedef struct _DescoXlsxPart DescoXlsxPart;

DescoXlsxPart *
desco_xlsx_part_open (const char *path, goffset size, const char *name, GError **error);
void desco_xlsx_part_free (DescoXlsxPart *self);
gboolean desco_xlsx_part_read (DescoXlsxPart *self, GError **error);
gboolean desco_xlsx_part_enters (DescoXlsxPart *self, const char *element);
gboolean desco_xlsx_part_leaves (DescoXlsxPart *self, const char *element);
gboolean desco_xlsx_part_is_empty (DescoXlsxPart *self);
char *desco_xlsx_part_dup_attribute (DescoXlsxPart *self, const char *name);
const char *desco_xlsx_part_get_text (DescoXlsxPart *self);
goffset desco_xlsx_part_get_position (DescoXlsxPart *self);

void desco_xlsx_set_damaged (GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoXlsxPart, desco_xlsx_part_free)

G_END_DECLS
