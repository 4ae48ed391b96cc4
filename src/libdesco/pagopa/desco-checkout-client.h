/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-retry-policy.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The most notices in one cart. */
#define DESCO_CHECKOUT_MAX_NOTICES 5

/**
 * DescoCheckoutNotice:
 * @notice_number: 18 digits
 * @creditor_tax_code: 11 digits, the same in all of a cart
 * @amount: cents, at least 1
 * @company_name: the creditor's name; what is over 140 characters is cut
 * @description: what is paid; the same
 *
 * One notice that is to be paid now. The texts are borrowed for the time of the call.
 */
typedef struct
{
  const char *notice_number;
  const char *creditor_tax_code;
  gint64 amount;
  const char *company_name;
  const char *description;
} DescoCheckoutNotice;

/**
 * DescoCheckoutCart:
 * @notices: (array length=n_notices): one to five
 * @n_notices: how many
 * @id: (nullable): the creditor's own name for the cart
 * @email: (nullable): where the receipt goes
 * @all_postal: whether all accounts are postal ones
 * @ok_url: where the browser goes once it is paid; that it came back proves nothing
 * @cancel_url: where it goes when somebody gives up
 * @error_url: where it goes when it did not succeed
 * @waiting_url: (nullable): where it goes while it is not known; version 2 needs it
 *
 * What is to be paid in one go. The texts are borrowed for the time of the call.
 */
typedef struct
{
  const DescoCheckoutNotice *notices;
  guint n_notices;
  const char *id;
  const char *email;
  gboolean all_postal;
  const char *ok_url;
  const char *cancel_url;
  const char *error_url;
  const char *waiting_url;
} DescoCheckoutCart;

#define DESCO_TYPE_CHECKOUT_CLIENT (desco_checkout_client_get_type ())

G_DECLARE_FINAL_TYPE (DescoCheckoutClient, desco_checkout_client, DESCO, CHECKOUT_CLIENT, GObject)

DescoCheckoutClient *desco_checkout_client_new (const char *url, guint version, GError **error);
void desco_checkout_client_set_retry_policy (DescoCheckoutClient *self,
                                             const DescoRetryPolicy *policy);
const char *desco_checkout_client_get_url (DescoCheckoutClient *self);
gboolean desco_checkout_client_is_loopback (DescoCheckoutClient *self);
char *desco_checkout_client_open (DescoCheckoutClient *self,
                                  const DescoCheckoutCart *cart,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
