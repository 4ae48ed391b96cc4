/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "attendance/desco-today.h"

#include <adwaita.h>

G_BEGIN_DECLS

void desco_matters_fill (GtkListBox *list, const DescoToday *today, const char *problem);

G_END_DECLS
