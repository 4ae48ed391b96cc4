/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-window.h"

G_BEGIN_DECLS

void desco_first_frame_measure (DescoWindow *window);

G_END_DECLS
