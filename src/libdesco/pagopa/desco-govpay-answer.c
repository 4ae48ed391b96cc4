/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-govpay-json-private.h"

#include "model/desco-date.h"
#include "model/desco-money.h"
#include "pagopa/desco-json-reader-private.h"
#include "pagopa/desco-notice-number.h"

#include <string.h>

/* A refusal's text is shown to a person; a page of it helps nobody. */
#define MAX_PROBLEM_LENGTH 500

/* GovPay's words. What is ANOMALA was paid in a way that it finds odd: neither payable nor simply
 * paid, and for a person to look at. */
static const struct
{
  const char *state;
  DescoDebtPositionStatus status;
} states[] = {
  { "NON_ESEGUITA", DESCO_DEBT_POSITION_VALID },
  { "ESEGUITA", DESCO_DEBT_POSITION_PAID },
  { "ESEGUITA_PARZIALE", DESCO_DEBT_POSITION_PARTIALLY_PAID },
  { "ANNULLATA", DESCO_DEBT_POSITION_INVALID },
  { "SCADUTA", DESCO_DEBT_POSITION_EXPIRED },
  { "INCASSATA", DESCO_DEBT_POSITION_REPORTED },
  { "ANOMALA", DESCO_DEBT_POSITION_UNKNOWN },
};

static DescoDebtPositionStatus
read_status (DescoJsonReader *reader, JsonObject *object)
{
  const char *state = desco_json_reader_peek_string (reader, object, "stato");

  if (state == NULL)
    desco_json_reader_note_wrong (reader, "stato");
  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (states); i++)
    {
      if (g_str_equal (state, states[i].state))
        return states[i].status;
    }
  return DESCO_DEBT_POSITION_UNKNOWN;
}

/* Euros, whose digits become cents. */
static gint64
read_amount (DescoJsonReader *reader, JsonObject *object, const char *name)
{
  gint64 cents = 0;

  if (!desco_money_parse_number (desco_json_reader_peek_string (reader, object, name), &cents)
      || cents < 1)
    desco_json_reader_note_wrong (reader, name);
  return cents;
}

static guint
read_number (DescoJsonReader *reader, JsonObject *object, const char *name, guint maximum)
{
  const char *text = desco_json_reader_peek_string (reader, object, name);
  guint64 number = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, maximum, &number, NULL))
    desco_json_reader_note_wrong (reader, name);
  return (guint) number;
}

/* Some versions write a time where the description has a day. */
static gboolean
read_day (DescoJsonReader *reader, JsonObject *object, const char *name, GDate *date)
{
  const char *text = desco_json_reader_peek_string (reader, object, name);
  g_autofree char *day = NULL;

  if (text == NULL)
    return FALSE;
  day = g_strndup (text, DESCO_DATE_ISO_LENGTH);
  if (desco_date_parse_iso (day, date) && (text[strlen (day)] == '\0' || text[strlen (day)] == 'T'))
    return TRUE;
  desco_json_reader_note_wrong (reader, name);
  return FALSE;
}

static gint64
read_end_of_day (DescoJsonReader *reader, JsonObject *object, const char *name)
{
  GDate date;

  g_date_clear (&date, 1);
  return read_day (reader, object, name, &date) ? desco_date_end_of_day (&date) : 0;
}

/* Only the day is told: its beginning is the latest moment that cannot lie in the future. */
static gint64
read_begin_of_day (DescoJsonReader *reader, JsonObject *object, const char *name)
{
  GDate date;

  g_date_clear (&date, 1);
  if (!read_day (reader, object, name, &date))
    return 0;
  date = desco_date_add_days (&date, -1);
  return desco_date_end_of_day (&date) + G_USEC_PER_SEC;
}

static void
read_debtor (DescoJsonReader *reader, JsonObject *object, DescoDebtor *debtor)
{
  JsonObject *subject = desco_json_reader_peek_object (reader, object, "soggettoPagatore");
  const char *type;

  if (subject == NULL)
    return;
  type = desco_json_reader_peek_string (reader, subject, "tipo");
  if (type != NULL)
    debtor->type = g_str_equal (type, "G") ? DESCO_DEBTOR_COMPANY : DESCO_DEBTOR_PERSON;
  debtor->tax_code = desco_json_reader_read_string (reader, subject, "identificativo");
  debtor->full_name = desco_json_reader_read_string (reader, subject, "anagrafica");
  debtor->street_name = desco_json_reader_read_string (reader, subject, "indirizzo");
  debtor->civic_number = desco_json_reader_read_string (reader, subject, "civico");
  debtor->postal_code = desco_json_reader_read_string (reader, subject, "cap");
  debtor->city = desco_json_reader_read_string (reader, subject, "localita");
  debtor->province = desco_json_reader_read_string (reader, subject, "provincia");
  debtor->country = desco_json_reader_read_string (reader, subject, "nazione");
  debtor->email = desco_json_reader_read_string (reader, subject, "email");
  debtor->phone = desco_json_reader_read_string (reader, subject, "cellulare");
}

