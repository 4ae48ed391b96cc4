/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-fixture.h"
#include "model/desco-clock.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-publisher.h"
#include "store/desco-purchases.h"

#include <string.h>

/* A platform in the same process that takes a hundred positions at once, all of them or none. Its calls
 * may come two at a time, in any order: it knows the batch that is to go another way by its first
 * position, and answers no other before that. */
#define FAKE_TYPE_PLATFORM (fake_platform_get_type ())
G_DECLARE_FINAL_TYPE (FakePlatform, fake_platform, FAKE, PLATFORM, GObject)

struct _FakePlatform
{
  GObject parent_instance;

  GHashTable *positions; /* iupd → DescoDebtPosition */
  GHashTable *refused;   /* iupds that it does not take */
  GArray *batches;       /* how large each was */
  guint n_creates;
  guint n_gets;
  const char *special; /* the first of the batch that is to go another way */
  gboolean fails;      /* whether that comes to nothing */
  gboolean is_taken;   /* whether it was taken all the same */
  gboolean is_lost;    /* whether its answer was, and a look at the first says that it was taken */
  DescoPagopaError code;
  gboolean cancels; /* whether somebody stops it meanwhile */
  GCancellable *cancellable;
  guint waits_for;    /* answers nothing before it has had so many batches */
  guint n_at_once;    /* how many it has in hand */
  guint most_at_once; /* that it ever had */
  GMutex lock;
  GCond changed;
};

static void
take (FakePlatform *self, DescoDebtPosition *position)
{
  position->status = DESCO_DEBT_POSITION_VALID;
  g_hash_table_insert (self->positions, g_strdup (position->iupd),
                       desco_debt_position_ref (position));
}

/* Whether one of @positions is at fault; says with what. */
static gboolean
is_refused (FakePlatform *self, GPtrArray *positions, GError **error)
{
  for (guint i = 0; i < positions->len; i++)
    {
      const DescoDebtPosition *position = positions->pdata[i];
      gboolean is_there = g_hash_table_contains (self->positions, position->iupd);

      if (is_there || g_hash_table_contains (self->refused, position->iupd))
        {
          g_set_error (error, DESCO_PAGOPA_ERROR,
                       is_there ? DESCO_PAGOPA_ERROR_CONFLICT : DESCO_PAGOPA_ERROR_REFUSED,
                       "%s is at fault", position->iupd);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
take_all (FakePlatform *self, GPtrArray *positions, GError **error)
{
  if (is_refused (self, positions, error))
    return FALSE;
  for (guint i = 0; i < positions->len; i++)
    take (self, positions->pdata[i]);
  return TRUE;
}

static gboolean
answer_special (FakePlatform *self, GPtrArray *positions, gboolean *is_first_only, GError **error)
{
  self->special = NULL;
  *is_first_only = self->is_lost;
  if (self->is_lost)
    return TRUE;
  if (self->cancels)
    g_cancellable_cancel (self->cancellable);
  if (!self->fails)
    return take_all (self, positions, error);
  if (self->is_taken)
    take_all (self, positions, NULL);
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, (int) self->code, "as told");
  return FALSE;
}

static gboolean
fake_create_batch (DescoPaymentProvider *provider,
                   GPtrArray *positions,
                   gboolean publish,
                   gboolean *is_first_only,
                   GCancellable *cancellable,
                   GError **error)
{
  FakePlatform *self = FAKE_PLATFORM (provider);
  const DescoDebtPosition *first = positions->pdata[0];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gboolean is_special = g_strcmp0 (self->special, first->iupd) == 0;
  gboolean is_well;

  g_assert_true (publish);
  g_assert_cmpuint (positions->len, >=, 2);
  g_assert_cmpuint (positions->len, <=, DESCO_PROVIDER_MAX_BATCH);
  g_array_append_val (self->batches, positions->len);
  self->n_at_once++;
  self->most_at_once = MAX (self->most_at_once, self->n_at_once);
  g_cond_broadcast (&self->changed);
  while (self->batches->len < self->waits_for || (self->special != NULL && !is_special))
    g_cond_wait (&self->changed, &self->lock);

  is_well = is_special ? answer_special (self, positions, is_first_only, error)
                       : take_all (self, positions, error);
  self->n_at_once--;
  g_cond_broadcast (&self->changed);
  return is_well;
}

static DescoDebtPosition *
fake_create (DescoPaymentProvider *provider,
             DescoDebtPosition *position,
             gboolean publish,
             gboolean *already_there,
             GCancellable *cancellable,
             GError **error)
{
  FakePlatform *self = FAKE_PLATFORM (provider);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->n_creates++;
  if (g_hash_table_contains (self->refused, position->iupd))
    {
      g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_REFUSED, "%s is at fault",
                   position->iupd);
      return NULL;
    }
  *already_there = g_hash_table_contains (self->positions, position->iupd);
  if (!*already_there)
    take (self, position);
  return desco_debt_position_ref (g_hash_table_lookup (self->positions, position->iupd));
}

static DescoDebtPosition *
fake_get (DescoPaymentProvider *provider,
          const char *iupd,
          GCancellable *cancellable,
          GError **error)
{
  FakePlatform *self = FAKE_PLATFORM (provider);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  DescoDebtPosition *position = g_hash_table_lookup (self->positions, iupd);

  self->n_gets++;
  if (position != NULL)
    return desco_debt_position_ref (position);
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND, "not there");
  return NULL;
}

