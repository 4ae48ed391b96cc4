/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "fake-platform.h"
#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "pagopa/desco-account-change.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-withdrawal.h"
#include "store/desco-creditors.h"
#include "store/desco-purchases.h"

static const char IBAN[] = "IT60X0542811101000000123456";
static const char OTHER_IBAN[] = "IT41X0542811101000000999999";

static DescoPurchase *
buy (DescoFixture *fixture)
{
  GError *error = NULL;
  DescoPurchase *purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, &error);

  g_assert_no_error (error);
  return purchase;
}

/* whatever stands on either side, what can be paid there is withdrawn there first; what is
 * paid is not cancelled; what can't be asked changes nothing. */
static void
test_every_state (DescoFixture *fixture, gconstpointer data)
{
#define HERE(word) DESCO_PURCHASE_##word
#define THERE(word) DESCO_DEBT_POSITION_##word
  static const struct
  {
    DescoPurchaseStatus here;
    DescoDebtPositionStatus there; /* UNKNOWN: the platform does not have it */
    gboolean offline;
    DescoPurchaseStatus after;
    DescoDebtPositionStatus there_after;
  } cases[] = {
    { HERE (DRAFT), THERE (UNKNOWN), TRUE, HERE (CANCELLED), THERE (UNKNOWN) },
    { HERE (ASSIGNED), THERE (UNKNOWN), TRUE, HERE (CANCELLED), THERE (UNKNOWN) },
    { HERE (QUEUED), THERE (UNKNOWN), FALSE, HERE (CANCELLED), THERE (UNKNOWN) },
    { HERE (QUEUED), THERE (UNKNOWN), TRUE, HERE (QUEUED), THERE (UNKNOWN) },
    /* Our answer got lost: it is there. */
    { HERE (QUEUED), THERE (VALID), FALSE, HERE (CANCELLED), THERE (INVALID) },
    { HERE (QUEUED), THERE (DRAFT), FALSE, HERE (CANCELLED), THERE (DRAFT) },
    /* What is read there on the way is known here from then on. */
    { HERE (QUEUED), THERE (PAID), FALSE, HERE (PAID), THERE (PAID) },
    { HERE (PUBLISHED), THERE (VALID), FALSE, HERE (CANCELLED), THERE (INVALID) },
    { HERE (PUBLISHED), THERE (PUBLISHED), FALSE, HERE (CANCELLED), THERE (INVALID) },
    { HERE (PUBLISHED), THERE (VALID), TRUE, HERE (PUBLISHED), THERE (VALID) },
    { HERE (PUBLISHED), THERE (INVALID), FALSE, HERE (CANCELLED), THERE (INVALID) },
    { HERE (PUBLISHED), THERE (EXPIRED), FALSE, HERE (CANCELLED), THERE (EXPIRED) },
    { HERE (PUBLISHED), THERE (PARTIALLY_PAID), FALSE, HERE (PUBLISHED), THERE (PARTIALLY_PAID) },
    { HERE (PUBLISHED), THERE (PAID), FALSE, HERE (PAID), THERE (PAID) },
    { HERE (PUBLISHED), THERE (REPORTED), FALSE, HERE (PAID), THERE (REPORTED) },
    { HERE (EXPIRED), THERE (EXPIRED), FALSE, HERE (CANCELLED), THERE (EXPIRED) },
    { HERE (PAID), THERE (PAID), FALSE, HERE (PAID), THERE (PAID) },
    { HERE (CREDITED), THERE (PAID), FALSE, HERE (CREDITED), THERE (PAID) },
    { HERE (CANCELLED), THERE (INVALID), TRUE, HERE (CANCELLED), THERE (INVALID) },
  };
#undef HERE
#undef THERE

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FakePlatform) platform = fake_platform_new ();
      g_autoptr (DescoPurchase) purchase = buy (fixture);
      g_autoptr (DescoPurchase) after = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *sql = g_strdup_printf ("UPDATE purchase SET status = '%s' WHERE id = :id",
                                              desco_purchase_status_to_nick (cases[i].here));
      gboolean done;

      g_test_message ("%s here, %s there%s", desco_purchase_status_to_nick (cases[i].here),
                      desco_debt_position_status_to_string (cases[i].there),
                      cases[i].offline ? ", offline" : "");
      fake_platform_publish (platform, fixture->store);
      if (cases[i].there == DESCO_DEBT_POSITION_UNKNOWN)
        g_ptr_array_set_size (platform->positions, 0);
      else
        fake_platform_set (platform, purchase->iupd, cases[i].there);
      desco_fixture_run (fixture, g_intern_string (sql), &purchase->id);
      purchase->status = cases[i].here;
      if (cases[i].offline)
        platform->fail_after = platform->n_calls;
      done = desco_withdrawal_run (fixture->store, DESCO_PAYMENT_PROVIDER (platform), purchase,
                                   "not wanted", NULL, &error);
      g_assert_true (done == (cases[i].after == DESCO_PURCHASE_CANCELLED));
      g_assert_true (done == (error == NULL));
      after = desco_purchases_get (fixture->store, &purchase->id, NULL, NULL);
      g_assert_cmpint (after->status, ==, cases[i].after);
      if (cases[i].there != DESCO_DEBT_POSITION_UNKNOWN)
        g_assert_cmpint (fake_platform_find (platform, purchase->iupd)->status, ==,
                         cases[i].there_after);
    }
}

