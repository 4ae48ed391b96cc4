/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-pendenza.h"

#include "desco-sandbox-check.h"
#include "desco-sandbox-error.h"
#include "model/desco-date.h"
#include "model/desco-json.h"
#include "model/desco-money.h"
#include "pagopa/desco-notice-number.h"

#include <string.h>

#define ID_PATTERN "^[a-zA-Z0-9_-]{1,35}$"
#define TYPE_PATTERN "^[a-zA-Z0-9_.-]{1,35}$"
#define IBAN_PATTERN "^[a-zA-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$"
#define EMAIL_PATTERN                                                                              \
  "^[A-Za-z0-9_]+([-+.'][A-Za-z0-9_]+)*@[A-Za-z0-9_]+([-.][A-Za-z0-9_]+)*"                         \
  "\\.[A-Za-z0-9_]+([-.][A-Za-z0-9_]+)*$"
#define MAX_ITEMS 5
#define MAX_ENTRIES 5
#define DEFAULT_COMPANY "Ente creditore"
#define SHORT_UUID_LENGTH 32
/* A text that begins so is an amount, which is written as a number: GovPay writes decimals, and the
 * generator would write what floating point makes of them. No text that is checked can have it. */
#define AMOUNT_MARK "\001"

/* What a creditor says of a debt, twice: numbers as texts of their digits, and as they are, to tell
 * a number from a text. */
typedef struct
{
  JsonObject *exact;
  JsonObject *plain;
} Twins;

/* A text of GovPay's and where GPD has it. */
typedef struct
{
  const char *name;
  const char *gpd_name; /* (nullable): not kept */
  gboolean required;
  guint max_length;
  const char *pattern; /* (nullable) */
} Text;

static const Text debt_texts[] = {
  { "idTipoPendenza", NULL, TRUE, 35, TYPE_PATTERN },
  { "idDominio", NULL, TRUE, 35, "^[0-9]{11}$" },
  { "causale", "description", TRUE, 140, NULL },
  { "numeroAvviso", "nav", TRUE, 18, "^[0-9]{18}$" },
};

static const Text subject_texts[] = {
  { "tipo", "type", TRUE, 1, "^[GF]$" },
  { "identificativo", "fiscalCode", TRUE, 16, NULL },
  { "anagrafica", "fullName", TRUE, 70, NULL },
  { "indirizzo", "streetName", FALSE, 70, NULL },
  { "civico", "civicNumber", FALSE, 16, NULL },
  { "cap", "postalCode", FALSE, 16, NULL },
  { "localita", "city", FALSE, 35, NULL },
  { "provincia", "province", FALSE, 35, NULL },
  { "nazione", "country", FALSE, 2, "^[A-Z]{2}$" },
  { "email", "email", FALSE, 256, EMAIL_PATTERN },
  { "cellulare", "phone", FALSE, 20, "^\\+[0-9]{2}\\s[0-9]{3}-[0-9]{7}$" },
};

static const Text item_texts[] = {
  { "idVocePendenza", NULL, TRUE, 35, NULL },
  { "descrizione", "remittanceInformation", TRUE, 140, NULL },
  { "descrizioneCausaleRPT", "remittanceInformation", FALSE, 140, NULL },
  { "ibanAccredito", "iban", TRUE, 34, IBAN_PATTERN },
  { "ibanAppoggio", "postalIban", FALSE, 34, IBAN_PATTERN },
  { "idDominio", "organizationFiscalCode", FALSE, 35, "^[0-9]{11}$" },
};

static const Text entry_texts[] = {
  { "key", "key", TRUE, 140, NULL },
  { "value", "value", TRUE, 140, NULL },
};

static const struct
{
  char digit;
  const char *kind;
} kinds[] = {
  { '0', "CAPITOLO" },
  { '1', "SPECIALE" },
  { '2', "SIOPE" },
  { '9', "ALTRO" },
};

