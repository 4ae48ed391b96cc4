/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 *
 * What every payment provider must do, tried against the real sandbox, once for each setting of
 * pagopa.provider. What one of them cannot do it says by its features, and then it must say so when
 * it is asked to. `test-provider-suite NAME`; DESCO_ROUNDS asks for more of the random rounds.
 */

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "pagopa/desco-pagopa-error.h"
#include "provider-faults.h"
#include "provider-reconcile.h"
#include "provider-world.h"
#include "store/desco-settings.h"

#include <string.h>

#define OTHER_IBAN "IT33X0542811101000000123457"

static void
test_create (void)
{
  g_autoptr (DescoDebtPosition) position = world_make_position ();
  g_autoptr (DescoDebtPosition) created = world_load (position);
  g_autoptr (DescoDebtPosition) again = NULL;
  g_autoptr (DescoDebtPosition) read = NULL;
  g_autoptr (GError) error = NULL;
  gboolean already_there = FALSE;

  g_assert_cmpstr (created->iupd, ==, position->iupd);
  g_assert_true (desco_debt_position_is_payable (created));
  world_assert_there (position, "VALID");

  again = desco_payment_provider_create (world.provider, position, TRUE, &already_there, NULL,
                                         &error);
  g_assert_no_error (error);
  g_assert_true (already_there);
  world_assert_there (position, "VALID");

  read = desco_payment_provider_get (world.provider, position->iupd, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (desco_debt_position_is_same (position, read, "00493410583"));
  g_assert_cmpint (world_get_option (read)->amount, ==, 1999);
}

/* The same name for another debt, and another name for the same number. */
static void
test_conflicts (void)
{
  g_autoptr (DescoDebtPosition) position = world_make_loaded ();
  g_autoptr (DescoDebtPosition) other = world_make_changed (position, 2000);
  g_autoptr (DescoDebtPosition) twin = world_make_changed (position, 1999);
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = desco_payment_provider_create (world.provider, other, TRUE, NULL, NULL, &error);
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
  g_assert_null (answer);
  g_clear_error (&error);
  world_assert_there (position, "VALID");

  g_free (twin->iupd);
  twin->iupd = g_strdup ("DESCO-01990000-0000-7000-8000-0000000000ff");
  answer = desco_payment_provider_create (world.provider, twin, TRUE, NULL, NULL, &error);
  g_assert_null (answer);
  g_assert_true (g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT)
                 || g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_REFUSED));
  g_assert_false (desco_pagopa_error_is_transient (error));
  world_assert_there (position, "VALID");
}

static void
test_drafts (void)
{
  g_autoptr (DescoDebtPosition) position = world_make_position ();
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = desco_payment_provider_create (world.provider, position, FALSE, NULL, NULL, &error);
  if (!world_has (DESCO_PROVIDER_DRAFTS))
    {
      world_assert_not_offered (&error);
      world_assert_there (position, NULL);
      answer = world_load (position);
    }
  else
    {
      g_assert_no_error (error);
      g_assert_cmpint (answer->status, ==, DESCO_DEBT_POSITION_DRAFT);
      world_assert_there (position, "DRAFT");
    }

  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&answer, desco_debt_position_unref);
      answer = desco_payment_provider_publish (world.provider, position->iupd, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (answer->status, ==, DESCO_DEBT_POSITION_VALID);
    }
  world_assert_there (position, "VALID");
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
  if (world_has (DESCO_PROVIDER_KEEPS_WITHDRAWN))
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
  g_autoptr (DescoDebtPosition) position = world_make_loaded ();
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
  world_assert_withdrawn (position);
  if (!world_has (DESCO_PROVIDER_KEEPS_WITHDRAWN))
    return;

  g_clear_pointer (&answer, desco_debt_position_unref);
  answer = desco_payment_provider_create (world.provider, position, TRUE, &already_there, NULL,
                                          &error);
  g_assert_no_error (error);
  g_assert_true (already_there);
  g_assert_cmpint (answer->status, ==, DESCO_DEBT_POSITION_INVALID);
  world_assert_there (position, "INVALID");
}

