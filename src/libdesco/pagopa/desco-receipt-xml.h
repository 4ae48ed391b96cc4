/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A receipt is some kilobytes; whatever is larger than this is not one. */
#define DESCO_RECEIPT_MAX_SIZE (1024 * 1024)

/**
 * DescoReceiptOutcome:
 * @DESCO_RECEIPT_OUTCOME_OK: paid; the only outcome that credits
 * @DESCO_RECEIPT_OUTCOME_KO: not paid
 */
typedef enum
{
  DESCO_RECEIPT_OUTCOME_OK,
  DESCO_RECEIPT_OUTCOME_KO,
} DescoReceiptOutcome;

/**
 * DescoReceiptSubject:
 * @is_company: whether the identifier's type is "G"
 * @tax_code: (nullable): the identifier, `ANONIMO` perhaps; %NULL when there is no such subject
 * @full_name: (nullable): the name
 */
typedef struct
{
  gboolean is_company;
  char *tax_code;
  char *full_name;
} DescoReceiptSubject;

/**
 * DescoReceiptTransfer:
 * @id: 1 to 5
 * @amount: cents
 * @creditor_tax_code: who received it
 * @iban: (nullable): where; %NULL for a revenue stamp (version 2)
 * @remittance_information: what the bank statement says
 * @category: taxonomy code
 */
typedef struct
{
  guint id;
  gint64 amount;
  char *creditor_tax_code;
  char *iban;
  char *remittance_information;
  char *category;
} DescoReceiptTransfer;

/**
 * DescoReceiptData:
 * @receipt_id: the key of the receipt
 * @notice_number: 18 digits
 * @creditor_tax_code: the document's `fiscalCode`
 * @outcome: paid or not
 * @iuv: the document's `creditorReferenceId`
 * @amount: `paymentAmount` in cents
 * @description: what was paid
 * @company_name: the creditor's name
 * @office_name: (nullable): the office's
 * @debtor: who owed
 * @payer: who paid; its tax code is %NULL where the document does not say
 * @transfers: (element-type DescoReceiptTransfer): 1 to 5
 * @psp_id: the payment provider
 * @psp_company_name: its name
 * @payment_method: (nullable): how it was paid
 * @fee: cents; -1 where the document does not say
 * @payment_date_time: microseconds since 1970 in UTC; 0 where the document does not say
 * @application_date: not valid where the document does not say
 * @transfer_date: the same
 * @stand_in: whether it was taken while the platform's main system was down
 * @xml: the document as it came, to be kept
 *
 * What a telematic receipt says (`ctReceipt` and `ctReceiptV2` of pagoPA's paForNode.xsd). Counted
 * by reference and not changed once made.
 */
typedef struct
{
  char *receipt_id;
  char *notice_number;
  char *creditor_tax_code;
  DescoReceiptOutcome outcome;
  char *iuv;
  gint64 amount;
  char *description;
  char *company_name;
  char *office_name;
  DescoReceiptSubject debtor;
  DescoReceiptSubject payer;
  GPtrArray *transfers;
  char *psp_id;
  char *psp_company_name;
  char *payment_method;
  gint64 fee;
  gint64 payment_date_time;
  GDate application_date;
  GDate transfer_date;
  gboolean stand_in;
  GBytes *xml;
} DescoReceiptData;

#define DESCO_TYPE_RECEIPT_DATA (desco_receipt_data_get_type ())

GType desco_receipt_data_get_type (void) G_GNUC_CONST;
DescoReceiptData *desco_receipt_data_ref (DescoReceiptData *self);
void desco_receipt_data_unref (DescoReceiptData *self);

DescoReceiptData *desco_receipt_xml_parse (GBytes *xml, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReceiptData, desco_receipt_data_unref)

G_END_DECLS
