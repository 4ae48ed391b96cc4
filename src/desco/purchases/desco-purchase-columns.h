/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-purchase.h"
#include "shell/desco-chip.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void desco_purchase_columns_add (GtkColumnView *view);
void desco_purchase_columns_set_narrow (GtkColumnView *view, gboolean narrow);
DescoTone desco_purchase_get_tone (DescoPurchaseStatus status);

G_END_DECLS
