/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-purchase-position.h"

#include "model/desco-date.h"

#include <string.h>

/* One way of paying @purchase: all of it, or an instalment. */
static void
add_option (DescoDebtPosition *position,
            const DescoCreditor *creditor,
            const DescoPurchase *purchase,
            const DescoInstalment *instalment)
{
  DescoPaymentOption *option = desco_debt_position_add_option (position);
  DescoPaymentTransfer *transfer = desco_payment_option_add_transfer (option);

  option->is_partial = instalment != NULL;
  option->iuv = g_strdup (instalment != NULL ? instalment->iuv : purchase->iuv);
  option->nav = g_strdup (instalment != NULL ? instalment->notice_number : purchase->notice_number);
  option->amount = instalment != NULL ? instalment->amount : purchase->amount;
  option->due_date
      = desco_date_end_of_day (instalment != NULL ? &instalment->due_date : &purchase->due_date);
  option->description = instalment != NULL
                            ? desco_purchase_make_instalment_subject (purchase, instalment)
                            : g_strdup (purchase->subject);

  /* Whose it is, for a desk that has lost it (see desco_purchases_adopt()): in an id that says
   * nothing to anybody else. */
  if (instalment == NULL)
    {
      g_autofree char *pupil = desco_uuid_to_string (&purchase->pupil_id);

      desco_payment_metadata_add (option->metadata, DESCO_PURCHASE_POSITION_PUPIL, pupil);
    }

  transfer->id = 1;
  transfer->amount = option->amount;
  transfer->creditor_tax_code = g_strdup (creditor->tax_code);
  transfer->remittance_information = g_strdup (option->description);
  transfer->category = g_strdup (creditor->taxonomy);
  transfer->iban = g_strdup (creditor->iban);
}

/**
 * desco_purchase_position_new:
 * @creditor: whom the money is for
 * @purchase: what was sold
 *
 * Returns: (transfer full): what a payment platform is told of @purchase: the whole of it, and each
 *   instalment
 */
DescoDebtPosition *
desco_purchase_position_new (const DescoCreditor *creditor, const DescoPurchase *purchase)
{
  DescoDebtPosition *position = desco_debt_position_new ();

  position->iupd = g_strdup (purchase->iupd);
  position->debtor.type
      = strlen (purchase->guardian_tax_code) == 11 ? DESCO_DEBTOR_COMPANY : DESCO_DEBTOR_PERSON;
  position->debtor.tax_code = g_strdup (purchase->guardian_tax_code);
  position->debtor.full_name = g_strdup (purchase->guardian_name);
  position->company_name = g_strdup (creditor->name);
  position->office_name = g_strdup (creditor->department);
  position->switch_to_expired = TRUE;

  add_option (position, creditor, purchase, NULL);
  for (guint i = 0; i < purchase->instalments->len; i++)
    add_option (position, creditor, purchase, g_ptr_array_index (purchase->instalments, i));
  return position;
}
