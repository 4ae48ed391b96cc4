/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-attendance-sheet.h"

G_BEGIN_DECLS

/**
 * DescoNameJump:
 *
 * What has been typed to reach a name: letters for the surname, digits for the place on the sheet.
 */
typedef struct _DescoNameJump DescoNameJump;

DescoNameJump *desco_name_jump_new (void);
void desco_name_jump_free (DescoNameJump *self);
gboolean desco_name_jump_is_typing (DescoNameJump *self);
gboolean
desco_name_jump_type (DescoNameJump *self, GListModel *rows, gunichar character, guint *position);
void desco_name_jump_clear (DescoNameJump *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoNameJump, desco_name_jump_free)

G_END_DECLS
