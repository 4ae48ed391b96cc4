/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DescoNoticePrintedFunc:
 * @error: (nullable): why it was not printed; %NULL where it was
 * @data: what the caller gave
 *
 * Told when the printer has taken the pages. Not told where the person prints nothing after all.
 */
typedef void (*DescoNoticePrintedFunc) (const GError *error, gpointer data);

void desco_notice_print (GtkWindow *parent,
                         GPtrArray *notices,
                         DescoNoticePrintedFunc func,
                         gpointer data,
                         GDestroyNotify data_destroy);

G_END_DECLS
