/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "fake-platform.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-publisher.h"

#define A_PAGE 50

static void fake_platform_iface_init (DescoPaymentProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakePlatform,
                               fake_platform,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DESCO_TYPE_PAYMENT_PROVIDER,
                                                      fake_platform_iface_init))

static gboolean
begin_call (FakePlatform *self, GError **error)
{
  self->n_calls++;
  if (self->fail_after == 0 || self->n_calls <= self->fail_after)
    return TRUE;
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNREACHABLE, "no network");
  return FALSE;
}

static DescoDebtPosition *
find_or_say (FakePlatform *self, const char *iupd, GError **error)
{
  DescoDebtPosition *position;

  if (!begin_call (self, error))
    return NULL;
  position = fake_platform_find (self, iupd);
  if (position != NULL)
    return desco_debt_position_ref (position);
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND, "not there");
  return NULL;
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

  if (!begin_call (self, error))
    return NULL;
  *already_there = fake_platform_find (self, position->iupd) != NULL;
  if (!*already_there)
    {
      position->status = publish ? DESCO_DEBT_POSITION_VALID : DESCO_DEBT_POSITION_DRAFT;
      g_ptr_array_add (self->positions, desco_debt_position_ref (position));
    }
  return desco_debt_position_ref (fake_platform_find (self, position->iupd));
}

static DescoDebtPosition *
fake_get (DescoPaymentProvider *provider,
          const char *iupd,
          GCancellable *cancellable,
          GError **error)
{
  return find_or_say (FAKE_PLATFORM (provider), iupd, error);
}

static DescoDebtPosition *
fake_publish (DescoPaymentProvider *provider,
              const char *iupd,
              GCancellable *cancellable,
              GError **error)
{
  DescoDebtPosition *position = find_or_say (FAKE_PLATFORM (provider), iupd, error);

  if (position != NULL)
    position->status = DESCO_DEBT_POSITION_VALID;
  return position;
}

static DescoDebtPosition *
fake_invalidate (DescoPaymentProvider *provider,
                 const char *iupd,
                 GCancellable *cancellable,
                 GError **error)
{
  DescoDebtPosition *position = find_or_say (FAKE_PLATFORM (provider), iupd, error);

  if (position != NULL)
    position->status = DESCO_DEBT_POSITION_INVALID;
  return position;
}

static gboolean
is_within (const GDate *date, const GDate *from, const GDate *to)
{
  return (!g_date_valid (from) || g_date_compare (date, from) >= 0)
         && (!g_date_valid (to) || g_date_compare (date, to) <= 0);
}

static gboolean
is_wanted (const DescoDebtPosition *position, const DescoPositionQuery *query)
{
  const DescoPaymentOption *option = g_ptr_array_index (position->options, 0);
  GDate due = desco_date_of_time (option->due_date);
  GDate paid;

  if (!is_within (&due, &query->due_from, &query->due_to))
    return FALSE;
  if (query->paid_since == 0 && !g_date_valid (&query->paid_from))
    return TRUE;
  if (option->payment_date == 0)
    return FALSE;
  paid = desco_date_of_time (option->payment_date);
  return option->payment_date >= query->paid_since
         && is_within (&paid, &query->paid_from, &query->paid_to);
}

static DescoPositionPage *
fake_list (DescoPaymentProvider *provider,
           const DescoPositionQuery *query,
           GCancellable *cancellable,
           GError **error)
{
  FakePlatform *self = FAKE_PLATFORM (provider);
  void (*before_list) (FakePlatform *, gpointer) = self->before_list;
  DescoPositionPage *page;
  guint n = 0;

  self->before_list = NULL;
  if (before_list != NULL)
    before_list (self, self->before_list_data);
  if (!begin_call (self, error))
    return NULL;
  self->n_lists++;
  page = desco_position_page_new ();
  page->page = query->page;
  for (guint i = 0; i < self->positions->len; i++)
    {
      DescoDebtPosition *position = g_ptr_array_index (self->positions, i);

      if (!is_wanted (position, query))
        continue;
      if (n / A_PAGE == query->page)
        g_ptr_array_add (page->positions, desco_debt_position_ref (position));
      n++;
    }
  page->n_pages = (n + A_PAGE - 1) / A_PAGE;
  return page;
}

static DescoReceiptPage *
fake_list_receipts (DescoPaymentProvider *provider,
                    const DescoReceiptQuery *query,
                    GCancellable *cancellable,
                    GError **error)
{
  FakePlatform *self = FAKE_PLATFORM (provider);
  DescoReceiptPage *page;

  if (!begin_call (self, error))
    return NULL;
  self->n_lists++;
  page = desco_receipt_page_new ();
  page->n_pages = 1;
  for (guint i = 0; i < self->receipts->len; i++)
    {
      const DescoReceiptData *receipt = g_ptr_array_index (self->receipts, i);
      DescoReceiptSummary *summary = desco_receipt_page_add (page);

      summary->iuv = g_strdup (receipt->iuv);
      if ((self->features & DESCO_PROVIDER_LISTS_PAYMENTS) != 0)
        summary->receipt_id = g_strdup (receipt->receipt_id);
    }
  return page;
}

