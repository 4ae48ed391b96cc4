/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_INSTALMENT_LIST (desco_instalment_list_get_type ())

G_DECLARE_FINAL_TYPE (DescoInstalmentList,
                      desco_instalment_list,
                      DESCO,
                      INSTALMENT_LIST,
                      AdwPreferencesGroup)

void desco_instalment_list_show (DescoInstalmentList *self, GPtrArray *instalments);

G_END_DECLS