static const char *const states[] = {
  [DESCO_SANDBOX_DRAFT] = "NON_ESEGUITA", [DESCO_SANDBOX_PUBLISHED] = "NON_ESEGUITA",
  [DESCO_SANDBOX_VALID] = "NON_ESEGUITA", [DESCO_SANDBOX_INVALID] = "ANNULLATA",
  [DESCO_SANDBOX_EXPIRED] = "SCADUTA",    [DESCO_SANDBOX_PARTIALLY_PAID] = "ESEGUITA_PARZIALE",
  [DESCO_SANDBOX_PAID] = "ESEGUITA",      [DESCO_SANDBOX_REPORTED] = "INCASSATA",
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
is_there (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

static const char *
peek_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
take_texts (const Text *texts, gsize n_texts, Twins sent, JsonObject *taken, GError **error)
{
  for (gsize i = 0; i < n_texts; i++)
    {
      const char *text = peek_text (sent.plain, texts[i].name);

      if (!is_there (sent.plain, texts[i].name))
        {
          if (texts[i].required)
            return refuse (error, "Il campo %s non deve essere vuoto.", texts[i].name);
          continue;
        }
      if (text == NULL || *text == '\0' || g_utf8_strlen (text, -1) > (glong) texts[i].max_length
          || (texts[i].pattern != NULL && !g_regex_match_simple (texts[i].pattern, text, 0, 0)))
        return refuse (error,
                       "Il valore del campo %s non rispetta il formato o supera %u caratteri.",
                       texts[i].name, texts[i].max_length);
      if (texts[i].gpd_name != NULL)
        json_object_set_string_member (taken, texts[i].gpd_name, text);
    }
  return TRUE;
}

/* A number of euros, and not a text of them. */
static gboolean
take_amount (Twins sent, gint64 *cents, GError **error)
{
  JsonNode *node = json_object_get_member (sent.plain, "importo");
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if ((type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
      && desco_money_parse_number (peek_text (sent.exact, "importo"), cents) && *cents > 0)
    return TRUE;
  return refuse (error, "Il campo importo deve essere un numero con al piu' due decimali.");
}

static gboolean
take_category (Twins sent, JsonObject *taken, GError **error)
{
  const char *kind = peek_text (sent.plain, "tipoContabilita");
  const char *code = peek_text (sent.plain, "codiceContabilita");

  for (gsize i = 0; kind != NULL && code != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kind, kinds[i].kind))
      {
        g_autofree char *category = g_strdup_printf ("%c/%s", kinds[i].digit, code);

        json_object_set_string_member (taken, "category", category);
        return TRUE;
      }
  return refuse (error, "Una voce ha ibanAccredito, tipoContabilita e codiceContabilita.");
}

/* The objects of a list, as they are in both documents. */
static gboolean
find_list (Twins sent,
           const char *name,
           guint max,
           GPtrArray *exact,
           GPtrArray *plain,
           GError **error)
{
  JsonNode *node = json_object_get_member (sent.plain, name);
  JsonArray *plain_array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonArray *exact_array;

  if (plain_array == NULL || json_array_get_length (plain_array) < 1
      || json_array_get_length (plain_array) > max)
    return refuse (error, "Il campo %s deve avere da 1 a %u elementi.", name, max);
  exact_array = json_object_get_array_member (sent.exact, name);
  for (guint i = 0; i < json_array_get_length (plain_array); i++)
    {
      if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (plain_array, i)))
        return refuse (error, "Gli elementi del campo %s devono essere oggetti.", name);
      g_ptr_array_add (plain, json_array_get_object_element (plain_array, i));
      g_ptr_array_add (exact, json_array_get_object_element (exact_array, i));
    }
  return TRUE;
}

static gboolean
take_entries (Twins sent, JsonObject *taken, GError **error)
{
  g_autoptr (GPtrArray) exact = g_ptr_array_new ();
  g_autoptr (GPtrArray) plain = g_ptr_array_new ();
  g_autoptr (JsonArray) kept = json_array_new ();
  JsonNode *node = json_object_get_member (sent.plain, "metadata");
  Twins holder;

  if (!is_there (sent.plain, "metadata"))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "Il campo metadata deve essere un oggetto.");
  holder.plain = json_node_get_object (node);
  holder.exact = json_object_get_object_member (sent.exact, "metadata");
  if (!find_list (holder, "mapEntries", MAX_ENTRIES, exact, plain, error))
    return FALSE;
  for (guint i = 0; i < plain->len; i++)
    {
      g_autoptr (JsonObject) entry = json_object_new ();

      if (!take_texts (entry_texts, G_N_ELEMENTS (entry_texts),
                       (Twins){ exact->pdata[i], plain->pdata[i] }, entry, error))
        return FALSE;
      json_array_add_object_element (kept, g_steal_pointer (&entry));
    }
  json_object_set_array_member (taken, "transferMetadata", g_steal_pointer (&kept));
  return TRUE;
}

