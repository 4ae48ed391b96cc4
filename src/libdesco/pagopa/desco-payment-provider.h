/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-debt-position.h"
#include "pagopa/desco-receipt-xml.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DescoPositionQuery:
 * @due_from: the first due date; not valid for any
 * @due_to: the last due date
 * @paid_from: the first day of payment
 * @paid_to: the last; at most 30 days after @paid_from
 * @paid_since: the first moment of payment, UTC microseconds, in place of @paid_from and only where
 *   the provider has %DESCO_PROVIDER_PAID_SINCE; 0 for any
 * @status: %DESCO_DEBT_POSITION_UNKNOWN for any
 * @page: the first is 0
 * @limit: positions a page, 1 to 50; 0 for 50
 *
 * Which positions to list. All zeroes lists everything.
 */
typedef struct
{
  GDate due_from;
  GDate due_to;
  GDate paid_from;
  GDate paid_to;
  gint64 paid_since;
  DescoDebtPositionStatus status;
  guint page;
  guint limit;
} DescoPositionQuery;

/**
 * DescoPositionPage:
 * @positions: (element-type DescoDebtPosition): one page of them
 * @page: which page it is; the first is 0
 * @n_pages: how many pages there are
 */
typedef struct
{
  GPtrArray *positions;
  guint page;
  guint n_pages;
} DescoPositionPage;

/**
 * DescoReceiptQuery:
 * @from: the first day of payment; not valid for any
 * @to: the last
 * @debtor: (nullable): a debtor's tax code
 * @debtor_or_iuv: (nullable): a debtor's tax code, or an IUV
 * @page: the first is 0
 * @limit: receipts a page, 1 to 100; 0 for 100
 *
 * Which receipts to list. All zeroes lists everything.
 */
typedef struct
{
  GDate from;
  GDate to;
  const char *debtor;
  const char *debtor_or_iuv;
  guint page;
  guint limit;
} DescoReceiptQuery;

/**
 * DescoReceiptSummary:
 * @iuv: what to ask for the receipt by
 * @receipt_id: (nullable): the payment's own number, where the list tells it: one notice may have been
 *   paid twice
 * @debtor: (nullable): the debtor's tax code
 * @payment_date_time: microseconds since 1970 in UTC; 0 if the list does not say
 */
typedef struct
{
  char *iuv;
  char *receipt_id;
  char *debtor;
  gint64 payment_date_time;
} DescoReceiptSummary;

/**
 * DescoReceiptPage:
 * @receipts: (element-type DescoReceiptSummary): one page of them
 * @page: which page it is; the first is 0
 * @n_pages: how many pages there are
 */
typedef struct
{
  GPtrArray *receipts;
  guint page;
  guint n_pages;
} DescoReceiptPage;

DescoPositionPage *desco_position_page_new (void);
void desco_position_page_free (DescoPositionPage *self);
DescoReceiptPage *desco_receipt_page_new (void);
DescoReceiptSummary *desco_receipt_page_add (DescoReceiptPage *self);
void desco_receipt_page_free (DescoReceiptPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoPositionPage, desco_position_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoReceiptPage, desco_receipt_page_free)

#define DESCO_TYPE_PAYMENT_PROVIDER (desco_payment_provider_get_type ())

G_DECLARE_INTERFACE (DescoPaymentProvider, desco_payment_provider, DESCO, PAYMENT_PROVIDER, GObject)

/**
 * DescoProviderFeatures:
 * @DESCO_PROVIDER_BATCHES: several positions in one call
 * @DESCO_PROVIDER_INSTALMENTS: a position may offer instalments beside the whole amount
 * @DESCO_PROVIDER_REPLACE: a position that is not paid can be replaced
 * @DESCO_PROVIDER_REMOVE: a position that is not paid can be removed for good
 * @DESCO_PROVIDER_MARK_PAID: it can be told of money that was taken elsewhere
 * @DESCO_PROVIDER_REPLACE_ACCOUNT: it can change the account of all that is not paid
 * @DESCO_PROVIDER_PAID_SINCE: it lists what was paid from a moment on
 * @DESCO_PROVIDER_DRAFTS: a position can be loaded before it is published
 * @DESCO_PROVIDER_KEEPS_WITHDRAWN: what was withdrawn is still there, and says so; where it does not,
 *   it is removed
 * @DESCO_PROVIDER_LISTS_PAYMENTS: its list of receipts has each payment by a number of its own, also the
 *   second of one notice, whose receipt can be asked for by it
 *
 * What a provider can do beyond what all of them can.
 */
typedef enum
{
  DESCO_PROVIDER_BATCHES = 1 << 0,
  DESCO_PROVIDER_INSTALMENTS = 1 << 1,
  DESCO_PROVIDER_REPLACE = 1 << 2,
  DESCO_PROVIDER_REMOVE = 1 << 3,
  DESCO_PROVIDER_MARK_PAID = 1 << 4,
  DESCO_PROVIDER_REPLACE_ACCOUNT = 1 << 5,
  DESCO_PROVIDER_PAID_SINCE = 1 << 6,
  DESCO_PROVIDER_DRAFTS = 1 << 7,
  DESCO_PROVIDER_KEEPS_WITHDRAWN = 1 << 8,
  DESCO_PROVIDER_LISTS_PAYMENTS = 1 << 9,
} DescoProviderFeatures;

