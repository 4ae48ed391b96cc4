/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

gboolean desco_notice_logo_draw (const char *path,
                                 cairo_t *cr,
                                 double x,
                                 double y,
                                 double size,
                                 GError **error);

G_END_DECLS