static char *
read_domain (DescoJsonReader *reader, JsonObject *object, const char *name)
{
  JsonObject *domain = desco_json_reader_peek_object (reader, object, "dominio");

  return domain != NULL ? desco_json_reader_read_string (reader, domain, name) : NULL;
}

static void
read_entries (DescoJsonReader *reader, JsonObject *object, GPtrArray *metadata)
{
  JsonObject *holder = desco_json_reader_peek_object (reader, object, "metadata");
  g_autoptr (GPtrArray) entries = NULL;

  if (holder == NULL)
    return;
  entries = desco_json_reader_read_objects (reader, holder, "mapEntries");
  for (guint i = 0; i < entries->len; i++)
    {
      const char *key = desco_json_reader_peek_string (reader, entries->pdata[i], "key");

      if (key != NULL)
        desco_payment_metadata_add (
            metadata, key, desco_json_reader_peek_string (reader, entries->pdata[i], "value"));
    }
}

static void
read_item (DescoJsonReader *reader, JsonObject *object, DescoPaymentTransfer *transfer)
{
  transfer->id = read_number (reader, object, "indice", DESCO_DEBT_POSITION_MAX_TRANSFERS);
  transfer->amount = read_amount (reader, object, "importo");
  transfer->remittance_information
      = desco_json_reader_read_string (reader, object, "descrizioneCausaleRPT");
  if (transfer->remittance_information == NULL)
    transfer->remittance_information
        = desco_json_reader_read_string (reader, object, "descrizione");
  transfer->iban = desco_json_reader_read_string (reader, object, "ibanAccredito");
  transfer->postal_iban = desco_json_reader_read_string (reader, object, "ibanAppoggio");
  transfer->category = desco_govpay_category_compose (
      desco_json_reader_peek_string (reader, object, "tipoContabilita"),
      desco_json_reader_peek_string (reader, object, "codiceContabilita"));
  transfer->creditor_tax_code = read_domain (reader, object, "idDominio");
  read_entries (reader, object, transfer->metadata);
}

static void
read_attached (DescoJsonReader *reader, JsonObject *object, GPtrArray *metadata)
{
  JsonObject *attached = desco_json_reader_peek_object (reader, object, "datiAllegati");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (attached == NULL)
    return;
  json_object_iter_init_ordered (&iter, attached);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      /* What another program attached may be of any shape, and is its own business. */
      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        desco_payment_metadata_add (metadata, name, json_node_get_string (node));
    }
}

static void
read_option (DescoJsonReader *reader,
             JsonObject *object,
             DescoDebtPosition *position,
             DescoPaymentOption *option)
{
  g_autoptr (GPtrArray) items = desco_json_reader_read_objects (reader, object, "voci");
  JsonObject *printed = desco_json_reader_peek_object (reader, object, "proprieta");

  option->nav = desco_json_reader_require_string (reader, object, "numeroAvviso");
  option->iuv = desco_json_reader_read_string (reader, object, "iuvAvviso");
  if (option->iuv == NULL && option->nav != NULL)
    option->iuv = desco_notice_number_get_iuv (option->nav);
  if (option->iuv == NULL)
    desco_json_reader_note_wrong (reader, "iuvAvviso");
  option->amount = read_amount (reader, object, "importo");
  option->description = desco_json_reader_read_string (reader, object, "causale");
  option->payment_date = read_begin_of_day (reader, object, "dataPagamento");
  option->due_date = read_end_of_day (reader, object, "dataScadenza");
  position->switch_to_expired = option->due_date != 0;
  if (option->due_date == 0 && printed != NULL)
    option->due_date = read_end_of_day (reader, printed, "dataScandenzaAvviso");
  for (guint i = 0; i < items->len; i++)
    read_item (reader, items->pdata[i], desco_payment_option_add_transfer (option));
  read_attached (reader, object, option->metadata);
}

static DescoDebtPosition *
read_position (DescoJsonReader *reader, JsonObject *object)
{
  DescoDebtPosition *position = desco_debt_position_new ();
  DescoPaymentOption *option = desco_debt_position_add_option (position);
  g_autofree char *id = desco_json_reader_require_string (reader, object, "idPendenza");

  position->iupd = id != NULL ? desco_govpay_id_to_iupd (id) : NULL;
  position->company_name = read_domain (reader, object, "ragioneSociale");
  position->status = read_status (reader, object);
  read_debtor (reader, object, &position->debtor);
  read_option (reader, object, position, option);
  position->payment_date = option->payment_date;
  return position;
}

