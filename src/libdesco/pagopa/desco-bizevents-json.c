/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-bizevents-json-private.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"
#include "pagopa/desco-json-reader-private.h"
#include "pagopa/desco-receipt-xml-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The answers of Bizevents (biz-events-ec.json, CtReceiptModelResponse): what a ctReceipt says, as
 * JSON. Numbers come as texts of their digits, so that euros need no floating point. */

#define MAX_TRANSFERS 5

static gint64
read_euros (DescoJsonReader *reader, JsonObject *object, const char *name)
{
  gint64 cents = 0;

  if (!desco_money_parse_number (desco_json_reader_peek_string (reader, object, name), &cents)
      || cents < 0 || cents > DESCO_MONEY_MAX)
    desco_json_reader_note_wrong (reader, name);
  return cents;
}

static gint64
read_fee (DescoJsonReader *reader, JsonObject *object)
{
  return desco_json_reader_get_member (object, "fee") != NULL ? read_euros (reader, object, "fee")
                                                              : -1;
}

static char *
require_digits (DescoJsonReader *reader, JsonObject *object, const char *name, gsize length)
{
  char *text = desco_json_reader_require_string (reader, object, name);

  if (text != NULL && (strlen (text) != length || strspn (text, "0123456789") != length))
    desco_json_reader_note_wrong (reader, name);
  return text;
}

static DescoReceiptOutcome
read_outcome (DescoJsonReader *reader, JsonObject *object)
{
  const char *text = desco_json_reader_peek_string (reader, object, "outcome");

  if (g_strcmp0 (text, "OK") != 0 && g_strcmp0 (text, "KO") != 0)
    desco_json_reader_note_wrong (reader, "outcome");
  return g_strcmp0 (text, "OK") == 0 ? DESCO_RECEIPT_OUTCOME_OK : DESCO_RECEIPT_OUTCOME_KO;
}

static void
read_subject (DescoJsonReader *reader,
              JsonObject *receipt,
              const char *name,
              DescoReceiptSubject *into)
{
  JsonObject *object = desco_json_reader_peek_object (reader, receipt, name);

  if (object == NULL)
    return;
  into->is_company
      = g_strcmp0 (desco_json_reader_peek_string (reader, object, "entityUniqueIdentifierType"),
                   "G")
        == 0;
  into->tax_code = desco_json_reader_require_string (reader, object, "entityUniqueIdentifierValue");
  into->full_name = desco_json_reader_require_string (reader, object, "fullName");
}

static GDate
read_day (DescoJsonReader *reader, JsonObject *object, const char *name)
{
  const char *text = desco_json_reader_peek_string (reader, object, name);
  GDate date = { 0 };

  if (text != NULL && !desco_date_parse_iso (text, &date))
    desco_json_reader_note_wrong (reader, name);
  return date;
}

/* The moment where it is told, else the day, which is taken at its beginning in Italy. */
static gint64
read_moment (DescoJsonReader *reader, JsonObject *object)
{
  const char *text = desco_json_reader_peek_string (reader, object, "paymentDateTimeFormatted");
  g_autoptr (GDateTime) parsed = NULL;
  GDate day;

  if (text != NULL)
    {
      parsed = g_date_time_new_from_iso8601 (text, desco_time_zone_rome ());
      if (parsed == NULL || g_date_time_to_unix (parsed) <= 0)
        {
          desco_json_reader_note_wrong (reader, "paymentDateTimeFormatted");
          return 0;
        }
      return g_date_time_to_unix (parsed) * G_USEC_PER_SEC + g_date_time_get_microsecond (parsed);
    }
  day = read_day (reader, object, "paymentDateTime");
  if (!g_date_valid (&day))
    return 0;
  day = desco_date_add_days (&day, -1);
  return desco_date_end_of_day (&day) + G_USEC_PER_SEC;
}

