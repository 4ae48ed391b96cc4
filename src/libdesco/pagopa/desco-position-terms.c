/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-position-terms-private.h"

#include "model/desco-date.h"
#include "model/desco-money.h"
#include "store/desco-differences.h"

#include <glib/gi18n-lib.h>

/* What is to be paid, by when and to whom, of the whole and of each instalment; and which instalments
 * were paid. One difference of a kind says all that differs in it. */

typedef struct
{
  GString *ours;
  GString *theirs;
} Sides;

typedef struct
{
  const DescoCreditor *creditor;
  Sides amounts;
  Sides dates;
  Sides payments;
  const char *account; /* theirs, where it is not ours */
} Comparison;

/* A way of paying, as it stands here: the whole has the number 0. */
typedef struct
{
  guint number;
  const char *iuv;
  gint64 amount;
  const GDate *due_date;
} Part;

static void
sides_init (Sides *self)
{
  self->ours = g_string_new (NULL);
  self->theirs = g_string_new (NULL);
}

static void
comparison_init (Comparison *self, const DescoCreditor *creditor)
{
  self->creditor = creditor;
  self->account = NULL;
  sides_init (&self->amounts);
  sides_init (&self->dates);
  sides_init (&self->payments);
}

static void
append (GString *text, guint number, const char *value)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  if (number > 0)
    g_string_append_printf (text, _ ("instalment %u: %s"), number, value);
  else
    g_string_append (text, value);
}

static void
note (Sides *sides, guint number, const char *ours, const char *theirs)
{
  append (sides->ours, number, ours);
  append (sides->theirs, number, theirs);
}

static char *
format_amount (gint64 cents)
{
  g_autofree char *text = desco_money_format (cents);

  return g_strdup_printf ("%s €", text);
}

static const DescoPaymentOption *
find_option (const DescoDebtPosition *position, const char *iuv)
{
  for (guint i = 0; i < position->options->len; i++)
    {
      const DescoPaymentOption *option = g_ptr_array_index (position->options, i);

      if (g_strcmp0 (option->iuv, iuv) == 0)
        return option;
    }
  return NULL;
}

static void
compare_account (Comparison *self, const DescoPaymentOption *option)
{
  for (guint i = 0; i < option->transfers->len; i++)
    {
      const DescoPaymentTransfer *transfer = g_ptr_array_index (option->transfers, i);

      if (transfer->iban != NULL && *transfer->iban != '\0'
          && g_ascii_strcasecmp (transfer->iban, self->creditor->iban) != 0)
        self->account = transfer->iban;
    }
}

/* @option is %NULL where it can't be paid there in this way. */
static void
compare_part (Comparison *self, const Part *part, const DescoPaymentOption *option)
{
  g_autofree char *amount = format_amount (part->amount);
  GDate due;

  if (option == NULL)
    {
      note (&self->amounts, part->number, amount, _ ("nothing"));
      return;
    }
  if (option->amount != part->amount)
    {
      g_autofree char *theirs = format_amount (option->amount);

      note (&self->amounts, part->number, amount, theirs);
    }
  due = desco_date_of_time (option->due_date);
  if (option->due_date != 0 && g_date_compare (&due, part->due_date) != 0)
    {
      g_autofree char *ours = desco_date_to_display (part->due_date);
      g_autofree char *theirs = desco_date_to_display (&due);

      note (&self->dates, part->number, ours, theirs);
    }
  compare_account (self, option);
}

static void
compare_instalment (Comparison *self,
                    const DescoInstalment *instalment,
                    const DescoDebtPosition *position)
{
  const DescoPaymentOption *option = find_option (position, instalment->iuv);
  const Part part
      = { instalment->number, instalment->iuv, instalment->amount, &instalment->due_date };

  if (instalment->status != DESCO_INSTALMENT_OPEN)
    return;
  if (option != NULL && (option->payment_date != 0 || option->receipt_id != NULL))
    note (&self->payments, part.number, desco_instalment_status_to_words (instalment->status),
          desco_instalment_status_to_words (DESCO_INSTALMENT_PAID));
  else
    compare_part (self, &part, option);
}

/* Takes what @sides hold. */
static void
add (GPtrArray *found, const DescoPurchase *purchase, DescoDifferenceKind kind, Sides *sides)
{
  if (sides->ours->len > 0)
    g_ptr_array_add (found, desco_difference_new (purchase->iupd, kind, &purchase->id,
                                                  sides->ours->str, sides->theirs->str));
  g_string_free (sides->ours, TRUE);
  g_string_free (sides->theirs, TRUE);
}

/**
 * desco_position_terms_compare: (skip)
 * @creditor: whom the money is for
 * @purchase: what was sold, payable here
 * @position: what the platform has of it, payable there, or paid in part
 * @has_instalments: whether the platform has a purchase's instalments
 * @found: (element-type DescoDifference): what differs is added
 *
 * Compares each way of paying that is open here: the whole, unless a part of it is paid, and each
 * instalment.
 */
void
desco_position_terms_compare (const DescoCreditor *creditor,
                              const DescoPurchase *purchase,
                              const DescoDebtPosition *position,
                              gboolean has_instalments,
                              GPtrArray *found)
{
  const Part whole = { 0, purchase->iuv, purchase->amount, &purchase->due_date };
  const DescoPaymentOption *option;
  Comparison comparison;

  comparison_init (&comparison, creditor);
  option = find_option (position, purchase->iuv);
  /* An intermediary may call the whole something else. */
  if (position->status != DESCO_DEBT_POSITION_PARTIALLY_PAID
      && desco_purchase_count_paid (purchase) == 0 && (option != NULL || has_instalments))
    compare_part (&comparison, &whole, option);
  for (guint i = 0; has_instalments && i < purchase->instalments->len; i++)
    compare_instalment (&comparison, g_ptr_array_index (purchase->instalments, i), position);

  add (found, purchase, DESCO_DIFFERENCE_PAID_THERE, &comparison.payments);
  add (found, purchase, DESCO_DIFFERENCE_AMOUNT, &comparison.amounts);
  add (found, purchase, DESCO_DIFFERENCE_DUE_DATE, &comparison.dates);
  if (comparison.account != NULL)
    g_ptr_array_add (found,
                     desco_difference_new (purchase->iupd, DESCO_DIFFERENCE_ACCOUNT, &purchase->id,
                                           creditor->iban, comparison.account));
}
