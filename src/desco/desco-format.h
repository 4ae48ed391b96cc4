/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *desco_format_day (const GDate *date);
char *desco_format_short_day (const GDate *date);
char *desco_format_time (gint64 utc_microseconds);
char *desco_format_moment (gint64 utc_microseconds);
char *desco_format_euro (gint64 cents);
char *desco_format_count (gint64 count);
char *desco_format_vouchers (gint64 count);

G_END_DECLS
