/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "desco-sample-receipt.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-publisher.h"
#include "pagopa/desco-receipt-collector.h"
#include "pagopa/desco-withdrawal.h"
#include "store/desco-purchases.h"
#include "store/desco-wallets.h"

/* A platform in the same process, which answers as the test says. */
#define FAKE_TYPE_PROVIDER (fake_provider_get_type ())
G_DECLARE_FINAL_TYPE (FakeProvider, fake_provider, FAKE, PROVIDER, GObject)

struct _FakeProvider
{
  GObject parent_instance;

  GPtrArray *answers;    /* GError of the next calls to create, NULL for success */
  GHashTable *positions; /* iupd → DescoDebtPosition */
  GPtrArray *receipts;   /* DescoReceiptData */
  GError *list_error;
  guint n_creates;
  guint n_invalidated;
};

static DescoDebtPosition *
copy_position (DescoDebtPosition *position)
{
  return desco_debt_position_ref (position);
}

static DescoDebtPosition *
fake_create (DescoPaymentProvider *provider,
             DescoDebtPosition *position,
             gboolean publish,
             gboolean *already_there,
             GCancellable *cancellable,
             GError **error)
{
  FakeProvider *self = FAKE_PROVIDER (provider);
  GError *answer = self->n_creates < self->answers->len
                       ? g_ptr_array_index (self->answers, self->n_creates)
                       : NULL;

  g_assert_true (publish);
  self->n_creates++;
  if (answer != NULL)
    {
      g_propagate_error (error, g_error_copy (answer));
      return NULL;
    }
  *already_there = g_hash_table_contains (self->positions, position->iupd);
  if (!*already_there)
    {
      position->status = DESCO_DEBT_POSITION_VALID;
      g_hash_table_insert (self->positions, g_strdup (position->iupd), copy_position (position));
    }
  return copy_position (g_hash_table_lookup (self->positions, position->iupd));
}

static DescoDebtPosition *
fake_get (DescoPaymentProvider *provider,
          const char *iupd,
          GCancellable *cancellable,
          GError **error)
{
  DescoDebtPosition *position = g_hash_table_lookup (FAKE_PROVIDER (provider)->positions, iupd);

  if (position != NULL)
    return copy_position (position);
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND, "not there");
  return NULL;
}

static DescoDebtPosition *
fake_invalidate (DescoPaymentProvider *provider,
                 const char *iupd,
                 GCancellable *cancellable,
                 GError **error)
{
  DescoDebtPosition *position = fake_get (provider, iupd, cancellable, error);

  FAKE_PROVIDER (provider)->n_invalidated++;
  position->status = DESCO_DEBT_POSITION_INVALID;
  return position;
}

static DescoReceiptPage *
fake_list_receipts (DescoPaymentProvider *provider,
                    const DescoReceiptQuery *query,
                    GCancellable *cancellable,
                    GError **error)
{
  FakeProvider *self = FAKE_PROVIDER (provider);
  DescoReceiptPage *page;

  if (self->list_error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->list_error));
      return NULL;
    }
  page = desco_receipt_page_new ();
  page->page = query->page;
  page->n_pages = self->receipts->len; /* one a page */
  if (query->page < self->receipts->len)
    {
      DescoReceiptData *receipt = g_ptr_array_index (self->receipts, query->page);

      desco_receipt_page_add (page)->iuv = g_strdup (receipt->iuv);
    }
  return page;
}

static DescoReceiptData *
fake_get_receipt (DescoPaymentProvider *provider,
                  const char *iuv,
                  GCancellable *cancellable,
                  GError **error)
{
  FakeProvider *self = FAKE_PROVIDER (provider);

  for (guint i = 0; i < self->receipts->len; i++)
    {
      DescoReceiptData *receipt = g_ptr_array_index (self->receipts, i);

      if (g_str_equal (receipt->iuv, iuv))
        return desco_receipt_data_ref (receipt);
    }
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND, "not there");
  return NULL;
}

