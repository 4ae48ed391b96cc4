/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-check.h"

#include "desco-sandbox-error.h"
#include "model/desco-date.h"
#include "model/desco-money.h"
#include "pagopa/desco-notice-number.h"

#include <string.h>

#define MAX_TEXT 140
#define MAX_TRANSFERS 5
#define MAX_METADATA 10
#define ITALIAN_IBAN_LENGTH 27

/* The platform writes this one itself, where SEND charges for a notification. */
#define RESERVED_METADATA_KEY "NOTIFICATION_FEE"

typedef enum
{
  KIND_TEXT,
  KIND_AMOUNT,
  KIND_BOOLEAN,
  KIND_MOMENT,
} Kind;

typedef struct
{
  const char *name;
  Kind kind;
  gboolean required;
  guint max_length;    /* 0 for no other limit than the body's */
  const char *pattern; /* (nullable) */
} Member;

static const Member position_members[] = {
  { "iupd", KIND_TEXT, TRUE, 50, "^[\\w*\\h-]+$" },
  { "type", KIND_TEXT, TRUE, 1, "^[FG]$" },
  { "payStandIn", KIND_BOOLEAN, FALSE, 0, NULL },
  { "fiscalCode", KIND_TEXT, TRUE, 16, "^([A-Z0-9]{16}|[0-9]{11}|ANONIMO)$" },
  { "fullName", KIND_TEXT, TRUE, MAX_TEXT, NULL },
  { "streetName", KIND_TEXT, FALSE, MAX_TEXT, NULL },
  { "civicNumber", KIND_TEXT, FALSE, MAX_TEXT, NULL },
  { "postalCode", KIND_TEXT, FALSE, MAX_TEXT, NULL },
  { "city", KIND_TEXT, FALSE, MAX_TEXT, NULL },
  { "province", KIND_TEXT, FALSE, MAX_TEXT, NULL },
  { "region", KIND_TEXT, FALSE, MAX_TEXT, NULL },
  { "country", KIND_TEXT, FALSE, 2, "^[A-Z]{2}$" },
  { "email", KIND_TEXT, FALSE, 256, "^[^@\\s]+@[^@\\s]+$" },
  { "phone", KIND_TEXT, FALSE, MAX_TEXT, NULL },
  { "switchToExpired", KIND_BOOLEAN, TRUE, 0, NULL },
  { "companyName", KIND_TEXT, TRUE, MAX_TEXT, NULL },
  { "officeName", KIND_TEXT, FALSE, MAX_TEXT, NULL },
  { "validityDate", KIND_MOMENT, FALSE, 0, NULL },
};

static const Member option_members[] = {
  { "nav", KIND_TEXT, FALSE, DESCO_NOTICE_NUMBER_LENGTH, "^[0-9]{18}$" },
  { "iuv", KIND_TEXT, TRUE, 17, "^[0-9]{15}([0-9]{2})?$" },
  { "amount", KIND_AMOUNT, TRUE, 0, NULL },
  { "description", KIND_TEXT, TRUE, MAX_TEXT, NULL },
  { "isPartialPayment", KIND_BOOLEAN, TRUE, 0, NULL },
  { "dueDate", KIND_MOMENT, TRUE, 0, NULL },
  { "retentionDate", KIND_MOMENT, FALSE, 0, NULL },
};

static const Member transfer_members[] = {
  { "idTransfer", KIND_TEXT, TRUE, 1, "^[1-5]$" },
  { "amount", KIND_AMOUNT, TRUE, 0, NULL },
  { "organizationFiscalCode", KIND_TEXT, FALSE, 11, "^[0-9]{11}$" },
  { "remittanceInformation", KIND_TEXT, TRUE, MAX_TEXT, NULL },
  { "category", KIND_TEXT, TRUE, 12, "^[0-9]/[0-9]{7}[A-Z]{2}/$" },
  { "iban", KIND_TEXT, FALSE, 35, "^[A-Za-z0-9]{1,35}$" },
  { "postalIban", KIND_TEXT, FALSE, 35, "^[A-Za-z0-9]{1,35}$" },
  { "companyName", KIND_TEXT, FALSE, MAX_TEXT, NULL },
};

