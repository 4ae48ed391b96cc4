/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-ledger-entry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *desco_statement_row_new (DescoLedgerEntry *entry, GCallback on_undo, gpointer data);
DescoLedgerEntry *desco_statement_row_get_entry (GtkWidget *button);

G_END_DECLS
