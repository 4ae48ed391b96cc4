/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-receipt-xml.h"

#include "desco-sandbox-psp.h"
#include "model/desco-date.h"
#include "model/desco-money.h"

#include <libxml/xmlwriter.h>
#include <string.h>

#define NAMESPACE "http://pagopa-api.pagopa.gov.it/paForNode"

/* The bank, its channel and the station are invented; no real one is called so. */
#define CHANNEL_DESCRIPTION "app"
#define STATION_ID "SANDBOX_01"

static void
write_text (xmlTextWriter *writer, const char *name, const char *text)
{
  xmlTextWriterWriteElement (writer, BAD_CAST name, BAD_CAST text);
}

/* Leaves out what is not there; what is too long for a receipt is cut, as the platform's are. */
static void
write_optional (xmlTextWriter *writer,
                const char *name,
                JsonObject *object,
                const char *member,
                glong max)
{
  const char *text = json_object_get_string_member_with_default (object, member, NULL);
  g_autofree char *cut = NULL;

  if (text == NULL)
    return;
  cut = g_utf8_substring (text, 0, MIN (max, g_utf8_strlen (text, -1)));
  write_text (writer, name, cut);
}

static void
write_amount (xmlTextWriter *writer, const char *name, gint64 cents)
{
  g_autofree char *decimal = desco_money_to_decimal (cents);

  write_text (writer, name, decimal);
}

/* The schema knows fewer addresses than people have: one that it refuses is left out. */
static void
write_email (xmlTextWriter *writer, JsonObject *body)
{
  const char *email = json_object_get_string_member_with_default (body, "email", NULL);

  if (email != NULL
      && g_regex_match_simple ("^[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)*$", email, 0, 0))
    write_text (writer, "e-mail", email);
}

static void
write_debtor (xmlTextWriter *writer, JsonObject *body)
{
  xmlTextWriterStartElement (writer, BAD_CAST "debtor");
  xmlTextWriterStartElement (writer, BAD_CAST "uniqueIdentifier");
  write_text (writer, "entityUniqueIdentifierType", json_object_get_string_member (body, "type"));
  write_text (writer, "entityUniqueIdentifierValue",
              json_object_get_string_member (body, "fiscalCode"));
  xmlTextWriterEndElement (writer);
  write_optional (writer, "fullName", body, "fullName", 70);
  write_optional (writer, "streetName", body, "streetName", 70);
  write_optional (writer, "civicNumber", body, "civicNumber", 16);
  write_optional (writer, "postalCode", body, "postalCode", 16);
  write_optional (writer, "city", body, "city", 35);
  write_optional (writer, "stateProvinceRegion", body, "province", 35);
  write_optional (writer, "country", body, "country", 2);
  write_email (writer, body);
  xmlTextWriterEndElement (writer);
}

static void
write_transfer (xmlTextWriter *writer,
                const DescoSandboxPosition *position,
                JsonObject *transfer,
                gint64 amount)
{
  xmlTextWriterStartElement (writer, BAD_CAST "transfer");
  write_text (writer, "idTransfer", json_object_get_string_member (transfer, "idTransfer"));
  write_amount (writer, "transferAmount", amount);
  write_text (writer, "fiscalCodePA",
              json_object_get_string_member_with_default (transfer, "organizationFiscalCode",
                                                          position->organization));
  write_text (writer, "IBAN", json_object_get_string_member (transfer, "iban"));
  write_text (writer, "remittanceInformation",
              json_object_get_string_member (transfer, "remittanceInformation"));
  write_text (writer, "transferCategory", json_object_get_string_member (transfer, "category"));
  xmlTextWriterEndElement (writer);
}

/* An amount other than the notice's is made up by the first transfer, as far as it can. */
static void
write_transfers (xmlTextWriter *writer,
                 const DescoSandboxPosition *position,
                 JsonObject *option_body,
                 gint64 difference)
{
  JsonArray *transfers = json_object_get_array_member (option_body, "transfer");

  xmlTextWriterStartElement (writer, BAD_CAST "transferList");
  for (guint i = 0; i < json_array_get_length (transfers); i++)
    {
      JsonObject *transfer = json_array_get_object_element (transfers, i);
      gint64 amount = json_object_get_int_member (transfer, "amount");

      write_transfer (writer, position, transfer, i == 0 ? MAX (amount + difference, 1) : amount);
    }
  xmlTextWriterEndElement (writer);
}

