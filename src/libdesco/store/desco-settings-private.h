/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"
#include "store/desco-settings.h"

G_BEGIN_DECLS

/* Settings for those who are at work on the database already. */

char *desco_settings_get_in (DescoConnection *connection, const char *key, GError **error);
gboolean desco_settings_get_int_in (DescoConnection *connection,
                                    const char *key,
                                    gint64 *value,
                                    GError **error);
gboolean desco_settings_get_boolean_in (DescoConnection *connection,
                                        const char *key,
                                        gboolean *value,
                                        GError **error);
gboolean
desco_settings_set_practice_in (DescoConnection *connection, gboolean practice, GError **error);
gboolean desco_settings_set_in (DescoConnection *connection,
                                const char *key,
                                const char *value,
                                GError **error);

G_END_DECLS
