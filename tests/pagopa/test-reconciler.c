/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "desco-sample-receipt.h"
#include "fake-platform.h"
#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-reconciler.h"
#include "store/desco-purchases.h"

static DescoPurchase *
buy (DescoFixture *fixture)
{
  GError *error = NULL;
  DescoPurchase *purchase
      = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, &error);

  g_assert_no_error (error);
  return purchase;
}

static DescoPurchase *
buy_in_three (DescoFixture *fixture)
{
  DescoPurchaseOrder order;
  GError *error = NULL;
  DescoPurchase *purchase;

  desco_purchase_order_init (&order, &fixture->pupils[0], 20);
  order.n_instalments = 3;
  purchase = desco_purchases_sell (fixture->store, &order, NULL, &error);
  g_assert_no_error (error);
  return purchase;
}

static DescoReconcileReport *
reconcile (DescoFixture *fixture, FakePlatform *platform)
{
  GError *error = NULL;
  DescoReconcileReport *report
      = desco_reconciler_run (fixture->store, DESCO_PAYMENT_PROVIDER (platform), NULL, &error);

  g_assert_no_error (error);
  return report;
}

static DescoPurchaseStatus
status_of (DescoFixture *fixture, const DescoPurchase *purchase)
{
  g_autoptr (DescoPurchase) now = desco_purchases_get (fixture->store, &purchase->id, NULL, NULL);

  return now->status;
}

static DescoPaymentOption *
option_of (FakePlatform *platform, const DescoPurchase *purchase)
{
  return g_ptr_array_index (fake_platform_find (platform, purchase->iupd)->options, 0);
}

static const DescoDifference *
find_kind (const DescoReconcileReport *report, DescoDifferenceKind kind)
{
  for (guint i = 0; i < report->differences->len; i++)
    {
      const DescoDifference *difference = g_ptr_array_index (report->differences, i);

      if (difference->kind == kind)
        return difference;
    }
  return NULL;
}

/* How a purchase and its position come apart. */
typedef enum
{
  GO_MISSING,
  GET_PAID,
  EXPIRE,
  BE_WITHDRAWN,
  CANCELLED_HERE,
  CHANGE_AMOUNT,
  CHANGE_DUE_DATE,
  CHANGE_ACCOUNT,
  BE_DRAFT,
  BE_UNKNOWN,
} Happening;

