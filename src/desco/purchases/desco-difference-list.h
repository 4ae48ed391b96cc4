/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_DIFFERENCE_LIST (desco_difference_list_get_type ())
G_DECLARE_FINAL_TYPE (DescoDifferenceList, desco_difference_list, DESCO, DIFFERENCE_LIST, AdwBin)

void desco_difference_list_set_session (DescoDifferenceList *self, DescoSession *session);
void desco_difference_list_load (DescoDifferenceList *self);
void desco_difference_list_compare (DescoDifferenceList *self);

G_END_DECLS
