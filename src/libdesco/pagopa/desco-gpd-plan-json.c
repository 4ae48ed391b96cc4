/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-gpd-plan-json-private.h"

#include "pagopa/desco-gpd-parts-private.h"

#define UNPAYABLE "UNPAYABLE"
#define METADATA "installmentMetadata"

/* The installments' states, which tell apart what the position's one word does not. */
typedef struct
{
  guint n_open;
  guint n_expired;
  guint n_paid;
  guint n_reported;
} Tally;

static void
add_installment (DescoJsonWriter *writer, const DescoPaymentOption *payment)
{
  desco_json_writer_begin_object (writer);
  desco_gpd_parts_add_payment (writer, payment, METADATA);
  desco_json_writer_end_object (writer);
}

/* An option for @payments, from @first on: one whole payment, or all that are partial. */
static void
add_option (DescoJsonWriter *writer, const DescoDebtPosition *position, guint first)
{
  const DescoPaymentOption *lead = position->options->pdata[first];
  gint64 retention_date = lead->retention_date;

  desco_json_writer_begin_object (writer);
  desco_gpd_parts_add_string (writer, "description", lead->description);
  desco_gpd_parts_add_time (writer, "validityDate", position->validity_date);
  desco_gpd_parts_add_boolean (writer, "switchToExpired", position->switch_to_expired);
  desco_json_writer_set_member_name (writer, "debtor");
  desco_json_writer_begin_object (writer);
  desco_gpd_parts_add_debtor (writer, &position->debtor);
  desco_json_writer_end_object (writer);

  desco_json_writer_set_member_name (writer, "installments");
  desco_json_writer_begin_array (writer);
  add_installment (writer, lead);
  for (guint i = first + 1; lead->is_partial && i < position->options->len; i++)
    {
      const DescoPaymentOption *payment = position->options->pdata[i];

      if (!payment->is_partial)
        continue;
      add_installment (writer, payment);
      retention_date = MAX (retention_date, payment->retention_date);
    }
  desco_json_writer_end_array (writer);
  desco_gpd_parts_add_time (writer, "retentionDate", retention_date);
  desco_json_writer_end_object (writer);
}

static void
count_installment (Tally *tally, const char *status)
{
  if (g_strcmp0 (status, "REPORTED") == 0)
    tally->n_reported++;
  else if (g_strcmp0 (status, "PAID") == 0 || g_strcmp0 (status, "PARTIALLY_REPORTED") == 0)
    tally->n_paid++;
  else if (g_strcmp0 (status, "EXPIRED") == 0)
    tally->n_expired++;
  else
    tally->n_open++;
}

static void
read_option (DescoJsonReader *reader, JsonObject *object, DescoDebtPosition *position, Tally *tally)
{
  g_autoptr (GPtrArray) installments
      = desco_json_reader_read_objects (reader, object, "installments");
  JsonObject *debtor = desco_json_reader_peek_object (reader, object, "debtor");

  /* We send one debtor, so that the first option tells it. */
  if (position->options->len == 0)
    {
      if (debtor != NULL)
        desco_gpd_parts_read_debtor (reader, debtor, &position->debtor);
      position->switch_to_expired
          = desco_gpd_parts_read_boolean (reader, object, "switchToExpired");
      position->validity_date = desco_gpd_parts_read_time (reader, object, "validityDate");
    }

  if (installments->len == 0)
    desco_json_reader_note_wrong (reader, "installments");
  for (guint i = 0; i < installments->len; i++)
    {
      DescoPaymentOption *payment = desco_debt_position_add_option (position);

      desco_gpd_parts_read_payment (reader, installments->pdata[i], METADATA, payment);
      payment->is_partial = installments->len > 1;
      payment->retention_date = desco_gpd_parts_read_time (reader, object, "retentionDate");
      count_installment (tally,
                         desco_json_reader_peek_string (reader, installments->pdata[i], "status"));
    }
}

/* One word here stands for two of ours in two cases; what has become of the parts tells which. */
static DescoDebtPositionStatus
read_status (const char *word, const Tally *tally)
{
  DescoDebtPositionStatus status;

  if (g_strcmp0 (word, UNPAYABLE) == 0)
    return tally->n_expired > 0 && tally->n_open == 0 ? DESCO_DEBT_POSITION_EXPIRED
                                                      : DESCO_DEBT_POSITION_INVALID;
  status = desco_debt_position_status_from_string (word);
  if (status == DESCO_DEBT_POSITION_PAID && tally->n_reported > 0 && tally->n_paid == 0)
    return DESCO_DEBT_POSITION_REPORTED;
  return status;
}

