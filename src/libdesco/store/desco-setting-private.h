/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"
#include "store/desco-setting-repository.h"

G_BEGIN_DECLS

/* Settings for those who are at work on the database already. */

char *desco_setting_read (DescoConnection *connection, const char *key, GError **error);
gboolean desco_setting_read_int (DescoConnection *connection,
                                 const char *key,
                                 gint64 *value,
                                 GError **error);
gboolean desco_setting_write (DescoConnection *connection,
                              const char *key,
                              const char *value,
                              GError **error);

G_END_DECLS
