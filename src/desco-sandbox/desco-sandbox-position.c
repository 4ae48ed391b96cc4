/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-position.h"

#include "desco-sandbox-psp.h"
#include "model/desco-date.h"

static const char *const status_names[] = {
  [DESCO_SANDBOX_DRAFT] = "DRAFT",     [DESCO_SANDBOX_PUBLISHED] = "PUBLISHED",
  [DESCO_SANDBOX_VALID] = "VALID",     [DESCO_SANDBOX_INVALID] = "INVALID",
  [DESCO_SANDBOX_EXPIRED] = "EXPIRED", [DESCO_SANDBOX_PARTIALLY_PAID] = "PARTIALLY_PAID",
  [DESCO_SANDBOX_PAID] = "PAID",       [DESCO_SANDBOX_REPORTED] = "REPORTED",
};

/* What an answer repeats of the body, in the order of the API description. */
static const char *const option_members[]
    = { "description", "isPartialPayment", "dueDate", "retentionDate" };
static const char *const transfer_members[] = { "organizationFiscalCode",
                                                "companyName",
                                                "idTransfer",
                                                "amount",
                                                "remittanceInformation",
                                                "category",
                                                "iban",
                                                "postalIban",
                                                "stamp" };

static void
desco_sandbox_option_free (DescoSandboxOption *self)
{
  g_free (self->nav);
  g_free (self->iuv);
  g_free (self->receipt_id);
  g_free (self);
}

static gint64
read_moment (JsonObject *object, const char *member)
{
  gint64 moment = 0;

  desco_time_parse_rfc3339 (json_object_get_string_member_with_default (object, member, NULL),
                            &moment);
  return moment;
}

static void
set_moment (JsonObject *object, const char *member, gint64 moment)
{
  if (moment != 0)
    {
      g_autofree char *text = desco_time_to_rfc3339 (moment);

      json_object_set_string_member (object, member, text);
    }
}

static void
copy_member (JsonObject *from, JsonObject *to, const char *member)
{
  if (json_object_has_member (from, member))
    json_object_set_member (to, member, json_object_dup_member (from, member));
}

static void
copy_metadata (JsonObject *from, JsonObject *to, const char *member)
{
  if (json_object_has_member (from, member))
    copy_member (from, to, member);
  else
    json_object_set_array_member (to, member, json_array_new ());
}

static DescoSandboxOption *
option_new (JsonObject *body)
{
  DescoSandboxOption *self = g_new0 (DescoSandboxOption, 1);

  self->nav = g_strdup (json_object_get_string_member (body, "nav"));
  self->iuv = g_strdup (json_object_get_string_member (body, "iuv"));
  self->amount = json_object_get_int_member (body, "amount");
  self->partial = json_object_get_boolean_member (body, "isPartialPayment");
  self->due = read_moment (body, "dueDate");
  return self;
}

static JsonArray *
build_transfers (const DescoSandboxPosition *self, JsonObject *option_body, gint64 updated)
{
  JsonArray *answers = json_array_new ();
  JsonArray *transfers = json_object_get_array_member (option_body, "transfer");

  for (guint i = 0; i < json_array_get_length (transfers); i++)
    {
      JsonObject *transfer = json_array_get_object_element (transfers, i);
      JsonObject *answer = json_object_new ();

      for (gsize j = 0; j < G_N_ELEMENTS (transfer_members); j++)
        copy_member (transfer, answer, transfer_members[j]);
      set_moment (answer, "insertedDate", self->inserted);
      json_object_set_string_member (answer, "status", "T_UNREPORTED");
      set_moment (answer, "lastUpdatedDate", updated);
      copy_metadata (transfer, answer, "transferMetadata");
      json_array_add_object_element (answers, answer);
    }
  return answers;
}

static JsonObject *
build_option (const DescoSandboxPosition *self, guint index)
{
  const DescoSandboxOption *option = g_ptr_array_index (self->options, index);
  JsonObject *body = desco_sandbox_position_get_option_body (self, index);
  JsonObject *answer = json_object_new ();

  json_object_set_string_member (answer, "nav", option->nav);
  json_object_set_string_member (answer, "iuv", option->iuv);
  json_object_set_string_member (answer, "organizationFiscalCode", self->organization);
  json_object_set_int_member (answer, "amount", option->amount);
  for (gsize i = 0; i < G_N_ELEMENTS (option_members); i++)
    copy_member (body, answer, option_members[i]);
  set_moment (answer, "paymentDate", option->payment);
  set_moment (answer, "insertedDate", self->inserted);
  json_object_set_int_member (answer, "fee", 0);
  json_object_set_int_member (answer, "notificationFee", 0);
  if (option->receipt_id != NULL)
    {
      json_object_set_string_member (answer, "paymentMethod", "creditCard");
      json_object_set_string_member (answer, "pspCompany", DESCO_SANDBOX_PSP_COMPANY);
      json_object_set_string_member (answer, "idReceipt", option->receipt_id);
    }
  json_object_set_string_member (answer, "status", option->paid ? "PO_PAID" : "PO_UNPAID");
  set_moment (answer, "lastUpdatedDate", option->updated);
  copy_metadata (body, answer, "paymentOptionMetadata");
  json_object_set_array_member (answer, "transfer", build_transfers (self, body, option->updated));
  return answer;
}

/**
 * desco_sandbox_status_to_string:
 * @status: a status
 *
 * Returns: the platform's word for it
 */
const char *
desco_sandbox_status_to_string (DescoSandboxStatus status)
{
  return status_names[status];
}

/**
 * desco_sandbox_status_parse:
 * @text: (nullable): the platform's word
 * @status: (out): where to put the status
 *
 * Returns: whether the platform knows the word
 */