static DescoProviderFeatures
fake_get_features (DescoPaymentProvider *provider)
{
  return DESCO_PROVIDER_BATCHES;
}

static void
fake_platform_iface_init (DescoPaymentProviderInterface *iface)
{
  iface->create = fake_create;
  iface->create_batch = fake_create_batch;
  iface->get = fake_get;
  iface->get_features = fake_get_features;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakePlatform,
                               fake_platform,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAYMENT_PROVIDER,
                                                      fake_platform_iface_init))

static void
fake_platform_finalize (GObject *object)
{
  FakePlatform *self = FAKE_PLATFORM (object);

  g_hash_table_unref (self->positions);
  g_hash_table_unref (self->refused);
  g_array_unref (self->batches);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  G_OBJECT_CLASS (fake_platform_parent_class)->finalize (object);
}

static void
fake_platform_class_init (FakePlatformClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_platform_finalize;
}

static void
fake_platform_init (FakePlatform *self)
{
  self->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) desco_debt_position_unref);
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->batches = g_array_new (FALSE, FALSE, sizeof (guint));
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
}

static FakePlatform *
fake_platform_new (void)
{
  return g_object_new (FAKE_TYPE_PLATFORM, NULL);
}

/* Sells @n_purchases more, so that @n_queued wait; the list is the newest first, as the database gives
 * it. */
static GPtrArray *
sell_more (DescoFixture *fixture, guint n_purchases, guint n_queued)
{
  DescoPurchaseFilter filter = { .statuses = 1u << DESCO_PURCHASE_QUEUED };
  GError *error = NULL;
  GPtrArray *purchases;

  for (guint i = 0; i < n_purchases; i++)
    {
      g_autoptr (DescoPurchase) purchase
          = desco_purchases_create (fixture->store, &fixture->pupils[0], 20, NULL, NULL, &error);

      g_assert_no_error (error);
    }
  purchases = desco_purchases_list (fixture->store, &filter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (purchases->len, ==, n_queued);
  return purchases;
}

static GPtrArray *
sell (DescoFixture *fixture, guint n_purchases)
{
  return sell_more (fixture, n_purchases, n_purchases);
}

/* The purchase that is sent as number @number, from 0. */
static DescoPurchase *
nth (GPtrArray *purchases, guint number)
{
  return g_ptr_array_index (purchases, purchases->len - 1 - number);
}

static void
refuse (FakePlatform *platform, GPtrArray *purchases, guint number)
{
  g_hash_table_add (platform->refused, g_strdup (nth (purchases, number)->iupd));
}

static DescoPublishReport *
publish (DescoFixture *fixture, FakePlatform *platform)
{
  g_autoptr (GError) error = NULL;
  DescoPublishReport *report
      = desco_publisher_publish (fixture->store, DESCO_PAYMENT_PROVIDER (platform), NULL, NULL,
                                 NULL, platform->cancellable, &error);

  g_assert_no_error (error);
  return report;
}

static gint64
count (DescoFixture *fixture, const char *sql)
{
  return desco_fixture_query (fixture, sql, NULL);
}

#define PUBLISHED "SELECT count (*) FROM purchase WHERE status = 'published'"
#define QUEUED "SELECT count (*) FROM purchase WHERE status = 'queued'"
#define EVENTS "SELECT count (*) FROM purchase_event WHERE status = 'published'"
#define TOLD "SELECT count (*) FROM outbox WHERE payload LIKE '%\"status\":\"published\"%'"

static void
on_progress (guint done, guint total, gpointer data)
{
  GArray *steps = data;

  g_assert_cmpuint (total, ==, 230);
  g_array_append_val (steps, done);
}

/* As few calls as the platform allows, each written down in one transaction, each change told once. */
static void
test_by_the_hundred (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = sell (fixture, 230);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoPublishReport) report = desco_publisher_publish (
      fixture->store, DESCO_PAYMENT_PROVIDER (platform), NULL, on_progress, steps, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->published, ==, 230);
  g_assert_cmpuint (platform->batches->len, ==, 3);
  g_assert_cmpuint (platform->n_creates + platform->n_gets, ==, 0);
  g_assert_cmpuint (steps->len, ==, 3);
  g_assert_cmpuint (g_array_index (steps, guint, 0), ==, 100);
  g_assert_cmpuint (g_array_index (steps, guint, 1), >, 100);
  g_assert_cmpuint (g_array_index (steps, guint, 2), ==, 230);
  g_assert_cmpint (count (fixture, PUBLISHED), ==, 230);
  g_assert_cmpint (count (fixture, EVENTS), ==, 230);
  g_assert_cmpint (count (fixture, TOLD), ==, 230);
}

