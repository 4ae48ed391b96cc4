/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-govpay-json-private.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"
#include "model/desco-uuid.h"
#include "pagopa/desco-pagopa-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHORT_UUID_LENGTH 32
#define MAX_ID 35
#define MAX_NAME 70
#define MAX_STREET 70
#define MAX_NUMBER 16
#define MAX_PLACE 35
#define MAX_ENTRIES 5
#define MAX_CODE 135

/* AgID's word for what the notice is about, of those that GovPay knows. */
#define NOTICE_TAXONOMY "Servizi scolastici"

/* What GovPay's description demands of an address and a telephone number. Either is for GovPay's own
 * reminders, and is left out where it is written in another way. */
#define EMAIL                                                                                      \
  "^[A-Za-z0-9_]+([-+.'][A-Za-z0-9_]+)*@[A-Za-z0-9_]+([-.][A-Za-z0-9_]+)*"                         \
  "\\.[A-Za-z0-9_]+([-.][A-Za-z0-9_]+)*$"
#define PHONE "^\\+[0-9]{2} [0-9]{3}-[0-9]{7}$"

/* The first part of a taxonomy code, and GovPay's word for it. */
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

static gboolean
is_id (const char *text)
{
  gsize length = strlen (text);

  return length >= 1 && length <= MAX_ID
         && strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
                == length;
}

static gboolean
is_short_uuid (const char *text)
{
  return strlen (text) == SHORT_UUID_LENGTH
         && strspn (text, "0123456789abcdef") == SHORT_UUID_LENGTH;
}

/* What is written next is an element or a member of what was opened last. */
static void
part (GString *json, const char *name)
{
  char last = json->len > 0 ? json->str[json->len - 1] : '{';

  if (last != '{' && last != '[')
    g_string_append_c (json, ',');
  if (name != NULL)
    g_string_append_printf (json, "\"%s\":", name);
}

static void
begin (GString *json, const char *name, char bracket)
{
  part (json, name);
  g_string_append_c (json, bracket);
}

static void
append_text (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (json, "\\%c", *p);
      else if ((guchar) *p < 0x20 || *p == 0x7f)
        g_string_append_printf (json, "\\u%04x", (guint) *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

static void
add_text (GString *json, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  part (json, name);
  append_text (json, value);
}

/* Something that may be left out, and is where GovPay would refuse the whole for its length. */
static void
add_short_text (GString *json, const char *name, const char *value, glong maximum)
{
  if (value != NULL && g_utf8_strlen (value, -1) <= maximum)
    add_text (json, name, value);
}

static void
add_matching_text (GString *json, const char *name, const char *value, const char *pattern)
{
  if (value != NULL && g_regex_match_simple (pattern, value, G_REGEX_DOLLAR_ENDONLY, 0))
    add_text (json, name, value);
}

/* Euros, from cents to digits. */
static void
add_amount (GString *json, const char *name, gint64 cents)
{
  g_autofree char *euros = desco_money_to_decimal (cents);

  part (json, name);
  g_string_append (json, euros);
}

static void
add_day (GString *json, const char *name, gint64 time)
{
  const GDate date = desco_date_of_time (time);
  g_autofree char *text = desco_date_to_iso (&date);

  add_text (json, name, text);
}

static char *
cut (const char *text, glong maximum)
{
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), maximum));
}

static void
add_debtor (GString *json, const DescoDebtor *debtor)
{
  g_autofree char *name = cut (debtor->full_name, MAX_NAME);

  begin (json, "soggettoPagatore", '{');
  add_text (json, "tipo", debtor->type == DESCO_DEBTOR_COMPANY ? "G" : "F");
  add_text (json, "identificativo", debtor->tax_code);
  add_text (json, "anagrafica", name);
  add_short_text (json, "indirizzo", debtor->street_name, MAX_STREET);
  add_short_text (json, "civico", debtor->civic_number, MAX_NUMBER);
  add_short_text (json, "cap", debtor->postal_code, MAX_NUMBER);
  add_short_text (json, "localita", debtor->city, MAX_PLACE);
  add_short_text (json, "provincia", debtor->province, MAX_PLACE);
  add_text (json, "nazione", debtor->country);
  add_matching_text (json, "email", debtor->email, EMAIL);
  add_matching_text (json, "cellulare", debtor->phone, PHONE);
  g_string_append_c (json, '}');
}

