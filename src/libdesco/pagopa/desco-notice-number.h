/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The number of a payment notice (codice avviso): an auxiliary digit and 17 more. */
#define DESCO_NOTICE_NUMBER_LENGTH 18

#define DESCO_NOTICE_NUMBER_SEGREGATION_MAX 99
#define DESCO_NOTICE_NUMBER_DEVICE_MAX 999
#define DESCO_NOTICE_NUMBER_COUNTER_MAX G_GUINT64_CONSTANT (9999999999)

gboolean desco_notice_number_check (const char *number, GError **error);
char *desco_notice_number_assign (guint segregation_code,
                                  guint device_code,
                                  guint64 counter,
                                  GError **error);
char *desco_notice_number_get_iuv (const char *number);
gboolean desco_notice_number_get_device_code (const char *number,
                                              guint segregation_code,
                                              guint *device_code);
guint64 desco_notice_number_get_counter (const char *number);
char *desco_notice_number_format (const char *number);

G_END_DECLS
