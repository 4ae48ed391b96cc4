/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "session/desco-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_NOTICE_VIEW (desco_notice_view_get_type ())
G_DECLARE_FINAL_TYPE (DescoNoticeView, desco_notice_view, DESCO, NOTICE_VIEW, AdwBin)

void desco_notice_view_set_session (DescoNoticeView *self, DescoSession *session);
void desco_notice_view_set_narrow (DescoNoticeView *self, gboolean narrow);
void desco_notice_view_show_purchases (DescoNoticeView *self, GPtrArray *purchases);
void desco_notice_view_publish (DescoNoticeView *self);

G_END_DECLS
