/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lines of a report, kept on the disk in a file without a name until it is known how many pages
 * they fill. */
typedef struct _DescoReportSpool DescoReportSpool;

DescoReportSpool *desco_report_spool_open (const char *path, GError **error);
gboolean desco_report_spool_add (DescoReportSpool *self,
                                 guint8 kind,
                                 const char *const *texts,
                                 guint n_texts,
                                 GError **error);
gboolean desco_report_spool_rewind (DescoReportSpool *self, GError **error);
gboolean
desco_report_spool_next (DescoReportSpool *self, guint8 *kind, GPtrArray *texts, GError **error);
void desco_report_spool_free (DescoReportSpool *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReportSpool, desco_report_spool_free)

G_END_DECLS
