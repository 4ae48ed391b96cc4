/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-routes.h"

#include "desco-sandbox-check.h"
#include "desco-sandbox-error.h"
#include "desco-sandbox-json.h"
#include "desco-sandbox-psp.h"
#include "desco-sandbox-receipt.h"
#include "pagopa/desco-receipt-xml.h"

#include <string.h>

#define ORGANIZATION 0
#define IUR 1
#define IUV 2

static void
add_subject (DescoJsonWriter *json, const char *member, const DescoReceiptSubject *subject)
{
  if (subject->tax_code == NULL)
    return;
  desco_json_writer_set_member_name (json, member);
  desco_json_writer_begin_object (json);
  desco_sandbox_json_add_text (json, "entityUniqueIdentifierType", subject->is_company ? "G" : "F");
  desco_sandbox_json_add_text (json, "entityUniqueIdentifierValue", subject->tax_code);
  desco_sandbox_json_add_text (json, "fullName", subject->full_name);
  desco_json_writer_end_object (json);
}

static void
add_transfer (DescoJsonWriter *json, const DescoReceiptTransfer *transfer)
{
  desco_json_writer_begin_object (json);
  desco_sandbox_json_add_number (json, "idTransfer", transfer->id);
  desco_sandbox_json_add_euros (json, "transferAmount", transfer->amount);
  desco_sandbox_json_add_text (json, "fiscalCodePA", transfer->creditor_tax_code);
  desco_sandbox_json_add_text (json, "iban", transfer->iban);
  desco_sandbox_json_add_text (json, "mbdAttachment", "");
  desco_sandbox_json_add_text (json, "remittanceInformation", transfer->remittance_information);
  desco_sandbox_json_add_text (json, "transferCategory", transfer->category);
  desco_json_writer_end_object (json);
}

static void
add_payment (DescoJsonWriter *json, const DescoReceiptData *data, gint64 paid_at)
{
  desco_sandbox_json_add_text (json, "idPSP", data->psp_id);
  desco_sandbox_json_add_text (json, "pspFiscalCode", DESCO_SANDBOX_PSP_TAX_CODE);
  desco_sandbox_json_add_text (json, "pspCompanyName", data->psp_company_name);
  desco_sandbox_json_add_text (json, "idChannel", DESCO_SANDBOX_PSP_CHANNEL);
  desco_sandbox_json_add_text (json, "paymentMethod", data->payment_method);
  if (data->fee >= 0)
    desco_sandbox_json_add_euros (json, "fee", data->fee);
  desco_sandbox_json_add_moment (json, "paymentDateTimeFormatted", paid_at);
  desco_sandbox_json_add_day (json, "applicationDate", &data->application_date);
  desco_sandbox_json_add_day (json, "transferDate", &data->transfer_date);
}

/* What the document says that the bank sent (`CtReceiptModelResponse`). */
static void
answer_receipt (const DescoReceiptData *data, gint64 paid_at, DescoSandboxReply *reply)
{
  g_autoptr (DescoJsonWriter) json = desco_json_writer_new ();

  desco_json_writer_begin_object (json);
  desco_sandbox_json_add_text (json, "receiptId", data->receipt_id);
  desco_sandbox_json_add_text (json, "noticeNumber", data->notice_number);
  desco_sandbox_json_add_text (json, "fiscalCode", data->creditor_tax_code);
  desco_sandbox_json_add_text (json, "outcome", "OK");
  desco_sandbox_json_add_text (json, "creditorReferenceId", data->iuv);
  desco_sandbox_json_add_euros (json, "paymentAmount", data->amount);
  desco_sandbox_json_add_text (json, "description", data->description);
  desco_sandbox_json_add_text (json, "companyName", data->company_name);
  desco_sandbox_json_add_text (json, "officeName", data->office_name);
  add_subject (json, "debtor", &data->debtor);
  add_subject (json, "payer", &data->payer);
  desco_json_writer_set_member_name (json, "transferList");
  desco_json_writer_begin_array (json);
  for (guint i = 0; i < data->transfers->len; i++)
    add_transfer (json, g_ptr_array_index (data->transfers, i));
  desco_json_writer_end_array (json);
  add_payment (json, data, paid_at);
  desco_json_writer_end_object (json);
  desco_sandbox_json_answer (json, reply);
}

/* A payment that did not succeed is no event here; a route without an IUV asks for no certain one. */
static gboolean
is_asked_for (const DescoReceiptData *data, const char *iuv)
{
  return data->outcome == DESCO_RECEIPT_OUTCOME_OK && (iuv == NULL || g_str_equal (data->iuv, iuv));
}

static gboolean
handle_read (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  const char *organization = request->parameters[ORGANIZATION];
  const char *iur = request->parameters[IUR];
  g_autoptr (DescoSandboxReceipt) receipt = NULL;
  g_autoptr (DescoReceiptData) data = NULL;
  g_autoptr (GBytes) xml = NULL;

  if (!desco_sandbox_check_organization (organization, error))
    return FALSE;
  receipt = desco_sandbox_receipt_find_by_id (sandbox->store, organization, iur, error);
  if (receipt == NULL)
    return FALSE;
  xml = g_bytes_new_static (receipt->xml, strlen (receipt->xml));
  data = desco_receipt_xml_parse (xml, error);
  if (data == NULL)
    return FALSE;
  if (is_asked_for (data, request->parameters[IUV]))
    {
      answer_receipt (data, receipt->payment, reply);
      return TRUE;
    }
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_RECEIPT_NOT_FOUND,
               "No receipt %s of the organization %s", iur, organization);
  return FALSE;
}

static const DescoSandboxRoute routes[] = {
  { "GET", "info", desco_sandbox_answer_info },
  { "GET", "organizations/*/receipts/*", handle_read },
  { "GET", "organizations/*/receipts/*/paymentoptions/*", handle_read },
};

/* The same receipts by the payment's number, as the platform's Bizevents gives them to creditors that
 * do not use GPD (biz-events-ec.json). */
const DescoSandboxArea desco_sandbox_bizevents_area
    = { "/bizevents/service/v1", DESCO_SANDBOX_CALLER_PLATFORM, routes, G_N_ELEMENTS (routes) };