static const Member stamp_members[] = {
  { "hashDocument", KIND_TEXT, TRUE, 72, NULL },
  { "stampType", KIND_TEXT, TRUE, 2, "^..$" },
  { "provincialResidence", KIND_TEXT, TRUE, 2, "^[A-Z]{2}$" },
};

static const Member metadata_members[] = {
  { "key", KIND_TEXT, TRUE, MAX_TEXT, NULL },
  { "value", KIND_TEXT, TRUE, MAX_TEXT, NULL },
};

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DATA, format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
check_text (const Member *member, const char *where, const char *text, GError **error)
{
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *bare = g_strstrip (g_strdup (text));

  if (*bare == '\0')
    return refuse (error, "%s%s must not be blank", where, member->name);
  if (member->max_length > 0 && length > (glong) member->max_length)
    return refuse (error, "%s%s is %ld characters long, %u at most", where, member->name, length,
                   member->max_length);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return refuse (error, "%s%s has a control character", where, member->name);
  if (member->pattern != NULL && !g_regex_match_simple (member->pattern, text, 0, 0))
    return refuse (error, "%s%s is “%s”, which does not match %s", where, member->name, text,
                   member->pattern);
  return TRUE;
}

static gboolean
check_value (const Member *member, const char *where, JsonNode *value, GError **error)
{
  GType type = json_node_get_value_type (value);
  gint64 moment;

  switch (member->kind)
    {
    case KIND_TEXT:
      if (type != G_TYPE_STRING)
        return refuse (error, "%s%s must be a text", where, member->name);
      return check_text (member, where, json_node_get_string (value), error);

    case KIND_AMOUNT:
      if (type != G_TYPE_INT64)
        return refuse (error, "%s%s must be a whole number of cents", where, member->name);
      if (json_node_get_int (value) < 1 || json_node_get_int (value) > DESCO_MONEY_MAX)
        return refuse (error, "%s%s is %" G_GINT64_FORMAT ", must be from 1 to %" G_GINT64_FORMAT,
                       where, member->name, json_node_get_int (value), DESCO_MONEY_MAX);
      return TRUE;

    case KIND_BOOLEAN:
      return type == G_TYPE_BOOLEAN
             || refuse (error, "%s%s must be true or false", where, member->name);

    case KIND_MOMENT:
      if (type != G_TYPE_STRING
          || !desco_time_parse_rfc3339 (json_node_get_string (value), &moment))
        return refuse (error, "%s%s must be a date and time in UTC, as 2026-09-30T21:59:59.000Z",
                       where, member->name);
      return TRUE;

    default:
      g_return_val_if_reached (FALSE);
    }
}

/* Takes over what the platform knows, and nothing else: an answer repeats no more than that. */
static JsonObject *
take_members (const Member *members,
              gsize n_members,
              JsonObject *sent,
              const char *where,
              GError **error)
{
  g_autoptr (JsonObject) taken = json_object_new ();

  for (gsize i = 0; i < n_members; i++)
    {
      JsonNode *value = json_object_get_member (sent, members[i].name);

      if (value == NULL || JSON_NODE_HOLDS_NULL (value))
        {
          if (members[i].required)
            {
              refuse (error, "%s%s is missing", where, members[i].name);
              return NULL;
            }
        }
      else if (!check_value (&members[i], where, value, error))
        return NULL;
      else
        json_object_set_member (taken, members[i].name, json_node_copy (value));
    }
  return g_steal_pointer (&taken);
}

/* %NULL with no error where there is no such member. */
static JsonArray *
find_array (JsonObject *sent, const char *member, const char *where, guint max, GError **error)
{
  JsonNode *node = json_object_get_member (sent, member);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      refuse (error, "%s%s must be a list", where, member);
      return NULL;
    }
  if (json_array_get_length (json_node_get_array (node)) > max)
    {
      refuse (error, "%s%s has %u elements, %u at most", where, member,
              json_array_get_length (json_node_get_array (node)), max);
      return NULL;
    }
  return json_node_get_array (node);
}

