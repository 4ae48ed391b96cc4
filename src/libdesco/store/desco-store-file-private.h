/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The database as files: the main one and those that SQLite keeps beside it. */

gboolean desco_store_file_is_desco (const char *path);
gboolean desco_store_file_sync_folder (const char *path);
void desco_store_file_remove_sides (const char *path);
void desco_store_file_remove (const char *path);

G_END_DECLS