static void
fake_provider_iface_init (DescoPaymentProviderInterface *iface)
{
  iface->create = fake_create;
  iface->get = fake_get;
  iface->invalidate = fake_invalidate;
  iface->list_receipts = fake_list_receipts;
  iface->get_receipt = fake_get_receipt;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeProvider,
                               fake_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAYMENT_PROVIDER,
                                                      fake_provider_iface_init))

static void
fake_provider_finalize (GObject *object)
{
  FakeProvider *self = FAKE_PROVIDER (object);

  g_ptr_array_unref (self->answers);
  g_hash_table_unref (self->positions);
  g_ptr_array_unref (self->receipts);
  g_clear_error (&self->list_error);
  G_OBJECT_CLASS (fake_provider_parent_class)->finalize (object);
}

static void
fake_provider_class_init (FakeProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_provider_finalize;
}

static void
clear_answer (gpointer error)
{
  if (error != NULL)
    g_error_free (error);
}

static void
fake_provider_init (FakeProvider *self)
{
  self->answers = g_ptr_array_new_with_free_func (clear_answer);
  self->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) desco_debt_position_unref);
  self->receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_receipt_data_unref);
}

static FakeProvider *
fake_provider_new (void)
{
  return g_object_new (FAKE_TYPE_PROVIDER, NULL);
}

static void
answer (FakeProvider *self, DescoPagopaError code)
{
  g_ptr_array_add (self->answers, g_error_new (DESCO_PAGOPA_ERROR, (int) code, "as told"));
}

static DescoPurchase *
buy (DescoFixture *fixture)
{
  GError *error = NULL;
  DescoPurchase *purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, &error);

  g_assert_no_error (error);
  return purchase;
}

static DescoPurchaseStatus
status_of (DescoFixture *fixture, const DescoPurchase *purchase)
{
  g_autoptr (DescoPurchase) now = desco_purchases_get (fixture->store, &purchase->id, NULL, NULL);

  return now->status;
}

static DescoPublishReport *
publish (DescoFixture *fixture, FakeProvider *provider, GPtrArray *purchases)
{
  GError *error = NULL;
  DescoPublishReport *report = desco_publisher_publish (
      fixture->store, DESCO_PAYMENT_PROVIDER (provider), purchases, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

/* What is queued goes out once, oldest first; a second run has nothing to send. */
static void
test_publishes_once (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeProvider) provider = fake_provider_new ();
  g_autoptr (DescoPurchase) first = buy (fixture);
  g_autoptr (DescoPurchase) second = buy (fixture);
  g_autoptr (DescoPublishReport) report = publish (fixture, provider, NULL);
  g_autoptr (DescoPublishReport) again = publish (fixture, provider, NULL);
  DescoDebtPosition *position = g_hash_table_lookup (provider->positions, first->iupd);
  const DescoPaymentOption *option = g_ptr_array_index (position->options, 0);

  g_assert_cmpuint (report->published, ==, 2);
  g_assert_cmpuint (again->published, ==, 0);
  g_assert_cmpuint (provider->n_creates, ==, 2);
  g_assert_cmpint (status_of (fixture, first), ==, DESCO_PURCHASE_PUBLISHED);
  g_assert_cmpint (status_of (fixture, second), ==, DESCO_PURCHASE_PUBLISHED);
  g_assert_cmpint (option->amount, ==, 10400);
  g_assert_cmpstr (option->nav, ==, first->notice_number);
  g_assert_cmpint (option->due_date, ==, desco_date_end_of_day (&first->due_date));
}

/* What the platform can't take now stays queued with the time of the next try, and the others are
 * not tried in vain. */
static void
test_unreachable_is_kept (DescoFixture *fixture, gconstpointer data)
{
  static const DescoPagopaError codes[] = {
    DESCO_PAGOPA_ERROR_UNREACHABLE,
    DESCO_PAGOPA_ERROR_UNCERTAIN,
    DESCO_PAGOPA_ERROR_PROTOCOL,
    DESCO_PAGOPA_ERROR_THROTTLED,
  };
  gint64 start = desco_clock_now ();

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (FakeProvider) provider = fake_provider_new ();
      g_autoptr (DescoPurchase) first = buy (fixture);
      g_autoptr (DescoPurchase) second = buy (fixture);
      g_autoptr (DescoPublishReport) report = NULL;
      g_autoptr (DescoPublishReport) too_early = NULL;
      g_autoptr (DescoPublishReport) later = NULL;

      answer (provider, codes[i]);
      report = publish (fixture, provider, NULL);
      g_assert_cmpuint (report->published, ==, 0);
      g_assert_cmpuint (report->waiting, ==, 2);
      g_assert_cmpuint (report->failed->len, ==, 0);
      g_assert_nonnull (report->unreachable);
      g_assert_cmpint (report->retry_at, >, desco_clock_now ());
      g_assert_cmpuint (provider->n_creates, ==, 1);
      g_assert_cmpint (status_of (fixture, first), ==, DESCO_PURCHASE_QUEUED);

      desco_clock_set (report->retry_at + G_USEC_PER_SEC);
      later = publish (fixture, provider, NULL);
      g_assert_cmpuint (later->published, ==, 2);
      g_assert_cmpint (status_of (fixture, first), ==, DESCO_PURCHASE_PUBLISHED);
      desco_clock_set (start);
    }
}

