/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "provider-world.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "pagopa/desco-govpay-provider.h"
#include "pagopa/desco-gpd-provider.h"
#include "pagopa/desco-notice-number.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-provider-choice.h"

World world;

static void
on_sleep (guint milliseconds, GCancellable *cancellable, gpointer data)
{
  world.time += (gint64) milliseconds * 1000;
}

static gint64
on_get_time (gpointer data)
{
  return world.time;
}

static void
set_policy (DescoPaymentProvider *provider, guint max_tries, guint deadline)
{
  DescoRetryPolicy policy = desco_retry_policy_default ();

  policy.max_tries = max_tries;
  policy.deadline = deadline;
  policy.sleep = on_sleep;
  policy.get_time = on_get_time;
  if (DESCO_IS_GPD_PROVIDER (provider))
    desco_gpd_provider_set_retry_policy (DESCO_GPD_PROVIDER (provider), &policy);
  else if (DESCO_IS_GOVPAY_PROVIDER (provider))
    desco_govpay_provider_set_retry_policy (DESCO_GOVPAY_PROVIDER (provider), &policy);
  else
    g_assert_not_reached ();
}

static DescoPaymentProvider *
open_provider (guint max_tries, guint deadline)
{
  g_autoptr (GError) error = NULL;
  DescoPaymentProvider *provider = desco_provider_choice_open (
      world.fixture.store, NULL, practice_sandbox_get_address (world.sandbox), &error);

  g_assert_no_error (error);
  set_policy (provider, max_tries, deadline);
  return provider;
}

gboolean
world_has (DescoProviderFeatures features)
{
  return (world.features & features) == features;
}

DescoPaymentOption *
world_get_option (const DescoDebtPosition *position)
{
  return position->options->pdata[0];
}

const char *
world_get_number (const DescoDebtPosition *position)
{
  return world_get_option (position)->nav;
}

static void
set_amount (DescoDebtPosition *position, gint64 amount)
{
  DescoPaymentTransfer *transfer = world_get_option (position)->transfers->pdata[0];

  world_get_option (position)->amount = amount;
  transfer->amount = amount;
}

void
world_add_option (DescoDebtPosition *position, gint64 amount)
{
  static guint64 counter = 0;
  DescoPaymentOption *option = desco_debt_position_add_option (position);
  DescoPaymentTransfer *transfer = desco_payment_option_add_transfer (option);
  GDate today = desco_clock_today ();
  const GDate due = desco_date_add_days (&today, 30);

  option->nav = desco_notice_number_assign (1, 0, ++counter, NULL);
  option->iuv = desco_notice_number_get_iuv (option->nav);
  option->amount = amount;
  option->description = g_strdup ("20 buoni mensa");
  option->due_date = desco_date_end_of_day (&due);
  transfer->amount = amount;
  transfer->remittance_information = g_strdup ("Buoni mensa");
  transfer->category = g_strdup ("9/0107101TS/");
  transfer->iban = g_strdup (IBAN);
}

/* A new one each time, that nobody has heard of. */
DescoDebtPosition *
world_make_position (void)
{
  DescoDebtPosition *position = desco_debt_position_new ();
  const DescoUuid uuid = desco_uuid_generate ();
  g_autofree char *text = desco_uuid_to_string (&uuid);

  position->iupd = desco_debt_position_make_iupd (text);
  position->debtor.type = DESCO_DEBTOR_PERSON;
  position->debtor.tax_code = g_strdup ("RSSMRA80A01H501U");
  position->debtor.full_name = g_strdup ("Mario Rossi");
  position->company_name = g_strdup ("Comune di Prova");
  position->switch_to_expired = TRUE;
  world_add_option (position, 1999);
  return position;
}

/* The same debt with another amount. */
DescoDebtPosition *
world_make_changed (const DescoDebtPosition *original, gint64 amount)
{
  DescoDebtPosition *position = world_make_position ();
  DescoPaymentOption *option = world_get_option (position);

  g_free (position->iupd);
  g_free (option->nav);
  g_free (option->iuv);
  position->iupd = g_strdup (original->iupd);
  option->nav = g_strdup (world_get_option (original)->nav);
  option->iuv = g_strdup (world_get_option (original)->iuv);
  set_amount (position, amount);
  return position;
}

void
world_assert_there (const DescoDebtPosition *position, const char *status)
{
  g_autoptr (JsonObject) line = practice_sandbox_find (world.sandbox, world_get_number (position));

  if (status == NULL)
    {
      g_assert_null (line);
      return;
    }
  g_assert_nonnull (line);
  g_assert_cmpstr (json_object_get_string_member (line, "iupd"), ==, position->iupd);
  g_assert_cmpstr (json_object_get_string_member (line, "status"), ==, status);
  g_assert_cmpint (json_object_get_int_member (line, "amount"), ==,
                   world_get_option (position)->amount);
}