static JsonObject *
take_item (Twins sent, guint index, gint64 *cents, GError **error)
{
  g_autoptr (JsonObject) taken = json_object_new ();
  const char id[] = { (char) ('1' + index), '\0' };

  json_object_set_string_member (taken, "idTransfer", id);
  if (!take_texts (item_texts, G_N_ELEMENTS (item_texts), sent, taken, error)
      || !take_amount (sent, cents, error) || !take_category (sent, taken, error)
      || !take_entries (sent, taken, error))
    return NULL;
  json_object_set_int_member (taken, "amount", *cents);
  return g_steal_pointer (&taken);
}

static gboolean
take_items (Twins sent, JsonObject *option, GError **error)
{
  g_autoptr (GPtrArray) exact = g_ptr_array_new ();
  g_autoptr (GPtrArray) plain = g_ptr_array_new ();
  g_autoptr (JsonArray) kept = json_array_new ();
  gint64 sum = 0;

  if (!find_list (sent, "voci", MAX_ITEMS, exact, plain, error))
    return FALSE;
  for (guint i = 0; i < plain->len; i++)
    {
      gint64 cents;
      JsonObject *item = take_item ((Twins){ exact->pdata[i], plain->pdata[i] }, i, &cents, error);

      if (item == NULL)
        return FALSE;
      json_array_add_object_element (kept, item);
      sum += cents;
    }
  if (sum != json_object_get_int_member (option, "amount"))
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_NOT_PAYABLE,
                   "La somma degli importi delle voci non corrisponde all'importo della pendenza");
      return FALSE;
    }
  json_object_set_array_member (option, "transfer", g_steal_pointer (&kept));
  return TRUE;
}

static gboolean
take_attached (Twins sent, JsonObject *option, GError **error)
{
  JsonNode *node = json_object_get_member (sent.plain, "datiAllegati");
  g_autoptr (JsonArray) kept = json_array_new ();
  g_autoptr (GList) names = NULL;

  if (!is_there (sent.plain, "datiAllegati"))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "Il campo datiAllegati deve essere un oggetto.");
  names = json_object_get_members (json_node_get_object (node));
  for (GList *name = names; name != NULL; name = name->next)
    {
      const char *value = peek_text (json_node_get_object (node), name->data);
      JsonObject *entry;

      if (value == NULL || *value == '\0')
        continue;
      entry = json_object_new ();
      json_object_set_string_member (entry, "key", name->data);
      json_object_set_string_member (entry, "value", value);
      json_array_add_object_element (kept, entry);
    }
  json_object_set_array_member (option, "paymentOptionMetadata", g_steal_pointer (&kept));
  return TRUE;
}

/* When it falls due: after one day it cannot be paid, another is printed only. */
static gboolean
take_due (Twins sent, JsonObject *body, JsonObject *option, gint64 now, GError **error)
{
  JsonNode *properties = json_object_get_member (sent.plain, "proprieta");
  const char *text = peek_text (sent.plain, "dataScadenza");
  g_autofree char *moment = NULL;
  GDate due;

  json_object_set_boolean_member (body, "switchToExpired", text != NULL);
  if (text == NULL && properties != NULL && JSON_NODE_HOLDS_OBJECT (properties))
    text = peek_text (json_node_get_object (properties), "dataScandenzaAvviso");
  g_date_clear (&due, 1);
  if (text == NULL)
    {
      due = desco_date_of_time (now);
      due = desco_date_add_days (&due, 3650);
    }
  else if (!desco_date_parse_iso (text, &due))
    return refuse (error, "La data “%s” non e' valida: aaaa-mm-gg.", text);
  moment = desco_time_to_rfc3339 (desco_date_end_of_day (&due));
  json_object_set_string_member (option, "dueDate", moment);
  return TRUE;
}