/* The most positions in one create_batch() or replace_batch(), and in one remove_batch(). */
#define DESCO_PROVIDER_MAX_BATCH 100
#define DESCO_PROVIDER_MAX_REMOVALS 20

/**
 * DescoPaymentProviderInterface:
 * @create: see desco_payment_provider_create()
 * @get: see desco_payment_provider_get()
 * @publish: see desco_payment_provider_publish()
 * @invalidate: see desco_payment_provider_invalidate()
 * @list: see desco_payment_provider_list()
 * @list_receipts: see desco_payment_provider_list_receipts()
 * @get_receipt: see desco_payment_provider_get_receipt()
 * @get_features: see desco_payment_provider_get_features()
 * @get_payment_receipt: see desco_payment_provider_get_payment_receipt()
 * @create_batch: see desco_payment_provider_create_batch()
 * @replace_batch: see desco_payment_provider_replace_batch()
 * @remove_batch: see desco_payment_provider_remove_batch()
 * @replace: see desco_payment_provider_replace()
 * @remove: see desco_payment_provider_remove()
 * @mark_paid: see desco_payment_provider_mark_paid()
 * @replace_account: see desco_payment_provider_replace_account()
 *
 * Whoever takes a creditor's debt positions and gives back its receipts: GPD, or an intermediary.
 * An implementation writes each call as one that waits; the `_async` forms run it on a thread of
 * their own, so that what follows a lost answer (read back, compare, send again) is written from
 * top to bottom. It must therefore bear calls from several threads at once.
 */
struct _DescoPaymentProviderInterface
{
  GTypeInterface parent;

  DescoDebtPosition *(*create) (DescoPaymentProvider *self,
                                DescoDebtPosition *position,
                                gboolean publish,
                                gboolean *already_there,
                                GCancellable *cancellable,
                                GError **error);
  DescoDebtPosition *(*get) (DescoPaymentProvider *self,
                             const char *iupd,
                             GCancellable *cancellable,
                             GError **error);
  DescoDebtPosition *(*publish) (DescoPaymentProvider *self,
                                 const char *iupd,
                                 GCancellable *cancellable,
                                 GError **error);
  DescoDebtPosition *(*invalidate) (DescoPaymentProvider *self,
                                    const char *iupd,
                                    GCancellable *cancellable,
                                    GError **error);
  DescoPositionPage *(*list) (DescoPaymentProvider *self,
                              const DescoPositionQuery *query,
                              GCancellable *cancellable,
                              GError **error);
  DescoReceiptPage *(*list_receipts) (DescoPaymentProvider *self,
                                      const DescoReceiptQuery *query,
                                      GCancellable *cancellable,
                                      GError **error);
  DescoReceiptData *(*get_receipt) (DescoPaymentProvider *self,
                                    const char *iuv,
                                    GCancellable *cancellable,
                                    GError **error);

  /* From here on a provider may leave out what it has no call for. */
  DescoProviderFeatures (*get_features) (DescoPaymentProvider *self);
  DescoReceiptData *(*get_payment_receipt) (DescoPaymentProvider *self,
                                            const char *iuv,
                                            const char *receipt_id,
                                            GCancellable *cancellable,
                                            GError **error);
  gboolean (*create_batch) (DescoPaymentProvider *self,
                            GPtrArray *positions,
                            gboolean publish,
                            gboolean *is_first_only,
                            GCancellable *cancellable,
                            GError **error);
  gboolean (*replace_batch) (DescoPaymentProvider *self,
                             GPtrArray *positions,
                             gboolean publish,
                             GCancellable *cancellable,
                             GError **error);
  gboolean (*remove_batch) (DescoPaymentProvider *self,
                            const char *const *iupds,
                            GCancellable *cancellable,
                            GError **error);
  DescoDebtPosition *(*replace) (DescoPaymentProvider *self,
                                 DescoDebtPosition *position,
                                 gboolean publish,
                                 GCancellable *cancellable,
                                 GError **error);
  gboolean (*remove) (DescoPaymentProvider *self,
                      const char *iupd,
                      GCancellable *cancellable,
                      GError **error);
  gboolean (*mark_paid) (DescoPaymentProvider *self,
                         const char *iupd,
                         const char *nav,
                         gint64 paid_at,
                         GCancellable *cancellable,
                         GError **error);
  gboolean (*replace_account) (DescoPaymentProvider *self,
                               const char *old_iban,
                               const char *new_iban,
                               guint *n_changed,
                               GCancellable *cancellable,
                               GError **error);
};

/* These wait for the answer: for the command line, for scripts and for worker threads. */
DescoDebtPosition *desco_payment_provider_create (DescoPaymentProvider *self,
                                                  DescoDebtPosition *position,
                                                  gboolean publish,
                                                  gboolean *already_there,
                                                  GCancellable *cancellable,
                                                  GError **error);