static DescoDebtPosition *
read_position (DescoJsonReader *reader, JsonObject *object)
{
  DescoDebtPosition *position = desco_debt_position_new ();
  g_autoptr (GPtrArray) options = desco_json_reader_read_objects (reader, object, "paymentOption");
  Tally tally = { 0 };

  position->iupd = desco_json_reader_require_string (reader, object, "iupd");
  position->company_name = desco_json_reader_read_string (reader, object, "companyName");
  position->office_name = desco_json_reader_read_string (reader, object, "officeName");
  position->payment_date = desco_gpd_parts_read_time (reader, object, "paymentDate");
  for (guint i = 0; i < options->len; i++)
    read_option (reader, options->pdata[i], position, &tally);
  position->status = read_status (desco_json_reader_peek_string (reader, object, "status"), &tally);
  return position;
}

/**
 * desco_gpd_plan_json_from_position:
 * @position: a valid position
 *
 * Each whole payment becomes an option with one instalment, all partial ones together an option
 * with as many.
 *
 * Returns: (transfer full): the body of a request that creates or replaces it
 */
GBytes *
desco_gpd_plan_json_from_position (const DescoDebtPosition *position)
{
  g_autoptr (DescoJsonWriter) writer = desco_json_writer_new ();
  gboolean has_plan = FALSE;

  desco_json_writer_begin_object (writer);
  desco_gpd_parts_add_string (writer, "iupd", position->iupd);
  desco_gpd_parts_add_string (writer, "companyName", position->company_name);
  desco_gpd_parts_add_string (writer, "officeName", position->office_name);
  desco_json_writer_set_member_name (writer, "paymentOption");
  desco_json_writer_begin_array (writer);
  for (guint i = 0; i < position->options->len; i++)
    {
      const DescoPaymentOption *payment = position->options->pdata[i];

      if (!payment->is_partial || !has_plan)
        add_option (writer, position, i);
      has_plan = has_plan || payment->is_partial;
    }
  desco_json_writer_end_array (writer);
  desco_json_writer_end_object (writer);
  return desco_json_writer_finish (writer);
}

/**
 * desco_gpd_plan_json_to_position:
 * @json: an answer
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: (transfer full) (nullable): the position, its instalments as partial payments; what the
 *   answer leaves out is %NULL or 0
 */
DescoDebtPosition *
desco_gpd_plan_json_to_position (GBytes *json, GError **error)
{
  return desco_gpd_parts_read_document (json, read_position, error);
}

/**
 * desco_gpd_plan_json_to_position_page:
 * @json: an answer
 * @error: (out) (optional): %DESCO_PAGOPA_ERROR_PROTOCOL that names what is missing or wrong
 *
 * Returns: (transfer full) (nullable): a page of positions
 */
DescoPositionPage *
desco_gpd_plan_json_to_position_page (GBytes *json, GError **error)
{
  return desco_gpd_parts_read_page (json, read_position, error);
}

/**
 * desco_gpd_plan_json_to_status_word:
 * @status: a state
 *
 * Returns: (transfer none): the word that lists positions in that state, perhaps others as well
 */
const char *
desco_gpd_plan_json_to_status_word (DescoDebtPositionStatus status)
{
  switch (status)
    {
    case DESCO_DEBT_POSITION_INVALID:
    case DESCO_DEBT_POSITION_EXPIRED:
      return UNPAYABLE;
    case DESCO_DEBT_POSITION_REPORTED:
      return desco_debt_position_status_to_string (DESCO_DEBT_POSITION_PAID);
    case DESCO_DEBT_POSITION_UNKNOWN:
    case DESCO_DEBT_POSITION_DRAFT:
    case DESCO_DEBT_POSITION_PUBLISHED:
    case DESCO_DEBT_POSITION_VALID:
    case DESCO_DEBT_POSITION_PARTIALLY_PAID:
    case DESCO_DEBT_POSITION_PAID:
    default:
      return desco_debt_position_status_to_string (status);
    }
}
