/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-gpd-provider-private.h"

#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "pagopa/desco-gpd-json-private.h"
#include "pagopa/desco-pagopa-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a creditor changes of positions that are there already. */

#define MAX_TRANSFERS_A_CALL 1000
/* More than this many transfers with one account means that the platform changes nothing. */
#define MAX_CALLS 1000

static gboolean
is_paid (const DescoDebtPosition *position)
{
  return position->status == DESCO_DEBT_POSITION_PAID
         || position->status == DESCO_DEBT_POSITION_PARTIALLY_PAID
         || position->status == DESCO_DEBT_POSITION_REPORTED;
}

static DescoVerdict
judge_removal (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  if (found == NULL)
    return DESCO_VERDICT_DONE;
  return is_paid (found) ? DESCO_VERDICT_IMPOSSIBLE : DESCO_VERDICT_NOT_DONE;
}

static const char *
explain_removal (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  return _ ("The debt position has been paid at pagoPA and stays there: fetch its receipt, and "
            "refund it if need be.");
}

static const DescoPaymentOption *
find_option (const DescoDebtPosition *position, const char *nav)
{
  for (guint i = 0; i < position->options->len; i++)
    {
      const DescoPaymentOption *option = position->options->pdata[i];

      if (g_strcmp0 (option->nav, nav) == 0)
        return option;
    }
  return NULL;
}

/* What was paid through pagoPA has a receipt; what was paid elsewhere has a date alone. */
static DescoVerdict
judge_payment (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  const DescoPaymentOption *option = found != NULL ? find_option (found, deed->nav) : NULL;
  gboolean paid;

  if (option == NULL || found->status == DESCO_DEBT_POSITION_INVALID
      || found->status == DESCO_DEBT_POSITION_EXPIRED)
    return DESCO_VERDICT_IMPOSSIBLE;

  paid = option->payment_date != 0
         || (is_paid (found) && found->status != DESCO_DEBT_POSITION_PARTIALLY_PAID);
  if (!paid)
    return DESCO_VERDICT_NOT_DONE;
  return option->receipt_id == NULL ? DESCO_VERDICT_DONE : DESCO_VERDICT_IMPOSSIBLE;
}

static const char *
explain_payment (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  const DescoPaymentOption *option = find_option (found, deed->nav);

  if (option == NULL)
    return _ ("The debt position at pagoPA has no such notice number.");
  if (option->receipt_id != NULL)
    return _ ("The notice was paid through pagoPA meanwhile: fetch its receipt, and give the cash "
              "back.");
  return _ (
      "The debt position was withdrawn or has expired at pagoPA: make a new purchase and take "
      "the money for that.");
}

/* See desco_payment_provider_replace(). */
DescoDebtPosition *
desco_gpd_provider_replace (DescoPaymentProvider *provider,
                            DescoDebtPosition *position,
                            gboolean publish,
                            GCancellable *cancellable,
                            GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autofree char *url = desco_gpd_provider_make_position_url (
      self, position->iupd, publish ? "?toPublish=true" : "?toPublish=false");
  g_autoptr (GBytes) body = NULL;
  DescoDebtPosition *replaced;
  gboolean by_earlier_try;

  if (!desco_debt_position_validate (position, desco_clock_now (), error))
    return NULL;

  body = self->dialect->from_position (position);
  desco_gpd_provider_carry_out (self, position->iupd,
                                &(DescoPlatformDeed){
                                    .request = { .method = "PUT", .url = url, .body = body },
                                    .parse = desco_gpd_provider_parse_deed,
                                    .judge = publish ? desco_platform_judge_published_replacement
                                                     : desco_platform_judge_replacement,
                                    .explain = desco_platform_explain_replacement,
                                    .position = position,
                                },
                                &replaced, &by_earlier_try, cancellable, error);
  return replaced;
}