static void
add_transfer (DescoJsonReader *reader, JsonObject *object, GPtrArray *transfers)
{
  DescoReceiptTransfer *transfer = g_new0 (DescoReceiptTransfer, 1);
  const char *id = desco_json_reader_peek_string (reader, object, "idTransfer");

  g_ptr_array_add (transfers, transfer);
  /* Their description lets the number be absent; then its place is it. */
  transfer->id = transfers->len;
  if (id != NULL && (strlen (id) != 1 || *id < '1' || *id > '0' + MAX_TRANSFERS))
    desco_json_reader_note_wrong (reader, "idTransfer");
  else if (id != NULL)
    transfer->id = (guint) (*id - '0');
  transfer->amount = read_euros (reader, object, "transferAmount");
  transfer->creditor_tax_code = require_digits (reader, object, "fiscalCodePA", 11);
  transfer->iban = desco_json_reader_read_string (reader, object, "iban");
  transfer->remittance_information
      = desco_json_reader_require_string (reader, object, "remittanceInformation");
  transfer->category = desco_json_reader_require_string (reader, object, "transferCategory");
}

static void
read_transfers (DescoJsonReader *reader, JsonObject *object, GPtrArray *transfers)
{
  g_autoptr (GPtrArray) objects = desco_json_reader_read_objects (reader, object, "transferList");

  if (objects == NULL || objects->len < 1 || objects->len > MAX_TRANSFERS)
    {
      desco_json_reader_note_wrong (reader, "transferList");
      return;
    }
  for (guint i = 0; i < objects->len; i++)
    add_transfer (reader, g_ptr_array_index (objects, i), transfers);
}

static void
read_receipt (DescoJsonReader *reader, JsonObject *object, DescoReceiptData *self)
{
  self->receipt_id = desco_json_reader_require_string (reader, object, "receiptId");
  self->notice_number = require_digits (reader, object, "noticeNumber", 18);
  self->creditor_tax_code = require_digits (reader, object, "fiscalCode", 11);
  self->outcome = read_outcome (reader, object);
  self->iuv = desco_json_reader_require_string (reader, object, "creditorReferenceId");
  self->amount = read_euros (reader, object, "paymentAmount");
  self->description = desco_json_reader_require_string (reader, object, "description");
  self->company_name = desco_json_reader_require_string (reader, object, "companyName");
  self->office_name = desco_json_reader_read_string (reader, object, "officeName");
  read_subject (reader, object, "debtor", &self->debtor);
  if (self->debtor.tax_code == NULL)
    desco_json_reader_note_wrong (reader, "debtor");
  read_transfers (reader, object, self->transfers);
  self->psp_id = desco_json_reader_require_string (reader, object, "idPSP");
  self->psp_company_name = desco_json_reader_require_string (reader, object, "pspCompanyName");
  read_subject (reader, object, "payer", &self->payer);
  self->payment_method = desco_json_reader_read_string (reader, object, "paymentMethod");
  self->fee = read_fee (reader, object);
  self->payment_date_time = read_moment (reader, object);
  self->application_date = read_day (reader, object, "applicationDate");
  self->transfer_date = read_day (reader, object, "transferDate");
}

/**
 * desco_bizevents_json_to_receipt: (skip)
 * @json: an answer
 * @error: a #DESCO_PAGOPA_ERROR of the first member that is missing or wrong
 *
 * Returns: (transfer full) (nullable): the receipt
 */
DescoReceiptData *
desco_bizevents_json_to_receipt (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = desco_json_reader_parse_exactly (json, error);
  g_autoptr (DescoReceiptData) self = NULL;
  DescoJsonReader reader = { NULL };

  if (root == NULL)
    return NULL;
  self = desco_receipt_data_new (json);
  if (JSON_NODE_HOLDS_OBJECT (root))
    read_receipt (&reader, json_node_get_object (root), self);
  else
    desco_json_reader_note_wrong (&reader, "receiptId");
  return desco_json_reader_check (&reader, error) ? g_steal_pointer (&self) : NULL;
}
