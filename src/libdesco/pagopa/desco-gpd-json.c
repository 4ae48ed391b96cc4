/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-gpd-json-private.h"

#include "model/desco-date.h"
#include "model/desco-money.h"
#include "pagopa/desco-json-reader-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* A problem's text is shown to a person; a page of it helps nobody. */
#define MAX_PROBLEM_LENGTH 500

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 value)
{
  g_autofree char *text = NULL;

  if (value == 0)
    return;
  text = desco_time_to_rfc3339 (value);
  add_string (builder, name, text);
}

static void
add_metadata (JsonBuilder *builder, const char *name, const GPtrArray *metadata)
{
  if (metadata->len == 0)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < metadata->len; i++)
    {
      const DescoPaymentMetadata *entry = metadata->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "key");
      json_builder_add_string_value (builder, entry->key);
      json_builder_set_member_name (builder, "value");
      json_builder_add_string_value (builder, entry->value != NULL ? entry->value : "");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_transfer (JsonBuilder *builder, const DescoPaymentTransfer *transfer)
{
  const char id[] = { (char) ('0' + transfer->id), '\0' };

  json_builder_begin_object (builder);
  add_string (builder, "idTransfer", id);
  add_integer (builder, "amount", transfer->amount);
  add_string (builder, "organizationFiscalCode", transfer->creditor_tax_code);
  add_string (builder, "remittanceInformation", transfer->remittance_information);
  add_string (builder, "category", transfer->category);
  add_string (builder, "iban", transfer->iban);
  add_string (builder, "postalIban", transfer->postal_iban);
  add_string (builder, "companyName", transfer->company_name);
  add_metadata (builder, "transferMetadata", transfer->metadata);
  json_builder_end_object (builder);
}

static void
add_option (JsonBuilder *builder, const DescoPaymentOption *option)
{
  json_builder_begin_object (builder);
  add_string (builder, "nav", option->nav);
  add_string (builder, "iuv", option->iuv);
  add_integer (builder, "amount", option->amount);
  add_string (builder, "description", option->description);
  add_boolean (builder, "isPartialPayment", option->is_partial);
  add_time (builder, "dueDate", option->due_date);
  add_time (builder, "retentionDate", option->retention_date);

  json_builder_set_member_name (builder, "transfer");
  json_builder_begin_array (builder);
  for (guint i = 0; i < option->transfers->len; i++)
    add_transfer (builder, option->transfers->pdata[i]);
  json_builder_end_array (builder);

  add_metadata (builder, "paymentOptionMetadata", option->metadata);
  json_builder_end_object (builder);
}

static void
add_debtor (JsonBuilder *builder, const DescoDebtor *debtor)
{
  add_string (builder, "type", debtor->type == DESCO_DEBTOR_COMPANY ? "G" : "F");
  add_string (builder, "fiscalCode", debtor->tax_code);
  add_string (builder, "fullName", debtor->full_name);
  add_string (builder, "streetName", debtor->street_name);
  add_string (builder, "civicNumber", debtor->civic_number);
  add_string (builder, "postalCode", debtor->postal_code);
  add_string (builder, "city", debtor->city);
  add_string (builder, "province", debtor->province);
  add_string (builder, "region", debtor->region);
  add_string (builder, "country", debtor->country);
  add_string (builder, "email", debtor->email);
  add_string (builder, "phone", debtor->phone);
}

/* 0 where there is none. A number with a fraction or an exponent is no amount of cents. */
static gint64
read_integer (DescoJsonReader *reader, JsonObject *object, const char *name, gint64 maximum)
{
  JsonNode *node = desco_json_reader_get_member (object, name);
  gint64 value;

  if (node == NULL)
    return 0;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    {
      desco_json_reader_note_wrong (reader, name);
      return 0;
    }
  value = json_node_get_int (node);
  if (value < 0 || value > maximum)
    {
      desco_json_reader_note_wrong (reader, name);
      return 0;
    }
  return value;
}

static gint64
read_amount (DescoJsonReader *reader, JsonObject *object, const char *name)
{
  gint64 amount = read_integer (reader, object, name, DESCO_MONEY_MAX);

  if (amount < 1)
    desco_json_reader_note_wrong (reader, name);
  return amount;
}

static gboolean
read_boolean (DescoJsonReader *reader, JsonObject *object, const char *name)
{
  JsonNode *node = desco_json_reader_get_member (object, name);

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      desco_json_reader_note_wrong (reader, name);
      return FALSE;
    }
  return json_node_get_boolean (node);
}

