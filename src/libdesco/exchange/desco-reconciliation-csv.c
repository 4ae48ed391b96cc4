/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-reconciliation-file-private.h"

#include "exchange/desco-csv-writer.h"
#include "exchange/desco-output-file.h"
#include "model/desco-date.h"

#include <gio/gunixoutputstream.h>

typedef struct
{
  const DescoReconciliationJob *job;
  DescoCsvWriter *writer;
} Sheet;

static void
add_date (DescoCsvWriter *writer, const GDate *date)
{
  g_autofree char *text = g_date_valid (date) ? desco_date_to_iso (date) : NULL;

  desco_csv_writer_add_text (writer, text);
}

static gboolean
add_line (const DescoReconciliationLine *line, gpointer data, GError **error)
{
  Sheet *sheet = data;
  DescoCsvWriter *writer = sheet->writer;

  add_date (writer, &line->day);
  desco_csv_writer_add_text (writer, desco_reconciliation_kind_to_text (line->kind));
  desco_csv_writer_add_text (writer, line->iuv);
  desco_csv_writer_add_text (writer, line->notice_number);
  desco_csv_writer_add_text (writer, line->receipt);
  desco_csv_writer_add_money (writer, line->received);
  desco_csv_writer_add_money (writer, line->transferred);
  desco_csv_writer_add_money (writer, line->credited);
  desco_csv_writer_add_text (writer, line->regulation);
  add_date (writer, &line->regulation_date);
  desco_csv_writer_add_text (writer, line->psp);
  desco_csv_writer_add_text (writer, line->taxonomy);
  desco_csv_writer_add_text (writer, line->detail);
  return desco_csv_writer_end_row (writer, sheet->job->cancellable, error);
}

static void
tell_progress (guint done, guint total, gpointer data)
{
  const DescoReconciliationPaper *paper = ((Sheet *) data)->job->paper;

  if (paper->progress != NULL)
    paper->progress (done, total, paper->progress_data);
}

/**
 * desco_reconciliation_write_csv: (skip)
 * @job: what to write: a row a payment
 * @error: where to put an error
 *
 * Returns: whether the file is there
 */
gboolean
desco_reconciliation_write_csv (const DescoReconciliationJob *job, GError **error)
{
  static const DescoReconciliationSink sink = { .add_line = add_line, .progress = tell_progress };
  g_autoptr (DescoOutputFile) file = desco_output_file_open (job->paper->path, error);
  g_autoptr (GOutputStream) raw = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (DescoCsvWriter) writer = NULL;
  Sheet sheet = { job, NULL };

  if (file == NULL)
    return FALSE;
  raw = g_unix_output_stream_new (desco_output_file_get_descriptor (file), FALSE);
  stream = g_buffered_output_stream_new (raw);
  writer = desco_csv_writer_new (stream, '\0');
  sheet.writer = writer;
  for (guint i = 0; i < DESCO_RECONCILIATION_COLUMNS; i++)
    desco_csv_writer_add_text (writer, desco_reconciliation_describe_column (i));

  return desco_csv_writer_end_row (writer, job->cancellable, error)
         && desco_reconciliation_run (job->store, job->query, &sink, &sheet, job->totals,
                                      job->cancellable, error)
         && g_output_stream_flush (stream, job->cancellable, error)
         && desco_output_file_commit (file, error);
}
