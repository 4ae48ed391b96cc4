/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-receipt-xml-private.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

/* The elements that may stand around a receipt: paSendRTReq, and a SOAP envelope about that. */
#define MAX_WRAPPERS 4
#define MAX_TRANSFERS 5
#define PAGOPA_NAMESPACE "http://pagopa-api.pagopa.gov.it/"

typedef struct
{
  xmlNode *node;
  const char *path; /* "", or the element's path and a slash, for error messages */
} Element;

G_DEFINE_BOXED_TYPE (DescoReceiptData,
                     desco_receipt_data,
                     desco_receipt_data_ref,
                     desco_receipt_data_unref)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlParserCtxt, xmlFreeParserCtxt)

static void
clear_subject (DescoReceiptSubject *subject)
{
  g_free (subject->tax_code);
  g_free (subject->full_name);
}

static void
free_transfer (gpointer data)
{
  DescoReceiptTransfer *transfer = data;

  g_free (transfer->creditor_tax_code);
  g_free (transfer->iban);
  g_free (transfer->remittance_information);
  g_free (transfer->category);
  g_free (transfer);
}

static void
clear_receipt (gpointer data)
{
  DescoReceiptData *self = data;

  g_free (self->receipt_id);
  g_free (self->notice_number);
  g_free (self->creditor_tax_code);
  g_free (self->iuv);
  g_free (self->description);
  g_free (self->company_name);
  g_free (self->office_name);
  clear_subject (&self->debtor);
  clear_subject (&self->payer);
  g_ptr_array_unref (self->transfers);
  g_free (self->psp_id);
  g_free (self->psp_company_name);
  g_free (self->payment_method);
  g_clear_pointer (&self->xml, g_bytes_unref);
}

/* A receipt has no document type; with one come entities, and with those files and bombs. */
static void
on_internal_subset (void *data,
                    const xmlChar *name,
                    const xmlChar *external_id,
                    const xmlChar *system_id)
{
  xmlParserCtxt *parser = data;
  gboolean *has_document_type = parser->_private;

  *has_document_type = TRUE;
  xmlStopParser (parser);
}

/**
 * desco_receipt_xml_read: (skip)
 * @xml: a document of at most %DESCO_RECEIPT_MAX_SIZE bytes
 * @error: %DESCO_INPUT_ERROR of the field `receipt`
 *
 * Returns: (nullable): the document, without network, entities or a document type
 */
xmlDoc *
desco_receipt_xml_read (GBytes *xml, GError **error)
{
  g_autoptr (xmlParserCtxt) parser = xmlNewParserCtxt ();
  g_autoptr (xmlDoc) document = NULL;
  gboolean has_document_type = FALSE;
  gsize size;
  const char *data = g_bytes_get_data (xml, &size);

  if (size > DESCO_RECEIPT_MAX_SIZE)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_TOO_LONG, "receipt",
                             _ ("The receipt is larger than 1 MiB, so it is none: look for the "
                                "right file."));
      return NULL;
    }

  parser->_private = &has_document_type;
  parser->sax->internalSubset = on_internal_subset;
  document = xmlCtxtReadMemory (parser, data, (int) size, NULL, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

  if (has_document_type)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "receipt",
                             _ ("The receipt declares a document type, which receipts never do: it "
                                "was not read."));
      return NULL;
    }
  if (document == NULL)
    {
      const xmlError *problem = xmlCtxtGetLastError (parser);
      /* It quotes the document, which need not be text. */
      g_autofree char *reason = g_utf8_make_valid (
          problem != NULL && problem->message != NULL ? problem->message : "", -1);

      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "receipt",
                             _ ("The receipt is not well-formed XML (line %d: %s): ask for it "
                                "again."),
                             problem != NULL ? problem->line : 0, g_strstrip (reason));
      return NULL;
    }
  return g_steal_pointer (&document);
}

