/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-gpd-parts-private.h"

#include "model/desco-date.h"
#include "model/desco-money.h"

#include <string.h>

/* What all versions of GPD write and read alike. */

/**
 * desco_gpd_parts_add_string:
 * @writer: inside an object
 * @name: a member
 * @value: (nullable): its text; nothing is written where there is none
 */
void
desco_gpd_parts_add_string (DescoJsonWriter *writer, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  desco_json_writer_set_member_name (writer, name);
  desco_json_writer_add_string_value (writer, value);
}

static void
add_integer (DescoJsonWriter *writer, const char *name, gint64 value)
{
  desco_json_writer_set_member_name (writer, name);
  desco_json_writer_add_int_value (writer, value);
}

/**
 * desco_gpd_parts_add_boolean:
 * @writer: inside an object
 * @name: a member
 * @value: its value
 */
void
desco_gpd_parts_add_boolean (DescoJsonWriter *writer, const char *name, gboolean value)
{
  desco_json_writer_set_member_name (writer, name);
  desco_json_writer_add_boolean_value (writer, value);
}

/**
 * desco_gpd_parts_add_time:
 * @writer: inside an object
 * @name: a member
 * @value: UTC microseconds; nothing is written for 0
 */
void
desco_gpd_parts_add_time (DescoJsonWriter *writer, const char *name, gint64 value)
{
  g_autofree char *text = NULL;

  if (value == 0)
    return;
  text = desco_time_to_rfc3339 (value);
  desco_gpd_parts_add_string (writer, name, text);
}

static void
add_metadata (DescoJsonWriter *writer, const char *name, const GPtrArray *metadata)
{
  if (metadata->len == 0)
    return;

  desco_json_writer_set_member_name (writer, name);
  desco_json_writer_begin_array (writer);
  for (guint i = 0; i < metadata->len; i++)
    {
      const DescoPaymentMetadata *entry = metadata->pdata[i];

      desco_json_writer_begin_object (writer);
      desco_json_writer_set_member_name (writer, "key");
      desco_json_writer_add_string_value (writer, entry->key);
      desco_json_writer_set_member_name (writer, "value");
      desco_json_writer_add_string_value (writer, entry->value != NULL ? entry->value : "");
      desco_json_writer_end_object (writer);
    }
  desco_json_writer_end_array (writer);
}

static void
add_transfer (DescoJsonWriter *writer, const DescoPaymentTransfer *transfer)
{
  const char id[] = { (char) ('0' + transfer->id), '\0' };

  desco_json_writer_begin_object (writer);
  desco_gpd_parts_add_string (writer, "idTransfer", id);
  add_integer (writer, "amount", transfer->amount);
  desco_gpd_parts_add_string (writer, "organizationFiscalCode", transfer->creditor_tax_code);
  desco_gpd_parts_add_string (writer, "remittanceInformation", transfer->remittance_information);
  desco_gpd_parts_add_string (writer, "category", transfer->category);
  desco_gpd_parts_add_string (writer, "iban", transfer->iban);
  desco_gpd_parts_add_string (writer, "postalIban", transfer->postal_iban);
  desco_gpd_parts_add_string (writer, "companyName", transfer->company_name);
  add_metadata (writer, "transferMetadata", transfer->metadata);
  desco_json_writer_end_object (writer);
}

/**
 * desco_gpd_parts_add_payment:
 * @writer: inside an object
 * @option: one payment
 * @metadata_name: what this version calls the payment's metadata
 *
 * Writes what all versions say of a payment.
 */
void
desco_gpd_parts_add_payment (DescoJsonWriter *writer,
                             const DescoPaymentOption *option,
                             const char *metadata_name)
{
  desco_gpd_parts_add_string (writer, "nav", option->nav);
  desco_gpd_parts_add_string (writer, "iuv", option->iuv);
  add_integer (writer, "amount", option->amount);
  desco_gpd_parts_add_string (writer, "description", option->description);
  desco_gpd_parts_add_time (writer, "dueDate", option->due_date);

  desco_json_writer_set_member_name (writer, "transfer");
  desco_json_writer_begin_array (writer);
  for (guint i = 0; i < option->transfers->len; i++)
    add_transfer (writer, option->transfers->pdata[i]);
  desco_json_writer_end_array (writer);

  add_metadata (writer, metadata_name, option->metadata);
}

/**
 * desco_gpd_parts_add_debtor:
 * @writer: inside an object
 * @debtor: who owes
 *
 * Writes the members that say who owes.
 */
void
desco_gpd_parts_add_debtor (DescoJsonWriter *writer, const DescoDebtor *debtor)
{
  desco_gpd_parts_add_string (writer, "type", debtor->type == DESCO_DEBTOR_COMPANY ? "G" : "F");
  desco_gpd_parts_add_string (writer, "fiscalCode", debtor->tax_code);
  desco_gpd_parts_add_string (writer, "fullName", debtor->full_name);
  desco_gpd_parts_add_string (writer, "streetName", debtor->street_name);
  desco_gpd_parts_add_string (writer, "civicNumber", debtor->civic_number);
  desco_gpd_parts_add_string (writer, "postalCode", debtor->postal_code);
  desco_gpd_parts_add_string (writer, "city", debtor->city);
  desco_gpd_parts_add_string (writer, "province", debtor->province);
  desco_gpd_parts_add_string (writer, "region", debtor->region);
  desco_gpd_parts_add_string (writer, "country", debtor->country);
  desco_gpd_parts_add_string (writer, "email", debtor->email);
  desco_gpd_parts_add_string (writer, "phone", debtor->phone);
}