/* See desco_payment_provider_remove(). */
gboolean
desco_gpd_provider_remove (DescoPaymentProvider *provider,
                           const char *iupd,
                           GCancellable *cancellable,
                           GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autofree char *url = desco_gpd_provider_make_position_url (self, iupd, "");
  g_autoptr (DescoDebtPosition) found = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean by_earlier_try;

  if (desco_gpd_provider_carry_out (self, iupd,
                                    &(DescoPlatformDeed){
                                        .request = { .method = "DELETE", .url = url },
                                        .judge = judge_removal,
                                        .explain = explain_removal,
                                    },
                                    &found, &by_earlier_try, cancellable, &problem)
      || g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* See desco_payment_provider_mark_paid(). */
gboolean
desco_gpd_provider_mark_paid (DescoPaymentProvider *provider,
                              const char *iupd,
                              const char *nav,
                              gint64 paid_at,
                              GCancellable *cancellable,
                              GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autofree char *name = g_uri_escape_string (nav, NULL, FALSE);
  g_autofree char *url
      = g_strconcat (self->positions_url, "/organizations/", self->creditor_tax_code,
                     "/paymentoptions/paids/", name, NULL);
  g_autoptr (GBytes) body = desco_gpd_json_from_payment (paid_at);
  g_autoptr (DescoDebtPosition) found = NULL;
  gboolean by_earlier_try;

  return desco_gpd_provider_carry_out (
      self, iupd,
      &(DescoPlatformDeed){
          .request = { .method = "POST", .url = url, .body = body },
          .judge = judge_payment,
          .explain = explain_payment,
          .nav = nav,
          .is_state_refused = TRUE,
      },
      &found, &by_earlier_try, cancellable, error);
}

/* One call, in as many tries as it takes to know: what it does twice it does to nothing. */
static gboolean
change_some (DescoGpdProvider *self,
             const DescoPlatformRequest *request,
             guint *n_changed,
             GCancellable *cancellable,
             GError **error)
{
  const DescoRetryPolicy *policy = desco_platform_client_get_retry_policy (self->client);

  for (guint n_tries = 1;; n_tries++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (GBytes) json
          = desco_platform_client_ask (self->client, request, "json", cancellable, &problem);

      if (json != NULL)
        return desco_gpd_json_to_n_changed (json, n_changed, error);
      if (!desco_platform_is_open (problem)
          || g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT)
          || n_tries >= policy->max_tries)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      desco_retry_policy_sleep (policy, desco_retry_policy_draw_delay (policy, n_tries),
                                cancellable);
    }
}

/* See desco_payment_provider_replace_account(). */
gboolean
desco_gpd_provider_replace_account (DescoPaymentProvider *provider,
                                    const char *old_iban,
                                    const char *new_iban,
                                    guint *n_changed,
                                    GCancellable *cancellable,
                                    GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autoptr (GBytes) body = desco_gpd_json_from_new_iban (new_iban);
  g_autoptr (GString) url = g_string_new (self->positions_url);
  guint n_here = 0;

  *n_changed = 0;
  if (g_str_equal (old_iban, new_iban))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "iban",
                             _ ("The new account is the old one, %s."), new_iban);
      return FALSE;
    }

  g_string_append_printf (url, "/organizations/%s/debtpositions/transfers",
                          self->creditor_tax_code);
  desco_platform_add_parameter (url, "oldIban", old_iban);
  desco_platform_add_number (url, "limit", MAX_TRANSFERS_A_CALL);
  for (guint i = 0; i < MAX_CALLS; i++)
    {
      const DescoPlatformRequest request = { .method = "PATCH", .url = url->str, .body = body };

      if (!change_some (self, &request, &n_here, cancellable, error))
        return FALSE;
      if (n_here == 0)
        return TRUE;
      *n_changed += n_here;
    }

  g_set_error (
      error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
      _ ("pagoPA says again and again that it changes the account %s, and does not come to "
         "an end: try again later."),
      old_iban);
  return FALSE;
}
