/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A creditor's logo, as SVG or PNG (N-03). It stands on each notice, so it is small. */
#define DESCO_LOGO_MAX_SIZE (512 * 1024)

/* Pixels a side of a PNG: at 30 mm that is more than any printer has. */
#define DESCO_LOGO_MAX_SIDE 2000

const char *desco_logo_find_type (GBytes *logo);
gboolean desco_logo_check (GBytes *logo, GError **error);
GBytes *desco_logo_load (const char *path, GError **error);

G_END_DECLS
