/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-plans.h"

#include "desco-sandbox-error.h"

/* What stands in each option here, and once in the position in version 1. */
static const char *const debtor_members[]
    = { "type", "fiscalCode", "fullName", "streetName", "civicNumber", "postalCode",
        "city", "province",   "region",   "country",    "email",       "phone" };
static const char *const shared_members[] = { "switchToExpired", "validityDate" };
static const char *const position_members[] = { "iupd", "payStandIn", "companyName", "officeName" };

/* What version 1 says of a payment that is said of its option here, or not at all. */
static const char *const option_members[]
    = { "isPartialPayment", "retentionDate", "insertedDate", "paymentOptionMetadata", "status" };

/* What has become of a position and is not in what the organisation sent. */
static const char *const answer_members[]
    = { "organizationFiscalCode", "insertedDate", "publishDate", "paymentDate", "lastUpdatedDate" };

static const struct
{
  const char *word;
  const char *statuses;
} status_words[] = {
  { "DRAFT", "DRAFT" },
  { "PUBLISHED", "PUBLISHED" },
  { "VALID", "VALID" },
  { "UNPAYABLE", "INVALID EXPIRED" },
  { "PARTIALLY_PAID", "PARTIALLY_PAID" },
  { "PAID", "PAID REPORTED" },
};

static gboolean
refuse (GError **error, guint option, const char *what)
{
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DATA, "paymentOption[%u].%s", option,
               what);
  return FALSE;
}

static void
copy_member (JsonObject *from, JsonObject *to, const char *member, const char *name)
{
  if (json_object_has_member (from, member))
    json_object_set_member (to, name, json_object_dup_member (from, member));
}

static void
copy_members (JsonObject *from, JsonObject *to, const char *const *members, gsize n_members)
{
  for (gsize i = 0; i < n_members; i++)
    copy_member (from, to, members[i], members[i]);
}

static gboolean
holds_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node);
}

static gboolean
is_same_member (JsonObject *ours, JsonObject *theirs, const char *member)
{
  JsonNode *our = json_object_get_member (ours, member);
  JsonNode *their = json_object_get_member (theirs, member);

  return our == NULL || their == NULL ? our == their : json_node_equal (our, their);
}

/* The first option says who owes; this platform keeps one debtor and one way of ageing a position. */
static gboolean
take_shared (JsonObject *option, guint index, JsonObject *body, GError **error)
{
  JsonNode *node = json_object_get_member (option, "debtor");
  JsonObject *debtor;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, index, "debtor must be an object");
  debtor = json_node_get_object (node);
  if (index == 0)
    {
      copy_members (debtor, body, debtor_members, G_N_ELEMENTS (debtor_members));
      copy_members (option, body, shared_members, G_N_ELEMENTS (shared_members));
      return TRUE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (debtor_members); i++)
    if (!is_same_member (debtor, body, debtor_members[i]))
      return refuse (error, index, "debtor is another one than the first option's");
  for (gsize i = 0; i < G_N_ELEMENTS (shared_members); i++)
    if (!is_same_member (option, body, shared_members[i]))
      return refuse (error, index,
                     "switchToExpired or validityDate differ from the first option's");
  return TRUE;
}

static gboolean
take_installments (JsonObject *option, guint index, JsonArray *payments, GError **error)
{
  JsonArray *installments;
  guint n_installments;

  if (!holds_array (option, "installments")
      || json_array_get_length (json_object_get_array_member (option, "installments")) == 0)
    return refuse (error, index, "installments needs at least one element");

  installments = json_object_get_array_member (option, "installments");
  n_installments = json_array_get_length (installments);
  for (guint i = 0; i < n_installments; i++)
    {
      JsonNode *node = json_array_get_element (installments, i);
      JsonObject *payment;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (error, index, "installments must be objects");
      payment = json_object_new ();
      json_array_add_object_element (payments, payment);
      for (GList *member = json_object_get_members (json_node_get_object (node)); member != NULL;
           member = g_list_delete_link (member, member))
        copy_member (json_node_get_object (node), payment, member->data,
                     g_str_equal (member->data, "installmentMetadata") ? "paymentOptionMetadata"
                                                                       : member->data);
      copy_member (option, payment, "retentionDate", "retentionDate");
      json_object_set_boolean_member (payment, "isPartialPayment", n_installments > 1);
    }
  return TRUE;
}

/* What a payment of a position has come to, in version 3's words. */
static const char *
describe_installment (const DescoSandboxPosition *position, const DescoSandboxOption *option)
{
  if (option->paid)
    return position->status == DESCO_SANDBOX_REPORTED ? "REPORTED" : "PAID";
  if (position->status == DESCO_SANDBOX_EXPIRED)
    return "EXPIRED";
  if (position->status == DESCO_SANDBOX_INVALID || position->status == DESCO_SANDBOX_PAID
      || position->status == DESCO_SANDBOX_REPORTED
      || (position->status == DESCO_SANDBOX_PARTIALLY_PAID && !option->partial))
    return "UNPAYABLE";
  return "UNPAID";
}

static JsonObject *
build_installment (const DescoSandboxPosition *position, guint index, JsonObject *payment)
{
  JsonObject *installment = json_object_new ();

  for (GList *member = json_object_get_members (payment); member != NULL;
       member = g_list_delete_link (member, member))
    {
      gboolean left_out = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (option_members); i++)
        left_out = left_out || g_str_equal (member->data, option_members[i]);
      if (!left_out)
        copy_member (payment, installment, member->data, member->data);
    }
  copy_member (payment, installment, "paymentOptionMetadata", "installmentMetadata");
  json_object_set_string_member (
      installment, "status",
      describe_installment (position, g_ptr_array_index (position->options, index)));
  return installment;
}

