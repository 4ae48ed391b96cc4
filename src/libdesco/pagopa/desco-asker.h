/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

#define DESCO_TYPE_ASKER (desco_asker_get_type ())
G_DECLARE_FINAL_TYPE (DescoAsker, desco_asker, DESCO, ASKER, GObject)

/**
 * DescoAskerOpen:
 * @data: what the asker was made with
 * @error: where to put an error
 *
 * Makes the way to the platform; called on a thread of the work.
 *
 * Returns: (transfer full): the platform
 */
typedef DescoPaymentProvider *(*DescoAskerOpen) (gpointer data, GError **error);

/**
 * DescoAskerIsBusy:
 * @data: what the asker was made with
 *
 * Returns: whether a person has the platform at work, so that nothing is asked meanwhile
 */
typedef gboolean (*DescoAskerIsBusy) (gpointer data);

DescoAsker *desco_asker_new (DescoStore *store,
                             DescoAskerOpen open,
                             DescoAskerIsBusy is_busy,
                             gpointer data,
                             GDestroyNotify data_destroy);
void desco_asker_start (DescoAsker *self);
void desco_asker_stop (DescoAsker *self);
void desco_asker_give_way (DescoAsker *self);
void desco_asker_forget_failures (DescoAsker *self);
void desco_asker_check (DescoAsker *self);
gboolean desco_asker_is_asking (DescoAsker *self);
const char *desco_asker_get_unreachable (DescoAsker *self);
const char *desco_asker_get_problem (DescoAsker *self);

G_END_DECLS
