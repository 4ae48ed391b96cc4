/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-receipt-schema.h"

#include "model/desco-error.h"
#include "pagopa/desco-receipt-xml-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#define NAMESPACE "http://pagopa-api.pagopa.gov.it/paForNode"
/* Who the request is from does not matter here; that the schema asks for it does. */
#define SENDER "00000000000"

struct _DescoReceiptSchema
{
  xmlSchema *schema;
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlSchemaParserCtxt, xmlSchemaFreeParserCtxt)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlSchemaValidCtxt, xmlSchemaFreeValidCtxt)

static void G_GNUC_PRINTF (2, 3) on_problem (void *data, const char *format, ...)
{
  GString *problems = data;
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (problems, format, arguments);
  va_end (arguments);
}

static gboolean
is_request (const xmlNode *node)
{
  return node != NULL && node->type == XML_ELEMENT_NODE
         && (xmlStrEqual (node->name, (const xmlChar *) "paSendRTReq")
             || xmlStrEqual (node->name, (const xmlChar *) "paSendRTV2Request"));
}

/* A request taken out of its envelope. */
static xmlDoc *
copy_request (xmlNode *request)
{
  xmlDoc *document = xmlNewDoc ((const xmlChar *) "1.0");

  xmlDocSetRootElement (document, xmlDocCopyNode (request, document, 1));
  return document;
}

static void
drop_namespace (xmlNode *node)
{
  for (xmlNode *child = node; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      {
        xmlSetNs (child, NULL);
        drop_namespace (child->children);
      }
}

/* The schema declares the request that carries a receipt, and no bare receipt: one is put about it,
 * with the elements in no namespace, as the schema has them. */
static xmlDoc *
wrap_receipt (xmlNode *receipt, const char *request)
{
  xmlDoc *document = xmlNewDoc ((const xmlChar *) "1.0");
  xmlNode *root = xmlNewDocNode (document, NULL, (const xmlChar *) request, NULL);
  xmlNs *namespace = xmlNewNs (root, (const xmlChar *) NAMESPACE, (const xmlChar *) "p");
  xmlNode *copy = xmlDocCopyNode (receipt, document, 1);
  static const char *const senders[] = { "idPA", "idBrokerPA", "idStation" };

  xmlDocSetRootElement (document, root);
  for (guint i = 0; i < G_N_ELEMENTS (senders); i++)
    xmlNewChild (root, NULL, (const xmlChar *) senders[i], (const xmlChar *) SENDER);
  xmlNodeSetName (copy, (const xmlChar *) "receipt");
  xmlAddChild (root, copy);
  drop_namespace (root->children);
  xmlSetNs (root, namespace);
  return document;
}

static gboolean
is_valid (DescoReceiptSchema *self, xmlDoc *document, GString *problems)
{
  g_autoptr (xmlSchemaValidCtxt) validator = xmlSchemaNewValidCtxt (self->schema);

  xmlSchemaSetValidErrors (validator, on_problem, on_problem, problems);
  return xmlSchemaValidateDoc (validator, document) == 0;
}

static gboolean
is_valid_bare (DescoReceiptSchema *self, xmlNode *receipt, GString *problems)
{
  g_autoptr (xmlDoc) first = wrap_receipt (receipt, "paSendRTReq");
  g_autoptr (xmlDoc) second = wrap_receipt (receipt, "paSendRTV2Request");
  g_autoptr (GString) other = g_string_new (NULL);

  return is_valid (self, first, problems) || is_valid (self, second, other);
}

/**
 * desco_receipt_schema_new:
 * @path: (type filename): pagoPA's paForNode.xsd, with what it imports where it says
 * @error: %DESCO_INPUT_ERROR of the field `schema`
 *
 * Reads the schema. Nothing is fetched from the network.
 *
 * Returns: (nullable) (transfer full): the schema
 */
DescoReceiptSchema *
desco_receipt_schema_new (const char *path, GError **error)
{
  g_autoptr (DescoReceiptSchema) self = g_new0 (DescoReceiptSchema, 1);
  g_autoptr (GString) problems = g_string_new (NULL);
  g_autoptr (xmlSchemaParserCtxt) parser = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      desco_input_error_set (
          error, DESCO_INPUT_ERROR_NOT_FOUND, "schema",
          _ ("There is no schema %s: look where it is now, and change the setting "
             "receipt.schema if it names it."),
          path);
      return NULL;
    }

  xmlSetExternalEntityLoader (xmlNoNetExternalEntityLoader);
  parser = xmlSchemaNewParserCtxt (path);
  xmlSchemaSetParserErrors (parser, on_problem, on_problem, problems);
  self->schema = xmlSchemaParse (parser);
  if (self->schema == NULL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "schema",
                             _ ("%s cannot be used as a schema: %s"), path, problems->str);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * desco_receipt_schema_free:
 * @self: (transfer full) (nullable): the schema
 */
void
desco_receipt_schema_free (DescoReceiptSchema *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->schema, xmlSchemaFree);
  g_free (self);
}

/**
 * desco_receipt_schema_check:
 * @self: the schema
 * @xml: a document of at most %DESCO_RECEIPT_MAX_SIZE bytes
 * @error: a #DESCO_INPUT_ERROR that says what the schema says
 *
 * Holds a receipt against pagoPA's schema, bare, in the request that carried it (paSendRTReq,
 * paSendRTV2Request), or with an envelope about that. desco_receipt_xml_parse() checks what matters
 * to us without it.
 *
 * Returns: whether the receipt is valid
 */
gboolean
desco_receipt_schema_check (DescoReceiptSchema *self, GBytes *xml, GError **error)
{
  g_autoptr (xmlDoc) document = desco_receipt_xml_read (xml, error);
  g_autoptr (xmlDoc) request = NULL;
  g_autoptr (GString) problems = g_string_new (NULL);
  xmlNode *receipt;
  gboolean valid;

  if (document == NULL)
    return FALSE;
  receipt = desco_receipt_xml_find (document, error);
  if (receipt == NULL)
    return FALSE;

  if (is_request (receipt->parent))
    {
      request = copy_request (receipt->parent);
      valid = is_valid (self, request, problems);
    }
  else
    valid = is_valid_bare (self, receipt, problems);

  if (!valid)
    desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "receipt",
                           _ ("The receipt does not follow pagoPA's schema: %s"),
                           g_strstrip (problems->str));
  return valid;
}
