/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "papers/desco-receipt-sheets.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void desco_receipt_print (GtkWidget *from, DescoReceiptSheets *sheets);

G_END_DECLS