static JsonObject *
translate (Twins sent, const char *id, gint64 now, char **organization, GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (JsonObject) option = json_object_new ();
  g_autofree char *iupd = desco_sandbox_pendenza_id_to_iupd (id);
  JsonNode *subject = json_object_get_member (sent.plain, "soggettoPagatore");
  g_autofree char *iuv = NULL;
  JsonArray *options = json_array_new ();
  Twins debtor;
  gint64 cents = 0;

  json_object_set_array_member (body, "paymentOption", options);
  if (subject == NULL || !JSON_NODE_HOLDS_OBJECT (subject))
    {
      refuse (error, "Il campo soggettoPagatore non deve essere vuoto.");
      return NULL;
    }
  debtor.plain = json_node_get_object (subject);
  debtor.exact = json_object_get_object_member (sent.exact, "soggettoPagatore");
  if (!take_texts (debt_texts, G_N_ELEMENTS (debt_texts), sent, option, error)
      || !take_texts (subject_texts, G_N_ELEMENTS (subject_texts), debtor, body, error)
      || !take_amount (sent, &cents, error) || !take_due (sent, body, option, now, error)
      || !take_attached (sent, option, error))
    return NULL;

  json_object_set_string_member (body, "iupd", iupd);
  json_object_set_string_member (body, "companyName", DEFAULT_COMPANY);
  json_object_set_int_member (option, "amount", cents);
  json_object_set_boolean_member (option, "isPartialPayment", FALSE);
  iuv = desco_notice_number_get_iuv (peek_text (option, "nav"));
  if (iuv == NULL)
    {
      refuse (error, "Il numero avviso %s non e' valido.", peek_text (option, "nav"));
      return NULL;
    }
  json_object_set_string_member (option, "iuv", iuv);
  if (!take_items (sent, option, error))
    return NULL;
  *organization = g_strdup (peek_text (sent.plain, "idDominio"));
  json_array_add_object_element (options, g_steal_pointer (&option));
  return g_steal_pointer (&body);
}

static void
copy_texts (const Text *texts, gsize n_texts, JsonObject *from, JsonObject *to)
{
  for (gsize i = 0; i < n_texts; i++)
    {
      const char *text = texts[i].gpd_name != NULL ? peek_text (from, texts[i].gpd_name) : NULL;

      if (text != NULL)
        json_object_set_string_member (to, texts[i].name, text);
    }
}

static void
set_day (JsonObject *object, const char *name, gint64 time)
{
  const GDate day = desco_date_of_time (time);
  g_autofree char *text = desco_date_to_iso (&day);

  json_object_set_string_member (object, name, text);
}

static JsonObject *
build_domain (const char *tax_code, const char *name)
{
  JsonObject *domain = json_object_new ();

  json_object_set_string_member (domain, "idDominio", tax_code);
  json_object_set_string_member (domain, "ragioneSociale", name);
  return domain;
}

static JsonObject *
build_item (const DescoSandboxPosition *position, JsonObject *transfer, guint index)
{
  JsonObject *item = json_object_new ();
  const char *category = peek_text (transfer, "category");
  const char *organization = peek_text (transfer, "organizationFiscalCode");
  JsonNode *metadata = json_object_get_member (transfer, "transferMetadata");

  copy_texts (item_texts, G_N_ELEMENTS (item_texts), transfer, item);
  json_object_remove_member (item, "idDominio");
  json_object_set_string_member (item, "idVocePendenza", peek_text (transfer, "idTransfer"));
  json_object_set_int_member (item, "indice", index + 1);
  json_object_set_string_member (item, "stato",
                                 position->payment != 0 ? "Eseguito" : "Non eseguito");
  desco_sandbox_pendenza_set_amount (item, "importo",
                                     json_object_get_int_member (transfer, "amount"));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].digit == category[0])
      json_object_set_string_member (item, "tipoContabilita", kinds[i].kind);
  json_object_set_string_member (item, "codiceContabilita", category + 2);
  if (organization != NULL)
    json_object_set_object_member (item, "dominio", build_domain (organization, organization));
  if (metadata != NULL)
    {
      JsonObject *holder = json_object_new ();

      json_object_set_member (holder, "mapEntries", json_node_copy (metadata));
      json_object_set_object_member (item, "metadata", holder);
    }
  return item;
}

