/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"
#include "store/desco-pupils.h"
#include "store/desco-record-private.h"

G_BEGIN_DECLS

/* The order of every list of pupils; the table is called p. */
#define DESCO_PUPILS_BY_NAME " ORDER BY p.sort_key, p.birth_date, p.id"

DescoPupil *desco_pupils_get_in (DescoConnection *connection, const DescoUuid *id, GError **error);
DescoPupil *
desco_pupils_find_in (DescoConnection *connection, const char *reference, GError **error);
GPtrArray *
desco_pupils_list_in (DescoConnection *connection, const DescoPupilQuery *query, GError **error);
GArray *desco_pupils_load_numbers_in (DescoConnection *connection,
                                      const DescoPupilQuery *query,
                                      GError **error);
GPtrArray *desco_pupils_load_page_in (DescoConnection *connection,
                                      const gint64 *numbers,
                                      guint n_numbers,
                                      GError **error);

void desco_pupil_draft_fill (DescoPupilDraft *draft, const DescoPupil *pupil);
DescoRecordOutcome desco_pupils_save_in (DescoConnection *connection,
                                         const DescoPupilDraft *draft,
                                         DescoUuid *id,
                                         GError **error);

G_END_DECLS
