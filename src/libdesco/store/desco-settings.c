/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-settings-private.h"

#include "model/desco-creditor.h"
#include "model/desco-error.h"
#include "store/desco-creditors-private.h"
#include "store/desco-outbox-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define FIELD "value"
#define QUOTED_MAX 60
/* What GovPay takes for an identifier. */
#define CODE_MAX 35

typedef enum
{
  KIND_INTEGER,
  KIND_CHOICE,
  KIND_TIME,
  KIND_URL,
  KIND_BOOLEAN,
  KIND_SCHOOL_YEAR,
  KIND_CODE,
  KIND_PATH,
} Kind;

/* What a setting is. Of a choice's words, the first @n_available can be chosen in this version; the
 * others are known and are refused by name. */
typedef struct
{
  const char *key;
  const char *meaning;
  Kind kind;
  const char *default_value;
  int minimum;
  int maximum;
  const char *const *choices;
  guint n_available;
  gboolean read_only;
  gboolean optional; /* may be empty */
} Spec;

static const char *const providers[] = { "gpd-v1", "gpd-v2", "gpd-v3", "govpay", NULL };
static const char *const receipt_sources[] = { "provider", "gpd", "bizevents", NULL };
static const char *const checkout_versions[] = { "v1", "v2", NULL };
static const char *const notice_languages[] = { "none", "de", "sl", "fr", "en", NULL };
static const char *const wallet_modes[] = { "vouchers", "euro", NULL };

/* The rules: the cut-off R-21, purchases R-04, the limit R-06, the mode R-14, cash
 * */
static const Spec specs[] = {
  { DESCO_SETTING_ATTENDANCE_CUTOFF, N_ ("Until when, on the day itself, an absence costs nothing"),
    .kind = KIND_TIME, .default_value = "9:15" },
  { DESCO_SETTING_CASH_ALLOWED,
    N_ ("Whether the desk takes cash and cards for notices; what is paid in cash does not count "
        "for "
        "the 730"),
    .kind = KIND_BOOLEAN, .default_value = "false" },
  { DESCO_SETTING_CHECKOUT_RETURN_URL,
    N_ ("The creditor's page to which people come back from an online payment; it proves nothing"),
    .kind = KIND_URL, .default_value = "https://www.pagopa.gov.it" },
  { DESCO_SETTING_CHECKOUT_URL,
    N_ ("The root address of the service for online payments; empty for checkout/ec and the "
        "version, beside pagoPA's others"),
    .kind = KIND_URL, .default_value = "", .optional = TRUE },
  { DESCO_SETTING_CHECKOUT_VERSION, N_ ("The version of the service for online payments"),
    .kind = KIND_CHOICE, .default_value = "v1", .choices = checkout_versions, .n_available = 2 },
  { DESCO_SETTING_GOVPAY_ID_A2A, N_ ("What GovPay calls this program (idA2A)"), .kind = KIND_CODE,
    .default_value = "DESCO" },
  { DESCO_SETTING_GOVPAY_ID_TIPO_PENDENZA,
    N_ ("What GovPay calls this kind of debt (idTipoPendenza)"), .kind = KIND_CODE,
    .default_value = "MENSA" },
  { DESCO_SETTING_NOTICE_LANGUAGE,
    N_ ("The language beside Italian on notices, where the family has none of its own"),
    .kind = KIND_CHOICE, .default_value = "none", .choices = notice_languages, .n_available = 5 },
  { DESCO_SETTING_PAGOPA_FLOWS_URL,
    N_ ("The root address of pagoPA beside GovPay, for the banks' transfers, online payments and "
        "receipts of GPD or Bizevents; empty for pagopa.url"),
    .kind = KIND_URL, .default_value = "", .optional = TRUE },
  { DESCO_SETTING_PAGOPA_POLL,
    N_ ("Whether the window asks pagoPA by itself what was paid, every ten minutes while it is "
        "open"),
    .kind = KIND_BOOLEAN, .default_value = "true" },
  { DESCO_SETTING_PAGOPA_PROVIDER, N_ ("Which service takes the debt positions"),
    .kind = KIND_CHOICE, .default_value = "gpd-v2", .choices = providers, .n_available = 4 },
  { DESCO_SETTING_PAGOPA_RECEIPTS,
    N_ ("Where receipts come from: that service itself, GPD, or Bizevents for the payments in the "
        "banks' transfers"),
    .kind = KIND_CHOICE, .default_value = "provider", .choices = receipt_sources,
    .n_available = 3 },
  { DESCO_SETTING_PAGOPA_URL, N_ ("The root address of that service"), .kind = KIND_URL,
    .default_value = "https://api.platform.pagopa.it" },
  { DESCO_SETTING_PRACTICE,
    N_ ("Whether this database is for practice: everything is marked so, and nothing leaves this "
        "computer"),
    .kind = KIND_BOOLEAN, .default_value = "false", .read_only = TRUE },
  { DESCO_SETTING_PURCHASE_DUE_DAYS, N_ ("After how many days a purchase falls due"),
    .kind = KIND_INTEGER, .default_value = "30", .minimum = 1, .maximum = 365 },
  { DESCO_SETTING_PURCHASE_MAXIMUM, N_ ("The most vouchers in one purchase"), .kind = KIND_INTEGER,
    .default_value = "200", .minimum = 1, .maximum = 10000 },
  { DESCO_SETTING_PURCHASE_MINIMUM, N_ ("The fewest vouchers in one purchase"),
    .kind = KIND_INTEGER, .default_value = "1", .minimum = 1, .maximum = 10000 },
  { DESCO_SETTING_PURCHASE_STEP, N_ ("Vouchers are sold in multiples of this"),
    .kind = KIND_INTEGER, .default_value = "1", .minimum = 1, .maximum = 10000 },
  { DESCO_SETTING_RECEIPT_SCHEMA,
    N_ ("Where pagoPA's schema of receipts (paForNode.xsd) is on this computer, to hold receipt "
        "files against it; empty for none"),
    .kind = KIND_PATH, .default_value = "", .optional = TRUE },
  { DESCO_SETTING_SCHOOL_YEAR, N_ ("The school year that is worked on"), .kind = KIND_SCHOOL_YEAR,
    .default_value = "" },
  { DESCO_SETTING_WALLET_LIMIT,
    N_ ("How far below zero a balance may go before it is listed; a meal is never refused"),
    .kind = KIND_INTEGER, .default_value = "-5", .minimum = -1000, .maximum = 0 },
  { DESCO_SETTING_WALLET_MODE, N_ ("What a wallet holds"), .kind = KIND_CHOICE,
    .default_value = "vouchers", .choices = wallet_modes, .n_available = 1 },
};

