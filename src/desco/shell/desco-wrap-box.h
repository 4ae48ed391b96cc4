/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DESCO_TYPE_WRAP_BOX (desco_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (DescoWrapBox, desco_wrap_box, DESCO, WRAP_BOX, GtkWidget)

G_END_DECLS
