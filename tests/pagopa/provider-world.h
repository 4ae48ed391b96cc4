/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-fixture.h"
#include "pagopa/desco-payment-provider.h"
#include "practice-sandbox.h"

/* One provider, chosen as a desk chooses it, before a sandbox of its own; and the debts that a test
 * makes up for it. */

#define IBAN "IT60X0542811101000000123456"
#define BATCH 3

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

extern World world;

gboolean world_has (DescoProviderFeatures features);
DescoPaymentOption *world_get_option (const DescoDebtPosition *position);
const char *world_get_number (const DescoDebtPosition *position);
DescoDebtPosition *world_make_position (void);
DescoDebtPosition *world_make_changed (const DescoDebtPosition *original, gint64 amount);
void world_add_option (DescoDebtPosition *position, gint64 amount);
void world_assert_there (const DescoDebtPosition *position, const char *status);
DescoDebtPosition *world_load (DescoDebtPosition *position);
DescoDebtPosition *world_make_loaded (void);
void world_assert_withdrawn (const DescoDebtPosition *position);
void world_assert_not_offered (GError **error);
gboolean
world_mark_paid (DescoPaymentProvider *provider, const DescoDebtPosition *position, GError **error);
GPtrArray *world_make_batch (void);
gboolean
world_remove_batch (DescoPaymentProvider *provider, const GPtrArray *batch, GError **error);
void world_assert_all_there (const GPtrArray *batch, const char *status);
GHashTable *
world_list_all (DescoPaymentProvider *provider, DescoPositionQuery query, GError **error);
void world_assert_same_on_both_sides (void);
void world_open (void);
void world_close (void);
