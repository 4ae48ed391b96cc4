/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-creditor.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

DescoCreditor *desco_creditor_read (DescoConnection *connection, GError **error);
char *desco_creditor_read_school_year (DescoConnection *connection, GError **error);
gboolean desco_creditor_write_school_year (DescoConnection *connection,
                                           const char *school_year,
                                           GError **error);

G_END_DECLS
