/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DescoWorkFunc:
 * @source: whose work it is
 * @data: (nullable): what it was given
 * @cancellable: (nullable): stops it
 * @error: where to put an error
 *
 * Something that waits for the disk or the network, on a thread of its own.
 *
 * Returns: (nullable) (transfer full): what came of it; %NULL with @error
 */
typedef gpointer (*DescoWorkFunc) (gpointer source,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);

void desco_work_start (gpointer source,
                       DescoWorkFunc func,
                       gpointer data,
                       GDestroyNotify data_free,
                       GDestroyNotify result_free,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
gpointer desco_work_finish (GAsyncResult *result, GError **error);

G_END_DECLS