static void
test_paid (void)
{
  g_autoptr (DescoDebtPosition) position = world_make_loaded ();
  g_autofree char *receipt_id = practice_sandbox_pay (world.sandbox, world_get_number (position));
  g_autoptr (DescoDebtPosition) other = world_make_changed (position, 500);
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = desco_payment_provider_get (world.provider, position->iupd, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->status, ==, DESCO_DEBT_POSITION_PAID);
  g_assert_null (desco_payment_provider_invalidate (world.provider, position->iupd, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
  g_clear_error (&error);

  if (world_has (DESCO_PROVIDER_REPLACE))
    {
      g_assert_null (desco_payment_provider_replace (world.provider, other, TRUE, NULL, &error));
      g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
      g_clear_error (&error);
    }
  if (world_has (DESCO_PROVIDER_REMOVE))
    {
      g_assert_false (desco_payment_provider_remove (world.provider, position->iupd, NULL, &error));
      g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
    }
  world_assert_there (position, "PAID");
}

static void
test_replace (void)
{
  g_autoptr (DescoDebtPosition) position = world_make_loaded ();
  g_autoptr (DescoDebtPosition) other = world_make_changed (position, 12345);
  g_autoptr (DescoDebtPosition) unknown = world_make_position ();
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = desco_payment_provider_replace (world.provider, other, TRUE, NULL, &error);
  if (!world_has (DESCO_PROVIDER_REPLACE))
    {
      world_assert_not_offered (&error);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (desco_debt_position_is_payable (answer));
  world_assert_there (other, "VALID");
  g_clear_pointer (&answer, desco_debt_position_unref);
  answer = desco_payment_provider_replace (world.provider, other, TRUE, NULL, &error);
  g_assert_no_error (error);

  g_assert_null (desco_payment_provider_replace (world.provider, unknown, TRUE, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
  world_assert_there (unknown, NULL);
}

static void
test_remove (void)
{
  g_autoptr (DescoDebtPosition) position = world_make_loaded ();
  g_autoptr (GError) error = NULL;
  gboolean done = desco_payment_provider_remove (world.provider, position->iupd, NULL, &error);

  if (!world_has (DESCO_PROVIDER_REMOVE))
    {
      world_assert_not_offered (&error);
      world_assert_there (position, "VALID");
      return;
    }
  g_assert_no_error (error);
  g_assert_true (done);
  world_assert_there (position, NULL);
  g_assert_null (desco_payment_provider_get (world.provider, position->iupd, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
}

static void
test_mark_paid (void)
{
  g_autoptr (DescoDebtPosition) position = world_make_loaded ();
  g_autoptr (GError) error = NULL;
  gboolean done = world_mark_paid (world.provider, position, &error);

  if (!world_has (DESCO_PROVIDER_MARK_PAID))
    {
      world_assert_not_offered (&error);
      world_assert_there (position, "VALID");
      return;
    }
  g_assert_no_error (error);
  g_assert_true (done);
  world_assert_there (position, "PAID");
  g_assert_true (world_mark_paid (world.provider, position, &error));
  g_assert_no_error (error);
  /* It was paid elsewhere: pagoPA has no receipt of it. */
  g_assert_null (desco_payment_provider_get_receipt (
      world.provider, world_get_option (position)->iuv, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
}

static void
test_replace_account (void)
{
  g_autoptr (DescoDebtPosition) position = world_make_loaded ();
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;
  const DescoPaymentTransfer *transfer;
  guint n_changed = 0;
  gboolean done = desco_payment_provider_replace_account (world.provider, IBAN, OTHER_IBAN,
                                                          &n_changed, NULL, &error);

  if (!world_has (DESCO_PROVIDER_REPLACE_ACCOUNT))
    {
      world_assert_not_offered (&error);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (done);
  g_assert_cmpuint (n_changed, >=, 1);
  answer = desco_payment_provider_get (world.provider, position->iupd, NULL, &error);
  g_assert_no_error (error);
  transfer = world_get_option (answer)->transfers->pdata[0];
  g_assert_cmpstr (transfer->iban, ==, OTHER_IBAN);
  /* So that the other tests find what they sent. */
  g_assert_true (desco_payment_provider_replace_account (world.provider, OTHER_IBAN, IBAN,
                                                         &n_changed, NULL, &error));
}

static void
test_instalments (void)
{
  g_autoptr (DescoDebtPosition) position = world_make_position ();
  g_autoptr (DescoDebtPosition) answer = NULL;
  g_autoptr (GError) error = NULL;

  world_add_option (position, 1000);
  world_add_option (position, 999);
  for (guint i = 1; i < position->options->len; i++)
    {
      DescoPaymentOption *option = position->options->pdata[i];

      option->is_partial = TRUE;
    }
  answer = desco_payment_provider_create (world.provider, position, TRUE, NULL, NULL, &error);
  if (!world_has (DESCO_PROVIDER_INSTALMENTS))
    {
      g_assert_null (answer);
      world_assert_not_offered (&error);
      world_assert_there (position, NULL);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (answer->options->len, ==, 3);
}

static void
test_batches (void)
{
  g_autoptr (GPtrArray) batch = world_make_batch ();
  g_autoptr (GPtrArray) bad = world_make_batch ();
  g_autoptr (GError) error = NULL;
  gboolean done
      = desco_payment_provider_create_batch (world.provider, batch, TRUE, NULL, NULL, &error);

  if (!world_has (DESCO_PROVIDER_BATCHES))
    {
      world_assert_not_offered (&error);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (done);
  world_assert_all_there (batch, "VALID");

  /* One that is there with another amount: none of them. */
  desco_debt_position_unref (bad->pdata[1]);
  bad->pdata[1] = world_make_changed (batch->pdata[0], 77);
  g_assert_false (
      desco_payment_provider_create_batch (world.provider, bad, TRUE, NULL, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
  g_clear_error (&error);
  world_assert_there (bad->pdata[0], NULL);
  world_assert_there (bad->pdata[2], NULL);
  world_assert_there (batch->pdata[0], "VALID");

  g_assert_true (world_remove_batch (world.provider, batch, &error));
  g_assert_no_error (error);
  world_assert_all_there (batch, NULL);
}

static void
test_list (void)
{
  g_autoptr (GPtrArray) batch = world_make_batch ();
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
      g_autoptr (DescoDebtPosition) loaded = world_load (batch->pdata[i]);
    }
  answer = desco_payment_provider_invalidate (world.provider, last->iupd, NULL, &error);
  g_assert_no_error (error);

  all = world_list_all (world.provider, query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < batch->len; i++)
    {
      const DescoDebtPosition *sent = batch->pdata[i];
      const DescoDebtPosition *found = g_hash_table_lookup (all, sent->iupd);

      if (sent == last && !world_has (DESCO_PROVIDER_KEEPS_WITHDRAWN))
        {
          g_assert_null (found);
          continue;
        }
      g_assert_nonnull (found);
      g_assert_cmpint (world_get_option (found)->amount, ==, world_get_option (sent)->amount);
      g_assert_cmpstr (world_get_number (found), ==, world_get_number (sent));
    }

  query.status = DESCO_DEBT_POSITION_INVALID;
  withdrawn = world_list_all (world.provider, query, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_hash_table_contains (withdrawn, last->iupd), ==,
                   world_has (DESCO_PROVIDER_KEEPS_WITHDRAWN));
  g_assert_false (g_hash_table_contains (withdrawn, first->iupd));

  query = (DescoPositionQuery){ .limit = 50 };
  query.due_from = desco_date_add_days (&today, 29);
  query.due_to = desco_date_add_days (&today, 31);
  due = world_list_all (world.provider, query, &error);
  g_assert_no_error (error);
  g_assert_true (g_hash_table_contains (due, first->iupd));
  query.due_from = desco_date_add_days (&today, 40);
  query.due_to = desco_date_add_days (&today, 50);
  not_due = world_list_all (world.provider, query, &error);
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
  g_autoptr (DescoDebtPosition) position = world_make_loaded ();
  g_autoptr (DescoDebtPosition) unpaid = world_make_loaded ();
  g_autofree char *receipt_id = practice_sandbox_pay (world.sandbox, world_get_number (position));
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

          g_assert_cmpstr (summary->iuv, !=, world_get_option (unpaid)->iuv);
          n_found += g_str_equal (summary->iuv, world_get_option (position)->iuv) ? 1 : 0;
        }
    }
  g_assert_cmpuint (n_found, ==, 1);

  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&receipt, desco_receipt_data_unref);
      receipt = desco_payment_provider_get_receipt (world.provider,
                                                    world_get_option (position)->iuv, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (receipt->receipt_id, ==, receipt_id);
      g_assert_cmpstr (receipt->notice_number, ==, world_get_number (position));
      g_assert_cmpint (receipt->amount, ==, 1999);
      g_assert_cmpint (receipt->outcome, ==, DESCO_RECEIPT_OUTCOME_OK);
    }
  g_assert_null (desco_payment_provider_get_receipt (world.provider, world_get_option (unpaid)->iuv,
                                                     NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND);
}

/* a notice that was paid twice has two receipts, each of which can be asked for. */
static void
test_paid_twice (void)
{
  g_autoptr (DescoDebtPosition) position = world_make_loaded ();
  g_autofree char *ids[]
      = { practice_sandbox_pay (world.sandbox, world_get_number (position)),
          practice_sandbox_pay_again (world.sandbox, world_get_number (position)) };
  const char *iuv = world_get_option (position)->iuv;
  DescoReceiptQuery query = { .debtor_or_iuv = iuv };
  g_autoptr (DescoReceiptPage) page = NULL;
  g_autoptr (GError) error = NULL;

  page = desco_payment_provider_list_receipts (world.provider, &query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->receipts->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const DescoReceiptSummary *summary = page->receipts->pdata[i];
      g_autoptr (DescoReceiptData) receipt = desco_payment_provider_get_payment_receipt (
          world.provider, iuv, summary->receipt_id, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (summary->iuv, ==, iuv);
      if (world_has (DESCO_PROVIDER_LISTS_PAYMENTS))
        g_assert_cmpstr (receipt->receipt_id, ==, ids[i]);
      else
        g_assert_null (summary->receipt_id);
    }
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
  g_autoptr (DescoDebtPosition) position = world_make_loaded ();

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
  world_open ();
}

static void
end (void)
{
  world_close ();
  desco_fixture_tear_down (&world.fixture, NULL);
}

static void
add (const char *name, GTestFunc func)
{
  g_autofree char *path = g_strdup_printf ("/pagopa/provider/%s/%s", world.name, name);

  g_test_add_func (path, func);
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
  add ("R-05-paid-twice", test_paid_twice);
  add ("R-09-reconcile", provider_reconcile_test);
  add ("errors", test_errors);
  provider_faults_add (known);
  add ("same-on-both-sides", world_assert_same_on_both_sides);
  code = g_test_run ();
  end ();
  return code;
}
