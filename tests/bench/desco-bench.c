/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-bench.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/**
 * desco_bench_median:
 * @microseconds: (element-type gint64): what was measured; it is sorted
 *
 * Returns: the median
 */
gint64
desco_bench_median (GArray *microseconds)
{
  g_array_sort (microseconds, compare);
  return g_array_index (microseconds, gint64, microseconds->len / 2);
}

/**
 * desco_bench_report:
 * @what: what was measured
 * @baseline: what it is compared with, in the same run
 * @measured: the figure with its unit
 * @reference: the baseline's, with its unit
 * @ratio: how the one stands to the other
 * @sense: "<=" or ">="
 * @bar: what the ratio must be
 *
 * Prints a line of the table.
 */
void
desco_bench_report (const char *what,
                    const char *baseline,
                    const char *measured,
                    const char *reference,
                    double ratio,
                    const char *sense,
                    double bar)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "what", what);
  json_object_set_string_member (object, "baseline", baseline);
  json_object_set_string_member (object, "measured", measured);
  json_object_set_string_member (object, "reference", reference);
  json_object_set_double_member (object, "ratio", ratio);
  json_object_set_string_member (object, "sense", sense);
  json_object_set_double_member (object, "bar", bar);
  text = json_to_string (node, FALSE);
  printf ("BENCH %s\n", text);
  fflush (stdout);
}
