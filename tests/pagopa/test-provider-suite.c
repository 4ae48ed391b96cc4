/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 *
 * What every payment provider must do, tried against the real sandbox, once for each setting of
 * pagopa.provider. What one of them cannot do it says by its features, and then it must say so when
 * it is asked to. `test-provider-suite NAME`; DESCO_ROUNDS asks for more of the random rounds.
 */

#include "desco-fixture.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-uuid.h"
#include "pagopa/desco-govpay-provider.h"
#include "pagopa/desco-gpd-provider.h"
#include "pagopa/desco-notice-number.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-payment-provider.h"
#include "pagopa/desco-provider-choice.h"
#include "practice-sandbox.h"
#include "store/desco-settings.h"

#include <string.h>

#define IBAN "IT60X0542811101000000123456"
#define OTHER_IBAN "IT33X0542811101000000123457"
#define BATCH 3
#define DEFAULT_ROUNDS 2
#define MAX_ATTEMPTS 200

typedef struct
{
  const char *name;
  DescoFixture fixture;
  PracticeSandbox *sandbox;
  DescoPaymentProvider *provider; /* patient: for what is to succeed */
  DescoPaymentProvider *hasty;    /* for what is to go wrong */
  DescoProviderFeatures features;
  gint64 time; /* of the policies: nobody waits */
} World;

static World world;

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

static gboolean
has (DescoProviderFeatures features)
{
  return (world.features & features) == features;
}

static DescoPaymentOption *
get_option (const DescoDebtPosition *position)
{
  return position->options->pdata[0];
}

static const char *
get_number (const DescoDebtPosition *position)
{
  return get_option (position)->nav;
}

static void
set_amount (DescoDebtPosition *position, gint64 amount)
{
  DescoPaymentTransfer *transfer = get_option (position)->transfers->pdata[0];

  get_option (position)->amount = amount;
  transfer->amount = amount;
}

static void
add_option (DescoDebtPosition *position, gint64 amount)
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
static DescoDebtPosition *
make_position (void)
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
  add_option (position, 1999);
  return position;
}

/* The same debt with another amount. */
static DescoDebtPosition *
make_changed (const DescoDebtPosition *original, gint64 amount)
{
  DescoDebtPosition *position = make_position ();
  DescoPaymentOption *option = get_option (position);

  g_free (position->iupd);
  g_free (option->nav);
  g_free (option->iuv);
  position->iupd = g_strdup (original->iupd);
  option->nav = g_strdup (get_option (original)->nav);
  option->iuv = g_strdup (get_option (original)->iuv);
  set_amount (position, amount);
  return position;
}

static void
assert_there (const DescoDebtPosition *position, const char *status)
{
  g_autoptr (JsonObject) line = practice_sandbox_find (world.sandbox, get_number (position));

  if (status == NULL)
    {
      g_assert_null (line);
      return;
    }
  g_assert_nonnull (line);
  g_assert_cmpstr (json_object_get_string_member (line, "iupd"), ==, position->iupd);
  g_assert_cmpstr (json_object_get_string_member (line, "status"), ==, status);
  g_assert_cmpint (json_object_get_int_member (line, "amount"), ==, get_option (position)->amount);
}

static DescoDebtPosition *
load (DescoDebtPosition *position)
{
  g_autoptr (GError) error = NULL;
  gboolean already_there = TRUE;
  DescoDebtPosition *answer = desco_payment_provider_create (world.provider, position, TRUE,
                                                             &already_there, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (already_there);
  return answer;
}

static DescoDebtPosition *
make_loaded (void)
{
  DescoDebtPosition *position = make_position ();
  g_autoptr (DescoDebtPosition) answer = load (position);

  return position;
}

/* Withdrawn: still there, or gone. */
static void
assert_withdrawn (const DescoDebtPosition *position)
{
  assert_there (position, has (DESCO_PROVIDER_KEEPS_WITHDRAWN) ? "INVALID" : NULL);
}

static void
assert_not_offered (GError **error)
{
  g_assert_error (*error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_OFFERED);
  g_clear_error (error);
}

static void
test_create (void)
{
  g_autoptr (DescoDebtPosition) position = make_position ();
  g_autoptr (DescoDebtPosition) created = load (position);
  g_autoptr (DescoDebtPosition) again = NULL;
  g_autoptr (DescoDebtPosition) read = NULL;
  g_autoptr (GError) error = NULL;
  gboolean already_there = FALSE;

  g_assert_cmpstr (created->iupd, ==, position->iupd);
  g_assert_true (desco_debt_position_is_payable (created));
  assert_there (position, "VALID");

  again = desco_payment_provider_create (world.provider, position, TRUE, &already_there, NULL,
                                         &error);
  g_assert_no_error (error);
  g_assert_true (already_there);
  assert_there (position, "VALID");

  read = desco_payment_provider_get (world.provider, position->iupd, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desco_debt_position_is_same (position, read, "00493410583"));
  g_assert_cmpint (get_option (read)->amount, ==, 1999);
}

/* The same name for another debt, and another name for the same number. */
static void
test_conflicts (void)
{
  g_autoptr (DescoDebtPosition) position = make_loaded ();
  g_autoptr (DescoDebtPosition) other = make_changed (position, 2000);
  g_autoptr (DescoDebtPosition) twin = make_changed (position, 1999);
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = desco_payment_provider_create (world.provider, other, TRUE, NULL, NULL, &error);
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
  g_assert_null (answer);
  g_clear_error (&error);
  assert_there (position, "VALID");

  g_free (twin->iupd);
  twin->iupd = g_strdup ("DESCO-01990000-0000-7000-8000-0000000000ff");
  answer = desco_payment_provider_create (world.provider, twin, TRUE, NULL, NULL, &error);
  g_assert_null (answer);
  g_assert_true (g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT)
                 || g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_REFUSED));
  g_assert_false (desco_pagopa_error_is_transient (error));
  assert_there (position, "VALID");
}

