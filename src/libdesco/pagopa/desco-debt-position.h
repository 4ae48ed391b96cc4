/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define DESCO_DEBT_POSITION_MAX_TRANSFERS 5
/* What the names of our positions begin with: those of a creditor's other programs do not. */
#define DESCO_DEBT_POSITION_IUPD_PREFIX "DESCO-"
#define DESCO_DEBT_POSITION_MAX_METADATA 10
#define DESCO_DEBT_POSITION_MAX_TEXT 140

/**
 * DescoDebtPositionStatus:
 * @DESCO_DEBT_POSITION_UNKNOWN: not said, or a word that this program does not know
 * @DESCO_DEBT_POSITION_DRAFT: loaded and not yet published
 * @DESCO_DEBT_POSITION_PUBLISHED: published, payable from its validity date
 * @DESCO_DEBT_POSITION_VALID: payable now
 * @DESCO_DEBT_POSITION_INVALID: withdrawn by the creditor
 * @DESCO_DEBT_POSITION_EXPIRED: past its due date, and set to expire then
 * @DESCO_DEBT_POSITION_PARTIALLY_PAID: some instalments are paid
 * @DESCO_DEBT_POSITION_PAID: paid
 * @DESCO_DEBT_POSITION_REPORTED: paid, and the bank transfer is accounted for
 */
typedef enum
{
  DESCO_DEBT_POSITION_UNKNOWN,
  DESCO_DEBT_POSITION_DRAFT,
  DESCO_DEBT_POSITION_PUBLISHED,
  DESCO_DEBT_POSITION_VALID,
  DESCO_DEBT_POSITION_INVALID,
  DESCO_DEBT_POSITION_EXPIRED,
  DESCO_DEBT_POSITION_PARTIALLY_PAID,
  DESCO_DEBT_POSITION_PAID,
  DESCO_DEBT_POSITION_REPORTED,
} DescoDebtPositionStatus;

/**
 * DescoDebtorType:
 * @DESCO_DEBTOR_UNKNOWN: not said (an answer may leave the debtor out)
 * @DESCO_DEBTOR_PERSON: a natural person, "F"
 * @DESCO_DEBTOR_COMPANY: a legal person, "G"
 */
typedef enum
{
  DESCO_DEBTOR_UNKNOWN,
  DESCO_DEBTOR_PERSON,
  DESCO_DEBTOR_COMPANY,
} DescoDebtorType;

/**
 * DescoDebtor:
 *
 * Who owes. Text fields may be %NULL, except @tax_code and @full_name in a position to be sent.
 */
typedef struct
{
  DescoDebtorType type;
  char *tax_code;
  char *full_name;
  char *street_name;
  char *civic_number;
  char *postal_code;
  char *city;
  char *province;
  char *region;
  char *country; /* two capital letters */
  char *email;
  char *phone;
} DescoDebtor;

/**
 * DescoPaymentMetadata:
 *
 * A word and its value that pagoPA keeps beside an option or a transfer, and gives back.
 */
typedef struct
{
  char *key;
  char *value;
} DescoPaymentMetadata;

/**
 * DescoPaymentTransfer:
 * @id: 1 to 5, its place in the option
 * @amount: cents, at least 1
 * @creditor_tax_code: (nullable): whose account it is; the creditor's own where it is %NULL
 * @company_name: (nullable): its name
 * @remittance_information: what the bank statement says, at most 140 characters
 * @category: taxonomy code of the service, such as `9/0107101TS/`
 * @iban: (nullable): the account; %NULL only in answers, for a revenue stamp
 * @postal_iban: (nullable): the postal account, for the slip
 * @metadata: (element-type DescoPaymentMetadata): at most 10, keys unique
 *
 * Where a part of an option's amount goes.
 */
typedef struct
{
  guint id;
  gint64 amount;
  char *creditor_tax_code;
  char *company_name;
  char *remittance_information;
  char *category;
  char *iban;
  char *postal_iban;
  GPtrArray *metadata;
} DescoPaymentTransfer;

/**
 * DescoPaymentOption:
 * @iuv: the creditor's reference of the payment
 * @nav: (nullable): the notice number, 18 digits; the platform derives it where it is %NULL
 * @amount: cents, at least 1; the sum of the transfers' amounts
 * @description: what is paid, at most 140 characters
 * @is_partial: whether it is one instalment among several
 * @due_date: microseconds since 1970 in UTC
 * @retention_date: the same, not before @due_date; 0 for none
 * @payment_date: when it was paid; 0 if it is not, or not known. Only in answers
 * @fee: cents that the payer paid to the payment provider. Only in answers
 * @receipt_id: (nullable): the receipt, once paid. Only in answers
 * @transfers: (element-type DescoPaymentTransfer): 1 to 5
 * @metadata: (element-type DescoPaymentMetadata): at most 10, keys unique
 *
 * One way, or one instalment, of paying a position.
 */
typedef struct
{
  char *iuv;
  char *nav;
  gint64 amount;
  char *description;
  gboolean is_partial;
  gint64 due_date;
  gint64 retention_date;
  gint64 payment_date;
  gint64 fee;
  char *receipt_id;
  GPtrArray *transfers;
  GPtrArray *metadata;
} DescoPaymentOption;

/**
 * DescoDebtPosition:
 * @iupd: the position's name at the creditor: `DESCO-` and a UUID (see
 *   desco_debt_position_make_iupd())
 * @debtor: who owes
 * @company_name: the creditor's name
 * @office_name: (nullable): the office within it
 * @switch_to_expired: whether it cannot be paid any more past its due date
 * @validity_date: microseconds since 1970 in UTC from which it is payable; 0 for at once
 * @status: as the platform has it; ignored in a position to be sent
 * @payment_date: when it was paid; 0 if it is not, or not known. Only in answers
 * @options: (element-type DescoPaymentOption): one, or the instalments
 *
 * What a debtor owes to a creditor, as a payment platform knows it. Counted by reference; its
 * fields are set by whoever makes it, and left alone once it has been handed on.
 */
typedef struct
{
  char *iupd;
  DescoDebtor debtor;
  char *company_name;
  char *office_name;
  gboolean switch_to_expired;
  gint64 validity_date;
  DescoDebtPositionStatus status;
  gint64 payment_date;
  GPtrArray *options;
} DescoDebtPosition;

#define DESCO_TYPE_DEBT_POSITION (desco_debt_position_get_type ())

GType desco_debt_position_get_type (void) G_GNUC_CONST;
DescoDebtPosition *desco_debt_position_new (void);
DescoDebtPosition *desco_debt_position_ref (DescoDebtPosition *self);
void desco_debt_position_unref (DescoDebtPosition *self);

DescoPaymentOption *desco_debt_position_add_option (DescoDebtPosition *self);
DescoPaymentTransfer *desco_payment_option_add_transfer (DescoPaymentOption *self);
void desco_payment_metadata_add (GPtrArray *metadata, const char *key, const char *value);

gboolean desco_debt_position_validate (const DescoDebtPosition *self, gint64 now, GError **error);
gboolean desco_debt_position_is_same (const DescoDebtPosition *self,
                                      const DescoDebtPosition *answer,
                                      const char *creditor_tax_code);
gboolean desco_debt_position_is_payable (const DescoDebtPosition *self);

char *desco_debt_position_make_iupd (const char *uuid);
const char *desco_debt_position_status_to_string (DescoDebtPositionStatus status);
const char *desco_debt_position_status_to_words (DescoDebtPositionStatus status);
DescoDebtPositionStatus desco_debt_position_status_from_string (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoDebtPosition, desco_debt_position_unref)

G_END_DECLS