gboolean
desco_sandbox_status_parse (const char *text, DescoSandboxStatus *status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (status_names); i++)
    if (g_strcmp0 (text, status_names[i]) == 0)
      {
        *status = (DescoSandboxStatus) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * desco_sandbox_position_new:
 * @organization: the creditor's tax code
 * @body: (transfer full): a body that has passed desco_sandbox_check_position()
 *
 * Returns: (transfer full): a draft with nothing paid
 */
DescoSandboxPosition *
desco_sandbox_position_new (const char *organization, JsonObject *body)
{
  DescoSandboxPosition *self = g_new0 (DescoSandboxPosition, 1);
  JsonArray *options = json_object_get_array_member (body, "paymentOption");

  self->organization = g_strdup (organization);
  self->iupd = g_strdup (json_object_get_string_member (body, "iupd"));
  self->status = DESCO_SANDBOX_DRAFT;
  self->switch_to_expired = json_object_get_boolean_member (body, "switchToExpired");
  self->validity = read_moment (body, "validityDate");
  self->body = body;
  self->options = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_sandbox_option_free);
  for (guint i = 0; i < json_array_get_length (options); i++)
    g_ptr_array_add (self->options, option_new (json_array_get_object_element (options, i)));
  return self;
}

/**
 * desco_sandbox_position_free:
 * @self: (transfer full): a position
 */
void
desco_sandbox_position_free (DescoSandboxPosition *self)
{
  g_free (self->organization);
  g_free (self->iupd);
  json_object_unref (self->body);
  g_ptr_array_unref (self->options);
  g_free (self);
}

/**
 * desco_sandbox_position_find_option:
 * @self: a position
 * @nav: a notice number
 *
 * Returns: (transfer none) (nullable): the option that is paid by it
 */
DescoSandboxOption *
desco_sandbox_position_find_option (const DescoSandboxPosition *self, const char *nav)
{
  for (guint i = 0; i < self->options->len; i++)
    {
      DescoSandboxOption *option = g_ptr_array_index (self->options, i);

      if (g_str_equal (option->nav, nav))
        return option;
    }
  return NULL;
}

/**
 * desco_sandbox_position_get_option_body:
 * @self: a position
 * @index: which of its options
 *
 * Returns: (transfer none): what the organisation said of it
 */
JsonObject *
desco_sandbox_position_get_option_body (const DescoSandboxPosition *self, guint index)
{
  JsonArray *options = json_object_get_array_member (self->body, "paymentOption");

  return json_array_get_object_element (options, index);
}

/**
 * desco_sandbox_position_get_first_due:
 * @self: a position
 *
 * Returns: when the first of its options falls due, UTC microseconds
 */
gint64
desco_sandbox_position_get_first_due (const DescoSandboxPosition *self)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < self->options->len; i++)
    first = MIN (first, ((DescoSandboxOption *) g_ptr_array_index (self->options, i))->due);
  return first;
}

/**
 * desco_sandbox_position_get_last_due:
 * @self: a position
 *
 * Returns: when the last of its options falls due, UTC microseconds
 */
gint64
desco_sandbox_position_get_last_due (const DescoSandboxPosition *self)
{
  gint64 last = G_MININT64;

  for (guint i = 0; i < self->options->len; i++)
    last = MAX (last, ((DescoSandboxOption *) g_ptr_array_index (self->options, i))->due);
  return last;
}

/**
 * desco_sandbox_position_to_model:
 * @self: a position
 *
 * Returns: (transfer full): `PaymentPositionModel`, the answer to create, replace, publish and
 *   invalidate: the body and what has become of it
 */
JsonObject *
desco_sandbox_position_to_model (const DescoSandboxPosition *self)
{
  JsonObject *model = json_object_new ();
  g_autoptr (GList) members = json_object_get_members (self->body);

  for (GList *member = members; member != NULL; member = member->next)
    copy_member (self->body, model, member->data);
  set_moment (model, "validityDate", self->validity);
  set_moment (model, "paymentDate", self->payment);
  json_object_set_string_member (model, "status", desco_sandbox_status_to_string (self->status));
  return model;
}

/**
 * desco_sandbox_position_to_response:
 * @self: a position
 *
 * Returns: (transfer full): `PaymentPositionModelBaseResponse`, the answer to read and list
 */
JsonObject *
desco_sandbox_position_to_response (const DescoSandboxPosition *self)
{
  JsonObject *answer = json_object_new ();
  JsonArray *options = json_array_new ();

  json_object_set_string_member (answer, "iupd", self->iupd);
  json_object_set_string_member (answer, "organizationFiscalCode", self->organization);
  copy_member (self->body, answer, "type");
  copy_member (self->body, answer, "companyName");
  copy_member (self->body, answer, "officeName");
  set_moment (answer, "insertedDate", self->inserted);
  set_moment (answer, "publishDate", self->published);
  set_moment (answer, "validityDate", self->validity);
  set_moment (answer, "paymentDate", self->payment);
  json_object_set_string_member (answer, "status", desco_sandbox_status_to_string (self->status));
  set_moment (answer, "lastUpdatedDate", self->updated);
  for (guint i = 0; i < self->options->len; i++)
    json_array_add_object_element (options, build_option (self, i));
  json_object_set_array_member (answer, "paymentOption", options);
  return answer;
}

/**
 * desco_sandbox_option_to_response:
 * @self: a position
 * @index: which of its options
 *
 * Returns: (transfer full): `PaymentsModelResponse`, the answer to marking an option as paid
 */
JsonObject *
desco_sandbox_option_to_response (const DescoSandboxPosition *self, guint index)
{
  JsonObject *answer = build_option (self, index);

  json_object_set_string_member (answer, "serviceType", "GPD");
  return answer;
}
