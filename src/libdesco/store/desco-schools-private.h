/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-classes-private.h"
#include "store/desco-connection-private.h"
#include "store/desco-schools.h"

G_BEGIN_DECLS

GPtrArray *desco_schools_list_in (DescoConnection *connection, GError **error);
DescoSchool *
desco_schools_find_in (DescoConnection *connection, const char *reference, GError **error);
gboolean desco_schools_ensure_in (DescoConnection *connection,
                                  const char *code,
                                  const char *name,
                                  DescoSchoolOrder school_order,
                                  DescoUuid *id,
                                  GError **error);

G_END_DECLS
