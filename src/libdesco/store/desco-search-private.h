/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"

G_BEGIN_DECLS

/* What the search box finds (pupil_search): each pupil's name, class, codes, guardians and phones,
 * found by the beginnings of their words. */

gboolean
desco_search_note_pupil (DescoConnection *connection, const DescoUuid *pupil_id, GError **error);
gboolean desco_search_note_guardian (DescoConnection *connection,
                                     const DescoUuid *guardian_id,
                                     GError **error);
gboolean desco_search_write_noted (DescoConnection *connection, GError **error);
char *desco_search_make_query (const char *text);

G_END_DECLS
