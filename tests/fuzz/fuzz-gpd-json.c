/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "fuzz.h"

#include "pagopa/desco-gpd-json-private.h"
#include "pagopa/desco-pagopa-error.h"

static void
check_error (const GError *error)
{
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
check_position (GBytes *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoDebtPosition) position = desco_gpd_json_to_position (json, &error);
  g_autoptr (DescoDebtPosition) again = NULL;
  g_autoptr (GBytes) written = NULL;

  if (position == NULL)
    {
      check_error (error);
      return;
    }
  written = desco_gpd_json_from_position (position);
  again = desco_gpd_json_to_position (written, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->iupd, ==, position->iupd);
  g_assert_cmpuint (again->options->len, ==, position->options->len);
}

static void
check_pages (GBytes *json)
{
  g_autoptr (GError) position_error = NULL;
  g_autoptr (GError) receipt_error = NULL;
  g_autoptr (DescoPositionPage) positions = desco_gpd_json_to_position_page (json, &position_error);
  g_autoptr (DescoReceiptPage) receipts = desco_gpd_json_to_receipt_page (json, &receipt_error);

  if (positions == NULL)
    check_error (position_error);
  if (receipts == NULL)
    check_error (receipt_error);
}

/* Any bytes as an answer of GPD: read, or refused as nonsense. What was read can be written, and
 * reads the same again. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) json = g_bytes_new (data, size);
  g_autofree char *problem = desco_gpd_json_to_problem (json);

  g_assert_true (problem == NULL || g_utf8_validate (problem, -1, NULL));
  check_position (json);
  check_pages (json);
  return 0;
}
