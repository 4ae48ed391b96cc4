/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-differences.h"

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *desco_difference_row_new (const DescoDifference *difference, guint n_alike);

G_END_DECLS