/**
 * desco_gpd_parts_read_integer:
 * @reader: what reads the answer
 * @object: a part of it
 * @name: a member
 * @maximum: the most that makes sense
 *
 * A number with a fraction or an exponent is no amount of cents.
 *
 * Returns: the number, not negative; 0 where there is none
 */
gint64
desco_gpd_parts_read_integer (DescoJsonReader *reader,
                              JsonObject *object,
                              const char *name,
                              gint64 maximum)
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
  gint64 amount = desco_gpd_parts_read_integer (reader, object, name, DESCO_MONEY_MAX);

  if (amount < 1)
    desco_json_reader_note_wrong (reader, name);
  return amount;
}

/**
 * desco_gpd_parts_read_boolean:
 * @reader: what reads the answer
 * @object: a part of it
 * @name: a member
 *
 * Returns: its value; %FALSE where there is none
 */
gboolean
desco_gpd_parts_read_boolean (DescoJsonReader *reader, JsonObject *object, const char *name)
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

/**
 * desco_gpd_parts_read_time:
 * @reader: what reads the answer
 * @object: a part of it
 * @name: a member
 *
 * Returns: UTC microseconds; 0 where there is none
 */
gint64
desco_gpd_parts_read_time (DescoJsonReader *reader, JsonObject *object, const char *name)
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

/**
 * desco_gpd_parts_read_payment:
 * @reader: what reads the answer
 * @object: one payment of it
 * @metadata_name: what this version calls the payment's metadata
 * @option: where to put it
 *
 * Reads what all versions say of a payment.
 */
void
desco_gpd_parts_read_payment (DescoJsonReader *reader,
                              JsonObject *object,
                              const char *metadata_name,
                              DescoPaymentOption *option)
{
  g_autoptr (GPtrArray) transfers = desco_json_reader_read_objects (reader, object, "transfer");

  option->iuv = desco_json_reader_require_string (reader, object, "iuv");
  option->nav = desco_json_reader_read_string (reader, object, "nav");
  option->amount = read_amount (reader, object, "amount");
  option->description = desco_json_reader_read_string (reader, object, "description");
  option->due_date = desco_gpd_parts_read_time (reader, object, "dueDate");
  option->payment_date = desco_gpd_parts_read_time (reader, object, "paymentDate");
  option->fee = desco_gpd_parts_read_integer (reader, object, "fee", DESCO_MONEY_MAX);
  option->receipt_id = desco_json_reader_read_string (reader, object, "idReceipt");
  for (guint i = 0; i < transfers->len; i++)
    read_transfer (reader, transfers->pdata[i], desco_payment_option_add_transfer (option));
  read_metadata (reader, object, metadata_name, option->metadata);
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

/**
 * desco_gpd_parts_read_debtor:
 * @reader: what reads the answer
 * @object: the part of it that says who owes
 * @debtor: where to put it
 */
void
desco_gpd_parts_read_debtor (DescoJsonReader *reader, JsonObject *object, DescoDebtor *debtor)
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

/**
 * desco_gpd_parts_read_document:
 * @json: an answer
 * @read_position: reads the position that it is
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: (transfer full) (nullable): the position
 */
DescoDebtPosition *
desco_gpd_parts_read_document (GBytes *json, DescoGpdReadPosition read_position, GError **error)
{
  g_autoptr (JsonNode) root = desco_json_reader_parse (json, error);
  g_autoptr (DescoDebtPosition) position = NULL;
  DescoJsonReader reader = { NULL };

  if (root == NULL)
    return NULL;
  position = read_position (&reader, json_node_get_object (root));
  return desco_json_reader_check (&reader, error) ? g_steal_pointer (&position) : NULL;
}

/* One that a creditor's other program wrote, in a way that nobody here knows, is passed over: it is none
 * of ours, and must not keep ours from being read. */
static void
read_listed (DescoJsonReader *reader,
             JsonObject *object,
             DescoGpdReadPosition read_position,
             GPtrArray *positions)
{
  DescoJsonReader own = { NULL };
  g_autoptr (DescoDebtPosition) position = read_position (&own, object);

  if (own.wrong == NULL)
    g_ptr_array_add (positions, g_steal_pointer (&position));
  else if (position->iupd == NULL
           || g_str_has_prefix (position->iupd, DESCO_DEBT_POSITION_IUPD_PREFIX))
    desco_json_reader_note_wrong (reader, own.wrong);
}

/**
 * desco_gpd_parts_read_page:
 * @json: an answer
 * @read_position: reads one of its positions
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Positions of other programs that make no sense here are left out.
 *
 * Returns: (transfer full) (nullable): a page of positions
 */
DescoPositionPage *
desco_gpd_parts_read_page (GBytes *json, DescoGpdReadPosition read_position, GError **error)
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
    read_listed (&reader, objects->pdata[i], read_position, page->positions);

  info = desco_json_reader_get_member (json_node_get_object (root), "page_info");
  if (info != NULL && JSON_NODE_HOLDS_OBJECT (info))
    {
      JsonObject *object = json_node_get_object (info);

      page->page = (guint) desco_gpd_parts_read_integer (&reader, object, "page", G_MAXINT32);
      page->n_pages
          = (guint) desco_gpd_parts_read_integer (&reader, object, "total_pages", G_MAXINT32);
    }
  else
    desco_json_reader_note_wrong (&reader, "page_info");

  return desco_json_reader_check (&reader, error) ? g_steal_pointer (&page) : NULL;
}