static gint64
read_time (DescoJsonReader *reader, JsonObject *object, const char *name)
{
  const char *text = desco_json_reader_peek_string (reader, object, name);
  gint64 time = 0;

  if (text == NULL)
    return 0;
  if (desco_time_parse_rfc3339 (text, &time) && time >= 0)
    return time;
  desco_json_reader_note_wrong (reader, name);
  return 0;
}

static void
read_metadata (DescoJsonReader *reader, JsonObject *object, const char *name, GPtrArray *metadata)
{
  g_autoptr (GPtrArray) objects = desco_json_reader_read_objects (reader, object, name);

  for (guint i = 0; i < objects->len; i++)
    {
      const char *key = desco_json_reader_peek_string (reader, objects->pdata[i], "key");

      if (key != NULL)
        desco_payment_metadata_add (
            metadata, key, desco_json_reader_peek_string (reader, objects->pdata[i], "value"));
    }
}

static void
read_transfer (DescoJsonReader *reader, JsonObject *object, DescoPaymentTransfer *transfer)
{
  const char *id = desco_json_reader_peek_string (reader, object, "idTransfer");

  if (id == NULL || strlen (id) != 1 || *id < '1' || *id > '0' + DESCO_DEBT_POSITION_MAX_TRANSFERS)
    desco_json_reader_note_wrong (reader, "idTransfer");
  else
    transfer->id = (guint) (*id - '0');

  transfer->amount = read_amount (reader, object, "amount");
  transfer->creditor_tax_code
      = desco_json_reader_read_string (reader, object, "organizationFiscalCode");
  transfer->company_name = desco_json_reader_read_string (reader, object, "companyName");
  transfer->remittance_information
      = desco_json_reader_read_string (reader, object, "remittanceInformation");
  transfer->category = desco_json_reader_read_string (reader, object, "category");
  transfer->iban = desco_json_reader_read_string (reader, object, "iban");
  transfer->postal_iban = desco_json_reader_read_string (reader, object, "postalIban");
  read_metadata (reader, object, "transferMetadata", transfer->metadata);
}

static void
read_option (DescoJsonReader *reader, JsonObject *object, DescoPaymentOption *option)
{
  g_autoptr (GPtrArray) transfers = desco_json_reader_read_objects (reader, object, "transfer");

  option->iuv = desco_json_reader_require_string (reader, object, "iuv");
  option->nav = desco_json_reader_read_string (reader, object, "nav");
  option->amount = read_amount (reader, object, "amount");
  option->description = desco_json_reader_read_string (reader, object, "description");
  option->is_partial = read_boolean (reader, object, "isPartialPayment");
  option->due_date = read_time (reader, object, "dueDate");
  option->retention_date = read_time (reader, object, "retentionDate");
  option->payment_date = read_time (reader, object, "paymentDate");
  option->fee = read_integer (reader, object, "fee", DESCO_MONEY_MAX);
  option->receipt_id = desco_json_reader_read_string (reader, object, "idReceipt");
  for (guint i = 0; i < transfers->len; i++)
    read_transfer (reader, transfers->pdata[i], desco_payment_option_add_transfer (option));
  read_metadata (reader, object, "paymentOptionMetadata", option->metadata);
}

static DescoDebtorType
read_debtor_type (DescoJsonReader *reader, JsonObject *object)
{
  const char *text = desco_json_reader_peek_string (reader, object, "type");

  if (text == NULL)
    return DESCO_DEBTOR_UNKNOWN;
  if (g_str_equal (text, "F"))
    return DESCO_DEBTOR_PERSON;
  if (g_str_equal (text, "G"))
    return DESCO_DEBTOR_COMPANY;
  desco_json_reader_note_wrong (reader, "type");
  return DESCO_DEBTOR_UNKNOWN;
}

static void
read_debtor (DescoJsonReader *reader, JsonObject *object, DescoDebtor *debtor)
{
  debtor->type = read_debtor_type (reader, object);
  debtor->tax_code = desco_json_reader_read_string (reader, object, "fiscalCode");
  debtor->full_name = desco_json_reader_read_string (reader, object, "fullName");
  debtor->street_name = desco_json_reader_read_string (reader, object, "streetName");
  debtor->civic_number = desco_json_reader_read_string (reader, object, "civicNumber");
  debtor->postal_code = desco_json_reader_read_string (reader, object, "postalCode");
  debtor->city = desco_json_reader_read_string (reader, object, "city");
  debtor->province = desco_json_reader_read_string (reader, object, "province");
  debtor->region = desco_json_reader_read_string (reader, object, "region");
  debtor->country = desco_json_reader_read_string (reader, object, "country");
  debtor->email = desco_json_reader_read_string (reader, object, "email");
  debtor->phone = desco_json_reader_read_string (reader, object, "phone");
}

