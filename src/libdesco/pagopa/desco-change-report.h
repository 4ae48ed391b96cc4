/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-purchase-failure.h"

G_BEGIN_DECLS

/**
 * DescoChangeReport:
 * @done: how many are as they should be, on both sides
 * @failed: (element-type DescoPurchaseFailure): what can't be done, and is as it was
 * @waiting: how many were not tried, or not with a clear answer; the same call again goes on with them
 * @unreachable: (nullable): why the platform could not be reached, in words
 * @cancelled: whether it was stopped before all was done
 *
 * What came of changing several purchases at the platform and here.
 */
typedef struct
{
  guint done;
  GPtrArray *failed;
  guint waiting;
  char *unreachable;
  gboolean cancelled;
} DescoChangeReport;

DescoChangeReport *desco_change_report_new (void);
void desco_change_report_free (DescoChangeReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoChangeReport, desco_change_report_free)

G_END_DECLS