/* One position's fault does not hold up the others; it waits for a person with its reason. */
static void
test_refused_is_told (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeProvider) provider = fake_provider_new ();
  g_autoptr (DescoPurchase) first = buy (fixture);
  g_autoptr (DescoPurchase) second = buy (fixture);
  g_autoptr (DescoPublishReport) report = NULL;
  const DescoPurchaseFailure *failure;

  answer (provider, DESCO_PAGOPA_ERROR_REFUSED);
  report = publish (fixture, provider, NULL);
  g_assert_cmpuint (report->published, ==, 1);
  g_assert_cmpuint (report->failed->len, ==, 1);
  failure = g_ptr_array_index (report->failed, 0);
  g_assert_cmpstr (failure->notice_number, ==, first->notice_number);
  g_assert_cmpstr (failure->reason, ==, "as told");
  g_assert_cmpint (status_of (fixture, first), ==, DESCO_PURCHASE_QUEUED);
  g_assert_cmpint (status_of (fixture, second), ==, DESCO_PURCHASE_PUBLISHED);
}

static void
test_wrong_key_is_an_error (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeProvider) provider = fake_provider_new ();
  g_autoptr (DescoPurchase) purchase = buy (fixture);
  g_autoptr (GError) error = NULL;

  answer (provider, DESCO_PAGOPA_ERROR_UNAUTHORIZED);
  g_assert_null (desco_publisher_publish (fixture->store, DESCO_PAYMENT_PROVIDER (provider), NULL,
                                          NULL, NULL, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED);
  g_assert_cmpint (status_of (fixture, purchase), ==, DESCO_PURCHASE_QUEUED);
}

/* Killed between the platform's answer and our writing it down: the next try finds it there. */
static void
test_already_there (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeProvider) provider = fake_provider_new ();
  g_autoptr (DescoPurchase) purchase = buy (fixture);
  g_autoptr (DescoDebtPosition) position = desco_debt_position_new ();
  g_autoptr (DescoPublishReport) report = NULL;

  position->iupd = g_strdup (purchase->iupd);
  position->status = DESCO_DEBT_POSITION_VALID;
  g_hash_table_insert (provider->positions, g_strdup (purchase->iupd), g_steal_pointer (&position));
  report = publish (fixture, provider, NULL);
  g_assert_cmpuint (report->published, ==, 1);
  g_assert_cmpuint (report->already_there, ==, 1);
  g_assert_cmpuint (g_hash_table_size (provider->positions), ==, 1);
}

