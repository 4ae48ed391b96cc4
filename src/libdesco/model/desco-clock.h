/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the program takes for the present moment. DESCO_NOW (RFC 3339) or a set time stand in for
 * the machine's clock, for tests and for practice. */

gint64 desco_clock_now (void);
GDate desco_clock_today (void);
void desco_clock_set (gint64 utc_microseconds);

G_END_DECLS