static void
happen (DescoFixture *fixture, FakePlatform *platform, DescoPurchase *purchase, Happening happening)
{
  DescoDebtPosition *position = fake_platform_find (platform, purchase->iupd);
  DescoPaymentOption *option = option_of (platform, purchase);
  DescoPaymentTransfer *transfer = g_ptr_array_index (option->transfers, 0);
  GError *error = NULL;

  switch (happening)
    {
    case GO_MISSING:
      g_ptr_array_remove (platform->positions, position);
      break;
    case GET_PAID:
      fake_platform_pay (platform, purchase->iupd, desco_clock_now ());
      g_ptr_array_add (
          platform->receipts,
          desco_sample_receipt (purchase, purchase->iuv, DESCO_SAMPLE_CREDITOR, "OK", "104.00"));
      break;
    case EXPIRE:
      position->status = DESCO_DEBT_POSITION_EXPIRED;
      break;
    case BE_WITHDRAWN:
      position->status = DESCO_DEBT_POSITION_INVALID;
      break;
    case CANCELLED_HERE:
      desco_purchases_set_status (fixture->store, &purchase->id, DESCO_PURCHASE_CANCELLED, NULL,
                                  NULL, &error);
      g_assert_no_error (error);
      break;
    case CHANGE_AMOUNT:
      option->amount = 1;
      break;
    case CHANGE_DUE_DATE:
      option->due_date += 40 * G_TIME_SPAN_DAY;
      break;
    case CHANGE_ACCOUNT:
      g_free (transfer->iban);
      transfer->iban = g_strdup ("IT11X0000000000000000000000");
      break;
    case BE_DRAFT:
      position->status = DESCO_DEBT_POSITION_DRAFT;
      break;
    case BE_UNKNOWN:
      g_free (position->iupd);
      position->iupd = g_strdup ("DESCO-of-another-life");
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Each difference is found and explained, and what it offers first mends it on both sides. */
static void
test_found_and_mended (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    Happening happening;
    DescoDifferenceKind kind;
    DescoPurchaseStatus after;
  } cases[] = {
    { GO_MISSING, DESCO_DIFFERENCE_MISSING_THERE, DESCO_PURCHASE_PUBLISHED },
    { EXPIRE, DESCO_DIFFERENCE_EXPIRED_THERE, DESCO_PURCHASE_EXPIRED },
    { BE_WITHDRAWN, DESCO_DIFFERENCE_WITHDRAWN_THERE, DESCO_PURCHASE_CANCELLED },
    { CANCELLED_HERE, DESCO_DIFFERENCE_PAYABLE_THERE, DESCO_PURCHASE_CANCELLED },
    { CHANGE_AMOUNT, DESCO_DIFFERENCE_AMOUNT, DESCO_PURCHASE_PUBLISHED },
    { CHANGE_DUE_DATE, DESCO_DIFFERENCE_DUE_DATE, DESCO_PURCHASE_PUBLISHED },
    { CHANGE_ACCOUNT, DESCO_DIFFERENCE_ACCOUNT, DESCO_PURCHASE_PUBLISHED },
    { BE_DRAFT, DESCO_DIFFERENCE_NOT_PUBLISHED, DESCO_PURCHASE_PUBLISHED },
    { GET_PAID, DESCO_DIFFERENCE_PAID_THERE, DESCO_PURCHASE_CREDITED },
  };
  g_autoptr (FakePlatform) platform = fake_platform_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoPurchase) purchase = buy (fixture);
      g_autoptr (DescoReconcileReport) before = NULL;
      g_autoptr (DescoReconcileReport) report = NULL;
      g_autoptr (DescoReconcileReport) after = NULL;
      const DescoDifference *difference;
      g_autofree char *sentence = NULL;
      g_autofree char *label = NULL;
      GError *error = NULL;

      fake_platform_publish (platform, fixture->store);
      before = reconcile (fixture, platform);
      g_assert_cmpuint (before->differences->len, ==, 0);
      happen (fixture, platform, purchase, cases[i].happening);

      report = reconcile (fixture, platform);
      g_assert_cmpuint (report->differences->len, ==, 1);
      difference = g_ptr_array_index (report->differences, 0);
      g_test_message ("%s", desco_difference_kind_to_nick (difference->kind));
      g_assert_cmpint (difference->kind, ==, cases[i].kind);
      g_assert_cmpstr (difference->notice_number, ==, purchase->notice_number);
      sentence = desco_difference_explain (difference);
      g_assert_null (strstr (sentence, "{"));
      label = desco_difference_describe_mending (
          difference, desco_difference_kind_get_first_mending (difference->kind));
      g_assert_null (strstr (label, "{"));

      g_assert_true (desco_reconciler_mend (
          fixture->store, DESCO_PAYMENT_PROVIDER (platform), difference,
          desco_difference_kind_get_first_mending (difference->kind), "mended", NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (status_of (fixture, purchase), ==, cases[i].after);
      after = reconcile (fixture, platform);
      g_assert_cmpuint (after->differences->len, ==, 0);
    }
}

/* A position of another life is told of, and withdrawn on a person's word. */
static void
test_unknown_here (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) known = buy (fixture);
  g_autoptr (DescoPurchase) lost = buy (fixture);
  g_autoptr (DescoReconcileReport) report = NULL;
  GError *error = NULL;
  gboolean found = FALSE;

  fake_platform_publish (platform, fixture->store);
  happen (fixture, platform, lost, BE_UNKNOWN);
  report = reconcile (fixture, platform);
  for (guint i = 0; i < report->differences->len; i++)
    {
      const DescoDifference *difference = g_ptr_array_index (report->differences, i);

      if (difference->kind != DESCO_DIFFERENCE_UNKNOWN_HERE)
        continue;
      found = TRUE;
      g_assert_true (desco_reconciler_mend (fixture->store, DESCO_PAYMENT_PROVIDER (platform),
                                            difference, DESCO_MENDING_WITHDRAW, NULL, NULL,
                                            &error));
      g_assert_no_error (error);
    }
  g_assert_true (found);
  g_assert_cmpint (fake_platform_find (platform, "DESCO-of-another-life")->status, ==,
                   DESCO_DEBT_POSITION_INVALID);
}

typedef struct
{
  DescoFixture *fixture;
  DescoPurchase *paid;
  DescoPurchase *cancelled;
} Meanwhile;

