/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <cairo.h>
#include <glib.h>

/* For papers/ and notice/. */

G_BEGIN_DECLS

cairo_surface_t *desco_logo_render (GBytes *logo, double size, GError **error);

G_END_DECLS