static const char SELECT_VALUE[] = "SELECT value FROM setting WHERE key = :key";
static const char UPSERT_VALUE[] = "INSERT INTO setting (key, value) VALUES (:key, :value)"
                                   " ON CONFLICT (key) DO UPDATE SET value = excluded.value";

static char *
shorten (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), QUOTED_MAX));
}

static const Spec *
find_spec (const char *key, GError **error)
{
  g_autofree char *quoted = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      if (g_strcmp0 (key, specs[i].key) == 0)
        return &specs[i];
    }

  quoted = shorten (key);
  desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "key",
                         _ ("There is no setting called “%s”; “setting list” shows all of them."),
                         quoted);
  return NULL;
}

static char *
join_available (const Spec *spec)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < spec->n_available; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", spec->choices[i]);
  return g_string_free (words, FALSE);
}

static char *
describe_range (const Spec *spec)
{
  switch (spec->kind)
    {
    case KIND_INTEGER:
      return g_strdup_printf (_ ("a whole number from %d to %d"), spec->minimum, spec->maximum);
    case KIND_CHOICE:
      return join_available (spec);
    case KIND_TIME:
      return g_strdup (_ ("an hour and minutes, from 0:00 to 23:59"));
    case KIND_URL:
      return g_strdup (spec->optional
                           ? _ ("an https address; http only for this computer; or nothing")
                           : _ ("an https address; http only for this computer"));
    case KIND_BOOLEAN:
      return g_strdup (_ ("true or false"));
    case KIND_CODE:
      return g_strdup_printf (_ ("1 to %d letters, digits, hyphens and underscores"), CODE_MAX);
    case KIND_PATH:
      return g_strdup (_ ("the whole path of a file that is there; or nothing"));
    case KIND_SCHOOL_YEAR:
    default:
      return g_strdup (_ ("two years in a row, such as 2026/2027"));
    }
}

static char *
refuse_value (const Spec *spec, const char *value, GError **error)
{
  g_autofree char *quoted = shorten (value);
  g_autofree char *range = describe_range (spec);

  desco_input_error_set (
      error,
      spec->kind == KIND_INTEGER ? DESCO_INPUT_ERROR_OUT_OF_RANGE : DESCO_INPUT_ERROR_INVALID,
      FIELD, _ ("“%s” can't be the value of “%s”: it takes %s."), quoted, spec->key, range);
  return NULL;
}

