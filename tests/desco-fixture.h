/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store-private.h"

/* A small school on a real database file in a folder of its own: one creditor, one class, pupils
 * with a payer each. For suites that need people without the import. The import's own begin with an
 * empty database in the same folder. */

typedef struct
{
  char *folder;
  char *path;
  DescoStore *store;
  DescoUuid creditor;
  DescoUuid school;
  DescoUuid class_id;
  DescoUuid guardian;
  DescoUuid pupils[3];
} DescoFixture;

typedef void (*DescoFixtureFunc) (DescoFixture *self, gconstpointer data);

void desco_fixture_set_up (DescoFixture *self, gconstpointer data);
void desco_fixture_set_up_empty (DescoFixture *self, gconstpointer data);
void desco_fixture_tear_down (DescoFixture *self, gconstpointer data);
void desco_fixture_add (const char *path, DescoFixtureFunc func);
void desco_fixture_set_clock (const char *moment);
void desco_fixture_run (DescoFixture *self, const char *sql, const DescoUuid *id);
gint64 desco_fixture_query (DescoFixture *self, const char *sql, const DescoUuid *id);
void desco_fixture_assert_wallet (DescoFixture *self, gint64 balance, gint64 awaiting);
guint desco_fixture_count_findings (DescoFixture *self, const char *rule);
DescoUuid desco_fixture_query_uuid (DescoFixture *self, const char *sql, const DescoUuid *id);
