/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store.h"

G_BEGIN_DECLS

/* The settings' keys, as `desco-cli setting` and the file say them. */
#define DESCO_SETTING_GOVPAY_ID_A2A "govpay.id-a2a"
#define DESCO_SETTING_GOVPAY_ID_TIPO_PENDENZA "govpay.id-tipo-pendenza"
#define DESCO_SETTING_NOTICE_LANGUAGE "notice.language"
#define DESCO_SETTING_PAGOPA_FLOWS_URL "pagopa.flows-url"
#define DESCO_SETTING_PAGOPA_POLL "pagopa.poll"
#define DESCO_SETTING_PAGOPA_PROVIDER "pagopa.provider"
#define DESCO_SETTING_PAGOPA_RECEIPTS "pagopa.receipts"
#define DESCO_SETTING_PAGOPA_URL "pagopa.url"
#define DESCO_SETTING_RECEIPT_SCHEMA "receipt.schema"
#define DESCO_SETTING_WALLET_MODE "wallet.mode"
#define DESCO_SETTING_WALLET_LIMIT "wallet.limit"
#define DESCO_SETTING_PURCHASE_MINIMUM "purchase.minimum"
#define DESCO_SETTING_PURCHASE_MAXIMUM "purchase.maximum"
#define DESCO_SETTING_PURCHASE_STEP "purchase.step"
#define DESCO_SETTING_PURCHASE_DUE_DAYS "purchase.due-days"
#define DESCO_SETTING_ATTENDANCE_CUTOFF "attendance.cutoff"
#define DESCO_SETTING_CASH_ALLOWED "cash.allowed"
#define DESCO_SETTING_CHECKOUT_RETURN_URL "checkout.return-url"
#define DESCO_SETTING_CHECKOUT_URL "checkout.url"
#define DESCO_SETTING_CHECKOUT_VERSION "checkout.version"
#define DESCO_SETTING_SCHOOL_YEAR "school-year"
#define DESCO_SETTING_PRACTICE "practice"

/**
 * DescoSetting:
 * @key: its name, one of the `DESCO_SETTING_…`
 * @meaning: what it is for, in the user's language
 * @range: which values it takes, in the user's language
 * @default_value: what holds until it is changed
 * @value: what holds now
 * @read_only: whether people cannot change it
 *
 * One setting and what to say about it.
 */
typedef struct
{
  const char *key;
  const char *meaning;
  char *range;
  char *default_value;
  char *value;
  gboolean read_only;
} DescoSetting;

void desco_setting_free (DescoSetting *self);

GPtrArray *desco_settings_list (DescoStore *store, GCancellable *cancellable, GError **error);
char *
desco_settings_get (DescoStore *store, const char *key, GCancellable *cancellable, GError **error);
gboolean desco_settings_get_int (DescoStore *store,
                                 const char *key,
                                 gint64 *value,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean desco_settings_set (DescoStore *store,
                             const char *key,
                             const char *value,
                             GCancellable *cancellable,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoSetting, desco_setting_free)

G_END_DECLS