static void
write_provider (xmlTextWriter *writer)
{
  write_text (writer, "idPSP", DESCO_SANDBOX_PSP_ID);
  write_text (writer, "pspFiscalCode", DESCO_SANDBOX_PSP_TAX_CODE);
  write_text (writer, "PSPCompanyName", DESCO_SANDBOX_PSP_COMPANY);
  write_text (writer, "idChannel", DESCO_SANDBOX_PSP_CHANNEL);
  write_text (writer, "channelDescription", CHANNEL_DESCRIPTION);
  write_text (writer, "paymentMethod", "creditCard");
  write_amount (writer, "fee", 0);
}

static void
write_times (xmlTextWriter *writer, gint64 when)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when / G_USEC_PER_SEC);
  g_autoptr (GDateTime) rome = g_date_time_to_timezone (utc, desco_time_zone_rome ());
  g_autofree char *moment = g_date_time_format (rome, "%Y-%m-%dT%H:%M:%S%:z");
  GDate application = desco_date_of_time (when);
  GDate transfer = desco_date_add_days (&application, 1);
  g_autofree char *application_text = desco_date_to_iso (&application);
  g_autofree char *transfer_text = desco_date_to_iso (&transfer);

  write_text (writer, "paymentDateTime", moment);
  write_text (writer, "applicationDate", application_text);
  write_text (writer, "transferDate", transfer_text);
}

static void
write_receipt (xmlTextWriter *writer,
               const DescoSandboxPosition *position,
               guint index,
               const char *receipt_id,
               DescoSandboxOutcome outcome,
               gint64 amount,
               gint64 when)
{
  const DescoSandboxOption *option = g_ptr_array_index (position->options, index);
  JsonObject *option_body = desco_sandbox_position_get_option_body (position, index);

  xmlTextWriterStartElement (writer, BAD_CAST "receipt");
  write_text (writer, "receiptId", receipt_id);
  write_text (writer, "noticeNumber", option->nav);
  write_text (writer, "fiscalCode", position->organization);
  write_text (writer, "outcome", outcome == DESCO_SANDBOX_OUTCOME_OK ? "OK" : "KO");
  write_text (writer, "creditorReferenceId", option->iuv);
  write_amount (writer, "paymentAmount", amount);
  write_text (writer, "description", json_object_get_string_member (option_body, "description"));
  write_optional (writer, "companyName", position->body, "companyName", 140);
  write_optional (writer, "officeName", position->body, "officeName", 140);
  write_debtor (writer, position->body);
  write_transfers (writer, position, option_body, amount - option->amount);
  write_provider (writer);
  write_times (writer, when);
  xmlTextWriterEndElement (writer);
}

/**
 * desco_sandbox_receipt_xml_build:
 * @position: what was paid
 * @index: which of its options
 * @receipt_id: the receipt's key
 * @outcome: how the payment ended
 * @amount: what was paid, in cents
 * @when: when, UTC microseconds
 *
 * Returns: (transfer full): the receipt (`ctReceipt` of paForNode.xsd) within the `paSendRTReq`
 *   that pagoPA sends it in
 */
char *
desco_sandbox_receipt_xml_build (const DescoSandboxPosition *position,
                                 guint index,
                                 const char *receipt_id,
                                 DescoSandboxOutcome outcome,
                                 gint64 amount,
                                 gint64 when)
{
  xmlBuffer *buffer = xmlBufferCreate ();
  xmlTextWriter *writer = xmlNewTextWriterMemory (buffer, 0);
  char *text;

  xmlTextWriterSetIndent (writer, 1);
  xmlTextWriterStartDocument (writer, NULL, "UTF-8", NULL);
  xmlTextWriterStartElementNS (writer, BAD_CAST "pafn", BAD_CAST "paSendRTReq", BAD_CAST NAMESPACE);
  write_text (writer, "idPA", position->organization);
  write_text (writer, "idBrokerPA", position->organization);
  write_text (writer, "idStation", STATION_ID);
  write_receipt (writer, position, index, receipt_id, outcome, amount, when);
  xmlTextWriterEndElement (writer);
  xmlTextWriterEndDocument (writer);
  xmlFreeTextWriter (writer);

  text = g_strdup ((const char *) xmlBufferContent (buffer));
  xmlBufferFree (buffer);
  return text;
}