static char *
normalize_integer (const Spec *spec, const char *value, GError **error)
{
  gint64 number;

  if (!g_ascii_string_to_signed (value, 10, spec->minimum, spec->maximum, &number, NULL))
    return refuse_value (spec, value, error);
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static char *
normalize_choice (const Spec *spec, const char *value, GError **error)
{
  g_autofree char *available = NULL;

  for (guint i = 0; spec->choices[i] != NULL; i++)
    {
      if (!g_str_equal (value, spec->choices[i]))
        continue;
      if (i < spec->n_available)
        return g_strdup (value);
      available = join_available (spec);
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, FIELD,
                             _ ("“%s” is not offered for “%s” in this version: choose %s."), value,
                             spec->key, available);
      return NULL;
    }
  return refuse_value (spec, value, error);
}

static gboolean
read_two_digits (const char *text, gsize length, guint limit, guint *number)
{
  if (length < 1 || length > 2 || strspn (text, "0123456789") < length)
    return FALSE;
  *number = 0;
  for (gsize i = 0; i < length; i++)
    *number = *number * 10 + (guint) (text[i] - '0');
  return *number < limit;
}

static char *
normalize_time (const Spec *spec, const char *value, GError **error)
{
  const char *colon = strpbrk (value, ":.");
  guint hour, minute;

  if (colon == NULL || strlen (colon + 1) != 2
      || !read_two_digits (value, (gsize) (colon - value), 24, &hour)
      || !read_two_digits (colon + 1, 2, 60, &minute))
    return refuse_value (spec, value, error);
  return g_strdup_printf ("%u:%02u", hour, minute);
}

static gboolean
is_this_computer (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

/* The subscription key travels with each request, so nothing may listen on the way. */
static char *
normalize_url (const Spec *spec, const char *value, gboolean practice, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (value, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  g_autofree char *text = NULL;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL
      || (!g_str_equal (scheme, "https")
          && !(g_str_equal (scheme, "http") && is_this_computer (host))))
    return refuse_value (spec, value, error);
  if (practice && !is_this_computer (host))
    {
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                   _ ("This database is for practice and nothing may leave this computer, so it "
                      "can't work with “%s”: use the address that desco-sandbox tells."),
                   host);
      return NULL;
    }

  text = g_uri_to_string (uri);
  while (g_str_has_suffix (text, "/"))
    text[strlen (text) - 1] = '\0';
  return g_steal_pointer (&text);
}

static char *
normalize_school_year (const char *value, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (desco_school_year_check (value, &reason))
    return g_strdup (value);
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, FIELD, "%s", reason->message);
  return NULL;
}

static char *
read_stored (DescoConnection *connection, const Spec *spec, GError **error)
{
  DescoStatement *statement;
  GError *local_error = NULL;
  char *value = NULL;

  if (spec->kind == KIND_SCHOOL_YEAR)
    return desco_creditors_get_school_year_in (connection, error);

  statement = desco_connection_get (connection, SELECT_VALUE);
  desco_statement_bind_text (statement, ":key", spec->key);
  if (desco_statement_step (statement, &local_error))
    value = desco_statement_dup_text (statement, 0);
  desco_statement_reset (statement);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return value != NULL ? value : g_strdup (spec->default_value);
}

static char *
normalize_code (const Spec *spec, const char *value, GError **error)
{
  gsize length = strlen (value);

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (value[i]) && value[i] != '-' && value[i] != '_')
        return refuse_value (spec, value, error);
    }
  if (length < 1 || length > CODE_MAX)
    return refuse_value (spec, value, error);
  return g_strdup (value);
}

/* Whole, as nobody knows which folder a program is in when it reads it. */
static char *
normalize_path (const Spec *spec, const char *value, GError **error)
{
  if (!g_path_is_absolute (value) || !g_utf8_validate (value, -1, NULL)
      || !g_file_test (value, G_FILE_TEST_IS_REGULAR))
    return refuse_value (spec, value, error);
  return g_strdup (value);
}