static gboolean
begin_receipt (FakePlatform *self, const char *iuv, GError **error)
{
  if (!begin_call (self, error))
    return FALSE;
  if (g_strcmp0 (self->unreadable, iuv) != 0)
    return TRUE;
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "receipt", "This is no receipt");
  return FALSE;
}

static DescoReceiptData *
fake_get_receipt (DescoPaymentProvider *provider,
                  const char *iuv,
                  GCancellable *cancellable,
                  GError **error)
{
  FakePlatform *self = FAKE_PLATFORM (provider);

  if (!begin_receipt (self, iuv, error))
    return NULL;
  for (guint i = 0; i < self->receipts->len; i++)
    {
      DescoReceiptData *receipt = g_ptr_array_index (self->receipts, i);

      if (g_str_equal (receipt->iuv, iuv))
        return desco_receipt_data_ref (receipt);
    }
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND, "not there");
  return NULL;
}

static DescoReceiptData *
fake_get_payment_receipt (DescoPaymentProvider *provider,
                          const char *iuv,
                          const char *receipt_id,
                          GCancellable *cancellable,
                          GError **error)
{
  FakePlatform *self = FAKE_PLATFORM (provider);

  if (!begin_receipt (self, iuv, error))
    return NULL;
  for (guint i = 0; i < self->receipts->len; i++)
    {
      DescoReceiptData *receipt = g_ptr_array_index (self->receipts, i);

      if (g_str_equal (receipt->iuv, iuv) && g_str_equal (receipt->receipt_id, receipt_id))
        return desco_receipt_data_ref (receipt);
    }
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND, "not there");
  return NULL;
}

static gboolean
can_be_replaced (const DescoDebtPosition *position)
{
  return position->status == DESCO_DEBT_POSITION_VALID
         || position->status == DESCO_DEBT_POSITION_PUBLISHED
         || position->status == DESCO_DEBT_POSITION_DRAFT
         || position->status == DESCO_DEBT_POSITION_EXPIRED;
}

static DescoDebtPosition *
fake_replace (DescoPaymentProvider *provider,
              DescoDebtPosition *position,
              gboolean publish,
              GCancellable *cancellable,
              GError **error)
{
  FakePlatform *self = FAKE_PLATFORM (provider);
  g_autoptr (DescoDebtPosition) old = find_or_say (self, position->iupd, error);

  if (old == NULL)
    return NULL;
  if (!can_be_replaced (old))
    {
      g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT, "too late");
      return NULL;
    }
  position->status = publish ? DESCO_DEBT_POSITION_VALID : DESCO_DEBT_POSITION_DRAFT;
  g_ptr_array_remove (self->positions, old);
  g_ptr_array_add (self->positions, desco_debt_position_ref (position));
  return desco_debt_position_ref (position);
}

static gboolean
begin_batch (FakePlatform *self, guint size, guint max, GError **error)
{
  g_assert_cmpuint (size, >=, 2);
  g_assert_cmpuint (size, <=, max);
  if (!begin_call (self, error))
    return FALSE;
  g_array_append_val (self->batches, size);
  if (self->on_batch != NULL)
    self->on_batch (self->on_batch_data);
  return TRUE;
}

static gboolean
end_batch (FakePlatform *self, GError **error)
{
  if (self->batches->len != self->loses_at)
    return TRUE;
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNCERTAIN, "no answer");
  return FALSE;
}

static gboolean
fake_replace_batch (DescoPaymentProvider *provider,
                    GPtrArray *positions,
                    gboolean publish,
                    GCancellable *cancellable,
                    GError **error)
{
  FakePlatform *self = FAKE_PLATFORM (provider);

  g_assert_true (publish);
  if (!begin_batch (self, positions->len, DESCO_PROVIDER_MAX_BATCH, error))
    return FALSE;
  for (guint i = 0; i < positions->len; i++)
    {
      const DescoDebtPosition *position = positions->pdata[i];
      const DescoDebtPosition *old = fake_platform_find (self, position->iupd);

      if (old != NULL && can_be_replaced (old))
        continue;
      g_set_error (error, DESCO_PAGOPA_ERROR,
                   old != NULL ? DESCO_PAGOPA_ERROR_CONFLICT : DESCO_PAGOPA_ERROR_NOT_FOUND,
                   "%s is at fault", position->iupd);
      return FALSE;
    }
  for (guint i = 0; i < positions->len; i++)
    {
      DescoDebtPosition *position = desco_debt_position_ref (positions->pdata[i]);

      g_ptr_array_remove (self->positions, fake_platform_find (self, position->iupd));
      position->status = DESCO_DEBT_POSITION_VALID;
      g_ptr_array_add (self->positions, position);
    }
  return end_batch (self, error);
}

