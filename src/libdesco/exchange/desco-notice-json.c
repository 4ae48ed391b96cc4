/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-notice-json.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "notice/desco-notice-document.h"

#include <glib/gi18n-lib.h>

/* What is not there and what is null are the same. */
static JsonNode *
find_member (JsonObject *object, const char *field)
{
  JsonNode *member = json_object_get_member (object, field);

  return member == NULL || JSON_NODE_HOLDS_NULL (member) ? NULL : member;
}

static gboolean
read_text (JsonObject *object, const char *field, const char **text, GError **error)
{
  JsonNode *member = find_member (object, field);

  *text = NULL;
  if (member == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (member) || json_node_get_value_type (member) != G_TYPE_STRING)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, field,
                             _ ("The member “%s” is not a text: write it between quotation marks."),
                             field);
      return FALSE;
    }
  *text = json_node_get_string (member);
  return TRUE;
}

static gboolean
read_amount (JsonObject *object, gint64 *amount, GError **error)
{
  JsonNode *member = find_member (object, "amount");

  if (member == NULL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "amount",
                             _ ("The amount is missing: write it in cents."));
      return FALSE;
    }
  if (!JSON_NODE_HOLDS_VALUE (member) || json_node_get_value_type (member) != G_TYPE_INT64)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "amount",
                             _ ("The amount is not a whole number: write it in cents, without "
                                "quotation marks and without decimals."));
      return FALSE;
    }
  *amount = json_node_get_int (member);
  return TRUE;
}

/* Not valid where there is none. */
static gboolean
read_due_date (JsonObject *object, GDate *due_date, GError **error)
{
  const char *text;

  g_date_clear (due_date, 1);
  if (!read_text (object, "dueDate", &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (!desco_date_parse_iso (text, due_date))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "dueDate",
                             _ ("The due date “%.60s” is not a day written as YYYY-MM-DD."), text);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_language (JsonObject *object, DescoNotice *notice, GError **error)
{
  DescoNoticeLanguage language;
  const char *code;

  if (!read_text (object, "secondLanguage", &code, error))
    return FALSE;
  if (code == NULL)
    return TRUE;
  if (!desco_notice_language_parse (code, &language, error))
    return FALSE;
  desco_notice_set_language (notice, language);
  return TRUE;
}

static gboolean
read_instalment (JsonNode *node, GPtrArray *instalments, GError **error)
{
  JsonObject *object;
  GDate due_date;
  const char *number;
  gint64 amount;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "instalments",
                             _ ("This is not an instalment: write an object in braces."));
      return FALSE;
    }
  object = json_node_get_object (node);
  if (!read_text (object, "noticeNumber", &number, error) || !read_amount (object, &amount, error)
      || !read_due_date (object, &due_date, error))
    return FALSE;
  g_ptr_array_add (instalments, desco_notice_instalment_new (
                                    instalments->len + 1, amount,
                                    g_date_valid (&due_date) ? &due_date : NULL, number));
  return TRUE;
}

static gboolean
read_instalments (JsonObject *object, DescoNotice *notice, GError **error)
{
  JsonNode *member = find_member (object, "instalments");
  g_autoptr (GPtrArray) instalments
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_notice_instalment_free);
  JsonArray *array;

  if (member == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (member))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "instalments",
                             _ ("The instalments are not a list: write an array in brackets."));
      return FALSE;
    }
  array = json_node_get_array (member);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!read_instalment (json_array_get_element (array, i), instalments, error))
        {
          g_prefix_error (error, _ ("Instalment %u: "), i + 1);
          return FALSE;
        }
    }
  desco_notice_set_instalments (notice, instalments);
  return TRUE;
}

static gboolean
read_creditor (JsonObject *object, DescoNotice *notice, GError **error)
{
  const char *tax_code;
  const char *name;
  const char *department;
  const char *cbill;

  if (!read_text (object, "creditorTaxCode", &tax_code, error)
      || !read_text (object, "creditorName", &name, error)
      || !read_text (object, "department", &department, error)
      || !read_text (object, "cbill", &cbill, error))
    return FALSE;

  desco_notice_set_creditor (notice, tax_code, name, department);
  desco_notice_set_cbill (notice, cbill);
  return TRUE;
}

static gboolean
read_debtor (JsonObject *object, DescoNotice *notice, GError **error)
{
  const char *tax_code;
  const char *name;
  const char *address;

  if (!read_text (object, "debtorTaxCode", &tax_code, error)
      || !read_text (object, "debtorName", &name, error)
      || !read_text (object, "debtorAddress", &address, error))
    return FALSE;

  desco_notice_set_debtor (notice, tax_code, name, address);
  return TRUE;
}

static gboolean
read_postal_account (JsonObject *object, DescoNotice *notice, GError **error)
{
  const char *account;
  const char *holder;
  const char *authorisation;

  if (!read_text (object, "postalAccount", &account, error)
      || !read_text (object, "postalHolder", &holder, error)
      || !read_text (object, "postalAuthorisation", &authorisation, error))
    return FALSE;

  desco_notice_set_postal_account (notice, account, holder, authorisation);
  return TRUE;
}

