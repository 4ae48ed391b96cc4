/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-http.h"

G_BEGIN_DECLS

/* The largest body that is read; a debt position has some kilobytes. */
#define DESCO_SANDBOX_MAX_BODY (1024 * 1024)

SoupServer *desco_sandbox_server_new (DescoSandbox *sandbox,
                                      GTlsCertificate *certificate,
                                      guint16 port,
                                      GError **error);
char *desco_sandbox_server_get_address (SoupServer *server);

G_END_DECLS