static char *
normalize (DescoConnection *connection, const Spec *spec, const char *value, GError **error)
{
  g_autofree char *practice = NULL;

  if (spec->optional && *value == '\0')
    return g_strdup (value);
  switch (spec->kind)
    {
    case KIND_INTEGER:
      return normalize_integer (spec, value, error);
    case KIND_CHOICE:
      return normalize_choice (spec, value, error);
    case KIND_TIME:
      return normalize_time (spec, value, error);
    case KIND_URL:
      practice = desco_settings_get_in (connection, DESCO_SETTING_PRACTICE, error);
      return practice != NULL ? normalize_url (spec, value, g_str_equal (practice, "true"), error)
                              : NULL;
    case KIND_SCHOOL_YEAR:
      return normalize_school_year (value, error);
    case KIND_CODE:
      return normalize_code (spec, value, error);
    case KIND_PATH:
      return normalize_path (spec, value, error);
    case KIND_BOOLEAN:
    default:
      if (g_str_equal (value, "true") || g_str_equal (value, "false"))
        return g_strdup (value);
      return refuse_value (spec, value, error);
    }
}

/* there must be a number of vouchers that can be sold. */
static gboolean
check_purchase_limits (DescoConnection *connection, const char *key, GError **error)
{
  gint64 minimum, maximum, step;

  if (!desco_settings_get_int_in (connection, DESCO_SETTING_PURCHASE_MINIMUM, &minimum, error)
      || !desco_settings_get_int_in (connection, DESCO_SETTING_PURCHASE_MAXIMUM, &maximum, error)
      || !desco_settings_get_int_in (connection, DESCO_SETTING_PURCHASE_STEP, &step, error))
    return FALSE;
  if ((minimum + step - 1) / step * step <= maximum)
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, FIELD,
                         _ ("“%s” can't be that: with at least %" PRId64 ", at most "
                            "%" PRId64 " and multiples of %" PRId64
                            " nothing could be sold. Change the others first."),
                         key, minimum, maximum, step);
  return FALSE;
}

static gboolean
tell_setting (DescoConnection *connection, const char *key, const char *value, GError **error)
{
  g_autofree char *name = g_strconcat ("setting ", key, NULL);
  DescoUuid entity = desco_uuid_derive (0, name);
  g_autoptr (JsonObject) payload = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  json_object_set_string_member (payload, "key", key);
  json_object_set_string_member (payload, "value", value);
  node = json_node_init_object (json_node_alloc (), payload);
  text = json_to_string (node, FALSE);
  return desco_outbox_append (connection, "setting", &entity, text, error);
}

static gboolean
store_value (DescoConnection *connection, const char *key, const char *value, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, UPSERT_VALUE);

  desco_statement_bind_text (statement, ":key", key);
  desco_statement_bind_text (statement, ":value", value);
  return desco_statement_run (statement, error) && tell_setting (connection, key, value, error);
}

static DescoSetting *
describe (DescoConnection *connection, const Spec *spec, GError **error)
{
  g_autofree char *value = read_stored (connection, spec, error);
  DescoSetting *setting;

  if (value == NULL)
    return NULL;
  setting = g_new0 (DescoSetting, 1);
  setting->key = spec->key;
  setting->meaning = _ (spec->meaning);
  setting->range = describe_range (spec);
  setting->default_value = g_strdup (spec->default_value);
  setting->value = g_steal_pointer (&value);
  setting->read_only = spec->read_only;
  return setting;
}

static gpointer
list_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) settings
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_setting_free);

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      DescoSetting *setting = describe (connection, &specs[i], error);

      if (setting == NULL)
        return NULL;
      g_ptr_array_add (settings, setting);
    }
  return g_steal_pointer (&settings);
}

static gpointer
get_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_settings_get_in (connection, data, error);
}

typedef struct
{
  const char *key;
  const char *value;
} Change;

static gpointer
set_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;

  return GINT_TO_POINTER (desco_settings_set_in (connection, change->key, change->value, error));
}

/**
 * desco_setting_free:
 * @self: (transfer full) (nullable): a setting
 */
void
desco_setting_free (DescoSetting *self)
{
  if (self == NULL)
    return;
  g_free (self->range);
  g_free (self->default_value);
  g_free (self->value);
  g_free (self);
}

/**
 * desco_settings_list:
 * @store: the store
 * @cancellable: (nullable): to give up
 * @error: where to put an error of domain %DESCO_STORE_ERROR
 *
 * Returns: (nullable) (transfer full) (element-type DescoSetting): all settings, by their keys
 */
GPtrArray *
desco_settings_list (DescoStore *store, GCancellable *cancellable, GError **error)
{
  return desco_store_read (store, list_reader, NULL, cancellable, error);
}

/**
 * desco_settings_get:
 * @store: the store
 * @key: a setting's name
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `key` where there is no such setting
 *
 * Returns: (nullable) (transfer full): its value, or the default where nobody changed it
 */
