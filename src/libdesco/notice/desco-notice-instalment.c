/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-instalment.h"

/**
 * desco_notice_instalment_new:
 * @number: which it is, from 1
 * @amount: cents
 * @due_date: (nullable): the last day on which it can be paid, %NULL where there is none
 * @notice_number: (nullable): its own notice number
 *
 * Returns: (transfer full): an instalment; desco_notice_check() says whether it can be printed
 */
DescoNoticeInstalment *
desco_notice_instalment_new (guint number,
                             gint64 amount,
                             const GDate *due_date,
                             const char *notice_number)
{
  DescoNoticeInstalment *self = g_new0 (DescoNoticeInstalment, 1);

  self->number = number;
  self->amount = amount;
  if (due_date != NULL)
    self->due_date = *due_date;
  else
    g_date_clear (&self->due_date, 1);
  self->notice_number = g_strdup (notice_number);
  return self;
}

/**
 * desco_notice_instalment_free:
 * @self: (transfer full): an instalment
 */
void
desco_notice_instalment_free (DescoNoticeInstalment *self)
{
  g_free (self->notice_number);
  g_free (self);
}
