/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-gpd-json-private.h"

#include "model/desco-date.h"
#include "model/desco-money.h"
#include "pagopa/desco-gpd-parts-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* A problem's text is shown to a person; a page of it helps nobody. */
#define MAX_PROBLEM_LENGTH 500

static void
add_option (DescoJsonWriter *writer, const DescoPaymentOption *option)
{
  desco_json_writer_begin_object (writer);
  desco_gpd_parts_add_payment (writer, option, "paymentOptionMetadata");
  desco_gpd_parts_add_boolean (writer, "isPartialPayment", option->is_partial);
  desco_gpd_parts_add_time (writer, "retentionDate", option->retention_date);
  desco_json_writer_end_object (writer);
}

static void
read_option (DescoJsonReader *reader, JsonObject *object, DescoPaymentOption *option)
{
  desco_gpd_parts_read_payment (reader, object, "paymentOptionMetadata", option);
  option->is_partial = desco_gpd_parts_read_boolean (reader, object, "isPartialPayment");
  option->retention_date = desco_gpd_parts_read_time (reader, object, "retentionDate");
}

static DescoDebtPosition *
read_position (DescoJsonReader *reader, JsonObject *object)
{
  DescoDebtPosition *position = desco_debt_position_new ();
  g_autoptr (GPtrArray) options = desco_json_reader_read_objects (reader, object, "paymentOption");

  position->iupd = desco_json_reader_require_string (reader, object, "iupd");
  desco_gpd_parts_read_debtor (reader, object, &position->debtor);
  position->company_name = desco_json_reader_read_string (reader, object, "companyName");
  position->office_name = desco_json_reader_read_string (reader, object, "officeName");
  position->switch_to_expired = desco_gpd_parts_read_boolean (reader, object, "switchToExpired");
  position->validity_date = desco_gpd_parts_read_time (reader, object, "validityDate");
  position->payment_date = desco_gpd_parts_read_time (reader, object, "paymentDate");
  position->status = desco_debt_position_status_from_string (
      desco_json_reader_peek_string (reader, object, "status"));
  for (guint i = 0; i < options->len; i++)
    read_option (reader, options->pdata[i], desco_debt_position_add_option (position));
  return position;
}

static void
add_position (DescoJsonWriter *writer, const DescoDebtPosition *position)
{
  desco_json_writer_begin_object (writer);
  desco_gpd_parts_add_string (writer, "iupd", position->iupd);
  desco_gpd_parts_add_debtor (writer, &position->debtor);
  desco_gpd_parts_add_string (writer, "companyName", position->company_name);
  desco_gpd_parts_add_string (writer, "officeName", position->office_name);
  desco_gpd_parts_add_boolean (writer, "switchToExpired", position->switch_to_expired);
  desco_gpd_parts_add_time (writer, "validityDate", position->validity_date);
  desco_json_writer_set_member_name (writer, "paymentOption");
  desco_json_writer_begin_array (writer);
  for (guint i = 0; i < position->options->len; i++)
    add_option (writer, position->options->pdata[i]);
  desco_json_writer_end_array (writer);
  desco_json_writer_end_object (writer);
}

/**
 * desco_gpd_json_from_position:
 * @position: a valid position
 *
 * Returns: (transfer full): the body of a request that creates it
 */
GBytes *
desco_gpd_json_from_position (const DescoDebtPosition *position)
{
  g_autoptr (DescoJsonWriter) writer = desco_json_writer_new ();

  add_position (writer, position);
  return desco_json_writer_finish (writer);
}

/**
 * desco_gpd_json_from_positions:
 * @positions: (element-type DescoDebtPosition): valid positions
 *
 * Returns: (transfer full): the body of a request that creates or replaces all of them
 */
GBytes *
desco_gpd_json_from_positions (const GPtrArray *positions)
{
  g_autoptr (DescoJsonWriter) writer = desco_json_writer_new ();

  desco_json_writer_begin_object (writer);
  desco_json_writer_set_member_name (writer, "paymentPositions");
  desco_json_writer_begin_array (writer);
  for (guint i = 0; i < positions->len; i++)
    add_position (writer, positions->pdata[i]);
  desco_json_writer_end_array (writer);
  desco_json_writer_end_object (writer);
  return desco_json_writer_finish (writer);
}

/**
 * desco_gpd_json_from_iupds:
 * @iupds: (array zero-terminated=1): positions' names
 *
 * Returns: (transfer full): the body of a request that removes all of them
 */
GBytes *
desco_gpd_json_from_iupds (const char *const *iupds)
{
  g_autoptr (DescoJsonWriter) writer = desco_json_writer_new ();

  desco_json_writer_begin_object (writer);
  desco_json_writer_set_member_name (writer, "paymentPositionIUPDs");
  desco_json_writer_begin_array (writer);
  for (guint i = 0; iupds[i] != NULL; i++)
    desco_json_writer_add_string_value (writer, iupds[i]);
  desco_json_writer_end_array (writer);
  desco_json_writer_end_object (writer);
  return desco_json_writer_finish (writer);
}

/**
 * desco_gpd_json_from_payment:
 * @paid_at: UTC microseconds
 *
 * Returns: (transfer full): the body of a request that tells of money taken elsewhere
 */
