/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-due-date.h"

#include "model/desco-date.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>

/* By when a purchase and its instalments are to be paid: civil days in Italy, whatever the hour is in
 * UTC. */

/* A due date further off than this is a slip of the keyboard. */
#define MAX_DUE_DAYS 730

/**
 * desco_due_date_check:
 * @due_date: the last day to pay
 * @today: today
 * @error: where to put %DESCO_INPUT_ERROR_OUT_OF_RANGE of `dueDate`
 *
 * Returns: whether @due_date is today or later, and within two years
 */
gboolean
desco_due_date_check (const GDate *due_date, const GDate *today, GError **error)
{
  g_autofree char *text = NULL;

  if (g_date_compare (due_date, today) >= 0
      && g_date_days_between (today, due_date) <= MAX_DUE_DAYS)
    return TRUE;

  text = desco_date_to_display (due_date);
  desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "dueDate",
                         _ ("%s can't be the day by which to pay: choose today or a day within "
                            "two years."),
                         text);
  return FALSE;
}

/**
 * desco_due_date_plan:
 * @instalments: (element-type DescoInstalment): a purchase's, in their order
 * @first: the last day to pay the first
 * @wanted: (nullable): the days that are asked for, as many as instalments; those that are not valid
 *   follow from @first, a month apart
 * @today: today
 * @error: where to put a #DESCO_INPUT_ERROR of `dueDate` or `instalmentDueDate`
 *
 * Gives each instalment its day, each after the one before.
 *
 * Returns: whether they have one; if not, @instalments are not to be used
 */
gboolean
desco_due_date_plan (GPtrArray *instalments,
                     const GDate *first,
                     const GDate *wanted,
                     const GDate *today,
                     GError **error)
{
  for (guint i = 0; i < instalments->len; i++)
    {
      DescoInstalment *instalment = g_ptr_array_index (instalments, i);
      const DescoInstalment *before = i > 0 ? g_ptr_array_index (instalments, i - 1) : NULL;

      /* Counted from the first, so that the 31st comes back after a shorter month. */
      instalment->due_date = *first;
      g_date_add_months (&instalment->due_date, i);
      if (wanted != NULL && g_date_valid (&wanted[i]))
        instalment->due_date = wanted[i];
      if (!desco_due_date_check (&instalment->due_date, today, error))
        return FALSE;
      if (before != NULL && g_date_compare (&instalment->due_date, &before->due_date) <= 0)
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "instalmentDueDate",
                                 _ ("Instalment %u falls due no later than the one before it: "
                                    "give each a later day than the last."),
                                 instalment->number);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE, message);
  return FALSE;
}

/**
 * desco_due_date_check_movable:
 * @purchase: a purchase
 * @error: where to put %DESCO_RULE_ERROR_STATE, in words that say what to do instead
 *
 * Returns: whether it still waits to be paid, all of it, so that the day can be another
 */
gboolean
desco_due_date_check_movable (const DescoPurchase *purchase, GError **error)
{
  switch (purchase->status)
    {
    case DESCO_PURCHASE_EXPIRED:
      return refuse (error, _ ("The purchase has expired, and its notice can't be paid any more: "
                               "sell it again, with a new notice."));
    case DESCO_PURCHASE_CANCELLED:
      return refuse (error, _ ("The purchase was cancelled: make a new one."));
    case DESCO_PURCHASE_PAID:
    case DESCO_PURCHASE_CREDITED:
      return refuse (error, _ ("The purchase is paid already: there is nothing left to fall due."));
    case DESCO_PURCHASE_DRAFT:
    case DESCO_PURCHASE_ASSIGNED:
    case DESCO_PURCHASE_QUEUED:
    case DESCO_PURCHASE_PUBLISHED:
    default:
      return desco_purchase_count_paid (purchase) == 0
             || refuse (error,
                        _ ("A part of the purchase is paid, and pagoPA changes no notice that "
                           "is paid in part: once it has expired, what is left can be sold "
                           "again."));
    }
}

/**
 * desco_due_date_move:
 * @purchase: a purchase as it was read, which is changed
 * @due_date: the last day to pay the whole, and the first instalment
 * @instalment_due_dates: (nullable): the days of its instalments, as desco_due_date_plan() has them
 * @today: today
 * @error: where to put an error, as desco_due_date_check_movable() and desco_due_date_plan()
 *
 * Gives a purchase another due date. Nothing is written down.
 *
 * Returns: whether it has it; if not, @purchase is not to be used
 */
gboolean
desco_due_date_move (DescoPurchase *purchase,
                     const GDate *due_date,
                     const GDate *instalment_due_dates,
                     const GDate *today,
                     GError **error)
{
  purchase->due_date = *due_date;
  return desco_due_date_check_movable (purchase, error)
         && desco_due_date_check (due_date, today, error)
         && desco_due_date_plan (purchase->instalments, due_date, instalment_due_dates, today,
                                 error);
}

/**
 * desco_due_date_is_same:
 * @a: a purchase
 * @b: the same purchase, as it was or is to be
 *
 * Returns: whether it and each of its instalments fall due on the same days in both
 */
gboolean
desco_due_date_is_same (const DescoPurchase *a, const DescoPurchase *b)
{
  if (g_date_compare (&a->due_date, &b->due_date) != 0)
    return FALSE;
  for (guint i = 0; i < a->instalments->len; i++)
    {
      const DescoInstalment *one = g_ptr_array_index (a->instalments, i);
      const DescoInstalment *other = g_ptr_array_index (b->instalments, i);

      if (g_date_compare (&one->due_date, &other->due_date) != 0)
        return FALSE;
    }
  return TRUE;
}