/* While the platform has one batch, the next is on its way; a third is not. */
static void
test_two_at_once (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = sell (fixture, 430);
  g_autoptr (DescoPublishReport) report = NULL;

  platform->waits_for = 2;
  report = publish (fixture, platform);
  g_assert_cmpuint (report->published, ==, 430);
  g_assert_cmpuint (platform->most_at_once, ==, 2);
  g_assert_cmpuint (platform->batches->len, ==, 5);
}

/* A batch that is refused is split while others are on their way: each purchase meets its own end. */
static void
test_refused_among_others (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = sell (fixture, 430);
  g_autoptr (DescoPublishReport) report = NULL;

  platform->waits_for = 2;
  refuse (platform, purchases, 150);
  refuse (platform, purchases, 420);
  report = publish (fixture, platform);
  g_assert_cmpuint (report->published, ==, 428);
  g_assert_cmpuint (report->failed->len, ==, 2);
  g_assert_cmpuint (report->waiting, ==, 0);
  g_assert_cmpuint (platform->most_at_once, ==, 2);
  g_assert_cmpint (count (fixture, PUBLISHED), ==, 428);
  g_assert_cmpint (count (fixture, EVENTS), ==, 428);
}

/* One alone goes as one: its answer tells its state. */
static void
test_one_alone (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = sell (fixture, 1);
  g_autoptr (DescoPublishReport) report = publish (fixture, platform);

  g_assert_cmpuint (report->published, ==, 1);
  g_assert_cmpuint (platform->batches->len, ==, 0);
  g_assert_cmpuint (platform->n_creates, ==, 1);
}

/* Wherever the culprits stand, they stand alone with their reasons in the end, all the others are
 * through, and it took about a dozen calls for each. */
static void
test_culprits (DescoFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint n_purchases;
    guint culprits[4];
    guint n_culprits;
    guint max_calls;
  } cases[] = {
    { 100, { 0 }, 1, 15 },
    { 100, { 99 }, 1, 9 },
    { 100, { 50 }, 1, 15 },
    { 2, { 1 }, 1, 3 },
    { 2, { 0, 1 }, 2, 3 },
    { 3, { 1 }, 1, 5 },
    { 100, { 0, 33, 66, 99 }, 4, 50 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FakePlatform) platform = fake_platform_new ();
      g_autoptr (GPtrArray) purchases = sell (fixture, cases[i].n_purchases);
      g_autoptr (DescoPublishReport) report = NULL;

      for (guint j = 0; j < cases[i].n_culprits; j++)
        refuse (platform, purchases, cases[i].culprits[j]);
      report = publish (fixture, platform);

      g_test_message ("case %u: %u calls", i, platform->batches->len + platform->n_creates);
      g_assert_cmpuint (report->failed->len, ==, cases[i].n_culprits);
      g_assert_cmpuint (report->published, ==, cases[i].n_purchases - cases[i].n_culprits);
      g_assert_cmpuint (report->waiting, ==, 0);
      g_assert_cmpuint (platform->batches->len + platform->n_creates, <=, cases[i].max_calls);
      g_assert_cmpint (count (fixture, QUEUED), ==, cases[i].n_culprits);
      for (guint j = 0; j < cases[i].n_culprits; j++)
        {
          const DescoPurchaseFailure *failure = g_ptr_array_index (report->failed, j);
          const DescoPurchase *purchase = nth (purchases, cases[i].culprits[j]);

          g_assert_cmpstr (failure->notice_number, ==, purchase->notice_number);
          g_assert_nonnull (strstr (failure->reason, purchase->iupd));
        }
      desco_fixture_run (fixture, "UPDATE purchase SET status = 'cancelled'", NULL);
    }
}