char *
desco_settings_get (DescoStore *store, const char *key, GCancellable *cancellable, GError **error)
{
  return desco_store_read (store, get_reader, (gpointer) key, cancellable, error);
}

/**
 * desco_settings_get_int:
 * @store: the store
 * @key: the name of a setting that is a number
 * @value: (out): its value
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `key` where there is no such setting
 *
 * Returns: whether @value was set
 */
gboolean
desco_settings_get_int (DescoStore *store,
                        const char *key,
                        gint64 *value,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *text = desco_settings_get (store, key, cancellable, error);

  if (text == NULL)
    return FALSE;
  *value = g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

/**
 * desco_settings_set:
 * @store: the store
 * @key: a setting's name
 * @value: its new value
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `key` where there is no such setting, of the field
 *   `value` where it does not take @value; the message tells the range. %DESCO_RULE_ERROR where it
 *   is not for people to change
 *
 * Returns: whether the setting is @value now
 */
gboolean
desco_settings_set (DescoStore *store,
                    const char *key,
                    const char *value,
                    GCancellable *cancellable,
                    GError **error)
{
  Change change = { key, value };

  return desco_store_write (store, set_writer, &change, cancellable, error) != NULL;
}

/**
 * desco_settings_get_in: (skip)
 * @connection: a connection in a transaction
 * @key: a setting's name
 * @error: as desco_settings_get()
 *
 * Returns: (nullable) (transfer full): its value
 */
char *
desco_settings_get_in (DescoConnection *connection, const char *key, GError **error)
{
  const Spec *spec = find_spec (key, error);

  return spec != NULL ? read_stored (connection, spec, error) : NULL;
}

/**
 * desco_settings_get_int_in: (skip)
 * @connection: a connection in a transaction
 * @key: the name of a setting that is a number
 * @value: (out): its value
 * @error: as desco_settings_get()
 *
 * Returns: whether @value was set
 */
gboolean
desco_settings_get_int_in (DescoConnection *connection,
                           const char *key,
                           gint64 *value,
                           GError **error)
{
  g_autofree char *text = desco_settings_get_in (connection, key, error);

  if (text == NULL)
    return FALSE;
  *value = g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

/**
 * desco_settings_get_boolean_in: (skip)
 * @connection: a connection in a transaction
 * @key: the name of a setting that is true or false
 * @value: (out): its value
 * @error: as desco_settings_get()
 *
 * Returns: whether @value was set
 */
gboolean
desco_settings_get_boolean_in (DescoConnection *connection,
                               const char *key,
                               gboolean *value,
                               GError **error)
{
  g_autofree char *text = desco_settings_get_in (connection, key, error);

  if (text == NULL)
    return FALSE;
  *value = g_str_equal (text, "true");
  return TRUE;
}

/**
 * desco_settings_set_practice_in: (skip)
 * @connection: a writer's, in the transaction that makes the database
 * @practice: whether it is for practice
 * @error: where to put an error
 *
 * Returns: whether it is written
 */
gboolean
desco_settings_set_practice_in (DescoConnection *connection, gboolean practice, GError **error)
{
  return store_value (connection, DESCO_SETTING_PRACTICE, practice ? "true" : "false", error);
}

/**
 * desco_settings_set_in: (skip)
 * @connection: a writer's, in a transaction
 * @key: a setting's name
 * @value: its new value
 * @error: as desco_settings_set()
 *
 * Returns: whether the setting is @value now; if not, the transaction must be rolled back
 */
gboolean
desco_settings_set_in (DescoConnection *connection,
                       const char *key,
                       const char *value,
                       GError **error)
{
  const Spec *spec = find_spec (key, error);
  g_autofree char *normalized = NULL;
  g_autofree char *present = NULL;

  if (spec == NULL)
    return FALSE;
  if (spec->read_only)
    {
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                   _ ("“%s” is decided when the database is made and can't be changed; make "
                      "another database with “desco-cli init”."),
                   key);
      return FALSE;
    }

  normalized = normalize (connection, spec, value != NULL ? value : "", error);
  present = normalized != NULL ? read_stored (connection, spec, error) : NULL;
  if (present == NULL)
    return FALSE;
  if (g_str_equal (present, normalized))
    return TRUE;

  if (spec->kind == KIND_SCHOOL_YEAR)
    return desco_creditors_set_school_year_in (connection, normalized, error);
  return store_value (connection, key, normalized, error)
         && (!g_str_has_prefix (key, "purchase.")
             || check_purchase_limits (connection, key, error));
}
