/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-tariffs-private.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "store/desco-quote-facts-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

static DescoQuote *
make_quote (const DescoTariffRule *rule, const DescoQuoteFacts *facts, GStrv passed_over)
{
  DescoQuote *quote = desco_quote_new ();

  quote->pupil_id = facts->pupil->id;
  quote->date = facts->date;
  quote->unit_amount = rule->unit_amount;
  quote->rule = g_strdup (rule->description);
  quote->rule_id = rule->id;
  quote->exempt = rule->unit_amount == 0;
  quote->reason = desco_quote_explain (rule, facts);
  quote->passed_over = passed_over;
  quote->warnings = desco_quote_list_warnings (facts);
  return quote;
}

static void
set_no_rule_error (GPtrArray *rules,
                   const DescoQuoteFacts *facts,
                   const char *last_mismatch,
                   GError **error)
{
  g_autofree char *name = desco_pupil_dup_full_name (facts->pupil);
  g_autofree char *date = desco_date_to_display (&facts->date);

  if (rules->len == 0)
    g_set_error_literal (
        error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
        _ ("There is no tariff yet: import the regulation's table first (tariffs)."));
  else if (last_mismatch == NULL)
    g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                 _ ("No rule of the tariff is in force on %s: import the regulation of that school "
                    "year."),
                 date);
  else
    g_set_error (
        error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
        _ ("No rule of the tariff applies to %s on %s: add one for such pupils, or one for "
           "everybody at the end. The last one did not apply: %s"),
        name, date, last_mismatch);
}

/* Rules of other years are no news to who asks about this one. */
static gboolean
is_of_another_time (const DescoTariffRule *rule, const GDate *date)
{
  return (g_date_valid (&rule->valid_from) && g_date_compare (&rule->valid_from, date) > 0)
         || (g_date_valid (&rule->valid_until) && g_date_compare (&rule->valid_until, date) < 0);
}

/**
 * desco_quotes_get_in: (skip)
 * @connection: a connection
 * @pupil_id: whose
 * @date: of which day
 * @kind: the own price or the full one
 * @error: %DESCO_RULE_ERROR where no rule applies, %DESCO_INPUT_ERROR of the field `pupil`
 *
 * The first rule of the regulation that matches wins.
 *
 * Returns: (nullable) (transfer full): the price, with its reason
 */
DescoQuote *
desco_quotes_get_in (DescoConnection *connection,
                     const DescoUuid *pupil_id,
                     const GDate *date,
                     DescoQuoteKind kind,
                     GError **error)
{
  g_autoptr (DescoQuoteFacts) facts
      = desco_quote_facts_read (connection, pupil_id, date, kind, error);
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GStrvBuilder) passed_over = g_strv_builder_new ();
  g_autofree char *last_mismatch = NULL;

  if (facts == NULL)
    return NULL;
  rules = desco_tariffs_list_rules_in (connection, error);
  if (rules == NULL)
    return NULL;

  for (guint i = 0; i < rules->len; i++)
    {
      const DescoTariffRule *rule = g_ptr_array_index (rules, i);
      g_autofree char *mismatch = NULL;

      if (is_of_another_time (rule, date))
        continue;
      mismatch = desco_quote_find_mismatch (rule, facts);
      if (mismatch == NULL)
        return make_quote (rule, facts, g_strv_builder_end (passed_over));
      g_strv_builder_add (passed_over, mismatch);
      g_free (last_mismatch);
      last_mismatch = g_steal_pointer (&mismatch);
    }
  set_no_rule_error (rules, facts, last_mismatch, error);
  return NULL;
}

/**
 * desco_tariffs_quote_in: (skip)
 * @connection: a connection
 * @pupil_id: whose
 * @date: of which day
 * @error: %DESCO_RULE_ERROR where no rule applies, %DESCO_INPUT_ERROR of the field `pupil`
 *
 * Returns: (nullable) (transfer full): what the pupil pays, with the reason
 */
DescoQuote *
desco_tariffs_quote_in (DescoConnection *connection,
                        const DescoUuid *pupil_id,
                        const GDate *date,
                        GError **error)
{
  return desco_quotes_get_in (connection, pupil_id, date, DESCO_QUOTE_OWN, error);
}

typedef struct
{
  DescoUuid pupil_id;
  GDate date;
} QuoteRequest;

static gpointer
quote_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const QuoteRequest *request = data;

  return desco_tariffs_quote_in (connection, &request->pupil_id, &request->date, error);
}

/**
 * desco_tariffs_quote:
 * @store: the database
 * @pupil_id: whose
 * @date: of which day
 * @cancellable: (nullable): to give up
 * @error: %DESCO_RULE_ERROR where no rule applies, %DESCO_INPUT_ERROR of the field `pupil`
 *
 * The price one pupil gets on one day, which rule gave it, and why the earlier ones did not (R-30…
 *
 *
 * Returns: (nullable) (transfer full): the quote
 */
DescoQuote *
desco_tariffs_quote (DescoStore *store,
                     const DescoUuid *pupil_id,
                     const GDate *date,
                     GCancellable *cancellable,
                     GError **error)
{
  QuoteRequest request = { *pupil_id, *date };

  return desco_store_read (store, quote_reader, &request, cancellable, error);
}

/**
 * desco_tariffs_quote_async:
 * @store: the database
 * @pupil_id: whose
 * @date: of which day
 * @cancellable: (nullable): to give up
 * @callback: told when it is there
 * @user_data: for @callback
 *
 * As desco_tariffs_quote(), without waiting.
 */
void
desco_tariffs_quote_async (DescoStore *store,
                           const DescoUuid *pupil_id,
                           const GDate *date,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  const QuoteRequest request = { *pupil_id, *date };

  desco_store_read_async (store, quote_reader, g_memdup2 (&request, sizeof request), g_free,
                          g_object_unref, cancellable, callback, user_data);
}

/**
 * desco_tariffs_quote_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: as desco_tariffs_quote()
 *
 * Returns: (nullable) (transfer full): the quote
 */
DescoQuote *
desco_tariffs_quote_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}
