/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The two codes of a notice as shapes.
 *
 * They are drawn in a unit of which the modules of both are whole multiples, as PDF writes whole
 * numbers shorter: 528 units are the side of a QR of 33 modules and of a Data Matrix of 48. */
#define DESCO_NOTICE_SYMBOL_SIDE 528
#define DESCO_NOTICE_QR_MODULE 16
#define DESCO_NOTICE_DATA_MATRIX_MODULE 11

gboolean desco_notice_symbol_draw_qr (cairo_t *cr, int x, int y, const char *text, GError **error);
gboolean
desco_notice_symbol_draw_data_matrix (cairo_t *cr, int x, int y, const char *text, GError **error);

G_END_DECLS
