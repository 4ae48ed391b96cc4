/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sample-receipt.h"

#include <string.h>

static const char ACCOUNT[] = "IT60X0542811101000000123456";

/**
 * desco_sample_receipt:
 * @purchase: what was paid
 * @receipt_id: the receipt's own number
 * @creditor: the tax code of whom was paid
 * @outcome: `OK` or `KO`
 * @amount: in euros with two decimals
 *
 * Returns: (transfer full): a receipt as the platform would give it
 */
DescoReceiptData *
desco_sample_receipt (const DescoPurchase *purchase,
                      const char *receipt_id,
                      const char *creditor,
                      const char *outcome,
                      const char *amount)
{
  g_autofree char *xml = g_strdup_printf (
      "<receipt><receiptId>%s</receiptId><noticeNumber>%s</noticeNumber>"
      "<fiscalCode>%s</fiscalCode><outcome>%s</outcome>"
      "<creditorReferenceId>%s</creditorReferenceId><paymentAmount>%s</paymentAmount>"
      "<description>Buoni mensa</description><companyName>Comune</companyName>"
      "<debtor><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType>"
      "<entityUniqueIdentifierValue>RSSMRA85T10A562S</entityUniqueIdentifierValue>"
      "</uniqueIdentifier><fullName>Rossi Mario</fullName></debtor>"
      "<transferList><transfer><idTransfer>1</idTransfer><transferAmount>%s</transferAmount>"
      "<fiscalCodePA>%s</fiscalCodePA><IBAN>%s</IBAN>"
      "<remittanceInformation>Buoni</remittanceInformation>"
      "<transferCategory>9/0107101TS/</transferCategory></transfer></transferList>"
      "<idPSP>PSP</idPSP><PSPCompanyName>Banca</PSPCompanyName><idChannel>C</idChannel>"
      "<channelDescription>app</channelDescription>"
      "<paymentDateTime>2026-11-24T10:00:00</paymentDateTime></receipt>",
      receipt_id, purchase->notice_number, creditor, outcome, purchase->iuv, amount, amount,
      creditor, ACCOUNT);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  GError *error = NULL;
  DescoReceiptData *receipt = desco_receipt_xml_parse (bytes, &error);

  g_assert_no_error (error);
  return receipt;
}
