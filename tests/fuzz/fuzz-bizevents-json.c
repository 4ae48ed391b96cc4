/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "fuzz.h"

#include "model/desco-money.h"
#include "pagopa/desco-bizevents-json-private.h"
#include "pagopa/desco-pagopa-error.h"

/* Any bytes as an answer of Bizevents: read, or refused as no answer of the platform. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) json = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoReceiptData) receipt = desco_bizevents_json_to_receipt (json, &error);

  if (receipt == NULL)
    {
      g_assert_cmpint (error->domain, ==, DESCO_PAGOPA_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  g_assert_no_error (error);
  g_assert_cmpint (receipt->amount, >=, 0);
  g_assert_cmpint (receipt->amount, <=, DESCO_MONEY_MAX);
  g_assert_cmpuint (receipt->transfers->len, >=, 1);
  g_assert_cmpuint (receipt->transfers->len, <=, 5);
  g_assert_true (g_utf8_validate (receipt->receipt_id, -1, NULL));
  return 0;
}
