/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-pupil.h"
#include "store/desco-paged-list.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/* The pupils of a query, in the order of their names, as a GListModel of DescoPupil. */

#define DESCO_TYPE_PUPIL_LIST (desco_pupil_list_get_type ())
G_DECLARE_FINAL_TYPE (DescoPupilList, desco_pupil_list, DESCO, PUPIL_LIST, DescoPagedList)

DescoPupilList *desco_pupil_list_new (DescoStore *store);
void desco_pupil_list_set_query (DescoPupilList *self,
                                 const char *search,
                                 const DescoUuid *school_id,
                                 const DescoUuid *class_id);

G_END_DECLS