static void
add_entries (GString *json, const GPtrArray *metadata)
{
  gboolean any = FALSE;

  for (guint i = 0; i < metadata->len; i++)
    {
      const DescoPaymentMetadata *entry = metadata->pdata[i];

      if (entry->value == NULL || *entry->value == '\0')
        continue;
      if (!any)
        {
          begin (json, "metadata", '{');
          begin (json, "mapEntries", '[');
        }
      any = TRUE;
      begin (json, NULL, '{');
      add_text (json, "key", entry->key);
      add_text (json, "value", entry->value);
      g_string_append_c (json, '}');
    }
  if (any)
    g_string_append (json, "]}");
}

static void
add_item (GString *json, const DescoPaymentTransfer *transfer, const char *creditor_tax_code)
{
  const char id[] = { (char) ('0' + transfer->id), '\0' };
  const char *kind = NULL;
  const char *code = NULL;

  desco_govpay_category_split (transfer->category, &kind, &code);
  begin (json, NULL, '{');
  add_text (json, "idVocePendenza", id);
  add_amount (json, "importo", transfer->amount);
  add_text (json, "descrizione", transfer->remittance_information);
  add_text (json, "descrizioneCausaleRPT", transfer->remittance_information);
  add_text (json, "ibanAccredito", transfer->iban);
  add_text (json, "ibanAppoggio", transfer->postal_iban);
  add_text (json, "tipoContabilita", kind);
  add_text (json, "codiceContabilita", code);
  /* Its own account is the creditor's without being said. */
  if (g_strcmp0 (transfer->creditor_tax_code, creditor_tax_code) != 0)
    add_text (json, "idDominio", transfer->creditor_tax_code);
  add_entries (json, transfer->metadata);
  g_string_append_c (json, '}');
}

static void
add_attached (GString *json, const GPtrArray *metadata)
{
  if (metadata->len == 0)
    return;

  begin (json, "datiAllegati", '{');
  for (guint i = 0; i < metadata->len; i++)
    {
      const DescoPaymentMetadata *entry = metadata->pdata[i];

      part (json, NULL);
      append_text (json, entry->key);
      g_string_append_c (json, ':');
      append_text (json, entry->value != NULL ? entry->value : "");
    }
  g_string_append_c (json, '}');
}

/**
 * desco_govpay_id_from_iupd:
 * @iupd: a position's name
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `iupd`
 *
 * GovPay takes 35 characters and an IUPD of ours has 42: `DESCO-` and the hyphens of the UUID are
 * left out there. A name of another program's that fits is taken as it is; see
 * desco_govpay_id_to_iupd() for the way back.
 *
 * Returns: (transfer full) (nullable): what GovPay calls the position, its `idPendenza`
 */
char *
desco_govpay_id_from_iupd (const char *iupd, GError **error)
{
  DescoUuid uuid;

  if (g_str_has_prefix (iupd, DESCO_DEBT_POSITION_IUPD_PREFIX)
      && desco_uuid_parse (iupd + strlen (DESCO_DEBT_POSITION_IUPD_PREFIX), &uuid))
    {
      g_autofree char *text = desco_uuid_to_string (&uuid);
      g_auto (GStrv) parts = g_strsplit (text, "-", -1);

      return g_strjoinv ("", parts);
    }
  if (is_id (iupd) && !is_short_uuid (iupd))
    return g_strdup (iupd);

  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "iupd",
                         _ ("GovPay cannot keep a debt position by the name “%s”: it takes up to "
                            "%d letters, digits, hyphens and underscores."),
                         iupd, MAX_ID);
  return NULL;
}