/* One is sold and sent, one is paid and its receipt read, one is withdrawn on both sides. */
static void
go_on_working (FakePlatform *platform, gpointer data)
{
  Meanwhile *meanwhile = data;
  g_autoptr (DescoPurchase) sold = buy (meanwhile->fixture);

  fake_platform_publish (platform, meanwhile->fixture->store);
  fake_platform_set (platform, meanwhile->paid->iupd, DESCO_DEBT_POSITION_PAID);
  desco_fixture_run (meanwhile->fixture, "UPDATE purchase SET status = 'credited' WHERE id = :id",
                     &meanwhile->paid->id);
  fake_platform_set (platform, meanwhile->cancelled->iupd, DESCO_DEBT_POSITION_INVALID);
  desco_fixture_run (meanwhile->fixture, "UPDATE purchase SET status = 'cancelled' WHERE id = :id",
                     &meanwhile->cancelled->id);
}

/* What happens while the lists are read is no difference: least of all a sale that "nobody here
 * knows", which a person might withdraw. */
static void
test_meanwhile (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) paid = buy (fixture);
  g_autoptr (DescoPurchase) cancelled = buy (fixture);
  g_autoptr (DescoPurchase) wrong = buy (fixture);
  g_autoptr (DescoReconcileReport) report = NULL;
  Meanwhile meanwhile = { fixture, paid, cancelled };

  fake_platform_publish (platform, fixture->store);
  happen (fixture, platform, wrong, CHANGE_AMOUNT);
  platform->before_list = go_on_working;
  platform->before_list_data = &meanwhile;
  report = reconcile (fixture, platform);
  g_assert_cmpuint (report->checked, ==, 4);
  g_assert_cmpuint (report->differences->len, ==, 1);
  g_assert_nonnull (find_kind (report, DESCO_DIFFERENCE_AMOUNT));
}

/* Each instalment has its own amount, day and payment; one difference says all that differs in it. */
static void
test_instalments (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = buy_in_three (fixture);
  g_autoptr (DescoReconcileReport) before = NULL;
  g_autoptr (DescoReconcileReport) report = NULL;
  g_autoptr (DescoReconcileReport) paid = NULL;
  const DescoDifference *difference;
  DescoDebtPosition *position;
  DescoPaymentOption *options[4];
  GError *error = NULL;

  fake_platform_publish (platform, fixture->store);
  platform->features |= DESCO_PROVIDER_INSTALMENTS;
  before = reconcile (fixture, platform);
  g_assert_cmpuint (before->differences->len, ==, 0);

  position = fake_platform_find (platform, purchase->iupd);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    options[i] = g_ptr_array_index (position->options, i);
  options[2]->amount += 100;
  options[3]->amount -= 100;
  options[3]->due_date += 5 * G_TIME_SPAN_DAY;
  report = reconcile (fixture, platform);
  g_assert_cmpuint (report->differences->len, ==, 2);
  difference = find_kind (report, DESCO_DIFFERENCE_AMOUNT);
  g_assert_cmpstr (difference->ours, ==, "instalment 2: 36,40 €, instalment 3: 31,20 €");
  g_assert_cmpstr (difference->theirs, ==, "instalment 2: 37,40 €, instalment 3: 30,20 €");
  g_assert_true (
      g_str_has_prefix (find_kind (report, DESCO_DIFFERENCE_DUE_DATE)->ours, "instalment 3: "));

  g_assert_true (desco_reconciler_mend (fixture->store, DESCO_PAYMENT_PROVIDER (platform),
                                        difference, DESCO_MENDING_REPLACE, NULL, NULL, &error));
  g_assert_no_error (error);

  /* One was paid; the whole is not to be paid any more, and is not compared. */
  position = fake_platform_find (platform, purchase->iupd);
  position->status = DESCO_DEBT_POSITION_PARTIALLY_PAID;
  ((DescoPaymentOption *) g_ptr_array_index (position->options, 0))->amount = 1;
  ((DescoPaymentOption *) g_ptr_array_index (position->options, 1))->payment_date
      = desco_clock_now ();
  paid = reconcile (fixture, platform);
  g_assert_cmpuint (paid->differences->len, ==, 1);
  difference = g_ptr_array_index (paid->differences, 0);
  g_assert_cmpint (difference->kind, ==, DESCO_DIFFERENCE_PAID_THERE);
  g_assert_true (g_str_has_prefix (difference->theirs, "instalment 1: "));
}