GBytes *
desco_gpd_json_from_payment (gint64 paid_at)
{
  g_autoptr (DescoJsonWriter) writer = desco_json_writer_new ();

  desco_json_writer_begin_object (writer);
  desco_gpd_parts_add_time (writer, "paymentDate", paid_at);
  desco_json_writer_end_object (writer);
  return desco_json_writer_finish (writer);
}

/**
 * desco_gpd_json_from_new_iban:
 * @iban: an account
 *
 * Returns: (transfer full): the body of a request that puts it in another one's place
 */
GBytes *
desco_gpd_json_from_new_iban (const char *iban)
{
  g_autoptr (DescoJsonWriter) writer = desco_json_writer_new ();

  desco_json_writer_begin_object (writer);
  desco_gpd_parts_add_string (writer, "newIban", iban);
  desco_json_writer_end_object (writer);
  return desco_json_writer_finish (writer);
}

/**
 * desco_gpd_json_to_n_changed:
 * @json: the answer to a change of account
 * @n_changed: (out): how many transfers were changed
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: whether the answer says so
 */
gboolean
desco_gpd_json_to_n_changed (GBytes *json, guint *n_changed, GError **error)
{
  g_autoptr (JsonNode) root = desco_json_reader_parse (json, error);
  DescoJsonReader reader = { NULL };
  JsonObject *object;

  if (root == NULL)
    return FALSE;
  object = json_node_get_object (root);
  if (desco_json_reader_get_member (object, "updatedTransfers") == NULL)
    desco_json_reader_note_wrong (&reader, "updatedTransfers");
  *n_changed
      = (guint) desco_gpd_parts_read_integer (&reader, object, "updatedTransfers", G_MAXINT32);
  return desco_json_reader_check (&reader, error);
}

/**
 * desco_gpd_json_to_position:
 * @json: an answer
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: (transfer full) (nullable): the position; what the answer leaves out is %NULL or 0
 */
DescoDebtPosition *
desco_gpd_json_to_position (GBytes *json, GError **error)
{
  return desco_gpd_parts_read_document (json, read_position, error);
}

/**
 * desco_gpd_json_to_position_page:
 * @json: an answer
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: (transfer full) (nullable): a page of positions
 */
DescoPositionPage *
desco_gpd_json_to_position_page (GBytes *json, GError **error)
{
  return desco_gpd_parts_read_page (json, read_position, error);
}

/**
 * desco_gpd_json_to_receipt_page:
 * @json: an answer
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * The published description leaves open what an entry of the list is; pagopa-gpd-payments writes
 * `organizationFiscalCode`, `iuv`, `debtor`, `paymentDateTime` and `status`. Only the IUV, which the
 * receipt is then asked for by, is required.
 *
 * Returns: (transfer full) (nullable): a page of what can be asked for
 */
DescoReceiptPage *
desco_gpd_json_to_receipt_page (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = desco_json_reader_parse (json, error);
  g_autoptr (DescoReceiptPage) page = desco_receipt_page_new ();
  g_autoptr (GPtrArray) objects = NULL;
  DescoJsonReader reader = { NULL };
  JsonObject *object;

  if (root == NULL)
    return NULL;

  object = json_node_get_object (root);
  page->page
      = (guint) desco_gpd_parts_read_integer (&reader, object, "currentPageNumber", G_MAXINT32);
  page->n_pages = (guint) desco_gpd_parts_read_integer (&reader, object, "totalPages", G_MAXINT32);
  if (desco_json_reader_get_member (object, "results") == NULL)
    desco_json_reader_note_wrong (&reader, "results");
  objects = desco_json_reader_read_objects (&reader, object, "results");
  for (guint i = 0; i < objects->len; i++)
    {
      DescoReceiptSummary *summary = desco_receipt_page_add (page);
      const char *time
          = desco_json_reader_peek_string (&reader, objects->pdata[i], "paymentDateTime");

      summary->iuv = desco_json_reader_require_string (&reader, objects->pdata[i], "iuv");
      summary->debtor = desco_json_reader_read_string (&reader, objects->pdata[i], "debtor");
      /* Only shown; the receipt itself says when, in a form that is laid down. */
      desco_time_parse_rfc3339 (time, &summary->payment_date_time);
    }

  return desco_json_reader_check (&reader, error) ? g_steal_pointer (&page) : NULL;
}

/**
 * desco_gpd_json_to_problem:
 * @json: the answer to a request that was refused
 *
 * Returns: (transfer full) (nullable): what a problem document says is wrong, its `detail` or else
 *   its `title`, in English and at most 500 characters; %NULL if @json is none
 */
char *
desco_gpd_json_to_problem (GBytes *json)
{
  g_autoptr (JsonNode) root = desco_json_reader_parse (json, NULL);
  DescoJsonReader reader = { NULL };
  const char *text;

  if (root == NULL)
    return NULL;
  text = desco_json_reader_peek_string (&reader, json_node_get_object (root), "detail");
  if (text == NULL || *text == '\0')
    text = desco_json_reader_peek_string (&reader, json_node_get_object (root), "title");
  if (text == NULL || *text == '\0')
    return NULL;
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_PROBLEM_LENGTH));
}
