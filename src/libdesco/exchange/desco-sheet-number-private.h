/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DescoSheetFormat:
 * @date: whether the number is a day, perhaps with a time
 * @width: how many digits at least, zeroes before the number: how sheets keep codes; 0 for none
 *
 * What a workbook's number format makes of a number.
 */
typedef struct
{
  gboolean date;
  guint width;
} DescoSheetFormat;

DescoSheetFormat desco_sheet_format_of_id (guint id);
DescoSheetFormat desco_sheet_format_of_code (const char *code);
char *
desco_sheet_number_to_text (const char *number, const DescoSheetFormat *format, gboolean from_1904);
char *desco_sheet_double_to_text (double value);

G_END_DECLS
