/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "sample-position.h"

DescoDebtPosition *
sample_position_new (void)
{
  DescoDebtPosition *position = desco_debt_position_new ();
  DescoPaymentOption *option = desco_debt_position_add_option (position);
  DescoPaymentTransfer *transfer = desco_payment_option_add_transfer (option);

  position->iupd = g_strdup (SAMPLE_IUPD);
  position->debtor.type = DESCO_DEBTOR_PERSON;
  position->debtor.tax_code = g_strdup ("RSSMRA80A01H501U");
  position->debtor.full_name = g_strdup ("Mario Rossi");
  position->company_name = g_strdup ("Comune di Prova");
  option->iuv = g_strdup ("01000000000000144");
  option->nav = g_strdup ("301000000000000144");
  option->amount = 10400;
  option->description = g_strdup ("20 buoni mensa");
  option->due_date = SAMPLE_DUE_DATE;
  transfer->amount = 10400;
  transfer->remittance_information = g_strdup ("Buoni mensa");
  transfer->category = g_strdup ("9/0107101TS/");
  transfer->iban = g_strdup ("IT60X0542811101000000123456");
  return position;
}

DescoPaymentOption *
sample_position_option (DescoDebtPosition *position)
{
  return position->options->pdata[0];
}

DescoPaymentTransfer *
sample_position_transfer (DescoDebtPosition *position)
{
  return sample_position_option (position)->transfers->pdata[0];
}