/* An option around the installments from @first to before @end. */
static JsonObject *
build_option (const DescoSandboxPosition *position,
              JsonObject *version_1,
              JsonArray *payments,
              guint first,
              guint end)
{
  JsonObject *option = json_object_new ();
  JsonObject *debtor = json_object_new ();
  JsonArray *installments = json_array_new ();
  JsonObject *payment = json_array_get_object_element (payments, first);

  copy_members (position->body, debtor, debtor_members, G_N_ELEMENTS (debtor_members));
  copy_member (position->body, option, "switchToExpired", "switchToExpired");
  copy_member (version_1, option, "validityDate", "validityDate");
  copy_member (payment, option, "retentionDate", "retentionDate");
  copy_member (payment, option, "insertedDate", "insertedDate");
  json_object_set_object_member (option, "debtor", debtor);
  for (guint i = first; i < end; i++)
    json_array_add_object_element (
        installments, build_installment (position, i, json_array_get_object_element (payments, i)));
  json_object_set_array_member (option, "installments", installments);
  return option;
}

static gboolean
is_partial (const DescoSandboxPosition *position, guint index)
{
  return ((DescoSandboxOption *) g_ptr_array_index (position->options, index))->partial;
}

/* Each whole payment is an option; the partial ones that follow each other are one together. */
static JsonArray *
build_options (const DescoSandboxPosition *position, JsonObject *version_1)
{
  JsonArray *options = json_array_new ();
  JsonArray *payments = json_object_get_array_member (version_1, "paymentOption");
  guint first = 0;

  while (first < position->options->len)
    {
      guint end = first + 1;

      while (end < position->options->len && is_partial (position, first)
             && is_partial (position, end))
        end++;
      json_array_add_object_element (options,
                                     build_option (position, version_1, payments, first, end));
      first = end;
    }
  return options;
}

static JsonObject *
build_position (const DescoSandboxPosition *position, JsonObject *version_1)
{
  JsonObject *answer = json_object_new ();

  copy_members (version_1, answer, position_members, G_N_ELEMENTS (position_members));
  copy_members (version_1, answer, answer_members, G_N_ELEMENTS (answer_members));
  for (gsize i = 0; i < G_N_ELEMENTS (status_words); i++)
    {
      g_auto (GStrv) statuses = g_strsplit (status_words[i].statuses, " ", -1);

      if (g_strv_contains ((const char *const *) statuses,
                           desco_sandbox_status_to_string (position->status)))
        json_object_set_string_member (answer, "status", status_words[i].word);
    }
  json_object_set_array_member (answer, "paymentOption", build_options (position, version_1));
  return answer;
}

/**
 * desco_sandbox_plans_to_body:
 * @sent: a `PaymentPositionModelV3` as an organisation sent it
 * @error: (out) (optional): %DESCO_SANDBOX_ERROR_DATA with the option's place
 *
 * Writes it as version 1 has it, so that the same is checked and kept. What is wrong with a payment
 * is found there.
 *
 * Returns: (transfer full) (nullable): a `PaymentPositionModel`
 */
JsonObject *
desco_sandbox_plans_to_body (JsonObject *sent, GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (JsonArray) payments = json_array_new ();
  JsonArray *options;
  guint n_plans = 0;

  copy_members (sent, body, position_members, G_N_ELEMENTS (position_members));
  if (!holds_array (sent, "paymentOption"))
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DATA,
                   "paymentOption needs at least one element");
      return NULL;
    }
  options = json_object_get_array_member (sent, "paymentOption");
  for (guint i = 0; i < json_array_get_length (options); i++)
    {
      JsonNode *node = json_array_get_element (options, i);
      guint before = json_array_get_length (payments);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          refuse (error, i, " must be an object");
          return NULL;
        }
      if (!take_shared (json_node_get_object (node), i, body, error)
          || !take_installments (json_node_get_object (node), i, payments, error))
        return NULL;
      if (json_array_get_length (payments) > before + 1 && ++n_plans > 1)
        {
          refuse (error, i, "installments: the practice platform keeps one plan of instalments");
          return NULL;
        }
    }
  json_object_set_array_member (body, "paymentOption", g_steal_pointer (&payments));
  return g_steal_pointer (&body);
}

/**
 * desco_sandbox_plans_to_model:
 * @position: a position
 *
 * Returns: (transfer full): `PaymentPositionModelV3`, the answer to create, replace and publish
 */
JsonObject *
desco_sandbox_plans_to_model (const DescoSandboxPosition *position)
{
  g_autoptr (JsonObject) version_1 = desco_sandbox_position_to_model (position);

  return build_position (position, version_1);
}

/**
 * desco_sandbox_plans_to_response:
 * @position: a position
 *
 * Returns: (transfer full): `PaymentPositionModelResponseV3`, the answer to read and list
 */
JsonObject *
desco_sandbox_plans_to_response (const DescoSandboxPosition *position)
{
  g_autoptr (JsonObject) version_1 = desco_sandbox_position_to_response (position);

  return build_position (position, version_1);
}

/**
 * desco_sandbox_plans_parse_status:
 * @word: a state in version 3's words
 * @statuses: (out): the states that it stands for, a space between two
 *
 * Returns: whether there is such a word
 */
gboolean
desco_sandbox_plans_parse_status (const char *word, const char **statuses)
{
  for (gsize i = 0; i < G_N_ELEMENTS (status_words); i++)
    if (g_str_equal (word, status_words[i].word))
      {
        *statuses = status_words[i].statuses;
        return TRUE;
      }
  return FALSE;
}
