/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 *
 * Makes every cart that the client can make, at the two versions of checkout named on the command
 * line, for test-checkout-contract to hold against the platform's own descriptions. What is answered
 * is made up, and of no interest here.
 */

#include "model/desco-error.h"
#include "sample-cart.h"

static gboolean
open_cart (DescoCheckoutClient *client, const DescoCheckoutCart *cart)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *page = desco_checkout_client_open (client, cart, NULL, &error);

  if (page == NULL && error->domain == DESCO_INPUT_ERROR)
    {
      g_printerr ("not sent: %s\n", error->message);
      return FALSE;
    }
  return TRUE;
}

static gboolean
open_all_kinds (const char *url, guint version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoCheckoutClient) client = desco_checkout_client_new (url, version, &error);
  g_autofree char *long_text = g_strnfill (300, 'x');
  DescoRetryPolicy policy = desco_retry_policy_default ();
  DescoCheckoutNotice longest = { 0 };
  DescoCheckoutCart cart;

  if (client == NULL)
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  policy.max_tries = 1;
  desco_checkout_client_set_retry_policy (client, &policy);

  for (guint n = 1; n <= DESCO_CHECKOUT_MAX_NOTICES; n++)
    {
      cart = sample_cart_make (n);
      if (!open_cart (client, &cart))
        return FALSE;
    }
  cart.id = "0193a1b2-c3d4";
  cart.email = "pina@example.org";
  cart.all_postal = TRUE;
  longest = cart.notices[0];
  longest.company_name = long_text;
  longest.description = long_text;
  cart.notices = &longest;
  cart.n_notices = 1;
  return open_cart (client, &cart);
}

int
main (int argc, char *argv[])
{
  if (argc != 3)
    {
      g_printerr ("usage: %s V1-URL V2-URL\n", argv[0]);
      return 2;
    }
  return open_all_kinds (argv[1], 1) && open_all_kinds (argv[2], 2) ? 0 : 1;
}