/* A page's own numbers: its first is 1. */
static void
read_page (DescoJsonReader *reader, JsonObject *object, guint *page, guint *n_pages)
{
  guint number = read_number (reader, object, "pagina", G_MAXINT);

  *n_pages = read_number (reader, object, "numPagine", G_MAXINT);
  if (number == 0)
    desco_json_reader_note_wrong (reader, "pagina");
  *page = number > 0 ? number - 1 : 0;
}

/* Reads what is found in a list's entries, each into @into; and which page of how many it is, where
 * somebody asks. */
static gboolean
read_results (GBytes *json,
              guint *page,
              guint *n_pages,
              void (*read) (DescoJsonReader *reader, JsonObject *object, gpointer into),
              gpointer into,
              GError **error)
{
  g_autoptr (JsonNode) root = desco_json_reader_parse_exactly (json, error);
  g_autoptr (GPtrArray) objects = NULL;
  DescoJsonReader reader = { NULL };

  if (root == NULL)
    return FALSE;
  if (page != NULL)
    read_page (&reader, json_node_get_object (root), page, n_pages);
  objects = desco_json_reader_read_objects (&reader, json_node_get_object (root), "risultati");
  for (guint i = 0; i < objects->len; i++)
    read (&reader, objects->pdata[i], into);
  return desco_json_reader_check (&reader, error);
}

/* What is looked for stands in different places, by the kind of receipt that GovPay turned into
 * JSON. */
static const char *
peek_first (DescoJsonReader *reader, JsonObject *object, const char *const (*places)[3])
{
  for (guint i = 0; places[i][0] != NULL; i++)
    {
      JsonObject *outer = desco_json_reader_peek_object (reader, object, places[i][0]);
      JsonObject *inner = outer;
      const char *text;

      if (outer != NULL && places[i][1] != NULL)
        inner = desco_json_reader_peek_object (reader, outer, places[i][1]);
      text = inner != NULL ? desco_json_reader_peek_string (reader, inner, places[i][2]) : NULL;
      if (text != NULL && *text != '\0')
        return text;
    }
  return NULL;
}

static const char *
peek_iuv (DescoJsonReader *reader, JsonObject *payment)
{
  static const char *const places[][3] = {
    { "rt", "receipt", "creditorReferenceId" },
    { "rt", NULL, "creditorReferenceId" },
    { "rt", "datiPagamento", "identificativoUnivocoVersamento" },
    { "rpt", "datiVersamento", "identificativoUnivocoVersamento" },
    { NULL, NULL, NULL },
  };

  return peek_first (reader, payment, places);
}

static const char *
peek_context (DescoJsonReader *reader, JsonObject *payment)
{
  static const char *const places[][3] = {
    { "rt", "datiPagamento", "CodiceContestoPagamento" },
    { "rt", "datiPagamento", "codiceContestoPagamento" },
    { "rpt", "datiVersamento", "codiceContestoPagamento" },
    { "rt", "receipt", "receiptId" },
    { "rt", NULL, "receiptId" },
    { NULL, NULL, NULL },
  };

  return peek_first (reader, payment, places);
}

static const char *
peek_moment (DescoJsonReader *reader, JsonObject *payment)
{
  static const char *const places[][3] = {
    { "rt", "receipt", "paymentDateTime" },
    { "rt", NULL, "paymentDateTime" },
    { "rt", NULL, "dataOraMessaggioRicevuta" },
    { NULL, NULL, NULL },
  };

  return peek_first (reader, payment, places);
}

static const char *
peek_debtor (DescoJsonReader *reader, JsonObject *payment)
{
  static const char *const places[][3] = {
    { "pendenza", "soggettoPagatore", "identificativo" },
    { NULL, NULL, NULL },
  };

  return peek_first (reader, payment, places);
}

/* What has no notice number cannot be ours. */
static void
read_listed_position (DescoJsonReader *reader, JsonObject *object, gpointer into)
{
  DescoPositionPage *page = into;

  if (desco_json_reader_get_member (object, "numeroAvviso") != NULL)
    g_ptr_array_add (page->positions, read_position (reader, object));
}

static void
read_listed_receipt (DescoJsonReader *reader, JsonObject *object, gpointer into)
{
  DescoReceiptSummary *summary = desco_receipt_page_add (into);

  summary->iuv = g_strdup (peek_iuv (reader, object));
  summary->receipt_id = g_strdup (peek_context (reader, object));
  summary->debtor = g_strdup (peek_debtor (reader, object));
  if (summary->iuv == NULL)
    desco_json_reader_note_wrong (reader, "identificativoUnivocoVersamento");
  /* Only shown; the receipt itself says when, in a form that is laid down. */
  desco_time_parse_rfc3339 (peek_moment (reader, object), &summary->payment_date_time);
}

