/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-routes.h"

#include "desco-sandbox-checkout-html.h"
#include "desco-sandbox-error.h"
#include "desco-sandbox-payment.h"
#include "desco-sandbox-state.h"

#include <string.h>

#define CART 0

/* Beside its own style the page sends whoever paid back to the creditor, wherever that is. */
static void
answer_html (DescoSandboxReply *reply, guint status, char *html)
{
  g_autofree char *owned = html;

  soup_message_headers_replace (reply->headers, "Content-Security-Policy",
                                "default-src 'none'; style-src 'self'; form-action 'self' http: "
                                "https:; base-uri 'none'; frame-ancestors 'none'");
  soup_message_headers_replace (reply->headers, "Referrer-Policy", "same-origin");
  soup_message_headers_replace (reply->headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (reply->headers, "Cache-Control", "no-store");
  desco_sandbox_reply_set_text (reply, status, "text/html; charset=utf-8", owned);
}

/* The cart while somebody can pay it; else the answer is the page that says why not. */
static DescoSandboxCart *
find_open (DescoSandbox *sandbox, const DescoSandboxRequest *request, DescoSandboxReply *reply)
{
  DescoSandboxCart *cart = g_hash_table_lookup (sandbox->carts, request->parameters[CART]);

  if (cart != NULL && cart->state == DESCO_SANDBOX_CART_OPEN)
    return cart;
  answer_html (reply, cart != NULL ? SOUP_STATUS_CONFLICT : SOUP_STATUS_NOT_FOUND,
               desco_sandbox_checkout_closed_to_html (cart));
  return NULL;
}

static void
answer_location (DescoSandboxReply *reply, guint status, const char *location)
{
  soup_message_headers_replace (reply->headers, "Location", location);
  reply->status = status;
}

static gboolean
post_cart (DescoSandbox *sandbox,
           const DescoSandboxRequest *request,
           DescoSandboxReply *reply,
           guint version,
           GError **error)
{
  const char *host = soup_message_headers_get_one (request->headers, "Host");
  g_autoptr (JsonObject) sent = desco_sandbox_request_parse_json (request, error);
  g_autofree char *location = NULL;
  DescoSandboxCart *cart = sent != NULL ? desco_sandbox_cart_read (sent, version, error) : NULL;

  if (cart == NULL)
    return FALSE;
  location = g_strdup_printf ("%s://%s/carrello/%s", request->scheme, host, cart->id);
  g_hash_table_insert (sandbox->carts, cart->id, cart);
  answer_location (reply, SOUP_STATUS_FOUND, location);
  return TRUE;
}

static gboolean
handle_cart_v1 (DescoSandbox *sandbox,
                const DescoSandboxRequest *request,
                DescoSandboxReply *reply,
                GError **error)
{
  return post_cart (sandbox, request, reply, 1, error);
}

static gboolean
handle_cart_v2 (DescoSandbox *sandbox,
                const DescoSandboxRequest *request,
                DescoSandboxReply *reply,
                GError **error)
{
  return post_cart (sandbox, request, reply, 2, error);
}

static gboolean
handle_choice (DescoSandbox *sandbox,
               const DescoSandboxRequest *request,
               DescoSandboxReply *reply,
               GError **error)
{
  DescoSandboxCheckout checkout = { .cart = find_open (sandbox, request, reply) };

  if (checkout.cart != NULL)
    answer_html (reply, SOUP_STATUS_OK, desco_sandbox_checkout_choice_to_html (&checkout));
  return TRUE;
}

static gboolean
handle_data (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  DescoSandboxCheckout checkout = {
    .cart = find_open (sandbox, request, reply),
    .method = desco_sandbox_request_get (request, "metodo"),
  };

  if (checkout.cart == NULL)
    return TRUE;
  if (desco_sandbox_checkout_is_method (checkout.method))
    answer_html (reply, SOUP_STATUS_OK, desco_sandbox_checkout_data_to_html (&checkout));
  else
    {
      checkout.problem = "Scegli come pagare, poi continua.";
      answer_html (reply, SOUP_STATUS_OK, desco_sandbox_checkout_choice_to_html (&checkout));
    }
  return TRUE;
}

/* As checkout asks the creditor before it takes any money: a notice that can't be paid stops the
 * whole cart. */
static char *
find_problem (DescoSandbox *sandbox, const DescoSandboxCart *cart)
{
  for (guint i = 0; i < cart->notices->len; i++)
    {
      const DescoSandboxCartNotice *notice = g_ptr_array_index (cart->notices, i);
      g_autoptr (DescoSandboxPosition) position = desco_sandbox_store_find_by_nav (
          sandbox->store, notice->organization, notice->nav, NULL);
      const DescoSandboxOption *option
          = position != NULL ? desco_sandbox_position_find_option (position, notice->nav) : NULL;

      if (option == NULL)
        return g_strdup_printf ("L'avviso %s non c'è.", notice->nav);
      if (!desco_sandbox_state_check_payable (position, option, NULL))
        return g_strdup_printf ("L'avviso %s non si può pagare: forse è già pagato o scaduto.",
                                notice->nav);
      if (option->amount != notice->amount)
        return g_strdup_printf ("L'importo dell'avviso %s è cambiato: torna all'ente.",
                                notice->nav);
    }
  return NULL;
}

static gboolean
pay_all (DescoSandbox *sandbox, const DescoSandboxCart *cart, GError **error)
{
  for (guint i = 0; i < cart->notices->len; i++)
    {
      const DescoSandboxCartNotice *notice = g_ptr_array_index (cart->notices, i);
      DescoSandboxPayment payment = { .nav = notice->nav, .outcome = DESCO_SANDBOX_OUTCOME_OK };
      g_autofree char *receipt_id = NULL;
      g_autoptr (DescoSandboxPosition) position
          = desco_sandbox_payment_make (sandbox->store, &payment, &receipt_id, error);

      if (position == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
pay (DescoSandbox *sandbox,
     DescoSandboxCart *cart,
     GHashTable *form,
     DescoSandboxReply *reply,
     GError **error)
{
  DescoSandboxCheckout checkout = {
    .cart = cart,
    .method = g_hash_table_lookup (form, "metodo"),
    .holder = g_hash_table_lookup (form, "intestatario"),
    .email = g_hash_table_lookup (form, "email"),
  };
  g_autofree char *problem = NULL;

  if (!desco_sandbox_checkout_is_method (checkout.method))
    {
      checkout.method = NULL;
      checkout.problem = "Scegli come pagare, poi continua.";
      answer_html (reply, SOUP_STATUS_OK, desco_sandbox_checkout_choice_to_html (&checkout));
      return TRUE;
    }
  if (checkout.holder == NULL || *checkout.holder == '\0')
    problem = g_strdup ("Scrivi il nome e il cognome di chi paga.");
  else if (checkout.email == NULL || strchr (checkout.email, '@') == NULL)
    problem = g_strdup ("Scrivi l'indirizzo e-mail per la ricevuta.");
  else
    problem = find_problem (sandbox, cart);
  if (problem != NULL)
    {
      checkout.problem = problem;
      answer_html (reply, SOUP_STATUS_OK, desco_sandbox_checkout_data_to_html (&checkout));
      return TRUE;
    }

  if (!pay_all (sandbox, cart, error))
    return FALSE;
  cart->state = DESCO_SANDBOX_CART_PAID;
  answer_location (reply, SOUP_STATUS_SEE_OTHER, cart->ok_url);
  return TRUE;
}

static gboolean
handle_end (DescoSandbox *sandbox,
            const DescoSandboxRequest *request,
            DescoSandboxReply *reply,
            GError **error)
{
  g_autofree char *text
      = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_autoptr (GHashTable) form = soup_form_decode (text);
  const char *action = g_hash_table_lookup (form, "azione");
  DescoSandboxCart *cart = find_open (sandbox, request, reply);

  if (cart == NULL)
    return TRUE;
  if (g_strcmp0 (action, "paga") == 0)
    return pay (sandbox, cart, form, reply, error);
  /* The bank's no leaves the cart as it was: another card may do. */
  if (g_strcmp0 (action, "rifiuta") == 0)
    {
      answer_location (reply, SOUP_STATUS_SEE_OTHER, cart->error_url);
      return TRUE;
    }
  if (g_strcmp0 (action, "abbandona") == 0)
    {
      cart->state = DESCO_SANDBOX_CART_ABANDONED;
      answer_location (reply, SOUP_STATUS_SEE_OTHER, cart->cancel_url);
      return TRUE;
    }
  g_set_error_literal (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED,
                       "The form needs azione: paga, rifiuta or abbandona");
  return FALSE;
}

static gboolean
handle_return (DescoSandbox *sandbox,
               const DescoSandboxRequest *request,
               DescoSandboxReply *reply,
               GError **error)
{
  answer_html (
      reply, SOUP_STATUS_OK,
      desco_sandbox_checkout_return_to_html (desco_sandbox_request_get (request, "esito")));
  return TRUE;
}

static const DescoSandboxRoute cart_routes[] = {
  { "POST", "v1/carts", handle_cart_v1 },
  { "POST", "v2/carts", handle_cart_v2 },
};

static const DescoSandboxRoute page_routes[] = {
  { "GET", "ritorno", handle_return },
  { "GET", "*", handle_choice },
  { "GET", "*/dati", handle_data },
  { "POST", "*/esito", handle_end },
};

/* What a creditor asks of checkout (checkout-ec-v1.json, checkout-ec-v2.json): without a key. */
const DescoSandboxArea desco_sandbox_carts_area
    = { "/checkout/ec", DESCO_SANDBOX_CALLER_ANYBODY, cart_routes, G_N_ELEMENTS (cart_routes) };

/* The checkout page, and the one that stands for the creditor's, to which it sends people back. */
const DescoSandboxArea desco_sandbox_checkout_area
    = { "/carrello", DESCO_SANDBOX_CALLER_LOCAL, page_routes, G_N_ELEMENTS (page_routes) };
