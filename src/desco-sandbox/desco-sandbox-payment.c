/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-payment.h"

#include "desco-sandbox-error.h"
#include "desco-sandbox-flow.h"
#include "desco-sandbox-receipt-xml.h"
#include "desco-sandbox-receipt.h"
#include "desco-sandbox-state.h"
#include "model/desco-clock.h"
#include "model/desco-uuid.h"

/* A payment's token and its receipt's key are 32 hexadecimal digits. */
static char *
make_receipt_id (void)
{
  DescoUuid uuid = desco_uuid_generate ();
  g_autofree char *text = desco_uuid_to_string (&uuid);
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);

  return g_strjoinv ("", parts);
}

static const char *
first_category (JsonObject *option_body)
{
  JsonArray *transfers = json_object_get_array_member (option_body, "transfer");

  return json_object_get_string_member (json_array_get_object_element (transfers, 0), "category");
}

static gboolean
has_stamp (JsonObject *option_body)
{
  JsonArray *transfers = json_object_get_array_member (option_body, "transfer");

  for (guint i = 0; i < json_array_get_length (transfers); i++)
    if (json_object_has_member (json_array_get_object_element (transfers, i), "stamp"))
      return TRUE;
  return FALSE;
}

static gboolean
keep_receipt (DescoSandboxStore *store,
              const DescoSandboxPosition *position,
              guint index,
              const DescoSandboxPayment *payment,
              const char *receipt_id,
              gint64 now,
              GError **error)
{
  const DescoSandboxOption *option = g_ptr_array_index (position->options, index);
  JsonObject *body = desco_sandbox_position_get_option_body (position, index);
  g_autofree char *xml = desco_sandbox_receipt_xml_build (
      position, index, receipt_id, payment->outcome,
      payment->amount != 0 ? payment->amount : option->amount, now);
  DescoSandboxReceipt receipt = {
    .receipt_id = (char *) receipt_id,
    .organization = position->organization,
    .iuv = option->iuv,
    .debtor = (char *) json_object_get_string_member (position->body, "fiscalCode"),
    .service = (char *) first_category (body),
    .payment = now,
    .xml = xml,
  };

  return desco_sandbox_receipt_add (store, &receipt, error);
}

/**
 * desco_sandbox_payment_make:
 * @store: a store in a transaction, aged to the present moment
 * @payment: what somebody does at a bank
 * @receipt_id: (out) (nullable): the receipt that came of it; %NULL where none did
 * @error: why the bank would have refused before taking any money
 *
 * Pays a notice, or tries to: a payment that ends in KO leaves the position as it was.
 *
 * Returns: (transfer full) (nullable): the position as it is now
 */
DescoSandboxPosition *
desco_sandbox_payment_make (DescoSandboxStore *store,
                            const DescoSandboxPayment *payment,
                            char **receipt_id,
                            GError **error)
{
  gint64 now = desco_clock_now ();
  g_autoptr (DescoSandboxPosition) position
      = desco_sandbox_store_find_by_nav (store, NULL, payment->nav, error);
  g_autofree char *id = NULL;
  DescoSandboxOption *option;
  guint index = 0;

  *receipt_id = NULL;
  if (position == NULL)
    return NULL;
  option = desco_sandbox_position_find_option (position, payment->nav);
  g_ptr_array_find (position->options, option, &index);
  if (!(payment->again && option->paid)
      && !desco_sandbox_state_check_payable (position, option, error))
    return NULL;
  if (has_stamp (desco_sandbox_position_get_option_body (position, index)))
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_NOT_PAYABLE,
                   "This practice platform sells no revenue stamps");
      return NULL;
    }
  if (payment->outcome == DESCO_SANDBOX_OUTCOME_KO && !payment->with_receipt)
    return g_steal_pointer (&position);

  id = make_receipt_id ();
  if (!keep_receipt (store, position, index, payment, id, now, error))
    return NULL;
  if (payment->outcome == DESCO_SANDBOX_OUTCOME_OK
      && !desco_sandbox_flow_owe (store, position, index, id,
                                  payment->amount != 0 ? payment->amount : option->amount, now,
                                  error))
    return NULL;
  if (payment->outcome == DESCO_SANDBOX_OUTCOME_OK && !option->paid)
    {
      desco_sandbox_state_pay (position, option, now, id, now);
      if (!desco_sandbox_store_save (store, position, error))
        return NULL;
    }
  *receipt_id = g_steal_pointer (&id);
  return g_steal_pointer (&position);
}