static void
test_drafts (void)
{
  g_autoptr (DescoDebtPosition) position = make_position ();
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = desco_payment_provider_create (world.provider, position, FALSE, NULL, NULL, &error);
  if (!has (DESCO_PROVIDER_DRAFTS))
    {
      assert_not_offered (&error);
      assert_there (position, NULL);
      answer = load (position);
    }
  else
    {
      g_assert_no_error (error);
      g_assert_cmpint (answer->status, ==, DESCO_DEBT_POSITION_DRAFT);
      assert_there (position, "DRAFT");
    }

  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&answer, desco_debt_position_unref);
      answer = desco_payment_provider_publish (world.provider, position->iupd, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (answer->status, ==, DESCO_DEBT_POSITION_VALID);
    }
  assert_there (position, "VALID");
}

static void
test_missing (void)
{
  static const char iupd[] = "DESCO-01990000-0000-7000-8000-00000000dead";
  g_autoptr (GError) error = NULL;

  g_assert_null (desco_payment_provider_get (world.provider, iupd, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (desco_payment_provider_publish (world.provider, iupd, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  if (has (DESCO_PROVIDER_KEEPS_WITHDRAWN))
    {
      g_assert_null (desco_payment_provider_invalidate (world.provider, iupd, NULL, &error));
      g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
  g_assert_null (
      desco_payment_provider_get_receipt (world.provider, "01000000000099999", NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
}

/* Withdrawn once and for all: what is sent again does not bring it back. */
static void
test_invalidate (void)
{
  g_autoptr (DescoDebtPosition) position = make_loaded ();
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;
  gboolean already_there = FALSE;

  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&answer, desco_debt_position_unref);
      answer = desco_payment_provider_invalidate (world.provider, position->iupd, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (answer->status, ==, DESCO_DEBT_POSITION_INVALID);
    }
  assert_withdrawn (position);
  if (!has (DESCO_PROVIDER_KEEPS_WITHDRAWN))
    return;

  g_clear_pointer (&answer, desco_debt_position_unref);
  answer = desco_payment_provider_create (world.provider, position, TRUE, &already_there, NULL,
                                          &error);
  g_assert_no_error (error);
  g_assert_true (already_there);
  g_assert_cmpint (answer->status, ==, DESCO_DEBT_POSITION_INVALID);
  assert_there (position, "INVALID");
}

static void
test_paid (void)
{
  g_autoptr (DescoDebtPosition) position = make_loaded ();
  g_autofree char *receipt_id = practice_sandbox_pay (world.sandbox, get_number (position));
  g_autoptr (DescoDebtPosition) other = make_changed (position, 500);
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = desco_payment_provider_get (world.provider, position->iupd, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, DESCO_DEBT_POSITION_PAID);
  g_assert_null (desco_payment_provider_invalidate (world.provider, position->iupd, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
  g_clear_error (&error);

  if (has (DESCO_PROVIDER_REPLACE))
    {
      g_assert_null (desco_payment_provider_replace (world.provider, other, TRUE, NULL, &error));
      g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
      g_clear_error (&error);
    }
  if (has (DESCO_PROVIDER_REMOVE))
    {
      g_assert_false (desco_payment_provider_remove (world.provider, position->iupd, NULL, &error));
      g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
    }
  assert_there (position, "PAID");
}

static void
test_replace (void)
{
  g_autoptr (DescoDebtPosition) position = make_loaded ();
  g_autoptr (DescoDebtPosition) other = make_changed (position, 12345);
  g_autoptr (DescoDebtPosition) unknown = make_position ();
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = desco_payment_provider_replace (world.provider, other, TRUE, NULL, &error);
  if (!has (DESCO_PROVIDER_REPLACE))
    {
      assert_not_offered (&error);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (desco_debt_position_is_payable (answer));
  assert_there (other, "VALID");
  g_clear_pointer (&answer, desco_debt_position_unref);
  answer = desco_payment_provider_replace (world.provider, other, TRUE, NULL, &error);
  g_assert_no_error (error);

  g_assert_null (desco_payment_provider_replace (world.provider, unknown, TRUE, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
  assert_there (unknown, NULL);
}

static void
test_remove (void)
{
  g_autoptr (DescoDebtPosition) position = make_loaded ();
  g_autoptr (GError) error = NULL;
  gboolean done = desco_payment_provider_remove (world.provider, position->iupd, NULL, &error);

  if (!has (DESCO_PROVIDER_REMOVE))
    {
      assert_not_offered (&error);
      assert_there (position, "VALID");
      return;
    }
  g_assert_no_error (error);
  g_assert_true (done);
  assert_there (position, NULL);
  g_assert_null (desco_payment_provider_get (world.provider, position->iupd, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
}

static gboolean
mark_paid (DescoPaymentProvider *provider, const DescoDebtPosition *position, GError **error)
{
  return desco_payment_provider_mark_paid (provider, position->iupd, get_number (position),
                                           desco_clock_now (), NULL, error);
}

static void
test_mark_paid (void)
{
  g_autoptr (DescoDebtPosition) position = make_loaded ();
  g_autoptr (GError) error = NULL;
  gboolean done = mark_paid (world.provider, position, &error);

  if (!has (DESCO_PROVIDER_MARK_PAID))
    {
      assert_not_offered (&error);
      assert_there (position, "VALID");
      return;
    }
  g_assert_no_error (error);
  g_assert_true (done);
  assert_there (position, "PAID");
  g_assert_true (mark_paid (world.provider, position, &error));
  g_assert_no_error (error);
  /* It was paid elsewhere: pagoPA has no receipt of it. */
  g_assert_null (desco_payment_provider_get_receipt (world.provider, get_option (position)->iuv,
                                                     NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
}

static void
test_replace_account (void)
{
  g_autoptr (DescoDebtPosition) position = make_loaded ();
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;
  const DescoPaymentTransfer *transfer;
  guint n_changed = 0;
  gboolean done = desco_payment_provider_replace_account (world.provider, IBAN, OTHER_IBAN,
                                                          &n_changed, NULL, &error);

  if (!has (DESCO_PROVIDER_REPLACE_ACCOUNT))
    {
      assert_not_offered (&error);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (done);
  g_assert_cmpuint (n_changed, >=, 1);
  answer = desco_payment_provider_get (world.provider, position->iupd, NULL, &error);
  g_assert_no_error (error);
  transfer = get_option (answer)->transfers->pdata[0];
  g_assert_cmpstr (transfer->iban, ==, OTHER_IBAN);
  /* So that the other tests find what they sent. */
  g_assert_true (desco_payment_provider_replace_account (world.provider, OTHER_IBAN, IBAN,
                                                         &n_changed, NULL, &error));
}

static void
test_instalments (void)
{
  g_autoptr (DescoDebtPosition) position = make_position ();
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;

  add_option (position, 1000);
  add_option (position, 999);
  for (guint i = 1; i < position->options->len; i++)
    {
      DescoPaymentOption *option = position->options->pdata[i];

      option->is_partial = TRUE;
    }
  answer = desco_payment_provider_create (world.provider, position, TRUE, NULL, NULL, &error);
  if (!has (DESCO_PROVIDER_INSTALMENTS))
    {
      g_assert_null (answer);
      assert_not_offered (&error);
      assert_there (position, NULL);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (answer->options->len, ==, 3);
}

static GPtrArray *
make_batch (void)
{
  GPtrArray *batch = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_debt_position_unref);

  for (guint i = 0; i < BATCH; i++)
    g_ptr_array_add (batch, make_position ());
  return batch;
}

static gboolean
remove_batch (DescoPaymentProvider *provider, const GPtrArray *batch, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < batch->len; i++)
    g_ptr_array_add (names, ((DescoDebtPosition *) batch->pdata[i])->iupd);
  g_ptr_array_add (names, NULL);
  return desco_payment_provider_remove_batch (provider, (const char *const *) names->pdata, NULL,
                                              error);
}

static void
assert_all_there (const GPtrArray *batch, const char *status)
{
  for (guint i = 0; i < batch->len; i++)
    assert_there (batch->pdata[i], status);
}

static void
test_batches (void)
{
  g_autoptr (GPtrArray) batch = make_batch ();
  g_autoptr (GPtrArray) bad = make_batch ();
  g_autoptr (GError) error = NULL;
  gboolean done = desco_payment_provider_create_batch (world.provider, batch, TRUE, NULL, &error);

  if (!has (DESCO_PROVIDER_BATCHES))
    {
      assert_not_offered (&error);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (done);
  assert_all_there (batch, "VALID");

  /* One that is there with another amount: none of them. */
  desco_debt_position_unref (bad->pdata[1]);
  bad->pdata[1] = make_changed (batch->pdata[0], 77);
  g_assert_false (desco_payment_provider_create_batch (world.provider, bad, TRUE, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
  g_clear_error (&error);
  assert_there (bad->pdata[0], NULL);
  assert_there (bad->pdata[2], NULL);
  assert_there (batch->pdata[0], "VALID");

  g_assert_true (remove_batch (world.provider, batch, &error));
  g_assert_no_error (error);
  assert_all_there (batch, NULL);
}

/* All pages together, by name; each name is there once. */
static GHashTable *
list_all (DescoPaymentProvider *provider, DescoPositionQuery query, GError **error)
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

static void
test_list (void)
{
  g_autoptr (GPtrArray) batch = make_batch ();
  g_autoptr (GHashTable) all = NULL;
  g_autoptr (GHashTable) withdrawn = NULL;
  g_autoptr (GHashTable) due = NULL;
  g_autoptr (GHashTable) not_due = NULL;
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;
  DescoDebtPosition *first = batch->pdata[0];
  DescoDebtPosition *last = batch->pdata[BATCH - 1];
  GDate today = desco_clock_today ();
  DescoPositionQuery query = { .limit = 2 };

  for (guint i = 0; i < batch->len; i++)
    {
      g_autoptr (DescoDebtPosition) loaded = load (batch->pdata[i]);
    }
  answer = desco_payment_provider_invalidate (world.provider, last->iupd, NULL, &error);
  g_assert_no_error (error);

  all = list_all (world.provider, query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < batch->len; i++)
    {
      const DescoDebtPosition *sent = batch->pdata[i];
      const DescoDebtPosition *found = g_hash_table_lookup (all, sent->iupd);

      if (sent == last && !has (DESCO_PROVIDER_KEEPS_WITHDRAWN))
        {
          g_assert_null (found);
          continue;
        }
      g_assert_nonnull (found);
      g_assert_cmpint (get_option (found)->amount, ==, get_option (sent)->amount);
      g_assert_cmpstr (get_number (found), ==, get_number (sent));
    }

  query.status = DESCO_DEBT_POSITION_INVALID;
  withdrawn = list_all (world.provider, query, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_hash_table_contains (withdrawn, last->iupd), ==,
                   has (DESCO_PROVIDER_KEEPS_WITHDRAWN));
  g_assert_false (g_hash_table_contains (withdrawn, first->iupd));

  query = (DescoPositionQuery){ .limit = 50 };
  query.due_from = desco_date_add_days (&today, 29);
  query.due_to = desco_date_add_days (&today, 31);
  due = list_all (world.provider, query, &error);
  g_assert_no_error (error);
  g_assert_true (g_hash_table_contains (due, first->iupd));
  query.due_from = desco_date_add_days (&today, 40);
  query.due_to = desco_date_add_days (&today, 50);
  not_due = list_all (world.provider, query, &error);
  g_assert_no_error (error);
  g_assert_false (g_hash_table_contains (not_due, first->iupd));

  query.limit = 1000;
  g_assert_null (desco_payment_provider_list (world.provider, &query, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "limit");
}

/* a payment's receipt is there once, whatever asks for it. */
static void
test_receipts (void)
{
  g_autoptr (DescoDebtPosition) position = make_loaded ();
  g_autoptr (DescoDebtPosition) unpaid = make_loaded ();
  g_autofree char *receipt_id = practice_sandbox_pay (world.sandbox, get_number (position));
  g_autoptr (DescoReceiptData) receipt = NULL;
  g_autoptr (GError) error = NULL;
  GDate today = desco_clock_today ();
  DescoReceiptQuery query = { .limit = 1 };
  guint n_pages = 1;
  guint n_found = 0;

  query.from = desco_date_add_days (&today, -1);
  query.to = desco_date_add_days (&today, 1);
  for (; query.page < n_pages; query.page++)
    {
      g_autoptr (DescoReceiptPage) page
          = desco_payment_provider_list_receipts (world.provider, &query, NULL, &error);

      g_assert_no_error (error);
      n_pages = page->n_pages;
      for (guint i = 0; i < page->receipts->len; i++)
        {
          const DescoReceiptSummary *summary = page->receipts->pdata[i];

          g_assert_cmpstr (summary->iuv, !=, get_option (unpaid)->iuv);
          n_found += g_str_equal (summary->iuv, get_option (position)->iuv) ? 1 : 0;
        }
    }
  g_assert_cmpuint (n_found, ==, 1);

  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&receipt, desco_receipt_data_unref);
      receipt = desco_payment_provider_get_receipt (world.provider, get_option (position)->iuv,
                                                    NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (receipt->receipt_id, ==, receipt_id);
      g_assert_cmpstr (receipt->notice_number, ==, get_number (position));
      g_assert_cmpint (receipt->amount, ==, 1999);
      g_assert_cmpint (receipt->outcome, ==, DESCO_RECEIPT_OUTCOME_OK);
    }
  g_assert_null (
      desco_payment_provider_get_receipt (world.provider, get_option (unpaid)->iuv, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
}

/* What each kind of failure is called, where only something is read. */
static void
test_errors (void)
{
  static const struct
  {
    const char *rule;
    DescoPagopaError code;
  } cases[] = {
    { "400", DESCO_PAGOPA_ERROR_REFUSED },
    { "401", DESCO_PAGOPA_ERROR_UNAUTHORIZED },
    { "403", DESCO_PAGOPA_ERROR_UNAUTHORIZED },
    { "404", DESCO_PAGOPA_ERROR_NOT_FOUND },
    { "409", DESCO_PAGOPA_ERROR_CONFLICT },
    { "422", DESCO_PAGOPA_ERROR_REFUSED },
    { "429", DESCO_PAGOPA_ERROR_THROTTLED },
    { "500", DESCO_PAGOPA_ERROR_UNREACHABLE },
    { "502", DESCO_PAGOPA_ERROR_UNREACHABLE },
    { "503", DESCO_PAGOPA_ERROR_UNREACHABLE },
    { "504", DESCO_PAGOPA_ERROR_UNREACHABLE },
    { "drop", DESCO_PAGOPA_ERROR_UNREACHABLE },
    { "drop-after-commit", DESCO_PAGOPA_ERROR_UNREACHABLE },
    { "late:5s", DESCO_PAGOPA_ERROR_UNREACHABLE },
    { "html", DESCO_PAGOPA_ERROR_PROTOCOL },
    { "cut", DESCO_PAGOPA_ERROR_PROTOCOL },
    { "type", DESCO_PAGOPA_ERROR_PROTOCOL },
    { "redirect", DESCO_PAGOPA_ERROR_PROTOCOL },
    { "endless", DESCO_PAGOPA_ERROR_TOO_LARGE },
  };
  g_autoptr (DescoDebtPosition) position = make_loaded ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoDebtPosition) answer = NULL;
      g_autoptr (GError) error = NULL;
      gboolean is_late = g_str_has_prefix (cases[i].rule, "late");

      g_test_message ("%s", cases[i].rule);
      practice_sandbox_set_faults (world.sandbox, cases[i].rule, 1);
      answer = desco_payment_provider_get (is_late ? world.hasty : world.provider, position->iupd,
                                           NULL, &error);
      practice_sandbox_set_faults (world.sandbox, "", 1);
      g_assert_null (answer);
      g_assert_error (error, DESCO_PAGOPA_ERROR, (int) cases[i].code);
    }
}

/* Something that is done while calls go wrong, and must be done once in the end. */
typedef struct _Step Step;

typedef struct
{
  GPtrArray *positions;
  GPtrArray *changed;
  char *receipt_id;
} Case;

struct _Step
{
  const char *name;
  DescoProviderFeatures needs;
  gboolean starts_loaded;
  gboolean starts_as_draft;
  gboolean starts_paid;
  gboolean believes_404; /* what is not there is what was wanted */
  guint n_positions;
  gboolean (*act) (DescoPaymentProvider *provider, Case *self, GError **error);
  void (*check) (Case *self);
};

static gboolean
act_create (DescoPaymentProvider *provider, Case *self, GError **error)
{
  g_autoptr (DescoDebtPosition) answer = desco_payment_provider_create (
      provider, self->positions->pdata[0], TRUE, NULL, NULL, error);

  return answer != NULL;
}

static gboolean
act_publish (DescoPaymentProvider *provider, Case *self, GError **error)
{
  DescoDebtPosition *position = self->positions->pdata[0];
  g_autoptr (DescoDebtPosition) answer
      = desco_payment_provider_publish (provider, position->iupd, NULL, error);

  return answer != NULL;
}

static gboolean
act_invalidate (DescoPaymentProvider *provider, Case *self, GError **error)
{
  DescoDebtPosition *position = self->positions->pdata[0];
  g_autoptr (DescoDebtPosition) answer
      = desco_payment_provider_invalidate (provider, position->iupd, NULL, error);

  return answer != NULL;
}

static gboolean
act_replace (DescoPaymentProvider *provider, Case *self, GError **error)
{
  g_autoptr (DescoDebtPosition) answer
      = desco_payment_provider_replace (provider, self->changed->pdata[0], TRUE, NULL, error);

  return answer != NULL;
}

static gboolean
act_remove (DescoPaymentProvider *provider, Case *self, GError **error)
{
  DescoDebtPosition *position = self->positions->pdata[0];

  return desco_payment_provider_remove (provider, position->iupd, NULL, error);
}

static gboolean
act_mark_paid (DescoPaymentProvider *provider, Case *self, GError **error)
{
  return mark_paid (provider, self->positions->pdata[0], error);
}

static gboolean
act_list (DescoPaymentProvider *provider, Case *self, GError **error)
{
  const DescoDebtPosition *position = self->positions->pdata[0];
  g_autoptr (GHashTable) all = list_all (provider, (DescoPositionQuery){ .limit = 50 }, error);

  if (all == NULL)
    return FALSE;
  g_assert_true (g_hash_table_contains (all, position->iupd));
  return TRUE;
}

static gboolean
act_receipt (DescoPaymentProvider *provider, Case *self, GError **error)
{
  g_autoptr (DescoReceiptData) receipt = desco_payment_provider_get_receipt (
      provider, get_option (self->positions->pdata[0])->iuv, NULL, error);

  if (receipt == NULL)
    return FALSE;
  g_assert_cmpstr (receipt->receipt_id, ==, self->receipt_id);
  return TRUE;
}

/* As the publisher does: what is refused together is sent one by one, to find what is there already
 * from a try whose answer was lost. */
static gboolean
act_create_batch (DescoPaymentProvider *provider, Case *self, GError **error)
{
  g_autoptr (GError) conflict = NULL;

  if (desco_payment_provider_create_batch (provider, self->positions, TRUE, NULL, &conflict))
    return TRUE;
  if (!g_error_matches (conflict, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&conflict));
      return FALSE;
    }
  for (guint i = 0; i < self->positions->len; i++)
    {
      g_autoptr (DescoDebtPosition) answer = desco_payment_provider_create (
          provider, self->positions->pdata[i], TRUE, NULL, NULL, error);

      if (answer == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
act_replace_batch (DescoPaymentProvider *provider, Case *self, GError **error)
{
  return desco_payment_provider_replace_batch (provider, self->changed, TRUE, NULL, error);
}

static gboolean
act_remove_batch (DescoPaymentProvider *provider, Case *self, GError **error)
{
  return remove_batch (provider, self->positions, error);
}

static void
check_valid (Case *self)
{
  assert_all_there (self->positions, "VALID");
}

static void
check_changed (Case *self)
{
  assert_all_there (self->changed, "VALID");
}

static void
check_withdrawn (Case *self)
{
  assert_withdrawn (self->positions->pdata[0]);
}

static void
check_paid (Case *self)
{
  assert_all_there (self->positions, "PAID");
}

static void
check_gone (Case *self)
{
  assert_all_there (self->positions, NULL);
}

static const Step steps[] = {
  { .name = "create", .n_positions = 1, .act = act_create, .check = check_valid },
  { .name = "publish",
    .needs = DESCO_PROVIDER_DRAFTS,
    .starts_as_draft = TRUE,
    .n_positions = 1,
    .act = act_publish,
    .check = check_valid },
  { .name = "invalidate",
    .starts_loaded = TRUE,
    .believes_404 = TRUE,
    .n_positions = 1,
    .act = act_invalidate,
    .check = check_withdrawn },
  { .name = "replace",
    .needs = DESCO_PROVIDER_REPLACE,
    .starts_loaded = TRUE,
    .n_positions = 1,
    .act = act_replace,
    .check = check_changed },
  { .name = "remove",
    .needs = DESCO_PROVIDER_REMOVE,
    .starts_loaded = TRUE,
    .believes_404 = TRUE,
    .n_positions = 1,
    .act = act_remove,
    .check = check_gone },
  { .name = "mark-paid",
    .needs = DESCO_PROVIDER_MARK_PAID,
    .starts_loaded = TRUE,
    .n_positions = 1,
    .act = act_mark_paid,
    .check = check_paid },
  { .name = "list",
    .starts_loaded = TRUE,
    .n_positions = 1,
    .act = act_list,
    .check = check_valid },
  { .name = "receipt",
    .starts_loaded = TRUE,
    .starts_paid = TRUE,
    .n_positions = 1,
    .act = act_receipt,
    .check = check_paid },
  { .name = "create-batch",
    .needs = DESCO_PROVIDER_BATCHES,
    .n_positions = BATCH,
    .act = act_create_batch,
    .check = check_valid },
  { .name = "replace-batch",
    .needs = DESCO_PROVIDER_BATCHES | DESCO_PROVIDER_REPLACE,
    .starts_loaded = TRUE,
    .n_positions = BATCH,
    .act = act_replace_batch,
    .check = check_changed },
  { .name = "remove-batch",
    .needs = DESCO_PROVIDER_BATCHES | DESCO_PROVIDER_REMOVE,
    .starts_loaded = TRUE,
    .believes_404 = TRUE,
    .n_positions = BATCH,
    .act = act_remove_batch,
    .check = check_gone },
};

static void
prepare (const Step *step, Case *self)
{
  self->positions = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_debt_position_unref);
  self->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_debt_position_unref);
  self->receipt_id = NULL;
  for (guint i = 0; i < step->n_positions; i++)
    {
      DescoDebtPosition *position = make_position ();

      g_ptr_array_add (self->positions, position);
      g_ptr_array_add (self->changed, make_changed (position, 4321));
      if (step->starts_loaded || step->starts_as_draft)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (DescoDebtPosition) answer = desco_payment_provider_create (
              world.provider, position, step->starts_loaded, NULL, NULL, &error);

          g_assert_no_error (error);
        }
      if (step->starts_paid)
        self->receipt_id = practice_sandbox_pay (world.sandbox, get_number (position));
    }
}

static void
clear_case (Case *self)
{
  g_ptr_array_unref (self->positions);
  g_ptr_array_unref (self->changed);
  g_free (self->receipt_id);
}

/* An error that a person can be told of, and no other. */
static void
assert_told (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == DESCO_PAGOPA_ERROR || error->domain == DESCO_INPUT_ERROR);
  g_assert_cmpuint (strlen (error->message), >, 0);
}

static void
try_step (const Step *step, const char *rules, gboolean is_lie)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GError) error = NULL;
  Case one;
  gboolean done;

  g_test_message ("%s: %s", step->name, rules);
  prepare (step, &one);
  practice_sandbox_set_faults (world.sandbox, rules, 1);
  done = step->act (world.hasty, &one, &trouble);
  practice_sandbox_set_faults (world.sandbox, "", 1);

  if (!done)
    assert_told (trouble);
  else if (!is_lie)
    step->check (&one);
  if (!done || is_lie)
    {
      gboolean done_now = step->act (world.provider, &one, &error);

      g_assert_no_error (error);
      g_assert_true (done_now);
      step->check (&one);
    }
  clear_case (&one);
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
static void
assert_same_on_both_sides (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) told
      = list_all (world.provider, (DescoPositionQuery){ .limit = 50 }, &error);
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

static void
open_world (void)
{
  world.sandbox = practice_sandbox_new ();
  world.provider = open_provider (3, 20000);
  world.hasty = open_provider (2, 300);
  world.features = desco_payment_provider_get_features (world.provider);
}

static void
close_world (void)
{
  g_clear_object (&world.provider);
  g_clear_object (&world.hasty);
  g_clear_pointer (&world.sandbox, practice_sandbox_free);
}

/* One kind of fault, at each step: in its first call, in its second, and for as long as it lasts. */
static void
test_fault (gconstpointer data)
{
  const char *rule = data;
  g_autofree char *once = g_strconcat (rule, "@1", NULL);
  g_autofree char *second = g_strconcat (rule, "@2", NULL);

  /* Lists grow long, and are read again and again. */
  close_world ();
  open_world ();
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gboolean is_lie = steps[i].believes_404 && g_str_equal (rule, "404");

      if (!has (steps[i].needs))
        continue;
      try_step (&steps[i], once, is_lie);
      try_step (&steps[i], second, is_lie);
      try_step (&steps[i], rule, is_lie);
    }
  assert_same_on_both_sides ();
}

static gboolean
is_slow (const char *rule)
{
  static const char *const slow[] = { "late", "slow", "loris", "endless", "bomb" };

  for (guint i = 0; i < G_N_ELEMENTS (slow); i++)
    {
      if (g_str_equal (rule, slow[i]))
        return TRUE;
    }
  return FALSE;
}

/* Every kind at once, each now and then. */
static char *
mix_faults (void)
{
  g_autoptr (JsonArray) known = practice_sandbox_list_faults (world.sandbox);
  GString *rules = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (known); i++)
    {
      const char *rule
          = json_object_get_string_member (json_array_get_object_element (known, i), "rule");

      /* A lie that somebody has to believe, and what would only take time. */
      if (!is_slow (rule) && !g_str_equal (rule, "404"))
        g_string_append_printf (rules, "%s%s%%3", rules->len > 0 ? "," : "", rule);
    }
  return g_string_free (rules, FALSE);
}

static void
run_round (guint seed)
{
  g_autofree char *rules = mix_faults ();
  Case cases[G_N_ELEMENTS (steps)];

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (has (steps[i].needs))
      prepare (&steps[i], &cases[i]);
  practice_sandbox_set_faults (world.sandbox, rules, seed);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gboolean done = FALSE;

      for (guint n = 0; has (steps[i].needs) && !done; n++)
        {
          g_autoptr (GError) error = NULL;

          done = steps[i].act (world.hasty, &cases[i], &error);
          if (!done)
            assert_told (error);
          g_assert_cmpuint (n, <, MAX_ATTEMPTS);
        }
    }
  practice_sandbox_set_faults (world.sandbox, "", 1);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (has (steps[i].needs))
      {
        steps[i].check (&cases[i]);
        clear_case (&cases[i]);
      }
  assert_same_on_both_sides ();
}

static void
test_rounds (void)
{
  const char *wanted = g_getenv ("DESCO_ROUNDS");
  guint n_rounds = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_ROUNDS;

  for (guint seed = 1; seed <= n_rounds; seed++)
    {
      g_test_message ("seed %u", seed);
      run_round (seed);
    }
}

static void
begin (const char *name)
{
  g_autoptr (GError) error = NULL;

  world.name = name;
  desco_fixture_set_up (&world.fixture, NULL);
  /* The sandbox lives in the present. */
  desco_clock_set (g_get_real_time ());
  desco_settings_set (world.fixture.store, DESCO_SETTING_PAGOPA_PROVIDER, name, NULL, &error);
  g_assert_no_error (error);
  open_world ();
}

static void
end (void)
{
  close_world ();
  desco_fixture_tear_down (&world.fixture, NULL);
}

static void
add (const char *name, GTestFunc func)
{
  g_autofree char *path = g_strdup_printf ("/pagopa/provider/%s/%s", world.name, name);

  g_test_add_func (path, func);
}

static void
add_faults (JsonArray *known)
{
  for (guint i = 0; i < json_array_get_length (known); i++)
    {
      JsonObject *kind = json_array_get_object_element (known, i);
      const char *rule = json_object_get_string_member (kind, "rule");
      g_autofree char *path = g_strdup_printf ("/pagopa/provider/%s/fault/%s", world.name, rule);

      g_test_add_data_func (path, rule, test_fault);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (JsonArray) known = NULL;
  int code;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_unsetenv ("DESCO_SECRETS_FILE");
  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    {
      g_printerr ("usage: %s PROVIDER\n", argv[0]);
      return 2;
    }

  begin (argv[1]);
  known = practice_sandbox_list_faults (world.sandbox);
  g_assert_cmpuint (json_array_get_length (known), >, 0);
  add ("create", test_create);
  add ("conflicts", test_conflicts);
  add ("drafts", test_drafts);
  add ("missing", test_missing);
  add ("invalidate", test_invalidate);
  add ("paid", test_paid);
  add ("replace", test_replace);
  add ("remove", test_remove);
  add ("mark-paid", test_mark_paid);
  add ("replace-account", test_replace_account);
  add ("instalments", test_instalments);
  add ("batches", test_batches);
  add ("list", test_list);
  add ("R-05-receipts", test_receipts);
  add ("errors", test_errors);
  add_faults (known);
  add ("rounds", test_rounds);
  add ("same-on-both-sides", assert_same_on_both_sides);
  code = g_test_run ();
  end ();
  return code;
}