/**
 * desco_govpay_id_to_iupd:
 * @id: what GovPay calls a position
 *
 * Returns: (transfer full): the position's name, from which desco_govpay_id_from_iupd() makes @id
 */
char *
desco_govpay_id_to_iupd (const char *id)
{
  if (!is_short_uuid (id))
    return g_strdup (id);
  return g_strdup_printf (DESCO_DEBT_POSITION_IUPD_PREFIX "%.8s-%.4s-%.4s-%.4s-%.12s", id, id + 8,
                          id + 12, id + 16, id + 20);
}

/**
 * desco_govpay_category_split:
 * @category: (nullable): a taxonomy code, such as `9/0107101TS/`
 * @kind: (out) (transfer none): GovPay's word for its first part
 * @code: (out) (transfer none): the rest, within @category
 *
 * Returns: whether GovPay has a word for it
 */
gboolean
desco_govpay_category_split (const char *category, const char **kind, const char **code)
{
  if (category == NULL || *category == '\0' || category[1] != '/' || category[2] == '\0'
      || g_utf8_strlen (category + 2, -1) > MAX_CODE)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i].digit != category[0])
        continue;
      *kind = kinds[i].kind;
      *code = category + 2;
      return TRUE;
    }
  return FALSE;
}

/**
 * desco_govpay_category_compose:
 * @kind: (nullable): GovPay's word for the first part of a taxonomy code
 * @code: (nullable): the rest
 *
 * Returns: (transfer full) (nullable): the taxonomy code; %NULL where GovPay does not say it, because
 *   the income is described in its own registry
 */
char *
desco_govpay_category_compose (const char *kind, const char *code)
{
  for (guint i = 0; kind != NULL && code != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].kind, kind))
        return g_strdup_printf ("%c/%s", kinds[i].digit, code);
    }
  return NULL;
}

/**
 * desco_govpay_request_check:
 * @position: a valid position
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_NOT_OFFERED for instalments, or a #DESCO_INPUT_ERROR
 *
 * What GPD takes and GovPay does not.
 *
 * Returns: whether GovPay can keep @position
 */
gboolean
desco_govpay_request_check (const DescoDebtPosition *position, GError **error)
{
  const DescoPaymentOption *option = position->options->pdata[0];

  if (position->options->len > 1)
    {
      g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_OFFERED,
                           _ ("Through GovPay a purchase is paid at once, not in instalments: "
                              "cancel it and sell it as one payment."));
      return FALSE;
    }
  if (position->validity_date != 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "validityDate",
                             _ ("Through GovPay a notice can be paid from the moment it is loaded: "
                                "leave out the day from which it can be."));
      return FALSE;
    }
  if (option->nav == NULL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "nav",
                             _ ("GovPay would give the notice a number of its own: the debt "
                                "position needs the one that this desk assigned."));
      return FALSE;
    }
  for (guint i = 0; i < option->transfers->len; i++)
    {
      const DescoPaymentTransfer *transfer = option->transfers->pdata[i];
      const char *kind;
      const char *code;

      if (!desco_govpay_category_split (transfer->category, &kind, &code))
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "category",
                                 _ ("GovPay has no word for the taxonomy code “%s”: it begins with "
                                    "0/, 1/, 2/ or 9/, as 9/0107101TS/ does."),
                                 transfer->category);
          return FALSE;
        }
      if (transfer->metadata->len > MAX_ENTRIES)
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "transferMetadata",
                                 _ ("GovPay takes at most %d metadata, and there are %u: remove "
                                    "some."),
                                 MAX_ENTRIES, transfer->metadata->len);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * desco_govpay_request_from_position:
 * @position: a position that desco_govpay_request_check() found good
 * @creditor_tax_code: the creditor's tax code, its `idDominio`
 * @debt_type: what GovPay calls this kind of debt, its `idTipoPendenza`
 *
 * GovPay knows the day after which a debt cannot be paid any more, and another one that is printed.
 * A position that stays payable past its due date has the second alone.
 *
 * Returns: (transfer full): the body of a request that loads or replaces it
 */
