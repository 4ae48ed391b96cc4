/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-symbol-private.h"

#include "model/desco-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <zint.h>

/* The QR of a notice: version 4, error correction M (N-09). */
#define QR_VERSION 4
#define QR_ERROR_CORRECTION_M 2

#define MAX_MODULES 144

typedef struct zint_symbol ZintSymbol;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZintSymbol, ZBarcode_Delete)

static gboolean
is_dark (const ZintSymbol *symbol, int row, int column)
{
  return (symbol->encoded_data[row][column / 8] >> (column % 8) & 1) != 0;
}

/* A row of modules is one dashed line, from its first dark module to its last: the path of a code
 * has two points a row instead of two a run, and is written in a third of the time. */
static void
draw_row (cairo_t *cr, const ZintSymbol *symbol, int row, int x, int middle_y, int module)
{
  double dashes[MAX_MODULES];
  int n_dashes = 0;
  int start = 0;
  int column;

  while (start < symbol->width && !is_dark (symbol, row, start))
    start++;
  if (start == symbol->width)
    return;

  for (column = start; column < symbol->width;)
    {
      gboolean dark = is_dark (symbol, row, column);
      int from = column;

      while (column < symbol->width && is_dark (symbol, row, column) == dark)
        column++;
      dashes[n_dashes++] = (column - from) * module;
    }

  cairo_set_dash (cr, dashes, n_dashes, 0);
  cairo_move_to (cr, x + start * module, middle_y);
  cairo_line_to (cr, x + column * module, middle_y);
  cairo_stroke (cr);
}

static void
draw_modules (cairo_t *cr, const ZintSymbol *symbol, int x, int y, int module)
{
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, module);
  for (int row = 0; row < symbol->rows; row++)
    draw_row (cr, symbol, row, x, y + row * module + module / 2, module);
}

static gboolean
encode (ZintSymbol *symbol, const char *text, GError **error)
{
  if (ZBarcode_Encode (symbol, (unsigned char *) text, (int) strlen (text)) < ZINT_ERROR)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The notice's code cannot be drawn: %s"),
               symbol->errtxt);
  return FALSE;
}

/**
 * desco_notice_symbol_draw_qr:
 * @cr: where to draw, in the unit of both codes
 * @x: left side, without quiet zone
 * @y: top, without quiet zone
 * @text: as desco_notice_qr_text() wrote it
 * @error: %G_IO_ERROR where the text does not fit
 *
 * Draws a QR of version 4, 33 modules a side, with error correction M (N-09).
 *
 * Returns: whether it was drawn
 */
gboolean
desco_notice_symbol_draw_qr (cairo_t *cr, int x, int y, const char *text, GError **error)
{
  g_autoptr (ZintSymbol) symbol = ZBarcode_Create ();

  symbol->symbology = BARCODE_QRCODE;
  symbol->option_1 = QR_ERROR_CORRECTION_M;
  symbol->option_2 = QR_VERSION;
  if (!encode (symbol, text, error))
    return FALSE;

  draw_modules (cr, symbol, x, y, DESCO_NOTICE_QR_MODULE);
  return TRUE;
}

/**
 * desco_notice_symbol_draw_data_matrix:
 * @cr: where to draw, in the unit of both codes
 * @x: left side, without quiet zone
 * @y: top, without quiet zone
 * @text: as desco_notice_data_matrix_text() wrote it
 * @error: %G_IO_ERROR where the text does not fit
 *
 * Draws a Data Matrix of 48 modules a side. A text with many characters that are neither letters nor
 * digits needs 52: its modules keep their size, as smaller ones would not read at 150 dpi (N-10).
 *
 * Returns: whether it was drawn
 */
gboolean
desco_notice_symbol_draw_data_matrix (cairo_t *cr, int x, int y, const char *text, GError **error)
{
  g_autoptr (ZintSymbol) symbol = ZBarcode_Create ();

  symbol->symbology = BARCODE_DATAMATRIX;
  symbol->option_3 = DM_SQUARE;
  if (!encode (symbol, text, error))
    return FALSE;

  draw_modules (cr, symbol, x, y, DESCO_NOTICE_DATA_MATRIX_MODULE);
  return TRUE;
}