/* The whole was paid after an instalment had been, and a person credited what was missing: what is left
 * of the instalments there could be paid for nothing. */
static void
test_whole_after_instalment (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = buy_in_three (fixture);
  g_autoptr (DescoReconcileReport) report = NULL;
  g_autoptr (DescoReconcileReport) after = NULL;

  fake_platform_publish (platform, fixture->store);
  desco_fixture_run (fixture, "UPDATE purchase SET status = 'credited' WHERE id = :id",
                     &purchase->id);
  fake_platform_set (platform, purchase->iupd, DESCO_DEBT_POSITION_PARTIALLY_PAID);
  report = reconcile (fixture, platform);
  g_assert_nonnull (find_kind (report, DESCO_DIFFERENCE_PAYABLE_THERE));

  fake_platform_set (platform, purchase->iupd, DESCO_DEBT_POSITION_PAID);
  after = reconcile (fixture, platform);
  g_assert_null (find_kind (after, DESCO_DIFFERENCE_PAYABLE_THERE));
}

/* As if a backup had been put back that is older than the purchase. */
static void
forget (DescoFixture *fixture, const DescoPurchase *purchase)
{
  static const char *const statements[] = {
    "DELETE FROM position WHERE purchase_id = :id",
    "DELETE FROM purchase_event WHERE purchase_id = :id",
    "DELETE FROM instalment WHERE purchase_id = :id",
    "DELETE FROM purchase WHERE id = :id",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    desco_fixture_run (fixture, statements[i], &purchase->id);
  desco_fixture_run (fixture, "UPDATE notice_counter SET next = 1", NULL);
}

/* What was lost here is made again of what the platform has: the same purchase, which can be paid and
 * credited, and whose numbers are not given out again. */
static void
test_adopted (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (DescoPurchase) lost = i == 0 ? buy (fixture) : buy_in_three (fixture);
      g_autoptr (DescoPurchase) found = NULL;
      g_autoptr (DescoPurchase) next = NULL;
      g_autoptr (DescoReconcileReport) report = NULL;
      g_autoptr (DescoReconcileReport) after = NULL;
      GError *error = NULL;

      fake_platform_publish (platform, fixture->store);
      platform->features |= DESCO_PROVIDER_INSTALMENTS;
      forget (fixture, lost);
      /* By the payer and the name, where the pupil's id was not sent. */
      if (i == 2)
        g_ptr_array_set_size (option_of (platform, lost)->metadata, 0);
      report = reconcile (fixture, platform);
      g_assert_cmpuint (report->differences->len, ==, 1);
      g_assert_true (desco_reconciler_mend (fixture->store, DESCO_PAYMENT_PROVIDER (platform),
                                            g_ptr_array_index (report->differences, 0),
                                            DESCO_MENDING_ADOPT, "found", NULL, &error));
      g_assert_no_error (error);

      found = desco_purchases_get (fixture->store, &lost->id, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (found->status, ==, DESCO_PURCHASE_PUBLISHED);
      g_assert_true (desco_uuid_equal (&found->pupil_id, &lost->pupil_id));
      g_assert_cmpint (found->quantity, ==, 20);
      g_assert_cmpint (found->unit_amount, ==, lost->unit_amount);
      g_assert_cmpstr (found->notice_number, ==, lost->notice_number);
      g_assert_cmpint (g_date_compare (&found->due_date, &lost->due_date), ==, 0);
      g_assert_cmpuint (found->instalments->len, ==, lost->instalments->len);
      after = reconcile (fixture, platform);
      g_assert_cmpuint (after->differences->len, ==, 0);
      g_assert_cmpuint (desco_fixture_count_findings (fixture, NULL), ==, 0);

      next = buy (fixture);
      g_assert_cmpstr (next->notice_number, >, lost->notice_number);
      fake_platform_publish (platform, fixture->store);
    }
}

/* What does not make a purchase of people who are known here is refused, and says why. */
static void
test_not_adopted (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *tax_code;
    const char *subject;
    gint64 amount;
    const char *why;
  } cases[] = {
    { "RSSMRA80A01H501U", NULL, 0, "is not known here" },
    { NULL, "Buoni mensa scolastica a.s. 2026/2027 - 20 buoni - Zoe", 0, "is not known here" },
    { NULL, "Trasporto scolastico", 0, "how many vouchers" },
    { NULL, "Buoni mensa scolastica a.s. 2026/2027 - 0 buoni - Anna", 0, "how many vouchers" },
    { NULL, NULL, 10401, "how many vouchers" },
    { "", NULL, 0, "who owes it" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FakePlatform) platform = fake_platform_new ();
      g_autoptr (DescoPurchase) lost = buy (fixture);
      g_autoptr (DescoReconcileReport) report = NULL;
      g_autoptr (GError) error = NULL;
      DescoDebtPosition *position;
      DescoPaymentOption *option;

      fake_platform_publish (platform, fixture->store);
      forget (fixture, lost);
      position = fake_platform_find (platform, lost->iupd);
      option = g_ptr_array_index (position->options, 0);
      g_ptr_array_set_size (option->metadata, 0);
      if (cases[i].tax_code != NULL)
        {
          g_free (position->debtor.tax_code);
          position->debtor.tax_code
              = *cases[i].tax_code != '\0' ? g_strdup (cases[i].tax_code) : NULL;
        }
      if (cases[i].subject != NULL)
        {
          g_free (option->description);
          option->description = g_strdup (cases[i].subject);
        }
      if (cases[i].amount != 0)
        option->amount = cases[i].amount;

      report = reconcile (fixture, platform);
      g_assert_cmpuint (report->differences->len, ==, 1);
      g_assert_false (desco_reconciler_mend (fixture->store, DESCO_PAYMENT_PROVIDER (platform),
                                             g_ptr_array_index (report->differences, 0),
                                             DESCO_MENDING_ADOPT, NULL, NULL, &error));
      g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].why));
      g_assert_cmpint (desco_fixture_query (fixture, "SELECT count (*) FROM purchase", NULL), ==,
                       0);
    }
}

