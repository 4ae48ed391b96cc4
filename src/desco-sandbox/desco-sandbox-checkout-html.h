/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-sandbox-cart.h"

G_BEGIN_DECLS

/**
 * DescoSandboxCheckout:
 * @cart: what is to be paid
 * @method: (nullable): how, once it is chosen: "carta", "conto" or "altro"
 * @holder: (nullable): who pays, as far as it was typed
 * @email: (nullable): where the receipt goes, as far as it was typed
 * @problem: (nullable): what has to be set right first
 *
 * Where somebody is on the way through the checkout page.
 */
typedef struct
{
  const DescoSandboxCart *cart;
  const char *method;
  const char *holder;
  const char *email;
  const char *problem;
} DescoSandboxCheckout;

gboolean desco_sandbox_checkout_is_method (const char *word);
char *desco_sandbox_checkout_choice_to_html (const DescoSandboxCheckout *checkout);
char *desco_sandbox_checkout_data_to_html (const DescoSandboxCheckout *checkout);
char *desco_sandbox_checkout_closed_to_html (const DescoSandboxCart *cart);
char *desco_sandbox_checkout_return_to_html (const char *result);

G_END_DECLS
