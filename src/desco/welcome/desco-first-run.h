/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-creditor.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void desco_first_run_create_async (const char *path,
                                   const DescoCreditor *creditor,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
void desco_first_run_create_practice_async (const char *path,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer data);
gboolean desco_first_run_create_finish (GAsyncResult *result, GError **error);

G_END_DECLS