/* Two desks at one creditor: what the other one sold is not unknown here. */
static void
test_other_desk (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *nav;
    gboolean is_listed;
  } cases[] = {
    { "347000000000000199", TRUE },  /* this desk, which stands alone */
    { "347001000000000199", FALSE }, /* desk 1 */
    { "347900000000000199", FALSE }, /* the municipal server */
    { "301000000000000199", TRUE },  /* no number of ours: who knows whose */
    { NULL, TRUE },
  };
  g_autoptr (FakePlatform) platform = fake_platform_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DescoPurchase) known = buy (fixture);
      g_autoptr (DescoPurchase) other = buy (fixture);
      g_autoptr (DescoReconcileReport) report = NULL;
      const DescoDifference *difference;

      fake_platform_publish (platform, fixture->store);
      g_free (option_of (platform, other)->nav);
      option_of (platform, other)->nav = g_strdup (cases[i].nav);
      happen (fixture, platform, other, BE_UNKNOWN);
      report = reconcile (fixture, platform);
      difference = find_kind (report, DESCO_DIFFERENCE_UNKNOWN_HERE);
      g_test_message ("%s", cases[i].nav != NULL ? cases[i].nav : "no number");
      g_assert_true ((difference != NULL) == cases[i].is_listed);
      if (difference != NULL)
        g_assert_cmpstr (difference->notice_number, ==, cases[i].nav);
      g_ptr_array_set_size (platform->positions, 0);
      desco_fixture_run (fixture, "UPDATE purchase SET status = 'cancelled'", NULL);
      desco_reconcile_report_free (reconcile (fixture, platform));
    }
}

/* Of many that are put right at once, one that is refused holds up none of the others; where the
 * platform can't be reached the rest stays open. */
