/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-fixture.h"
#include "fake-platform.h"
#include "pagopa/desco-change-report.h"

/* Purchases by the hundred, published at a platform in memory that then takes several in one call, for
 * the suites that change them. */

GPtrArray *
several_purchases_sell (DescoFixture *fixture, FakePlatform *platform, guint n_purchases);
void several_purchases_assert_batches (FakePlatform *platform, const guint *sizes, guint n_sizes);
guint several_purchases_count_differences (DescoFixture *fixture, FakePlatform *platform);
void several_purchases_note_progress (guint done, guint total, gpointer steps);
void several_purchases_assert_report (const DescoChangeReport *report,
                                      guint done,
                                      guint failed,
                                      guint waiting);
void several_purchases_stop (gpointer cancellable);