DescoDebtPosition *desco_payment_provider_get (DescoPaymentProvider *self,
                                               const char *iupd,
                                               GCancellable *cancellable,
                                               GError **error);
DescoDebtPosition *desco_payment_provider_publish (DescoPaymentProvider *self,
                                                   const char *iupd,
                                                   GCancellable *cancellable,
                                                   GError **error);
DescoDebtPosition *desco_payment_provider_invalidate (DescoPaymentProvider *self,
                                                      const char *iupd,
                                                      GCancellable *cancellable,
                                                      GError **error);
DescoPositionPage *desco_payment_provider_list (DescoPaymentProvider *self,
                                                const DescoPositionQuery *query,
                                                GCancellable *cancellable,
                                                GError **error);
DescoReceiptPage *desco_payment_provider_list_receipts (DescoPaymentProvider *self,
                                                        const DescoReceiptQuery *query,
                                                        GCancellable *cancellable,
                                                        GError **error);
DescoReceiptData *desco_payment_provider_get_receipt (DescoPaymentProvider *self,
                                                      const char *iuv,
                                                      GCancellable *cancellable,
                                                      GError **error);
DescoReceiptData *desco_payment_provider_get_payment_receipt (DescoPaymentProvider *self,
                                                              const char *iuv,
                                                              const char *receipt_id,
                                                              GCancellable *cancellable,
                                                              GError **error);

DescoProviderFeatures desco_payment_provider_get_features (DescoPaymentProvider *self);
gboolean desco_payment_provider_create_batch (DescoPaymentProvider *self,
                                              GPtrArray *positions,
                                              gboolean publish,
                                              gboolean *is_first_only,
                                              GCancellable *cancellable,
                                              GError **error);
gboolean desco_payment_provider_replace_batch (DescoPaymentProvider *self,
                                               GPtrArray *positions,
                                               gboolean publish,
                                               GCancellable *cancellable,
                                               GError **error);
gboolean desco_payment_provider_remove_batch (DescoPaymentProvider *self,
                                              const char *const *iupds,
                                              GCancellable *cancellable,
                                              GError **error);
DescoDebtPosition *desco_payment_provider_replace (DescoPaymentProvider *self,
                                                   DescoDebtPosition *position,
                                                   gboolean publish,
                                                   GCancellable *cancellable,
                                                   GError **error);
gboolean desco_payment_provider_remove (DescoPaymentProvider *self,
                                        const char *iupd,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean desco_payment_provider_mark_paid (DescoPaymentProvider *self,
                                           const char *iupd,
                                           const char *nav,
                                           gint64 paid_at,
                                           GCancellable *cancellable,
                                           GError **error);
gboolean desco_payment_provider_replace_account (DescoPaymentProvider *self,
                                                 const char *old_iban,
                                                 const char *new_iban,
                                                 guint *n_changed,
                                                 GCancellable *cancellable,
                                                 GError **error);

/* These come back at once, and call back in the thread-default main context of the caller. */
void desco_payment_provider_create_async (DescoPaymentProvider *self,
                                          DescoDebtPosition *position,
                                          gboolean publish,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
DescoDebtPosition *desco_payment_provider_create_finish (DescoPaymentProvider *self,
                                                         GAsyncResult *result,
                                                         gboolean *already_there,
                                                         GError **error);
void desco_payment_provider_get_async (DescoPaymentProvider *self,
                                       const char *iupd,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
DescoDebtPosition *desco_payment_provider_get_finish (DescoPaymentProvider *self,
                                                      GAsyncResult *result,
                                                      GError **error);
void desco_payment_provider_publish_async (DescoPaymentProvider *self,
                                           const char *iupd,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
DescoDebtPosition *desco_payment_provider_publish_finish (DescoPaymentProvider *self,
                                                          GAsyncResult *result,
                                                          GError **error);
void desco_payment_provider_invalidate_async (DescoPaymentProvider *self,
                                              const char *iupd,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
DescoDebtPosition *desco_payment_provider_invalidate_finish (DescoPaymentProvider *self,
                                                             GAsyncResult *result,
                                                             GError **error);
void desco_payment_provider_list_async (DescoPaymentProvider *self,
                                        const DescoPositionQuery *query,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
DescoPositionPage *desco_payment_provider_list_finish (DescoPaymentProvider *self,
                                                       GAsyncResult *result,
                                                       GError **error);
void desco_payment_provider_list_receipts_async (DescoPaymentProvider *self,
                                                 const DescoReceiptQuery *query,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
DescoReceiptPage *desco_payment_provider_list_receipts_finish (DescoPaymentProvider *self,
                                                               GAsyncResult *result,
                                                               GError **error);
void desco_payment_provider_get_receipt_async (DescoPaymentProvider *self,
                                               const char *iuv,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
DescoReceiptData *desco_payment_provider_get_receipt_finish (DescoPaymentProvider *self,
                                                             GAsyncResult *result,
                                                             GError **error);

G_END_DECLS
