/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"
#include "store/desco-store.h"

/* A platform in memory, for suites about what is made of its answers: positions whose states the
 * test sets, receipts of those that are paid, a count of its calls, failures on request. What the
 * real ones say over HTTP is other suites' business. */

#define FAKE_TYPE_PLATFORM (fake_platform_get_type ())
G_DECLARE_FINAL_TYPE (FakePlatform, fake_platform, FAKE, PLATFORM, GObject)

struct _FakePlatform
{
  GObject parent_instance;

  GPtrArray *positions; /* DescoDebtPosition */
  GPtrArray *receipts;  /* DescoReceiptData */
  DescoProviderFeatures features;
  const char *unreadable; /* the IUV of what is sent as a receipt and is none */
  guint n_calls;
  guint n_lists;
  guint fail_after; /* so many calls go well, then none; 0 for no failure */
  void (*before_list) (FakePlatform *self, gpointer data); /* once: what happens meanwhile */
  gpointer before_list_data;

  /* Several at once, with DESCO_PROVIDER_BATCHES. */
  GArray *batches; /* guint: how large each was */
  guint loses_at;  /* the batch, from 1, that is taken and whose answer is lost; 0 for none */
  void (*on_batch) (gpointer data); /* called while a batch is on its way */
  gpointer on_batch_data;
};

FakePlatform *fake_platform_new (void);
DescoDebtPosition *fake_platform_find (FakePlatform *self, const char *iupd);
void fake_platform_set (FakePlatform *self, const char *iupd, DescoDebtPositionStatus status);
void fake_platform_pay (FakePlatform *self, const char *iupd, gint64 at);
void fake_platform_publish (FakePlatform *self, DescoStore *store);
