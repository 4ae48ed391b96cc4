/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-interval.h"

#include "desco-sandbox-error.h"
#include "model/desco-date.h"

#include <string.h>

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

/* A day alone stands for its first moment, or for its last. */
static gboolean
read_moment (const char *name, const char *text, gboolean last, gint64 *moment, GError **error)
{
  g_autofree char *whole = strlen (text) == DESCO_DATE_ISO_LENGTH
                               ? g_strconcat (text, last ? "T23:59:59.999999" : "T00:00:00", NULL)
                               : g_strdup (text);

  if (desco_time_parse_rfc3339 (whole, moment))
    return TRUE;
  return desco_sandbox_request_refuse (name, text, error);
}

/**
 * desco_sandbox_interval_read:
 * @request: a call
 * @from_name: the parameter of its query that has the beginning
 * @to_name: the one that has the end
 * @max_days: how far apart they may be; the one that is not there is that far from the other
 * @interval: (out): where to put them
 * @error: %DESCO_SANDBOX_ERROR_MALFORMED or %DESCO_SANDBOX_ERROR_INTERVAL
 *
 * Returns: whether they are a beginning and an end, or not there
 */
gboolean
desco_sandbox_interval_read (const DescoSandboxRequest *request,
                             const char *from_name,
                             const char *to_name,
                             guint max_days,
                             DescoSandboxInterval *interval,
                             GError **error)
{
  const char *from = desco_sandbox_request_get (request, from_name);
  const char *to = desco_sandbox_request_get (request, to_name);
  gint64 width = max_days * DAY;

  interval->from = 0;
  interval->to = 0;
  if ((from != NULL && !read_moment (from_name, from, FALSE, &interval->from, error))
      || (to != NULL && !read_moment (to_name, to, TRUE, &interval->to, error)))
    return FALSE;

  if (from != NULL && to == NULL)
    interval->to = interval->from + width;
  if (from == NULL && to != NULL)
    interval->from = interval->to - width;
  /* Both days count: from the 1st to the 31st is 30 days and a night. */
  if (interval->from <= interval->to && interval->to - interval->from < width + DAY)
    return TRUE;
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_INTERVAL,
               "%s must not be before %s, nor more than %u days after it", to_name, from_name,
               max_days);
  return FALSE;
}
