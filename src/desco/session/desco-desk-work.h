/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-checkout.h"
#include "pagopa/desco-quittance-teller.h"
#include "session/desco-session.h"

G_BEGIN_DECLS

void desco_desk_work_checkout_async (DescoSession *session,
                                     GPtrArray *purchases,
                                     const char *email,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
char *desco_desk_work_checkout_finish (GAsyncResult *result, GError **error);
void desco_desk_work_tell_async (DescoSession *session,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
DescoTellingReport *desco_desk_work_tell_finish (GAsyncResult *result, GError **error);

G_END_DECLS