static DescoDebtPosition *
read_position (DescoJsonReader *reader, JsonObject *object)
{
  DescoDebtPosition *position = desco_debt_position_new ();
  g_autoptr (GPtrArray) options = desco_json_reader_read_objects (reader, object, "paymentOption");

  position->iupd = desco_json_reader_require_string (reader, object, "iupd");
  read_debtor (reader, object, &position->debtor);
  position->company_name = desco_json_reader_read_string (reader, object, "companyName");
  position->office_name = desco_json_reader_read_string (reader, object, "officeName");
  position->switch_to_expired = read_boolean (reader, object, "switchToExpired");
  position->validity_date = read_time (reader, object, "validityDate");
  position->payment_date = read_time (reader, object, "paymentDate");
  position->status = desco_debt_position_status_from_string (
      desco_json_reader_peek_string (reader, object, "status"));
  for (guint i = 0; i < options->len; i++)
    read_option (reader, options->pdata[i], desco_debt_position_add_option (position));
  return position;
}

static void
add_position (JsonBuilder *builder, const DescoDebtPosition *position)
{
  json_builder_begin_object (builder);
  add_string (builder, "iupd", position->iupd);
  add_debtor (builder, &position->debtor);
  add_string (builder, "companyName", position->company_name);
  add_string (builder, "officeName", position->office_name);
  add_boolean (builder, "switchToExpired", position->switch_to_expired);
  add_time (builder, "validityDate", position->validity_date);
  json_builder_set_member_name (builder, "paymentOption");
  json_builder_begin_array (builder);
  for (guint i = 0; i < position->options->len; i++)
    add_option (builder, position->options->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static GBytes *
write_out (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  char *text;
  gsize length;

  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
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
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  add_position (builder, position);
  return write_out (builder);
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
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "paymentPositions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < positions->len; i++)
    add_position (builder, positions->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return write_out (builder);
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
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "paymentPositionIUPDs");
  json_builder_begin_array (builder);
  for (guint i = 0; iupds[i] != NULL; i++)
    json_builder_add_string_value (builder, iupds[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return write_out (builder);
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
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  add_time (builder, "paymentDate", paid_at);
  json_builder_end_object (builder);
  return write_out (builder);
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
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  add_string (builder, "newIban", iban);
  json_builder_end_object (builder);
  return write_out (builder);
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
  *n_changed = (guint) read_integer (&reader, object, "updatedTransfers", G_MAXINT32);
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
  g_autoptr (JsonNode) root = desco_json_reader_parse (json, error);
  g_autoptr (DescoDebtPosition) position = NULL;
  DescoJsonReader reader = { NULL };

  if (root == NULL)
    return NULL;
  position = read_position (&reader, json_node_get_object (root));
  return desco_json_reader_check (&reader, error) ? g_steal_pointer (&position) : NULL;
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
  g_autoptr (JsonNode) root = desco_json_reader_parse (json, error);
  g_autoptr (DescoPositionPage) page = desco_position_page_new ();
  g_autoptr (GPtrArray) objects = NULL;
  DescoJsonReader reader = { NULL };
  JsonNode *info;

  if (root == NULL)
    return NULL;

  objects = desco_json_reader_read_objects (&reader, json_node_get_object (root),
                                            "payment_position_list");
  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (page->positions, read_position (&reader, objects->pdata[i]));

  info = desco_json_reader_get_member (json_node_get_object (root), "page_info");
  if (info != NULL && JSON_NODE_HOLDS_OBJECT (info))
    {
      JsonObject *object = json_node_get_object (info);

      page->page = (guint) read_integer (&reader, object, "page", G_MAXINT32);
      page->n_pages = (guint) read_integer (&reader, object, "total_pages", G_MAXINT32);
    }
  else
    desco_json_reader_note_wrong (&reader, "page_info");

  return desco_json_reader_check (&reader, error) ? g_steal_pointer (&page) : NULL;
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
  page->page = (guint) read_integer (&reader, object, "currentPageNumber", G_MAXINT32);
  page->n_pages = (guint) read_integer (&reader, object, "totalPages", G_MAXINT32);
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