static JsonObject *
find_element (JsonArray *array, guint index, const char *where, GError **error)
{
  JsonNode *node = json_array_get_element (array, index);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  refuse (error, "%s must be an object", where);
  return NULL;
}

static gboolean
take_metadata (JsonObject *sent,
               JsonObject *taken,
               const char *member,
               const char *where,
               GError **error)
{
  GError *local_error = NULL;
  JsonArray *entries = find_array (sent, member, where, MAX_METADATA, &local_error);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonArray) kept = json_array_new ();

  for (guint i = 0; local_error == NULL && entries != NULL && i < json_array_get_length (entries);
       i++)
    {
      g_autofree char *here = g_strdup_printf ("%s%s[%u].", where, member, i);
      JsonObject *entry = find_element (entries, i, here, &local_error);
      JsonObject *copy = entry == NULL
                             ? NULL
                             : take_members (metadata_members, G_N_ELEMENTS (metadata_members),
                                             entry, here, &local_error);
      const char *key;

      if (copy == NULL)
        break;
      json_array_add_object_element (kept, copy);
      key = json_object_get_string_member (copy, "key");
      if (g_str_equal (key, RESERVED_METADATA_KEY))
        refuse (&local_error, "%skey %s is reserved", here, key);
      else if (!g_hash_table_add (keys, (gpointer) key))
        refuse (&local_error, "%skey %s is there twice", here, key);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (entries != NULL)
    json_object_set_array_member (taken, member, g_steal_pointer (&kept));
  return TRUE;
}

static gboolean
take_destination (JsonObject *sent, JsonObject *taken, const char *where, GError **error)
{
  JsonNode *stamp = json_object_get_member (sent, "stamp");
  gboolean has_stamp = stamp != NULL && !JSON_NODE_HOLDS_NULL (stamp);
  const char *iban = json_object_get_string_member_with_default (taken, "iban", NULL);
  const char *postal_iban = json_object_get_string_member_with_default (taken, "postalIban", NULL);
  JsonObject *copy;

  if (has_stamp == (iban != NULL) || (has_stamp && postal_iban != NULL))
    return refuse (error, "%sneeds either an iban, perhaps with a postalIban, or a stamp", where);
  if (iban != NULL)
    {
      g_autofree char *first = g_strconcat (where, "iban", NULL);
      g_autofree char *second = g_strconcat (where, "postalIban", NULL);

      return desco_sandbox_check_iban (iban, first, error)
             && (postal_iban == NULL || desco_sandbox_check_iban (postal_iban, second, error));
    }
  if (!JSON_NODE_HOLDS_OBJECT (stamp))
    return refuse (error, "%sstamp must be an object", where);
  copy = take_members (stamp_members, G_N_ELEMENTS (stamp_members), json_node_get_object (stamp),
                       where, error);
  if (copy == NULL)
    return FALSE;
  json_object_set_object_member (taken, "stamp", copy);
  return TRUE;
}

static JsonObject *
take_transfer (JsonObject *sent, const char *where, GError **error)
{
  g_autoptr (JsonObject) taken
      = take_members (transfer_members, G_N_ELEMENTS (transfer_members), sent, where, error);

  if (taken == NULL || !take_destination (sent, taken, where, error)
      || !take_metadata (sent, taken, "transferMetadata", where, error))
    return NULL;
  return g_steal_pointer (&taken);
}