/* The first one is taken. */
static void
read_context (DescoJsonReader *reader, JsonObject *object, gpointer into)
{
  char **context = into;

  if (*context != NULL)
    return;
  *context = g_strdup (peek_context (reader, object));
  if (*context == NULL)
    desco_json_reader_note_wrong (reader, "codiceContestoPagamento");
}

/**
 * desco_govpay_state_from_status:
 * @status: a state
 *
 * Returns: (transfer none) (nullable): GovPay's word for it; %NULL for a state that it does not know
 */
const char *
desco_govpay_state_from_status (DescoDebtPositionStatus status)
{
  for (guint i = 0; status != DESCO_DEBT_POSITION_UNKNOWN && i < G_N_ELEMENTS (states); i++)
    {
      if (states[i].status == status)
        return states[i].state;
    }
  return NULL;
}

/**
 * desco_govpay_answer_to_position:
 * @json: a `Pendenza`
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: (transfer full) (nullable): the position; what the answer leaves out is %NULL or 0
 */
DescoDebtPosition *
desco_govpay_answer_to_position (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = desco_json_reader_parse_exactly (json, error);
  g_autoptr (DescoDebtPosition) position = NULL;
  DescoJsonReader reader = { NULL };

  if (root == NULL)
    return NULL;
  position = read_position (&reader, json_node_get_object (root));
  return desco_json_reader_check (&reader, error) ? g_steal_pointer (&position) : NULL;
}

/**
 * desco_govpay_answer_to_notice_number:
 * @json: a `PendenzaCreata`
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL
 *
 * Returns: (transfer full) (nullable): the notice number that GovPay loaded the position by
 */
char *
desco_govpay_answer_to_notice_number (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) root = desco_json_reader_parse_exactly (json, error);
  g_autofree char *number = NULL;
  DescoJsonReader reader = { NULL };

  if (root == NULL)
    return NULL;
  number = desco_json_reader_require_string (&reader, json_node_get_object (root), "numeroAvviso");
  return desco_json_reader_check (&reader, error) ? g_steal_pointer (&number) : NULL;
}

/**
 * desco_govpay_answer_to_position_page:
 * @json: a list of `PendenzaIndex`
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * An entry of the list does not say where its money goes: these positions have no transfers. What
 * has no notice number cannot be ours, and is passed over.
 *
 * Returns: (transfer full) (nullable): a page of positions
 */
DescoPositionPage *
desco_govpay_answer_to_position_page (GBytes *json, GError **error)
{
  g_autoptr (DescoPositionPage) page = desco_position_page_new ();

  return read_results (json, &page->page, &page->n_pages, read_listed_position, page, error)
             ? g_steal_pointer (&page)
             : NULL;
}

/**
 * desco_govpay_answer_to_receipt_page:
 * @json: a list of `RppIndex`
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: (transfer full) (nullable): a page of what can be asked for
 */
DescoReceiptPage *
desco_govpay_answer_to_receipt_page (GBytes *json, GError **error)
{
  g_autoptr (DescoReceiptPage) page = desco_receipt_page_new ();

  return read_results (json, &page->page, &page->n_pages, read_listed_receipt, page, error)
             ? g_steal_pointer (&page)
             : NULL;
}

/**
 * desco_govpay_answer_to_context:
 * @json: a list of `RppIndex`, of one IUV
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: (transfer full) (nullable): the payment context that its receipt is asked for by; %NULL
 *   without @error where nobody paid yet
 */
char *
desco_govpay_answer_to_context (GBytes *json, GError **error)
{
  g_autofree char *context = NULL;

  return read_results (json, NULL, NULL, read_context, &context, error) ? g_steal_pointer (&context)
                                                                        : NULL;
}

/**
 * desco_govpay_answer_to_problem:
 * @json: the answer to a request that was refused
 *
 * Returns: (transfer full) (nullable): what a `FaultBean` says is wrong, its `dettaglio` or else its
 *   `descrizione`, in Italian and at most 500 characters; %NULL if @json is none
 */
char *
desco_govpay_answer_to_problem (GBytes *json)
{
  g_autoptr (JsonNode) root = desco_json_reader_parse (json, NULL);
  DescoJsonReader reader = { NULL };
  const char *text;

  if (root == NULL)
    return NULL;
  text = desco_json_reader_peek_string (&reader, json_node_get_object (root), "dettaglio");
  if (text == NULL || *text == '\0')
    text = desco_json_reader_peek_string (&reader, json_node_get_object (root), "descrizione");
  if (text == NULL || *text == '\0')
    return NULL;
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_PROBLEM_LENGTH));
}
