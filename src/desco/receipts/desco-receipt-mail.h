/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void desco_receipt_mail_compose_async (const char *recipient,
                                       const char *subject,
                                       const char *attachment,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean desco_receipt_mail_compose_finish (GAsyncResult *result, GError **error);

G_END_DECLS
