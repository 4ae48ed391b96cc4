/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DESCO_REPORT_COLUMNS_MAX 16

/**
 * DescoReportHead:
 * @title: what the report is
 * @creditor: (nullable): whose it is: the municipality's name
 * @creditor_tax_code: (nullable): its tax code
 * @department: (nullable): its office
 * @period: (nullable): what time it is about: `dal 01/09/2026 al 30/09/2026`
 * @made: (nullable): when, and by whom: `Stampato il 02/10/2026 da Rossi Anna`
 * @landscape: whether the sheets lie on their long side
 * @internal: whether each page says that it stays in the office
 * @practice: whether each page says that it only trains somebody
 *
 * What stands above a report. The texts are borrowed for the time of the call.
 */
typedef struct
{
  const char *title;
  const char *creditor;
  const char *creditor_tax_code;
  const char *department;
  const char *period;
  const char *made;
  gboolean landscape;
  gboolean internal;
  gboolean practice;
} DescoReportHead;

/**
 * DescoReportColumn:
 * @title: what stands above it
 * @width: its share of the table's width, beside the others'
 * @to_right: whether it stands on the right, as money and numbers do
 *
 * A column of a table. The title is borrowed for the time of the call.
 */
typedef struct
{
  const char *title;
  guint width;
  gboolean to_right;
} DescoReportColumn;

/* A report on paper: tables of any length, one line a row, with their totals, and where to sign. */
typedef struct _DescoReportDocument DescoReportDocument;

DescoReportDocument *
desco_report_document_open (const char *path, const DescoReportHead *head, GError **error);
gboolean desco_report_document_begin_table (DescoReportDocument *self,
                                            const char *title,
                                            const DescoReportColumn *columns,
                                            guint n_columns,
                                            GError **error);
gboolean
desco_report_document_add_row (DescoReportDocument *self, const char *const *cells, GError **error);
gboolean
desco_report_document_add_section (DescoReportDocument *self, const char *title, GError **error);
gboolean desco_report_document_add_total (DescoReportDocument *self,
                                          const char *const *cells,
                                          GError **error);
gboolean
desco_report_document_add_text (DescoReportDocument *self, const char *text, GError **error);
gboolean
desco_report_document_add_signature (DescoReportDocument *self, const char *role, GError **error);
gboolean
desco_report_document_finish (DescoReportDocument *self, GCancellable *cancellable, GError **error);
void desco_report_document_free (DescoReportDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReportDocument, desco_report_document_free)

G_END_DECLS
