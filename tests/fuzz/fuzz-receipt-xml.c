/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "fuzz.h"

#include "pagopa/desco-receipt-xml.h"
#include "model/desco-error.h"
#include "model/desco-money.h"

/* Any bytes as a receipt: read, or refused, and then it is said which element is to blame. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) xml = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoReceiptData) receipt = desco_receipt_xml_parse (xml, &error);

  if (receipt == NULL)
    {
      g_assert_cmpint (error->domain, ==, DESCO_INPUT_ERROR);
      g_assert_nonnull (desco_error_get_field (error));
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