/* Documents come with the elements in no namespace, as the schema has them, or in pagoPA's. */
static gboolean
is_element (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, (const xmlChar *) name)
         && (node->ns == NULL || node->ns->href == NULL
             || g_str_has_prefix ((const char *) node->ns->href, PAGOPA_NAMESPACE));
}

static void
collect_receipts (xmlNode *node, guint depth, GPtrArray *receipts)
{
  for (xmlNode *child = node; child != NULL; child = child->next)
    {
      if (is_element (child, "receipt") || is_element (child, "ctReceipt")
          || is_element (child, "ctReceiptV2"))
        g_ptr_array_add (receipts, child);
      else if (child->type == XML_ELEMENT_NODE && depth < MAX_WRAPPERS)
        collect_receipts (child->children, depth + 1, receipts);
    }
}

/**
 * desco_receipt_xml_find: (skip)
 * @document: what was read
 * @error: %DESCO_INPUT_ERROR of the field `receipt`
 *
 * Returns: (nullable): the one receipt in it
 */
xmlNode *
desco_receipt_xml_find (xmlDoc *document, GError **error)
{
  g_autoptr (GPtrArray) receipts = g_ptr_array_new ();

  collect_receipts (xmlDocGetRootElement (document), 0, receipts);
  if (receipts->len == 1)
    return receipts->pdata[0];

  if (receipts->len == 0)
    desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "receipt",
                           _ ("The document has no receipt element: it is not a pagoPA receipt."));
  else
    desco_input_error_set (error, DESCO_INPUT_ERROR_AMBIGUOUS, "receipt",
                           _ ("The document has %u receipts, and one is expected: split it."),
                           receipts->len);
  return NULL;
}

static void
set_missing (GError **error, const Element *parent, const char *name)
{
  g_autofree char *field = g_strconcat (parent->path, name, NULL);

  desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, field,
                         _ ("The receipt has no %s: ask the payment platform for it again."),
                         field);
}

static void
set_wrong (GError **error, const Element *parent, const char *name, const char *value)
{
  g_autofree char *field = g_strconcat (parent->path, name, NULL);

  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, field,
                         _ ("The %s of the receipt cannot be “%s”: ask the payment platform for it "
                            "again."),
                         field, value);
}

/* Finds the only child of a name. Two of them could be read in two ways, and are refused. */
static gboolean
find_child (const Element *parent, const char *name, xmlNode **found, GError **error)
{
  *found = NULL;
  for (xmlNode *child = parent->node->children; child != NULL; child = child->next)
    {
      if (!is_element (child, name))
        continue;
      if (*found != NULL)
        {
          g_autofree char *field = g_strconcat (parent->path, name, NULL);

          desco_input_error_set (error, DESCO_INPUT_ERROR_AMBIGUOUS, field,
                                 _ ("The receipt has two %s: it was not read."), field);
          return FALSE;
        }
      *found = child;
    }
  return TRUE;
}

/* The text of an element that has nothing else in it: a comment within an amount is somebody's
 * attempt to have it read in two ways. */
