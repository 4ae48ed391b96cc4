/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-change-report.h"

/**
 * desco_change_report_new:
 *
 * Returns: (transfer full): a report of nothing yet
 */
DescoChangeReport *
desco_change_report_new (void)
{
  DescoChangeReport *self = g_new0 (DescoChangeReport, 1);

  self->failed = desco_purchase_failures_new ();
  return self;
}

/**
 * desco_change_report_free:
 * @self: (transfer full) (nullable): a report
 */
void
desco_change_report_free (DescoChangeReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->failed);
  g_free (self->unreachable);
  g_free (self);
}