/* Killed after the platform took a batch and before it was written down here: all of it is found
 * there, and nothing is sent a second time. */
static void
test_batch_was_there (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = sell (fixture, 100);
  g_autoptr (DescoPublishReport) report = NULL;

  report = publish (fixture, platform);
  g_clear_pointer (&report, desco_publish_report_free);
  desco_fixture_run (fixture, "UPDATE purchase SET status = 'queued'", NULL);
  g_array_set_size (platform->batches, 0);

  report = publish (fixture, platform);
  g_assert_cmpuint (report->published, ==, 100);
  g_assert_cmpuint (report->already_there, ==, 100);
  g_assert_cmpuint (platform->batches->len, ==, 1);
  g_assert_cmpuint (platform->n_creates, ==, 0);
  g_assert_cmpuint (g_hash_table_size (platform->positions), ==, 100);
  g_assert_cmpint (count (fixture, PUBLISHED), ==, 100);
}

/* The same where more was sold, and some cancelled, in between: the batches are not the same any
 * more, and each position is known for itself. */
static void
test_part_was_there (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = sell (fixture, 60);
  g_autoptr (DescoPublishReport) report = publish (fixture, platform);
  g_autoptr (DescoPublishReport) again = NULL;
  g_autoptr (GPtrArray) more = NULL;

  desco_fixture_run (fixture, "UPDATE purchase SET status = 'cancelled'", NULL);
  more = sell (fixture, 40);
  desco_fixture_run (fixture, "UPDATE purchase SET status = 'queued'", NULL);

  again = publish (fixture, platform);
  g_assert_cmpuint (report->published, ==, 60);
  g_assert_cmpuint (again->published, ==, 100);
  g_assert_cmpuint (again->already_there, ==, 60);
  g_assert_cmpuint (g_hash_table_size (platform->positions), ==, 100);
  g_assert_cmpint (count (fixture, QUEUED), ==, 0);
}

/* Part of a batch was there from a run that was killed, and the answer to the whole is lost: that the
 * first is there says nothing of the others. */
static void
test_lost_answer (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = sell (fixture, 50);
  g_autoptr (DescoPublishReport) before = publish (fixture, platform);
  g_autoptr (DescoPublishReport) report = NULL;
  g_autoptr (GPtrArray) both = NULL;

  desco_fixture_run (fixture, "UPDATE purchase SET status = 'queued'", NULL);
  both = sell_more (fixture, 50, 100);
  platform->special = nth (both, 0)->iupd;
  platform->is_lost = TRUE;
  report = publish (fixture, platform);
  g_assert_cmpuint (report->published, ==, 100);
  g_assert_cmpuint (report->already_there, ==, 50);
  g_assert_cmpuint (g_hash_table_size (platform->positions), ==, 100);
  g_assert_cmpint (count (fixture, QUEUED), ==, 0);
}

/* An answer that nobody can tell from silence stops the rest, but for what is on its way already; the
 * next run looks before it sends. */
static void
test_no_answer (DescoFixture *fixture, gconstpointer data)
{
  for (guint arrived = 0; arrived < 2; arrived++)
    {
      g_autoptr (FakePlatform) platform = fake_platform_new ();
      g_autoptr (GPtrArray) purchases = sell (fixture, 530);
      g_autoptr (DescoPublishReport) report = NULL;
      g_autoptr (DescoPublishReport) later = NULL;
      gint64 start = desco_clock_now ();

      platform->special = nth (purchases, 100)->iupd;
      platform->fails = TRUE;
      platform->is_taken = arrived == 1;
      platform->code = DESCO_PAGOPA_ERROR_UNCERTAIN;
      report = publish (fixture, platform);
      g_assert_cmpuint (report->published, >=, 100);
      g_assert_cmpuint (report->published, <=, 200);
      g_assert_cmpuint (report->published + report->waiting, ==, 530);
      g_assert_nonnull (report->unreachable);
      g_assert_cmpuint (platform->batches->len, <=, 3);
      g_assert_cmpint (report->retry_at, >, start);
      g_assert_cmpint (count (fixture, PUBLISHED), ==, report->published);

      desco_clock_set (report->retry_at + G_USEC_PER_SEC);
      later = publish (fixture, platform);
      g_assert_cmpuint (later->published, ==, 530 - report->published);
      g_assert_cmpuint (later->already_there, ==, arrived == 1 ? 100 : 0);
      g_assert_cmpuint (platform->n_gets, >=, 1);
      g_assert_cmpuint (g_hash_table_size (platform->positions), ==, 530);
      g_assert_cmpint (count (fixture, QUEUED), ==, 0);
      desco_clock_set (start);
      desco_fixture_run (fixture, "UPDATE purchase SET status = 'cancelled'", NULL);
    }
}