static gboolean
take_transfers (JsonObject *sent, JsonObject *taken, const char *where, GError **error)
{
  GError *local_error = NULL;
  JsonArray *transfers = find_array (sent, "transfer", where, MAX_TRANSFERS, &local_error);
  g_autoptr (JsonArray) kept = json_array_new ();
  gint64 amount = json_object_get_int_member (taken, "amount");
  gint64 sum = 0;
  guint ids = 0;

  if (local_error == NULL && (transfers == NULL || json_array_get_length (transfers) == 0))
    refuse (&local_error, "%stransfer needs from 1 to %d elements", where, MAX_TRANSFERS);

  for (guint i = 0; local_error == NULL && i < json_array_get_length (transfers); i++)
    {
      g_autofree char *here = g_strdup_printf ("%stransfer[%u].", where, i);
      JsonObject *transfer = find_element (transfers, i, here, &local_error);
      JsonObject *copy = transfer == NULL ? NULL : take_transfer (transfer, here, &local_error);
      guint id;

      if (copy == NULL)
        break;
      json_array_add_object_element (kept, copy);
      sum += json_object_get_int_member (copy, "amount");
      id = 1u << (*json_object_get_string_member (copy, "idTransfer") - '0');
      if ((ids & id) != 0)
        refuse (&local_error, "%sidTransfer is there twice", here);
      ids |= id;
    }

  if (local_error == NULL && sum != amount)
    refuse (&local_error,
            "%samount is %" G_GINT64_FORMAT " cents but its transfers are %" G_GINT64_FORMAT, where,
            amount, sum);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  json_object_set_array_member (taken, "transfer", g_steal_pointer (&kept));
  return TRUE;
}

static gboolean
check_number (JsonObject *option, const char *where, GError **error)
{
  const char *iuv = json_object_get_string_member (option, "iuv");
  const char *nav = json_object_get_string_member_with_default (option, "nav", NULL);
  g_autofree char *own_nav = nav != NULL ? g_strdup (nav) : g_strconcat ("3", iuv, NULL);
  g_autofree char *own_iuv = desco_notice_number_get_iuv (own_nav);

  if (!desco_notice_number_check (own_nav, NULL))
    return refuse (error, "%snav is “%s”, which is not a notice number", where, own_nav);
  if (g_strcmp0 (own_iuv, iuv) != 0)
    return refuse (error, "%siuv is %s but nav %s says %s", where, iuv, own_nav, own_iuv);
  json_object_set_string_member (option, "nav", own_nav);
  return TRUE;
}

static gint64
moment_of (JsonObject *object, const char *member, gint64 fallback)
{
  gint64 moment = fallback;

  desco_time_parse_rfc3339 (json_object_get_string_member_with_default (object, member, NULL),
                            &moment);
  return moment;
}

static gboolean
check_dates (JsonObject *option, gint64 validity, gint64 now, const char *where, GError **error)
{
  gint64 due = moment_of (option, "dueDate", 0);
  gint64 retention = moment_of (option, "retentionDate", due);

  if (due < now)
    return refuse (error, "%sdueDate is past", where);
  if (due < validity)
    return refuse (error, "%sdueDate is before validityDate", where);
  if (retention < due)
    return refuse (error, "%sretentionDate is before dueDate", where);
  return TRUE;
}

static JsonObject *
take_option (JsonObject *sent, const char *where, gint64 validity, gint64 now, GError **error)
{
  g_autoptr (JsonObject) taken
      = take_members (option_members, G_N_ELEMENTS (option_members), sent, where, error);

  if (taken == NULL || !check_number (taken, where, error)
      || !check_dates (taken, validity, now, where, error)
      || !take_transfers (sent, taken, where, error)
      || !take_metadata (sent, taken, "paymentOptionMetadata", where, error))
    return NULL;
  return g_steal_pointer (&taken);
}