DescoDebtPosition *
world_load (DescoDebtPosition *position)
{
  g_autoptr (GError) error = NULL;
  gboolean already_there = TRUE;
  DescoDebtPosition *answer = desco_payment_provider_create (world.provider, position, TRUE,
                                                             &already_there, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (already_there);
  return answer;
}

DescoDebtPosition *
world_make_loaded (void)
{
  DescoDebtPosition *position = world_make_position ();
  g_autoptr (DescoDebtPosition) answer = world_load (position);

  return position;
}

/* Withdrawn: still there, or gone. */
void
world_assert_withdrawn (const DescoDebtPosition *position)
{
  world_assert_there (position, world_has (DESCO_PROVIDER_KEEPS_WITHDRAWN) ? "INVALID" : NULL);
}

void
world_assert_not_offered (GError **error)
{
  g_assert_error (*error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_OFFERED);
  g_clear_error (error);
}

gboolean
world_mark_paid (DescoPaymentProvider *provider, const DescoDebtPosition *position, GError **error)
{
  return desco_payment_provider_mark_paid (provider, position->iupd, world_get_number (position),
                                           desco_clock_now (), NULL, error);
}

GPtrArray *
world_make_batch (void)
{
  GPtrArray *batch = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_debt_position_unref);

  for (guint i = 0; i < BATCH; i++)
    g_ptr_array_add (batch, world_make_position ());
  return batch;
}

gboolean
world_remove_batch (DescoPaymentProvider *provider, const GPtrArray *batch, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < batch->len; i++)
    g_ptr_array_add (names, ((DescoDebtPosition *) batch->pdata[i])->iupd);
  g_ptr_array_add (names, NULL);
  return desco_payment_provider_remove_batch (provider, (const char *const *) names->pdata, NULL,
                                              error);
}

void
world_assert_all_there (const GPtrArray *batch, const char *status)
{
  for (guint i = 0; i < batch->len; i++)
    world_assert_there (batch->pdata[i], status);
}

/* All pages together, by name; each name is there once. */
GHashTable *
world_list_all (DescoPaymentProvider *provider, DescoPositionQuery query, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                        (GDestroyNotify) desco_debt_position_unref);
  guint n_pages = 1;

  for (; query.page < n_pages; query.page++)
    {
      g_autoptr (DescoPositionPage) page
          = desco_payment_provider_list (provider, &query, NULL, error);

      if (page == NULL)
        return NULL;
      n_pages = page->n_pages;
      for (guint i = 0; i < page->positions->len; i++)
        {
          DescoDebtPosition *position = page->positions->pdata[i];

          g_assert_true (
              g_hash_table_replace (found, position->iupd, desco_debt_position_ref (position)));
        }
    }
  return g_steal_pointer (&found);
}

static gint64
find_amount (const DescoDebtPosition *position, const char *notice_number)
{
  for (guint i = 0; i < position->options->len; i++)
    {
      const DescoPaymentOption *option = position->options->pdata[i];

      if (g_strcmp0 (option->nav, notice_number) == 0)
        return option->amount;
    }
  return -1;
}

/* What the sandbox has is what the provider tells of it, position by position. */
void
world_assert_same_on_both_sides (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) told
      = world_list_all (world.provider, (DescoPositionQuery){ .limit = 50 }, &error);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonArray) lines = practice_sandbox_list (world.sandbox);

  g_assert_no_error (error);
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line = json_array_get_object_element (lines, i);
      const char *iupd = json_object_get_string_member (line, "iupd");
      const DescoDebtPosition *position = g_hash_table_lookup (told, iupd);

      g_assert_nonnull (position);
      g_assert_cmpstr (desco_debt_position_status_to_string (position->status), ==,
                       json_object_get_string_member (line, "status"));
      g_assert_cmpint (find_amount (position, json_object_get_string_member (line, "noticeNumber")),
                       ==, json_object_get_int_member (line, "amount"));
      g_hash_table_add (names, (gpointer) iupd);
    }
  g_assert_cmpuint (g_hash_table_size (names), ==, g_hash_table_size (told));
}

void
world_open (void)
{
  world.sandbox = practice_sandbox_new ();
  world.provider = open_provider (3, 20000);
  world.hasty = open_provider (2, 300);
  world.features = desco_payment_provider_get_features (world.provider);
}

void
world_close (void)
{
  g_clear_object (&world.provider);
  g_clear_object (&world.hasty);
  g_clear_pointer (&world.sandbox, practice_sandbox_free);
}
