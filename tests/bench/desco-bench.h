/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

/* What benchmarks share: a median, and the line that build-aux/figures reads. */

gint64 desco_bench_median (GArray *microseconds);
void desco_bench_report (const char *what,
                         const char *baseline,
                         const char *measured,
                         const char *reference,
                         double ratio,
                         const char *sense,
                         double bar);
