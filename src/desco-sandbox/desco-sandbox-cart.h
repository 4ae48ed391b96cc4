/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DescoSandboxCartState:
 * @DESCO_SANDBOX_CART_OPEN: somebody may pay it
 * @DESCO_SANDBOX_CART_PAID: it was paid; once is enough
 * @DESCO_SANDBOX_CART_ABANDONED: whoever had it went away without paying
 */
typedef enum
{
  DESCO_SANDBOX_CART_OPEN,
  DESCO_SANDBOX_CART_PAID,
  DESCO_SANDBOX_CART_ABANDONED,
} DescoSandboxCartState;

/**
 * DescoSandboxCartNotice:
 * @nav: the notice number
 * @organization: the creditor's tax code
 * @amount: cents
 * @company: the creditor's name
 * @description: what is paid
 */
typedef struct
{
  char *nav;
  char *organization;
  gint64 amount;
  char *company;
  char *description;
} DescoSandboxCartNotice;

/**
 * DescoSandboxCart:
 * @id: in the address of its page
 * @state: whether it can still be paid
 * @notices: (element-type DescoSandboxCartNotice): one to five
 * @email: (nullable): where the receipt goes
 * @ok_url: where the browser goes once it is paid
 * @cancel_url: where it goes when somebody gives up
 * @error_url: where it goes when the bank refuses
 *
 * What a creditor wants paid in one go, as checkout takes it.
 */
typedef struct
{
  char *id;
  DescoSandboxCartState state;
  GPtrArray *notices;
  char *email;
  char *ok_url;
  char *cancel_url;
  char *error_url;
} DescoSandboxCart;

DescoSandboxCart *desco_sandbox_cart_read (JsonObject *sent, guint version, GError **error);
gint64 desco_sandbox_cart_get_amount (const DescoSandboxCart *self);
void desco_sandbox_cart_free (DescoSandboxCart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoSandboxCart, desco_sandbox_cart_free)

G_END_DECLS