static void
add_attached (JsonObject *option, JsonObject *pendenza)
{
  JsonNode *node = json_object_get_member (option, "paymentOptionMetadata");
  JsonObject *attached;

  if (node == NULL || json_array_get_length (json_node_get_array (node)) == 0)
    return;
  attached = json_object_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonObject *entry = json_array_get_object_element (json_node_get_array (node), i);

      json_object_set_string_member (attached, peek_text (entry, "key"),
                                     peek_text (entry, "value"));
    }
  json_object_set_object_member (pendenza, "datiAllegati", attached);
}

static char *
iupd_to_id (const char *iupd)
{
  g_autofree char *id = desco_sandbox_pendenza_id_to_iupd (iupd);
  g_auto (GStrv) parts = NULL;

  if (!g_str_has_prefix (iupd, "DESCO-") || strlen (iupd) != SHORT_UUID_LENGTH + 10)
    return g_steal_pointer (&id);
  parts = g_strsplit (iupd + 6, "-", -1);
  return g_strjoinv ("", parts);
}

/**
 * desco_sandbox_pendenza_check_id:
 * @name: what it is
 * @id: an identifier in a path
 * @error: %DESCO_SANDBOX_ERROR_DATA
 *
 * Returns: whether GovPay takes it
 */
gboolean
desco_sandbox_pendenza_check_id (const char *name, const char *id, GError **error)
{
  return g_regex_match_simple (ID_PATTERN, id, G_REGEX_DOLLAR_ENDONLY, 0)
         || refuse (error, "Il valore “%s” del campo %s non rispetta il pattern.", id, name);
}

/**
 * desco_sandbox_pendenza_id_to_iupd:
 * @id: a position's name in GovPay
 *
 * Returns: (transfer full): its name in the store, and in GPD: 32 hexadecimal digits are Desco's
 *   short form of `DESCO-` and a UUID
 */
char *
desco_sandbox_pendenza_id_to_iupd (const char *id)
{
  if (strlen (id) != SHORT_UUID_LENGTH || strspn (id, "0123456789abcdef") != SHORT_UUID_LENGTH)
    return g_strdup (id);
  return g_strdup_printf ("DESCO-%.8s-%.4s-%.4s-%.4s-%.12s", id, id + 8, id + 12, id + 16, id + 20);
}

/**
 * desco_sandbox_pendenza_get_state:
 * @position: a position
 *
 * Returns: GovPay's word for its state
 */
const char *
desco_sandbox_pendenza_get_state (const DescoSandboxPosition *position)
{
  return states[position->status];
}

/**
 * desco_sandbox_pendenza_knows_state:
 * @state: a word
 *
 * Returns: whether it is one of GovPay's for a state
 */
gboolean
desco_sandbox_pendenza_knows_state (const char *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i], state))
      return TRUE;
  return g_str_equal (state, "ANOMALA");
}

/**
 * desco_sandbox_pendenza_read:
 * @request: a call whose body is a `NuovaPendenza`
 * @id: what the path calls it
 * @now: the present moment, UTC microseconds
 * @organization: (out) (transfer full): whose it is
 * @error: %DESCO_SANDBOX_ERROR_DATA in GovPay's words, or %DESCO_SANDBOX_ERROR_NOT_PAYABLE
 *
 * Returns: (transfer full) (nullable): the body that GPD would have for it, with all that GPD checks
 */
JsonObject *
desco_sandbox_pendenza_read (const DescoSandboxRequest *request,
                             const char *id,
                             gint64 now,
                             char **organization,
                             GError **error)
{
  g_autoptr (JsonObject) plain = desco_sandbox_request_parse_json (request, error);
  g_autoptr (JsonNode) exact = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autofree char *whose = NULL;
  JsonObject *checked;
  gsize length;
  const char *text = g_bytes_get_data (request->body, &length);

  if (plain == NULL)
    return NULL;
  exact = desco_json_parse_exactly (text, length, NULL);
  g_return_val_if_fail (exact != NULL, NULL);
  body = translate ((Twins){ json_node_get_object (exact), plain }, id, now, &whose, error);
  if (body == NULL)
    return NULL;
  checked = desco_sandbox_check_position (body, now, error);
  if (checked != NULL)
    *organization = g_steal_pointer (&whose);
  return checked;
}