/* Stopped between two calls: what was sent is written down, the rest waits and is no error. */
static void
test_cancelled (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = sell (fixture, 530);
  g_autoptr (DescoPublishReport) report = NULL;
  g_autoptr (DescoPublishReport) again = NULL;

  platform->special = nth (purchases, 100)->iupd;
  platform->cancels = TRUE;
  report = publish (fixture, platform);
  g_assert_true (report->cancelled);
  g_assert_cmpuint (report->published, ==, 200);
  g_assert_cmpuint (report->waiting, ==, 330);
  g_assert_cmpint (count (fixture, PUBLISHED), ==, 200);

  g_cancellable_reset (platform->cancellable);
  again = publish (fixture, platform);
  g_assert_cmpuint (again->published, ==, 330);
  g_assert_false (again->cancelled);
}

static void
test_wrong_key (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = sell (fixture, 3);
  g_autoptr (GError) error = NULL;

  platform->special = nth (purchases, 0)->iupd;
  platform->fails = TRUE;
  platform->code = DESCO_PAGOPA_ERROR_UNAUTHORIZED;
  g_assert_null (desco_publisher_publish (fixture->store, DESCO_PAYMENT_PROVIDER (platform), NULL,
                                          NULL, NULL, NULL, &error));
  g_assert_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED);
  g_assert_cmpint (count (fixture, QUEUED), ==, 3);
  g_assert_cmpint (count (fixture, "SELECT sum (attempts) FROM purchase"), ==, 0);
}

/* Cancelled at the desk while it was on its way: it is told, and stays cancelled. */
static void
test_overtaken (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = sell (fixture, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoPublishReport) report = NULL;

  desco_fixture_run (fixture, "UPDATE purchase SET status = 'cancelled' WHERE id = :id",
                     &nth (purchases, 1)->id);
  report = desco_publisher_publish (fixture->store, DESCO_PAYMENT_PROVIDER (platform), purchases,
                                    NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->published, ==, 2);
  g_assert_cmpuint (report->failed->len, ==, 1);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM purchase WHERE status = 'cancelled'"), ==,
                   1);
}

/* Past its last day in Rome, a purchase is not sent, though it is the same day still in UTC; the others
 * go. */
static void
test_past_due (DescoFixture *fixture, gconstpointer data)
{
  g_autoptr (FakePlatform) platform = fake_platform_new ();
  g_autoptr (GPtrArray) purchases = sell (fixture, 3);
  g_autoptr (DescoPublishReport) report = NULL;
  const DescoPurchaseFailure *failure;

  desco_fixture_run (fixture, "UPDATE purchase SET due_date = '2026-09-30' WHERE id = :id",
                     &nth (purchases, 1)->id);
  desco_fixture_set_clock ("2026-09-30T22:30:00Z");
  report = publish (fixture, platform);
  g_assert_cmpuint (report->published, ==, 2);
  g_assert_cmpuint (report->failed->len, ==, 1);
  failure = g_ptr_array_index (report->failed, 0);
  g_assert_cmpstr (failure->notice_number, ==, nth (purchases, 1)->notice_number);

  desco_fixture_run (fixture, "UPDATE purchase SET problem = NULL", NULL);
  desco_fixture_set_clock ("2026-09-30T21:30:00Z");
  desco_publish_report_free (g_steal_pointer (&report));
  report = publish (fixture, platform);
  g_assert_cmpuint (report->published, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  desco_fixture_add ("/publish-batches/by-the-hundred", test_by_the_hundred);
  desco_fixture_add ("/publish-batches/two-at-once", test_two_at_once);
  desco_fixture_add ("/publish-batches/refused-among-others", test_refused_among_others);
  desco_fixture_add ("/publish-batches/one-alone", test_one_alone);
  desco_fixture_add ("/publish-batches/culprits", test_culprits);
  desco_fixture_add ("/publish-batches/batch-was-there", test_batch_was_there);
  desco_fixture_add ("/publish-batches/part-was-there", test_part_was_there);
  desco_fixture_add ("/publish-batches/lost-answer", test_lost_answer);
  desco_fixture_add ("/publish-batches/no-answer", test_no_answer);
  desco_fixture_add ("/publish-batches/cancelled", test_cancelled);
  desco_fixture_add ("/publish-batches/wrong-key", test_wrong_key);
  desco_fixture_add ("/publish-batches/overtaken", test_overtaken);
  desco_fixture_add ("/publish-batches/past-due", test_past_due);
  return g_test_run ();
}