/* Of a purchase of which a part is paid it is said what was paid, and what can be done. */
static void
test_partly_paid (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autoptr (GError) error = NULL;
  DescoPurchaseOrder order;
  DescoDebtPosition *position;

  desco_purchase_order_init (&order, &fixture->pupils[0], 20);
  order.n_instalments = 3;
  purchase = desco_purchases_sell (fixture->store, &order, NULL, &error);
  g_assert_no_error (error);
  fake_platform_publish (platform, fixture->store);
  position = fake_platform_find (platform, purchase->iupd);
  position->status = DESCO_DEBT_POSITION_PARTIALLY_PAID;
  ((DescoPaymentOption *) g_ptr_array_index (position->options, 1))->payment_date
      = desco_clock_now ();

  purchase->status = DESCO_PURCHASE_PUBLISHED;
  g_assert_false (desco_withdrawal_run (fixture->store, DESCO_PAYMENT_PROVIDER (platform), purchase,
                                        NULL, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "1 of 3 instalments were paid (36,40 € of 104,00 €)"));
}

/* The platform first, then here; after a failure in between it is done again, and ends well. */
static void
test_account (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = buy (fixture);
  g_autoptr (DescoAccountChange) preview = NULL;
  g_autoptr (DescoAccountChange) change = NULL;
  g_autoptr (DescoCreditor) before = NULL;
  g_autoptr (DescoCreditor) after = NULL;
  g_autoptr (GPtrArray) events = NULL;
  const DescoPaymentOption *option;
  const DescoPaymentTransfer *transfer;
  GError *error = NULL;

  fake_platform_publish (platform, fixture->store);
  g_assert_null (desco_account_change_preview (fixture->store, "IT00", NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "iban");
  g_clear_error (&error);
  g_assert_null (desco_account_change_preview (fixture->store, IBAN, NULL, &error));
  g_assert_cmpstr (desco_error_get_field (error), ==, "iban");
  g_clear_error (&error);

  preview = desco_account_change_preview (fixture->store, OTHER_IBAN, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->purchases->len, ==, 1);
  platform->fail_after = platform->n_calls;
  g_assert_false (desco_account_change_carry_out (fixture->store, DESCO_PAYMENT_PROVIDER (platform),
                                                  preview, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNREACHABLE);
  g_clear_error (&error);
  before = desco_creditors_get (fixture->store, NULL, NULL);
  g_assert_cmpstr (before->iban, ==, IBAN);
  platform->fail_after = 0;

  /* As if it had been killed after the platform's answer. */
  g_assert_true (desco_payment_provider_replace_account (DESCO_PAYMENT_PROVIDER (platform), IBAN,
                                                         OTHER_IBAN, NULL, NULL, &error));
  change = desco_account_change_preview (fixture->store, OTHER_IBAN, NULL, &error);
  g_assert_true (desco_account_change_carry_out (fixture->store, DESCO_PAYMENT_PROVIDER (platform),
                                                 change, NULL, &error));
  g_assert_no_error (error);
  after = desco_creditors_get (fixture->store, NULL, NULL);
  g_assert_cmpstr (after->iban, ==, OTHER_IBAN);
  option = g_ptr_array_index (fake_platform_find (platform, purchase->iupd)->options, 0);
  transfer = g_ptr_array_index (option->transfers, 0);
  g_assert_cmpstr (transfer->iban, ==, OTHER_IBAN);
  events = desco_purchases_list_events (fixture->store, &purchase->id, NULL, NULL);
  g_assert_nonnull (strstr (
      ((DescoPurchaseEvent *) g_ptr_array_index (events, events->len - 1))->detail, OTHER_IBAN));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/pagopa/withdrawal/R-09/every-state", test_every_state);
  desco_fixture_add ("/pagopa/withdrawal/partly-paid", test_partly_paid);
  desco_fixture_add ("/pagopa/account-change/again-after-a-failure", test_account);
  return g_test_run ();
}
