/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "refunds/desco-refund-words.h"

#include "desco-format.h"
#include "model/desco-date.h"

/**
 * desco_refund_dup_name:
 * @refund: a refund
 *
 * Returns: (transfer full): who gets the money, or the best that is known of them
 */
char *
desco_refund_dup_name (const DescoRefund *refund)
{
  if (refund->guardian_name != NULL)
    return g_strdup (refund->guardian_name);
  if (refund->pupil_name != NULL)
    return g_strdup (refund->pupil_name);
  return g_strdup (refund->receipt_id != NULL ? refund->receipt_id : "–");
}

/**
 * desco_refund_describe:
 * @refund: a refund
 *
 * Returns: (transfer full): since when it is asked for, for how many vouchers of whom, and why
 */
char *
desco_refund_describe (const DescoRefund *refund)
{
  GDate date = desco_date_of_time (refund->created_at);
  g_autofree char *day = desco_format_short_day (&date);
  g_autofree char *vouchers = desco_format_vouchers (refund->quantity);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, day);
  if (refund->pupil_name != NULL && refund->guardian_name != NULL)
    g_ptr_array_add (parts, refund->pupil_name);
  if (refund->quantity > 0)
    g_ptr_array_add (parts, vouchers);
  g_ptr_array_add (parts, refund->reason);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * desco_refund_get_tone:
 * @status: where a refund stands
 *
 * Returns: the colour of its words
 */
DescoTone
desco_refund_get_tone (DescoRefundStatus status)
{
  switch (status)
    {
    case DESCO_REFUND_REQUESTED:
      return DESCO_TONE_MIND;
    case DESCO_REFUND_PAID:
      return DESCO_TONE_GOOD;
    case DESCO_REFUND_REFUSED:
      return DESCO_TONE_BAD;
    case DESCO_REFUND_EXPORTED:
    default:
      return DESCO_TONE_PLAIN;
    }
}