/**
 * desco_sandbox_pendenza_build:
 * @position: a position
 * @program: whose it is, the `idA2A`
 *
 * Returns: (transfer full): its `PendenzaBase`
 */
JsonObject *
desco_sandbox_pendenza_build (const DescoSandboxPosition *position, const char *program)
{
  JsonObject *answer = json_object_new ();
  JsonObject *option = desco_sandbox_position_get_option_body (position, 0);
  const DescoSandboxOption *first = g_ptr_array_index (position->options, 0);
  JsonObject *subject = json_object_new ();
  g_autofree char *id = iupd_to_id (position->iupd);

  json_object_set_string_member (answer, "idA2A", program);
  json_object_set_string_member (answer, "idPendenza", id);
  json_object_set_object_member (
      answer, "dominio",
      build_domain (position->organization, peek_text (position->body, "companyName")));
  json_object_set_string_member (answer, "stato", desco_sandbox_pendenza_get_state (position));
  json_object_set_string_member (answer, "iuvAvviso", first->iuv);
  json_object_set_string_member (answer, "numeroAvviso", first->nav);
  json_object_set_string_member (answer, "causale", peek_text (option, "description"));
  copy_texts (subject_texts, G_N_ELEMENTS (subject_texts), position->body, subject);
  json_object_set_object_member (answer, "soggettoPagatore", subject);
  desco_sandbox_pendenza_set_amount (answer, "importo", first->amount);
  set_day (answer, "dataCaricamento", position->inserted);
  json_object_set_string_member (answer, "tipo", "dovuto");
  if (position->payment != 0)
    {
      json_object_set_string_member (answer, "iuvPagamento", first->iuv);
      set_day (answer, "dataPagamento", position->payment);
    }
  if (position->switch_to_expired)
    set_day (answer, "dataScadenza", first->due);
  else
    {
      JsonObject *properties = json_object_new ();

      set_day (properties, "dataScandenzaAvviso", first->due);
      json_object_set_object_member (answer, "proprieta", properties);
    }
  add_attached (option, answer);
  return answer;
}

/**
 * desco_sandbox_pendenza_add_items:
 * @position: a position
 * @pendenza: its `PendenzaBase`, which gets its `voci`
 */
void
desco_sandbox_pendenza_add_items (const DescoSandboxPosition *position, JsonObject *pendenza)
{
  JsonArray *transfers = json_object_get_array_member (
      desco_sandbox_position_get_option_body (position, 0), "transfer");
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < json_array_get_length (transfers); i++)
    json_array_add_object_element (
        items, build_item (position, json_array_get_object_element (transfers, i), i));
  json_object_set_array_member (pendenza, "voci", items);
}

/**
 * desco_sandbox_pendenza_set_amount:
 * @object: an object to be answered with desco_sandbox_pendenza_reply()
 * @name: a member
 * @cents: its value, which is written in euros
 */
void
desco_sandbox_pendenza_set_amount (JsonObject *object, const char *name, gint64 cents)
{
  g_autofree char *euros = desco_money_to_decimal (cents);
  g_autofree char *marked = g_strconcat (AMOUNT_MARK, euros, NULL);

  json_object_set_string_member (object, name, marked);
}

/**
 * desco_sandbox_pendenza_reply:
 * @reply: an answer
 * @status: its HTTP status
 * @object: (transfer full): its body
 *
 * Answers with euros that are numbers.
 */
void
desco_sandbox_pendenza_reply (DescoSandboxReply *reply, guint status, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GRegex) marked = g_regex_new ("\"\\\\u0001([0-9.]+)\"", 0, 0, NULL);
  g_autofree char *text = NULL;
  g_autofree char *with_numbers = NULL;

  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  with_numbers = g_regex_replace (marked, text, -1, 0, "\\1", 0, NULL);
  desco_sandbox_reply_set_text (reply, status, "application/json", with_numbers);
}
