/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_DUE_WINDOW (desco_due_window_get_type ())
G_DECLARE_FINAL_TYPE (DescoDueWindow, desco_due_window, DESCO, DUE_WINDOW, AdwWindow)

/**
 * DescoDueFunc:
 * @due_date: the day that was chosen
 * @data: what was given
 *
 * Told once a person has chosen a due date.
 */
typedef void (*DescoDueFunc) (const GDate *due_date, gpointer data);

void desco_due_window_present (GtkWidget *from,
                               GPtrArray *purchases,
                               guint n_left_out,
                               DescoDueFunc func,
                               gpointer data,
                               GDestroyNotify data_destroy);

G_END_DECLS