GBytes *
desco_govpay_request_from_position (const DescoDebtPosition *position,
                                    const char *creditor_tax_code,
                                    const char *debt_type)
{
  const DescoPaymentOption *option = position->options->pdata[0];
  GString *json = g_string_new ("{");

  add_text (json, "idTipoPendenza", debt_type);
  add_text (json, "idDominio", creditor_tax_code);
  add_text (json, "causale", option->description);
  add_debtor (json, &position->debtor);
  add_amount (json, "importo", option->amount);
  add_text (json, "numeroAvviso", option->nav);
  add_text (json, "tassonomiaAvviso", NOTICE_TAXONOMY);
  if (position->switch_to_expired)
    add_day (json, "dataScadenza", option->due_date);
  else
    {
      begin (json, "proprieta", '{');
      /* The description spells it so. */
      add_day (json, "dataScandenzaAvviso", option->due_date);
      g_string_append_c (json, '}');
    }
  add_attached (json, option->metadata);
  begin (json, "voci", '[');
  for (guint i = 0; i < option->transfers->len; i++)
    add_item (json, option->transfers->pdata[i], creditor_tax_code);
  g_string_append (json, "]}");
  return g_string_free_to_bytes (json);
}

/**
 * desco_govpay_request_as_kept:
 * @position: a position that desco_govpay_request_check() found good
 *
 * What GovPay gives back of @position once it has it: due at the end of a day, and payable. Two
 * positions are the same debt there if this is the same.
 *
 * Returns: (transfer full): the position as GovPay keeps it
 */
DescoDebtPosition *
desco_govpay_request_as_kept (const DescoDebtPosition *position)
{
  const DescoPaymentOption *option = position->options->pdata[0];
  DescoDebtPosition *kept = desco_debt_position_new ();
  DescoPaymentOption *kept_option = desco_debt_position_add_option (kept);
  const GDate due = desco_date_of_time (option->due_date);

  kept->iupd = g_strdup (position->iupd);
  kept->debtor.type = position->debtor.type;
  kept->debtor.tax_code = g_strdup (position->debtor.tax_code);
  kept->debtor.full_name = cut (position->debtor.full_name, MAX_NAME);
  kept->company_name = g_strdup (position->company_name);
  kept->switch_to_expired = position->switch_to_expired;
  kept->status = DESCO_DEBT_POSITION_VALID;
  kept_option->iuv = g_strdup (option->iuv);
  kept_option->nav = g_strdup (option->nav);
  kept_option->amount = option->amount;
  kept_option->description = g_strdup (option->description);
  kept_option->due_date = desco_date_end_of_day (&due);
  for (guint i = 0; i < option->transfers->len; i++)
    {
      const DescoPaymentTransfer *transfer = option->transfers->pdata[i];
      DescoPaymentTransfer *copy = desco_payment_option_add_transfer (kept_option);

      copy->id = transfer->id;
      copy->amount = transfer->amount;
      copy->creditor_tax_code = g_strdup (transfer->creditor_tax_code);
      copy->remittance_information = g_strdup (transfer->remittance_information);
      copy->category = g_strdup (transfer->category);
      copy->iban = g_strdup (transfer->iban);
      copy->postal_iban = g_strdup (transfer->postal_iban);
    }
  return kept;
}

/**
 * desco_govpay_request_withdraw:
 * @reason: why, for whoever looks at GovPay
 *
 * The description calls the value an object; GovPay takes a text, as its own tests do.
 *
 * Returns: (transfer full): the body of a request that withdraws a position
 */
GBytes *
desco_govpay_request_withdraw (const char *reason)
{
  static const char *const paths[] = { "/stato", "/descrizioneStato" };
  const char *const values[] = { "ANNULLATA", reason };
  GString *json = g_string_new ("[");

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      begin (json, NULL, '{');
      add_text (json, "op", "REPLACE");
      add_text (json, "path", paths[i]);
      add_text (json, "value", values[i]);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
  return g_string_free_to_bytes (json);
}