static void
test_many_at_once (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) early = buy (fixture);
  g_autoptr (DescoPurchase) late = buy (fixture);
  g_autoptr (DescoReconcileReport) report = NULL;
  g_autoptr (GPtrArray) failed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  guint n_settled = 0;

  fake_platform_publish (platform, fixture->store);
  fake_platform_pay (platform, early->iupd, desco_clock_now ());
  happen (fixture, platform, late, GET_PAID);
  report = reconcile (fixture, platform);
  g_assert_cmpuint (report->differences->len, ==, 2);

  platform->fail_after = platform->n_calls;
  g_assert_false (desco_reconciler_mend_all (fixture->store, DESCO_PAYMENT_PROVIDER (platform),
                                             report->differences, DESCO_MENDING_FETCH, NULL,
                                             &n_settled, failed, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_cmpuint (n_settled + failed->len, ==, 0);

  platform->fail_after = 0;
  g_assert_true (desco_reconciler_mend_all (fixture->store, DESCO_PAYMENT_PROVIDER (platform),
                                            report->differences, DESCO_MENDING_FETCH, NULL,
                                            &n_settled, failed, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_settled, ==, 1);
  g_assert_cmpuint (failed->len, ==, 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (failed, 0), early->notice_number));
  g_assert_cmpint (status_of (fixture, late), ==, DESCO_PURCHASE_CREDITED);
}

/* What a person lets be, with a reason, is not found again; what does not fit is refused. */
static void
test_ignored (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = buy (fixture);
  g_autoptr (DescoReconcileReport) report = NULL;
  g_autoptr (DescoReconcileReport) again = NULL;
  g_autoptr (DescoReconcileReport) changed = NULL;
  g_autoptr (GError) error = NULL;

  fake_platform_publish (platform, fixture->store);
  happen (fixture, platform, purchase, CHANGE_AMOUNT);
  report = reconcile (fixture, platform);
  g_assert_false (desco_reconciler_mend (fixture->store, DESCO_PAYMENT_PROVIDER (platform),
                                         g_ptr_array_index (report->differences, 0),
                                         DESCO_MENDING_FETCH, NULL, NULL, &error));
  g_assert_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (desco_reconciler_mend (fixture->store, DESCO_PAYMENT_PROVIDER (platform),
                                         g_ptr_array_index (report->differences, 0),
                                         DESCO_MENDING_IGNORE, NULL, NULL, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_true (desco_reconciler_mend (fixture->store, DESCO_PAYMENT_PROVIDER (platform),
                                        g_ptr_array_index (report->differences, 0),
                                        DESCO_MENDING_IGNORE, "agreed", NULL, &error));
  g_assert_no_error (error);
  again = reconcile (fixture, platform);
  g_assert_cmpuint (again->differences->len, ==, 0);

  option_of (platform, purchase)->amount = 2;
  changed = reconcile (fixture, platform);
  g_assert_cmpuint (changed->differences->len, ==, 1);
}

/* What is mended elsewhere goes by itself; where the platform can't be reached nothing is concluded. */
static void
test_gone_and_unreachable (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (DescoPurchase) purchase = buy (fixture);
  g_autoptr (DescoReconcileReport) report = NULL;
  g_autoptr (DescoReconcileReport) offline = NULL;
  g_autoptr (DescoReconcileReport) gone = NULL;

  fake_platform_publish (platform, fixture->store);
  happen (fixture, platform, purchase, CHANGE_AMOUNT);
  report = reconcile (fixture, platform);
  g_assert_cmpuint (report->differences->len, ==, 1);

  option_of (platform, purchase)->amount = purchase->amount;
  platform->fail_after = platform->n_calls;
  offline = reconcile (fixture, platform);
  g_assert_nonnull (offline->unreachable);
  g_assert_cmpuint (offline->differences->len, ==, 1);
  platform->fail_after = 0;
  gone = reconcile (fixture, platform);
  g_assert_cmpuint (gone->gone, ==, 1);
  g_assert_cmpuint (gone->differences->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/pagopa/reconciler/R-09/found-and-mended", test_found_and_mended);
  desco_fixture_add ("/pagopa/reconciler/R-09/unknown-here", test_unknown_here);
  desco_fixture_add ("/pagopa/reconciler/R-09/meanwhile", test_meanwhile);
  desco_fixture_add ("/pagopa/reconciler/R-04/instalments", test_instalments);
  desco_fixture_add ("/pagopa/reconciler/R-05/whole-after-instalment", test_whole_after_instalment);
  desco_fixture_add ("/pagopa/reconciler/R-09/adopted", test_adopted);
  desco_fixture_add ("/pagopa/reconciler/not-adopted", test_not_adopted);
  desco_fixture_add ("/pagopa/reconciler/other-desk", test_other_desk);
  desco_fixture_add ("/pagopa/reconciler/many-at-once", test_many_at_once);
  desco_fixture_add ("/pagopa/reconciler/ignored", test_ignored);
  desco_fixture_add ("/pagopa/reconciler/gone-and-unreachable", test_gone_and_unreachable);
  return g_test_run ();
}
