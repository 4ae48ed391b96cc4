/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Civil dates are GDate values; in the database and in JSON they read YYYY-MM-DD. */

#define DESCO_DATE_ISO_LENGTH 10

gboolean desco_date_parse_iso (const char *text, GDate *date);
char *desco_date_to_iso (const GDate *date);
char *desco_date_to_display (const GDate *date);
GDate desco_date_from_ymd (guint year, guint month, guint day);
GDate desco_date_add_days (const GDate *date, int days);
GTimeZone *desco_time_zone_rome (void);
GDate desco_date_of_time (gint64 utc_microseconds);
gint64 desco_date_end_of_day (const GDate *date);
char *desco_time_to_rfc3339 (gint64 utc_microseconds);
gboolean desco_time_parse_rfc3339 (const char *text, gint64 *utc_microseconds);

G_END_DECLS
