/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-creditor.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

DescoCreditor *desco_creditors_get_in (DescoConnection *connection, GError **error);
char *desco_creditors_get_school_year_in (DescoConnection *connection, GError **error);
gboolean
desco_creditors_set_iban_in (DescoConnection *connection, const char *iban, GError **error);
gboolean desco_creditors_set_school_year_in (DescoConnection *connection,
                                             const char *school_year,
                                             GError **error);

G_END_DECLS
