/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-position.h"

G_BEGIN_DECLS

typedef struct _DescoSandboxStore DescoSandboxStore;

typedef enum
{
  DESCO_SANDBOX_ORDER_INSERTED,
  DESCO_SANDBOX_ORDER_IUPD,
  DESCO_SANDBOX_ORDER_STATUS,
  DESCO_SANDBOX_ORDER_COMPANY,
} DescoSandboxOrder;

/**
 * DescoSandboxFilter:
 * @organization: (nullable): only this creditor's
 * @statuses: (nullable): only those in these states, a space between two
 * @only_open: only those that somebody may still pay
 * @text: (nullable): only those whose notice number has these digits
 * @due_from: the first moment of the first due date; 0 for any
 * @due_to: the last moment of it; 0 for any
 * @payment_from: the first moment of payment; 0 for any
 * @payment_to: the last one; 0 for any
 * @order: what to sort by
 * @ascending: whether from the least
 * @limit: how many at most
 * @offset: how many to leave out before
 *
 * Which positions to list.
 */
typedef struct
{
  const char *organization;
  const char *statuses;
  gboolean only_open;
  const char *text;
  gint64 due_from;
  gint64 due_to;
  gint64 payment_from;
  gint64 payment_to;
  DescoSandboxOrder order;
  gboolean ascending;
  guint limit;
  guint offset;
} DescoSandboxFilter;

DescoSandboxStore *desco_sandbox_store_open (const char *path, GError **error);
void desco_sandbox_store_close (DescoSandboxStore *self);

gboolean desco_sandbox_store_begin (DescoSandboxStore *self, GError **error);
gboolean desco_sandbox_store_commit (DescoSandboxStore *self, GError **error);
void desco_sandbox_store_rollback (DescoSandboxStore *self);

gboolean desco_sandbox_store_age (DescoSandboxStore *self, gint64 now, GError **error);
gboolean
desco_sandbox_store_add (DescoSandboxStore *self, DescoSandboxPosition *position, GError **error);
gboolean desco_sandbox_store_save (DescoSandboxStore *self,
                                   const DescoSandboxPosition *position,
                                   GError **error);
gboolean desco_sandbox_store_remove (DescoSandboxStore *self,
                                     const DescoSandboxPosition *position,
                                     GError **error);
DescoSandboxPosition *desco_sandbox_store_find (DescoSandboxStore *self,
                                                const char *organization,
                                                const char *iupd,
                                                GError **error);
DescoSandboxPosition *desco_sandbox_store_find_by_nav (DescoSandboxStore *self,
                                                       const char *organization,
                                                       const char *nav,
                                                       GError **error);
GPtrArray *desco_sandbox_store_list (DescoSandboxStore *self,
                                     const DescoSandboxFilter *filter,
                                     guint *total,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoSandboxStore, desco_sandbox_store_close)

G_END_DECLS