/* What is not there is no fault: it is not there afterwards. */
static gboolean
fake_remove_batch (DescoPaymentProvider *provider,
                   const char *const *iupds,
                   GCancellable *cancellable,
                   GError **error)
{
  FakePlatform *self = FAKE_PLATFORM (provider);

  if (!begin_batch (self, g_strv_length ((char **) iupds), DESCO_PROVIDER_MAX_REMOVALS, error))
    return FALSE;
  for (guint i = 0; iupds[i] != NULL; i++)
    {
      const DescoDebtPosition *position = fake_platform_find (self, iupds[i]);

      if (position == NULL || can_be_replaced (position)
          || position->status == DESCO_DEBT_POSITION_INVALID)
        continue;
      g_set_error (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT, "%s is at fault",
                   iupds[i]);
      return FALSE;
    }
  for (guint i = 0; iupds[i] != NULL; i++)
    g_ptr_array_remove (self->positions, fake_platform_find (self, iupds[i]));
  return end_batch (self, error);
}

static gboolean
fake_replace_account (DescoPaymentProvider *provider,
                      const char *old_iban,
                      const char *new_iban,
                      guint *n_changed,
                      GCancellable *cancellable,
                      GError **error)
{
  FakePlatform *self = FAKE_PLATFORM (provider);

  if (!begin_call (self, error))
    return FALSE;
  *n_changed = 0;
  for (guint i = 0; i < self->positions->len; i++)
    {
      DescoDebtPosition *position = g_ptr_array_index (self->positions, i);
      DescoPaymentOption *option = g_ptr_array_index (position->options, 0);
      DescoPaymentTransfer *transfer = g_ptr_array_index (option->transfers, 0);

      if (position->status != DESCO_DEBT_POSITION_VALID
          || g_strcmp0 (transfer->iban, old_iban) != 0)
        continue;
      g_free (transfer->iban);
      transfer->iban = g_strdup (new_iban);
      (*n_changed)++;
    }
  return TRUE;
}

static DescoProviderFeatures
fake_get_features (DescoPaymentProvider *provider)
{
  return FAKE_PLATFORM (provider)->features;
}

static void
fake_platform_iface_init (DescoPaymentProviderInterface *iface)
{
  iface->create = fake_create;
  iface->get = fake_get;
  iface->publish = fake_publish;
  iface->invalidate = fake_invalidate;
  iface->list = fake_list;
  iface->list_receipts = fake_list_receipts;
  iface->get_receipt = fake_get_receipt;
  iface->get_payment_receipt = fake_get_payment_receipt;
  iface->replace = fake_replace;
  iface->replace_batch = fake_replace_batch;
  iface->remove_batch = fake_remove_batch;
  iface->replace_account = fake_replace_account;
  iface->get_features = fake_get_features;
}

static void
fake_platform_finalize (GObject *object)
{
  FakePlatform *self = FAKE_PLATFORM (object);

  g_ptr_array_unref (self->positions);
  g_ptr_array_unref (self->receipts);
  g_array_unref (self->batches);
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
  self->positions = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_debt_position_unref);
  self->receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_receipt_data_unref);
  self->batches = g_array_new (FALSE, FALSE, sizeof (guint));
  self->features = DESCO_PROVIDER_REPLACE | DESCO_PROVIDER_REMOVE | DESCO_PROVIDER_REPLACE_ACCOUNT
                   | DESCO_PROVIDER_PAID_SINCE;
}

/**
 * fake_platform_new:
 *
 * Returns: (transfer full): a platform without positions
 */
FakePlatform *
fake_platform_new (void)
{
  return g_object_new (FAKE_TYPE_PLATFORM, NULL);
}

/**
 * fake_platform_find:
 * @self: a platform
 * @iupd: a position's name
 *
 * Returns: (nullable) (transfer none): the position
 */
DescoDebtPosition *
fake_platform_find (FakePlatform *self, const char *iupd)
{
  for (guint i = 0; i < self->positions->len; i++)
    {
      DescoDebtPosition *position = g_ptr_array_index (self->positions, i);

      if (g_str_equal (position->iupd, iupd))
        return position;
    }
  return NULL;
}

/**
 * fake_platform_set:
 * @self: a platform
 * @iupd: a position's name
 * @status: where it shall stand
 */
void
fake_platform_set (FakePlatform *self, const char *iupd, DescoDebtPositionStatus status)
{
  fake_platform_find (self, iupd)->status = status;
}

/**
 * fake_platform_pay:
 * @self: a platform
 * @iupd: a position's name
 * @at: UTC microseconds
 *
 * Somebody pays the whole of it.
 */
void
fake_platform_pay (FakePlatform *self, const char *iupd, gint64 at)
{
  DescoDebtPosition *position = fake_platform_find (self, iupd);
  DescoPaymentOption *option = g_ptr_array_index (position->options, 0);

  position->status = DESCO_DEBT_POSITION_PAID;
  option->payment_date = at;
}

/**
 * fake_platform_publish:
 * @self: a platform
 * @store: a desk's database
 *
 * Has the desk send what is queued, which must go well as far as the desk is concerned.
 */
void
fake_platform_publish (FakePlatform *self, DescoStore *store)
{
  GError *error = NULL;
  g_autoptr (DescoPublishReport) report = desco_publisher_publish (
      store, DESCO_PAYMENT_PROVIDER (self), NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
}
