/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most instalments that a purchase offers. */
#define DESCO_NOTICE_INSTALMENTS_MAX 12

/**
 * DescoNoticeInstalment:
 * @number: which it is, from 1
 * @amount: cents
 * @due_date: the last day on which it can be paid; not valid where there is none
 * @notice_number: (nullable): its own notice number
 *
 * One of the parts in which a notice can be paid (N-18).
 */
typedef struct
{
  guint number;
  gint64 amount;
  GDate due_date;
  char *notice_number;
} DescoNoticeInstalment;

DescoNoticeInstalment *desco_notice_instalment_new (guint number,
                                                    gint64 amount,
                                                    const GDate *due_date,
                                                    const char *notice_number);
void desco_notice_instalment_free (DescoNoticeInstalment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoNoticeInstalment, desco_notice_instalment_free)

G_END_DECLS
