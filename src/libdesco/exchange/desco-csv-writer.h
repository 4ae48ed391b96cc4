/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DESCO_TYPE_CSV_WRITER (desco_csv_writer_get_type ())
G_DECLARE_FINAL_TYPE (DescoCsvWriter, desco_csv_writer, DESCO, CSV_WRITER, GObject)

DescoCsvWriter *desco_csv_writer_new (GOutputStream *stream, char separator);
void desco_csv_writer_add_text (DescoCsvWriter *self, const char *text);
void desco_csv_writer_add_integer (DescoCsvWriter *self, gint64 value);
void desco_csv_writer_add_money (DescoCsvWriter *self, gint64 cents);
gboolean desco_csv_writer_end_row (DescoCsvWriter *self, GCancellable *cancellable, GError **error);

G_END_DECLS