static gboolean
take_options (JsonObject *sent, JsonObject *taken, gint64 now, GError **error)
{
  GError *local_error = NULL;
  JsonArray *options = find_array (sent, "paymentOption", "", G_MAXUINT, &local_error);
  g_autoptr (JsonArray) kept = json_array_new ();
  gint64 validity = moment_of (taken, "validityDate", now);

  if (local_error == NULL && validity < now)
    refuse (&local_error, "validityDate is past");
  if (local_error == NULL && (options == NULL || json_array_get_length (options) == 0))
    refuse (&local_error, "paymentOption needs at least one element");

  for (guint i = 0; local_error == NULL && i < json_array_get_length (options); i++)
    {
      g_autofree char *where = g_strdup_printf ("paymentOption[%u].", i);
      JsonObject *option = find_element (options, i, where, &local_error);
      JsonObject *copy
          = option == NULL ? NULL : take_option (option, where, validity, now, &local_error);

      if (copy != NULL)
        json_array_add_object_element (kept, copy);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  json_object_set_array_member (taken, "paymentOption", g_steal_pointer (&kept));
  return TRUE;
}

static gboolean
check_distinct_numbers (JsonObject *taken, GError **error)
{
  JsonArray *options = json_object_get_array_member (taken, "paymentOption");
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (options); i++)
    {
      const char *iuv
          = json_object_get_string_member (json_array_get_object_element (options, i), "iuv");

      if (!g_hash_table_add (numbers, (gpointer) iuv))
        {
          g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_DUPLICATE,
                       "Two payment options have the IUV %s", iuv);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * desco_sandbox_check_position:
 * @sent: a `PaymentPositionModel` as an organisation sent it
 * @now: the present moment, UTC microseconds
 * @error: (out) (optional): %DESCO_SANDBOX_ERROR_DATA with the member's place in the body
 *
 * Checks whatever can be checked without the other positions: members and their shapes, notice
 * numbers, amounts and their transfers, dates, accounts, metadata.
 *
 * Returns: (transfer full) (nullable): the members that the platform knows, with each `nav` filled
 *   in
 */
JsonObject *
desco_sandbox_check_position (JsonObject *sent, gint64 now, GError **error)
{
  g_autoptr (JsonObject) taken
      = take_members (position_members, G_N_ELEMENTS (position_members), sent, "", error);

  if (taken == NULL || !take_options (sent, taken, now, error)
      || !check_distinct_numbers (taken, error))
    return NULL;
  return g_steal_pointer (&taken);
}

/**
 * desco_sandbox_check_organization:
 * @tax_code: the creditor in a path
 * @error: (out) (optional): %DESCO_SANDBOX_ERROR_MALFORMED
 *
 * Returns: whether it is 11 digits
 */
gboolean
desco_sandbox_check_organization (const char *tax_code, GError **error)
{
  if (strlen (tax_code) == 11 && strspn (tax_code, "0123456789") == 11)
    return TRUE;
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED,
               "Invalid value %s for property organizationfiscalcode: 11 digits", tax_code);
  return FALSE;
}

/**
 * desco_sandbox_check_iban:
 * @iban: an account
 * @where: its place in the body
 * @error: (out) (optional): %DESCO_SANDBOX_ERROR_DATA
 *
 * Checks the length of an Italian account and the check digits of any (ISO 13616: the country and
 * its digits moved behind, letters as 10 to 35, must leave 1 when divided by 97).
 *
 * Returns: whether @iban can be an account
 */
gboolean
desco_sandbox_check_iban (const char *iban, const char *where, GError **error)
{
  gsize length = strlen (iban);
  guint remainder = 0;

  if (length < 5 || (g_ascii_strncasecmp (iban, "IT", 2) == 0 && length != ITALIAN_IBAN_LENGTH))
    return refuse (error, "%s is “%s”, which has not the length of an account", where, iban);

  for (gsize i = 0; i < length; i++)
    {
      char c = g_ascii_toupper (iban[(i + 4) % length]);

      if (g_ascii_isdigit (c))
        remainder = (remainder * 10 + (guint) (c - '0')) % 97;
      else if (g_ascii_isupper (c))
        remainder = (remainder * 100 + (guint) (c - 'A' + 10)) % 97;
      else
        return refuse (error, "%s is “%s”: letters and digits only", where, iban);
    }
  return remainder == 1 || refuse (error, "%s is “%s”, whose check digits are wrong", where, iban);
}