static void
add_codes (JsonObject *object, DescoNotice *notice, const DescoNoticeInstalment *instalment)
{
  g_autofree char *qr = desco_notice_make_qr_text (notice, instalment);
  g_autofree char *data_matrix = desco_notice_make_data_matrix_text (notice, instalment);

  json_object_set_string_member (object, "qr", qr);
  if (data_matrix != NULL)
    json_object_set_string_member (object, "dataMatrix", data_matrix);
  else
    json_object_set_null_member (object, "dataMatrix");
}

/* Each answer is what was asked, and the texts of its codes and its instalments'. */
static JsonNode *
encode_one (JsonNode *input, DescoNotice *notice)
{
  GPtrArray *instalments = desco_notice_get_instalments (notice);
  JsonNode *answer = json_node_new (JSON_NODE_OBJECT);
  JsonObject *copy = json_object_new ();
  JsonObject *object = json_node_get_object (input);
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (copy, l->data,
                            json_node_copy (json_object_get_member (object, l->data)));
  add_codes (copy, notice, NULL);
  for (guint i = 0; instalments != NULL && i < instalments->len; i++)
    add_codes (
        json_array_get_object_element (json_object_get_array_member (copy, "instalments"), i),
        notice, g_ptr_array_index (instalments, i));
  json_node_take_object (answer, copy);
  return answer;
}

/**
 * desco_notice_json_parse:
 * @node: one notice as an object
 * @error: %DESCO_INPUT_ERROR that names the member
 *
 * Members that mean nothing here are left alone.
 *
 * Returns: (transfer full) (nullable): the notice; desco_notice_check() says whether it is right
 */
DescoNotice *
desco_notice_json_parse (JsonNode *node, GError **error)
{
  g_autoptr (DescoNotice) notice = NULL;
  const char *number;
  const char *subject;
  JsonObject *object;
  GDate due_date;
  gint64 amount;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "notices",
                             _ ("This is not a notice: write an object in braces."));
      return NULL;
    }

  object = json_node_get_object (node);
  if (!read_text (object, "noticeNumber", &number, error)
      || !read_text (object, "subject", &subject, error) || !read_amount (object, &amount, error)
      || !read_due_date (object, &due_date, error))
    return NULL;

  notice = desco_notice_new (number, amount, subject);
  if (g_date_valid (&due_date))
    desco_notice_set_due_date (notice, &due_date);
  if (!read_language (object, notice, error) || !read_instalments (object, notice, error)
      || !read_creditor (object, notice, error) || !read_debtor (object, notice, error)
      || !read_postal_account (object, notice, error))
    return NULL;
  return g_steal_pointer (&notice);
}

/**
 * desco_notice_json_parse_list:
 * @input: (nullable): an array of notices
 * @error: %DESCO_INPUT_ERROR that says which notice, counted from 1, and names the member
 *
 * Returns: (transfer full) (nullable) (element-type DescoNotice): the notices, in order
 */
GPtrArray *
desco_notice_json_parse_list (JsonNode *input, GError **error)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array;

  if (input == NULL || !JSON_NODE_HOLDS_ARRAY (input))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "notices",
                             _ ("The notices are not a list: write an array in brackets."));
      return NULL;
    }

  array = json_node_get_array (input);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      DescoNotice *notice = desco_notice_json_parse (json_array_get_element (array, i), error);

      if (notice == NULL)
        {
          g_prefix_error (error, _ ("Notice %u: "), i + 1);
          return NULL;
        }
      g_ptr_array_add (notices, notice);
    }
  return g_steal_pointer (&notices);
}

/**
 * desco_notice_json_encode:
 * @input: (nullable): an array of notices
 * @error: %DESCO_INPUT_ERROR that says which notice and names the member
 *
 * Returns: (transfer full) (nullable): the same array, each notice with `qr` (N-09) and
 *   `dataMatrix` (N-11), which is null without a postal account
 */
JsonNode *
desco_notice_json_encode (JsonNode *input, GError **error)
{
  g_autoptr (GPtrArray) notices = desco_notice_json_parse_list (input, error);
  g_autoptr (JsonArray) answers = NULL;
  JsonNode *node;

  if (notices == NULL)
    return NULL;

  answers = json_array_sized_new (notices->len);
  for (guint i = 0; i < notices->len; i++)
    {
      DescoNotice *notice = g_ptr_array_index (notices, i);

      if (!desco_notice_check_codes (notice, error))
        {
          g_prefix_error (error, _ ("Notice %u: "), i + 1);
          return NULL;
        }
      json_array_add_element (
          answers, encode_one (json_array_get_element (json_node_get_array (input), i), notice));
    }

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, answers);
  return node;
}

/**
 * desco_notice_json_render:
 * @input: (nullable): an array of notices
 * @path: (type filename): the PDF to make or to replace
 * @cancellable: (nullable): stops it
 * @error: %DESCO_INPUT_ERROR that says which notice and names the member, or %G_IO_ERROR
 *
 * Returns: whether the file is there; where not, what was at @path is untouched (N-16)
 */
gboolean
desco_notice_json_render (JsonNode *input,
                          const char *path,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GPtrArray) notices = desco_notice_json_parse_list (input, error);

  return notices != NULL
         && desco_notice_document_write_list (path, DESCO_NOTICE_SHEETS_OWN, notices, cancellable,
                                              error);
}
