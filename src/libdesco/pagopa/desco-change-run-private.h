/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-change-report.h"
#include "pagopa/desco-publisher.h"
#include "store/desco-purchases-told.h"

G_BEGIN_DECLS

typedef struct _DescoChangeRun DescoChangeRun;

/**
 * DescoChangeKind:
 * @max_batch: so many go to the platform in one call, and into one transaction
 * @is_parted: whether a batch that is refused is told again in halves, until the culprit stands alone;
 *   else each of it is changed by itself
 * @add: decides how a purchase is changed, by desco_change_run_add(), or that it need not be, or can't
 * @tell: tells the platform of several, all or none
 * @note: writes them down here, in one transaction
 * @change: changes one, there and here, or says why not
 *
 * What is done to several purchases, there first.
 */
typedef struct
{
  guint max_batch;
  gboolean is_parted;
  gboolean (*add) (DescoChangeRun *run, const DescoUuid *id, GError **error);
  gboolean (*tell) (DescoChangeRun *run, DescoPurchaseTold **told, guint n_told, GError **error);
  gboolean (*note) (DescoChangeRun *run, DescoPurchaseTold **told, guint n_told, GError **error);
  gboolean (*change) (DescoChangeRun *run, DescoPurchase *purchase, GError **error);
} DescoChangeKind;

/**
 * DescoChangeWay:
 * @DESCO_CHANGE_HERE: only here
 * @DESCO_CHANGE_TOGETHER: there with others in one call, then here
 * @DESCO_CHANGE_ALONE: there and here by itself
 *
 * How a purchase is changed.
 */
typedef enum
{
  DESCO_CHANGE_HERE,
  DESCO_CHANGE_TOGETHER,
  DESCO_CHANGE_ALONE,
} DescoChangeWay;

/**
 * DescoChangeRun:
 * @kind: what is done
 * @data: what @kind needs for it
 * @store: the database
 * @provider: (nullable): the platform; %NULL where it need not know
 * @told: (element-type DescoPurchaseTold): what is to be changed, by #DescoChangeWay
 * @report: what has come of it so far
 * @progress: (nullable): told after each transaction
 * @user_data: for @progress
 * @n_done: how many purchases it is known of what came of them
 * @n_total: of how many
 * @is_over: whether there is no use in going on now; the report says why
 * @cancellable: (nullable): stops between two calls; a call that is on its way is waited for, so that
 *   what it does there is known here
 *
 * Several purchases that are being changed.
 */
struct _DescoChangeRun
{
  const DescoChangeKind *kind;
  gconstpointer data;
  DescoStore *store;
  DescoPaymentProvider *provider;
  GPtrArray *told[DESCO_CHANGE_ALONE + 1];
  DescoChangeReport *report;
  DescoPublishProgress progress;
  gpointer user_data;
  guint n_done;
  guint n_total;
  gboolean is_over;
  GCancellable *cancellable;
};

void desco_change_run_clear (DescoChangeRun *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DescoChangeRun, desco_change_run_clear)

void desco_change_run_add (DescoChangeRun *self,
                           DescoChangeWay way,
                           DescoPurchase *purchase,
                           DescoDebtPosition *position);
void desco_change_run_pass (DescoChangeRun *self);
void
desco_change_run_refuse (DescoChangeRun *self, const DescoPurchase *purchase, const char *reason);
DescoChangeReport *
desco_change_run_carry_out (DescoChangeRun *self, GPtrArray *purchases, GError **error);

G_END_DECLS
