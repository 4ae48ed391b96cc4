/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-row-error.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoImportOptions:
 * @school: (nullable): where a list that names no school goes: a code or a name
 * @columns: (nullable): columns named by hand, each "COLUMN=FIELD"
 * @encoding: (nullable): the text's encoding, as desco_table_encoding_parse() takes it, %NULL to
 *   find out
 * @separator: what parts the cells, NUL to find out
 * @sheet: (nullable): the workbook's sheet, %NULL for its first one
 * @dry_run: whether to report and change nothing
 * @all_or_nothing: whether one refused row refuses the list
 *
 * How to read a list. All zeroes means: recognise everything, take the good rows.
 */
typedef struct
{
  const char *school;
  const char *const *columns;
  const char *encoding;
  char separator;
  const char *sheet;
  gboolean dry_run;
  gboolean all_or_nothing;
} DescoImportOptions;

/**
 * DescoImportColumn:
 * @header: as the list has it
 * @field: (nullable): what it was taken for, %NULL for nothing
 */
typedef struct
{
  char *header;
  char *field;
} DescoImportColumn;

/**
 * DescoImportReport:
 * @read: rows read
 * @added: rows that made somebody new
 * @updated: rows that changed somebody
 * @unchanged: rows that changed nothing
 * @rejected: (element-type DescoRowError): rows refused, by line
 * @warnings: (element-type DescoRowError): rows taken with a reservation; line 0 is the whole list
 * @columns: (element-type DescoImportColumn): the columns and what they were taken for
 * @applied: whether the database was changed as told
 *
 * What an import did, or would do.
 */
typedef struct
{
  guint read;
  guint added;
  guint updated;
  guint unchanged;
  GPtrArray *rejected;
  GPtrArray *warnings;
  GPtrArray *columns;
  gboolean applied;
} DescoImportReport;

/**
 * DescoImportPreview:
 * @columns: (element-type DescoImportColumn): the columns and what they were taken for
 * @rows: (element-type GStrv): the first rows, a text a column
 * @lines: (element-type guint): the line of each
 * @findings: (element-type DescoRowError): what is wrong in them
 *
 * The beginning of a list, to be looked at before it is imported (J-03).
 */
typedef struct
{
  GPtrArray *columns;
  GPtrArray *rows;
  GArray *lines;
  GPtrArray *findings;
} DescoImportPreview;

/**
 * DescoImportProgress:
 * @fraction: how much of the file is done, 0 to 1
 * @read: rows so far
 * @data: what the caller gave
 *
 * Told from the writer's thread, not more than some times a second.
 */
typedef void (*DescoImportProgress) (double fraction, guint read, gpointer data);

DescoImportReport *desco_import_pupils (DescoStore *store,
                                        const char *path,
                                        const DescoImportOptions *options,
                                        DescoImportProgress progress,
                                        gpointer progress_data,
                                        GCancellable *cancellable,
                                        GError **error);
void desco_import_pupils_async (DescoStore *store,
                                const char *path,
                                const DescoImportOptions *options,
                                DescoImportProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
DescoImportReport *desco_import_finish (DescoStore *store, GAsyncResult *result, GError **error);
DescoImportReport *desco_import_guardians (DescoStore *store,
                                           const char *path,
                                           const DescoImportOptions *options,
                                           DescoImportProgress progress,
                                           gpointer progress_data,
                                           GCancellable *cancellable,
                                           GError **error);
DescoImportReport *desco_import_tariffs (DescoStore *store,
                                         const char *path,
                                         const DescoImportOptions *options,
                                         GCancellable *cancellable,
                                         GError **error);
DescoImportPreview *desco_import_preview_pupils (const char *path,
                                                 const DescoImportOptions *options,
                                                 guint n_rows,
                                                 GCancellable *cancellable,
                                                 GError **error);
void desco_import_preview_pupils_async (const char *path,
                                        const DescoImportOptions *options,
                                        guint n_rows,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
DescoImportPreview *desco_import_preview_finish (GAsyncResult *result, GError **error);

void desco_import_report_free (DescoImportReport *self);
void desco_import_preview_free (DescoImportPreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoImportReport, desco_import_report_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoImportPreview, desco_import_preview_free)

G_END_DECLS