static char *
read_text (const Element *parent, const char *name, xmlNode *node, gsize maximum, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type != XML_TEXT_NODE && child->type != XML_CDATA_SECTION_NODE)
        {
          g_autofree char *field = g_strconcat (parent->path, name, NULL);

          desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, field,
                                 _ ("The %s of the receipt holds more than text: it was not read."),
                                 field);
          return NULL;
        }
      g_string_append (text, (const char *) child->content);
    }

  g_strstrip (text->str);
  if (g_utf8_strlen (text->str, -1) > (glong) maximum)
    {
      g_autofree char *field = g_strconcat (parent->path, name, NULL);

      desco_input_error_set (
          error, DESCO_INPUT_ERROR_TOO_LONG, field,
          _ ("The %s of the receipt is longer than %zu characters: it was not read."), field,
          maximum);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Sets @value to %NULL where there is no such element, or an empty one. */
static gboolean
read_optional (const Element *parent, const char *name, gsize maximum, char **value, GError **error)
{
  g_autofree char *text = NULL;
  xmlNode *node;

  *value = NULL;
  if (!find_child (parent, name, &node, error))
    return FALSE;
  if (node == NULL)
    return TRUE;

  text = read_text (parent, name, node, maximum, error);
  if (text == NULL)
    return FALSE;
  if (*text != '\0')
    *value = g_steal_pointer (&text);
  return TRUE;
}

static gboolean
read_required (const Element *parent, const char *name, gsize maximum, char **value, GError **error)
{
  if (!read_optional (parent, name, maximum, value, error))
    return FALSE;
  if (*value != NULL)
    return TRUE;

  set_missing (error, parent, name);
  return FALSE;
}

static gboolean
read_digits (const Element *parent, const char *name, gsize length, char **value, GError **error)
{
  if (!read_required (parent, name, 64, value, error))
    return FALSE;
  if (strlen (*value) == length && strspn (*value, "0123456789") == length)
    return TRUE;

  set_wrong (error, parent, name, *value);
  return FALSE;
}

/* Euros with exactly two decimals, as the schema has them; from text to cents. */
static gboolean
parse_amount (const Element *parent,
              const char *name,
              const char *text,
              gint64 *cents,
              GError **error)
{
  const char *point = strchr (text, '.');

  if (point != NULL && strlen (point + 1) == 2 && desco_money_parse_decimal (text, cents)
      && *cents <= DESCO_MONEY_MAX)
    return TRUE;

  set_wrong (error, parent, name, text);
  return FALSE;
}

static gboolean
read_amount (const Element *parent, const char *name, gint64 *cents, GError **error)
{
  g_autofree char *text = NULL;

  return read_required (parent, name, 64, &text, error)
         && parse_amount (parent, name, text, cents, error);
}

static gboolean
read_optional_amount (const Element *parent, const char *name, gint64 *cents, GError **error)
{
  g_autofree char *text = NULL;

  *cents = -1;
  if (!read_optional (parent, name, 64, &text, error))
    return FALSE;
  return text == NULL || parse_amount (parent, name, text, cents, error);
}

static gboolean
read_optional_date (const Element *parent, const char *name, GDate *date, GError **error)
{
  g_autofree char *text = NULL;

  g_date_clear (date, 1);
  if (!read_optional (parent, name, 64, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  /* An xsd:date may end in a zone, which does not change the day that is meant. */
  if (strlen (text) > DESCO_DATE_ISO_LENGTH
      && (text[DESCO_DATE_ISO_LENGTH] == 'Z' || text[DESCO_DATE_ISO_LENGTH] == '+'
          || text[DESCO_DATE_ISO_LENGTH] == '-'))
    text[DESCO_DATE_ISO_LENGTH] = '\0';
  if (desco_date_parse_iso (text, date))
    return TRUE;

  set_wrong (error, parent, name, text);
  return FALSE;
}

/* Receipts mostly say no zone, and then it is the time in Italy. */
static gboolean
read_optional_time (const Element *parent, const char *name, gint64 *time, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) parsed = NULL;

  *time = 0;
  if (!read_optional (parent, name, 64, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  parsed = g_date_time_new_from_iso8601 (text, desco_time_zone_rome ());
  if (parsed != NULL && g_date_time_to_unix (parsed) > 0)
    {
      *time = g_date_time_to_unix (parsed) * G_USEC_PER_SEC + g_date_time_get_microsecond (parsed);
      return TRUE;
    }

  set_wrong (error, parent, name, text);
  return FALSE;
}

static gboolean
read_outcome (const Element *parent, DescoReceiptOutcome *outcome, GError **error)
{
  g_autofree char *text = NULL;

  if (!read_required (parent, "outcome", 64, &text, error))
    return FALSE;
  if (g_str_equal (text, "OK"))
    *outcome = DESCO_RECEIPT_OUTCOME_OK;
  else if (g_str_equal (text, "KO"))
    *outcome = DESCO_RECEIPT_OUTCOME_KO;
  else
    {
      set_wrong (error, parent, "outcome", text);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_optional_boolean (const Element *parent, const char *name, gboolean *value, GError **error)
{
  g_autofree char *text = NULL;

  *value = FALSE;
  if (!read_optional (parent, name, 64, &text, error))
    return FALSE;
  if (text == NULL || g_str_equal (text, "false") || g_str_equal (text, "0"))
    return TRUE;
  if (g_str_equal (text, "true") || g_str_equal (text, "1"))
    {
      *value = TRUE;
      return TRUE;
    }

  set_wrong (error, parent, name, text);
  return FALSE;
}

static gboolean
read_identifier (const Element *subject, DescoReceiptSubject *into, GError **error)
{
  g_autofree char *path = g_strconcat (subject->path, "uniqueIdentifier/", NULL);
  g_autofree char *type = NULL;
  Element identifier = { .path = path };

  if (!find_child (subject, "uniqueIdentifier", &identifier.node, error))
    return FALSE;
  if (identifier.node == NULL)
    {
      set_missing (error, subject, "uniqueIdentifier");
      return FALSE;
    }
  if (!read_required (&identifier, "entityUniqueIdentifierType", 64, &type, error)
      || !read_required (&identifier, "entityUniqueIdentifierValue", 16, &into->tax_code, error))
    return FALSE;
  if (!g_str_equal (type, "F") && !g_str_equal (type, "G"))
    {
      set_wrong (error, &identifier, "entityUniqueIdentifierType", type);
      return FALSE;
    }

  into->is_company = g_str_equal (type, "G");
  return TRUE;
}

static gboolean
read_subject (const Element *receipt,
              const char *name,
              gboolean required,
              DescoReceiptSubject *into,
              GError **error)
{
  g_autofree char *path = g_strconcat (receipt->path, name, "/", NULL);
  Element subject = { .path = path };

  if (!find_child (receipt, name, &subject.node, error))
    return FALSE;
  if (subject.node == NULL)
    {
      if (required)
        set_missing (error, receipt, name);
      return !required;
    }
  return read_identifier (&subject, into, error)
         && read_required (&subject, "fullName", 70, &into->full_name, error);
}

static gboolean
read_transfer (const Element *list, xmlNode *node, DescoReceiptTransfer *into, GError **error)
{
  g_autofree char *path = g_strconcat (list->path, "transfer/", NULL);
  g_autofree char *id = NULL;
  Element transfer = { node, path };

  if (!read_required (&transfer, "idTransfer", 64, &id, error))
    return FALSE;
  if (strlen (id) != 1 || *id < '1' || *id > '5')
    {
      set_wrong (error, &transfer, "idTransfer", id);
      return FALSE;
    }
  into->id = (guint) (*id - '0');

  return read_amount (&transfer, "transferAmount", &into->amount, error)
         && read_digits (&transfer, "fiscalCodePA", 11, &into->creditor_tax_code, error)
         && read_optional (&transfer, "IBAN", 35, &into->iban, error)
         && read_required (&transfer, "remittanceInformation", 140, &into->remittance_information,
                           error)
         && read_required (&transfer, "transferCategory", 140, &into->category, error);
}

static gboolean
read_transfers (const Element *receipt, GPtrArray *transfers, GError **error)
{
  Element list = { .path = "transferList/" };

  if (!find_child (receipt, "transferList", &list.node, error))
    return FALSE;
  if (list.node == NULL)
    {
      set_missing (error, receipt, "transferList");
      return FALSE;
    }

  for (xmlNode *child = list.node->children; child != NULL; child = child->next)
    {
      DescoReceiptTransfer *transfer;

      if (!is_element (child, "transfer"))
        continue;
      if (transfers->len == MAX_TRANSFERS)
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "transferList/transfer",
                                 _ ("The receipt has more than %d transferList/transfer: it was "
                                    "not read."),
                                 MAX_TRANSFERS);
          return FALSE;
        }
      transfer = g_new0 (DescoReceiptTransfer, 1);
      g_ptr_array_add (transfers, transfer);
      if (!read_transfer (&list, child, transfer, error))
        return FALSE;
    }

  if (transfers->len > 0)
    return TRUE;
  set_missing (error, &list, "transfer");
  return FALSE;
}

static gboolean
read_receipt (const Element *receipt, DescoReceiptData *self, GError **error)
{
  return read_required (receipt, "receiptId", 140, &self->receipt_id, error)
         && read_digits (receipt, "noticeNumber", 18, &self->notice_number, error)
         && read_digits (receipt, "fiscalCode", 11, &self->creditor_tax_code, error)
         && read_outcome (receipt, &self->outcome, error)
         && read_required (receipt, "creditorReferenceId", 35, &self->iuv, error)
         && read_amount (receipt, "paymentAmount", &self->amount, error)
         && read_required (receipt, "description", 140, &self->description, error)
         && read_required (receipt, "companyName", 140, &self->company_name, error)
         && read_optional (receipt, "officeName", 140, &self->office_name, error)
         && read_subject (receipt, "debtor", TRUE, &self->debtor, error)
         && read_transfers (receipt, self->transfers, error)
         && read_required (receipt, "idPSP", 35, &self->psp_id, error)
         && read_required (receipt, "PSPCompanyName", 70, &self->psp_company_name, error)
         && read_subject (receipt, "payer", FALSE, &self->payer, error)
         && read_optional (receipt, "paymentMethod", 35, &self->payment_method, error)
         && read_optional_amount (receipt, "fee", &self->fee, error)
         && read_optional_time (receipt, "paymentDateTime", &self->payment_date_time, error)
         && read_optional_date (receipt, "applicationDate", &self->application_date, error)
         && read_optional_date (receipt, "transferDate", &self->transfer_date, error)
         && read_optional_boolean (receipt, "standIn", &self->stand_in, error);
}

/**
 * desco_receipt_data_new: (skip)
 * @document: what it is read from
 *
 * Returns: (transfer full): a receipt that says nothing yet
 */
DescoReceiptData *
desco_receipt_data_new (GBytes *document)
{
  DescoReceiptData *self = g_atomic_rc_box_new0 (DescoReceiptData);

  self->transfers = g_ptr_array_new_with_free_func (free_transfer);
  self->xml = g_bytes_ref (document);
  self->fee = -1;
  return self;
}

/**
 * desco_receipt_data_ref:
 * @self: a receipt
 *
 * Returns: (transfer full): @self
 */
DescoReceiptData *
desco_receipt_data_ref (DescoReceiptData *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * desco_receipt_data_unref:
 * @self: (transfer full): a receipt
 */
void
desco_receipt_data_unref (DescoReceiptData *self)
{
  g_atomic_rc_box_release_full (self, clear_receipt);
}

/**
 * desco_receipt_xml_parse:
 * @xml: a document of at most %DESCO_RECEIPT_MAX_SIZE bytes
 * @error: (out) (optional): a #DESCO_INPUT_ERROR whose field is the element that is missing or
 * wrong
 *
 * Reads a telematic receipt of version 1 or 2, bare or within the request that carried it. Nothing
 * is fetched, no entity is expanded, a document type is refused. Whether the receipt is ours, and
 * of the right amount, is for the caller to see.
 *
 * Returns: (transfer full) (nullable): the receipt
 */
DescoReceiptData *
desco_receipt_xml_parse (GBytes *xml, GError **error)
{
  g_autoptr (DescoReceiptData) self = NULL;
  g_autoptr (xmlDoc) document = desco_receipt_xml_read (xml, error);
  Element receipt = { .path = "" };

  if (document == NULL)
    return NULL;
  receipt.node = desco_receipt_xml_find (document, error);
  if (receipt.node == NULL)
    return NULL;

  self = desco_receipt_data_new (xml);
  if (!read_receipt (&receipt, self, error))
    return NULL;
  return g_steal_pointer (&self);
}