/* cancelling withdraws at the platform first; what was paid meanwhile is not cancelled. */
static void
test_cancel (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeProvider) provider = fake_provider_new ();
  g_autoptr (DescoPurchase) unsent = buy (fixture);
  g_autoptr (DescoPurchase) sent = NULL;
  g_autoptr (DescoPurchase) paid = NULL;
  g_autoptr (DescoPurchase) fresh = NULL;
  g_autoptr (DescoPublishReport) report = NULL;
  GError *error = NULL;

  g_assert_true (desco_withdrawal_run (fixture->store, DESCO_PAYMENT_PROVIDER (provider), unsent,
                                       "by mistake", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status_of (fixture, unsent), ==, DESCO_PURCHASE_CANCELLED);
  g_assert_cmpuint (provider->n_invalidated, ==, 0);

  sent = buy (fixture);
  paid = buy (fixture);
  report = publish (fixture, provider, NULL);
  g_assert_true (desco_withdrawal_run (fixture->store, DESCO_PAYMENT_PROVIDER (provider), sent,
                                       NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status_of (fixture, sent), ==, DESCO_PURCHASE_CANCELLED);
  g_assert_cmpuint (provider->n_invalidated, ==, 1);

  fresh = desco_purchases_get (fixture->store, &paid->id, NULL, NULL);
  ((DescoDebtPosition *) g_hash_table_lookup (provider->positions, paid->iupd))->status
      = DESCO_DEBT_POSITION_PAID;
  g_assert_false (desco_withdrawal_run (fixture->store, DESCO_PAYMENT_PROVIDER (provider), fresh,
                                        NULL, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (status_of (fixture, paid), ==, DESCO_PURCHASE_PAID);
}

static void
add_receipt (FakeProvider *provider, const DescoPurchase *purchase, const char *amount)
{
  g_ptr_array_add (provider->receipts, desco_sample_receipt (purchase, purchase->iuv,
                                                             DESCO_SAMPLE_CREDITOR, "OK", amount));
}

/* receipts from page after page credit once; the odd one waits. */
static void
test_collects (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeProvider) provider = fake_provider_new ();
  g_autoptr (DescoPurchase) first = buy (fixture);
  g_autoptr (DescoPurchase) second = buy (fixture);
  g_autoptr (DescoPurchase) odd = buy (fixture);
  g_autoptr (DescoCollectReport) report = NULL;
  g_autoptr (DescoCollectReport) again = NULL;
  gint64 balance, awaiting;
  GError *error = NULL;

  desco_publish_report_free (publish (fixture, provider, NULL));
  add_receipt (provider, first, "104.00");
  add_receipt (provider, odd, "52.00");
  add_receipt (provider, second, "104.00");

  report = desco_receipt_collector_collect (fixture->store, DESCO_PAYMENT_PROVIDER (provider), NULL,
                                            &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->fetched, ==, 3);
  g_assert_cmpuint (report->credited, ==, 2);
  g_assert_cmpuint (report->review->len, ==, 1);

  again = desco_receipt_collector_collect (fixture->store, DESCO_PAYMENT_PROVIDER (provider), NULL,
                                           &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->credited, ==, 0);
  g_assert_cmpuint (again->already_credited, ==, 2);

  desco_wallets_get_balance (fixture->store, &fixture->pupils[0], &balance, &awaiting, NULL,
                             &error);
  g_assert_cmpint (balance, ==, 40);
  g_assert_cmpint (awaiting, ==, 20);
}

static void
test_collect_unreachable (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeProvider) provider = fake_provider_new ();
  g_autoptr (DescoCollectReport) report = NULL;
  GError *error = NULL;

  provider->list_error
      = g_error_new (DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNREACHABLE, "no network");
  report = desco_receipt_collector_collect (fixture->store, DESCO_PAYMENT_PROVIDER (provider), NULL,
                                            &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->unreachable, ==, "no network");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/pagopa/publisher/publishes-once", test_publishes_once);
  desco_fixture_add ("/pagopa/publisher/unreachable-is-kept", test_unreachable_is_kept);
  desco_fixture_add ("/pagopa/publisher/refused-is-told", test_refused_is_told);
  desco_fixture_add ("/pagopa/publisher/wrong-key-is-an-error", test_wrong_key_is_an_error);
  desco_fixture_add ("/pagopa/publisher/already-there", test_already_there);
  desco_fixture_add ("/pagopa/publisher/R-09/cancel", test_cancel);
  desco_fixture_add ("/pagopa/publisher/R-05/collects", test_collects);
  desco_fixture_add ("/pagopa/publisher/collect-unreachable", test_collect_unreachable);
  return g_test_run ();
}
