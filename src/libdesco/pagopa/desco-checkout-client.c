/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-checkout-client.h"

#include "model/desco-error.h"
#include "pagopa/desco-gpd-json-private.h"
#include "pagopa/desco-http-client-private.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-platform-client-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_TEXT 140
#define MAX_LOCATION 4096
#define STATUS_FOUND 302
#define STATUS_BAD_REQUEST 400
#define STATUS_UNAUTHORIZED 401
#define STATUS_FORBIDDEN 403
#define STATUS_NOT_FOUND 404

struct _DescoCheckoutClient
{
  GObject parent_instance;

  char *url;
  guint version;
  gboolean is_loopback;
  DescoHttpClient *client;
  DescoRetryPolicy policy;
};

G_DEFINE_FINAL_TYPE (DescoCheckoutClient, desco_checkout_client, G_TYPE_OBJECT)

static gboolean
has_digits (const char *text, gsize length)
{
  return text != NULL && strlen (text) == length && strspn (text, "0123456789") == length;
}

static gboolean
refuse (GError **error, const char *field, const char *message)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, field, "%s", message);
  return FALSE;
}

static gboolean
check_notice (const DescoCheckoutCart *cart, guint i, GError **error)
{
  const DescoCheckoutNotice *notice = &cart->notices[i];

  if (!has_digits (notice->notice_number, 18) || !has_digits (notice->creditor_tax_code, 11)
      || notice->amount < 1)
    return refuse (error, "purchase",
                   _ ("A notice that is paid online needs its number of 18 digits, the creditor's "
                      "tax code and an amount."));
  for (guint j = 0; j < i; j++)
    {
      if (!g_str_equal (cart->notices[j].creditor_tax_code, notice->creditor_tax_code))
        return refuse (error, "purchase",
                       _ ("Notices of different creditors can't be paid in one go: pay each "
                          "creditor's by themselves."));
      if (g_str_equal (cart->notices[j].notice_number, notice->notice_number))
        return refuse (error, "purchase",
                       _ ("The same notice can't be paid twice in one go: name it once."));
    }
  return TRUE;
}

static gboolean
check_cart (const DescoCheckoutCart *cart, GError **error)
{
  if (cart->n_notices < 1 || cart->n_notices > DESCO_CHECKOUT_MAX_NOTICES)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "purchase",
                             _ ("%u notices can't be paid in one go: choose from 1 to %d."),
                             cart->n_notices, DESCO_CHECKOUT_MAX_NOTICES);
      return FALSE;
    }
  for (guint i = 0; i < cart->n_notices; i++)
    if (!check_notice (cart, i, error))
      return FALSE;
  if (cart->email != NULL && (strchr (cart->email, '@') == NULL || strlen (cart->email) < 3))
    return refuse (error, "email", _ ("That is no e-mail address: write it as name@example.org."));
  return TRUE;
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  g_autofree char *cut = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_TEXT));

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, cut);
}

static void
add_url (JsonBuilder *builder, const char *name, const char *url)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, url);
}

static void
add_notice (JsonBuilder *builder, const DescoCheckoutNotice *notice)
{
  json_builder_begin_object (builder);
  add_text (builder, "noticeNumber", notice->notice_number);
  add_text (builder, "fiscalCode", notice->creditor_tax_code);
  json_builder_set_member_name (builder, "amount");
  json_builder_add_int_value (builder, notice->amount);
  add_text (builder, "companyName", notice->company_name);
  add_text (builder, "description", notice->description);
  json_builder_end_object (builder);
}

/* The body that both versions of the description ask for; the second has one address more. */
static GBytes *
write_cart (DescoCheckoutClient *self, const DescoCheckoutCart *cart)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "paymentNotices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cart->n_notices; i++)
    add_notice (builder, &cart->notices[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "returnUrls");
  json_builder_begin_object (builder);
  add_url (builder, "returnOkUrl", cart->ok_url);
  add_url (builder, "returnCancelUrl", cart->cancel_url);
  add_url (builder, "returnErrorUrl", cart->error_url);
  if (self->version >= 2)
    add_url (builder, "returnWaitingUrl", cart->waiting_url);
  json_builder_end_object (builder);
  if (cart->email != NULL)
    add_url (builder, "emailNotice", cart->email);
  if (cart->id != NULL)
    add_url (builder, "idCart", cart->id);
  json_builder_set_member_name (builder, "allCCP");
  json_builder_add_boolean_value (builder, cart->all_postal);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

/* A browser is going to open it, so nothing but a page of its own kind may come: of this machine
 * only where checkout itself is on this machine. */
static gboolean
check_location (DescoCheckoutClient *self, const char *location, GError **error)
{
  g_autoptr (GUri) uri = location != NULL && strlen (location) <= MAX_LOCATION
                             ? g_uri_parse (location, G_URI_FLAGS_NONE, NULL)
                             : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  gboolean is_loopback = host != NULL && desco_platform_is_loopback (host);

  if (host != NULL && *host != '\0' && g_uri_get_userinfo (uri) == NULL
      && is_loopback == self->is_loopback
      && (g_str_equal (g_uri_get_scheme (uri), "https")
          || (is_loopback && g_str_equal (g_uri_get_scheme (uri), "http"))))
    return TRUE;
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL,
                       _ ("pagoPA answered with an address that is none to pay at, so it was not "
                          "opened: check the setting checkout.url."));
  return FALSE;
}

static void
set_refusal (GError **error, const DescoHttpAnswer *answer)
{
  g_autofree char *problem = desco_gpd_json_to_problem (answer->body);
  DescoPagopaError code = DESCO_PAGOPA_ERROR_PROTOCOL;

  if (answer->status == STATUS_UNAUTHORIZED || answer->status == STATUS_FORBIDDEN)
    code = DESCO_PAGOPA_ERROR_UNAUTHORIZED;
  else if (answer->status == STATUS_NOT_FOUND)
    code = DESCO_PAGOPA_ERROR_NOT_FOUND;
  else if (answer->status >= STATUS_BAD_REQUEST)
    code = DESCO_PAGOPA_ERROR_REFUSED;

  if (code == DESCO_PAGOPA_ERROR_PROTOCOL)
    g_set_error (error, DESCO_PAGOPA_ERROR, (int) code,
                 _ ("pagoPA answered with %u where the address of a page to pay at was expected: "
                    "check the setting checkout.url."),
                 answer->status);
  else
    g_set_error (error, DESCO_PAGOPA_ERROR, (int) code,
                 _ ("pagoPA does not take these notices for an online payment (%u): %s"),
                 answer->status, problem != NULL ? problem : _ ("it does not say why"));
}

static void
desco_checkout_client_finalize (GObject *object)
{
  DescoCheckoutClient *self = DESCO_CHECKOUT_CLIENT (object);

  g_free (self->url);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (desco_checkout_client_parent_class)->finalize (object);
}

static void
desco_checkout_client_class_init (DescoCheckoutClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_checkout_client_finalize;
}

static void
desco_checkout_client_init (DescoCheckoutClient *self)
{
  self->client = desco_http_client_new ();
  self->policy = desco_retry_policy_default ();
}

/**
 * desco_checkout_client_new:
 * @url: the root of checkout's API, to which `/carts` is appended: https, or on this machine
 * @version: 1 or 2
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `checkout.url`
 *
 * The client of pagoPA's checkout for creditors (checkout-ec-v1.json, checkout-ec-v2.json). It shows
 * no key: the service asks for none. For use from any thread.
 *
 * Returns: (transfer full) (nullable): a client
 */
DescoCheckoutClient *
desco_checkout_client_new (const char *url, guint version, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean is_loopback;
  char *checked = desco_platform_check_url (url, &is_loopback, &problem);
  DescoCheckoutClient *self;

  if (checked == NULL)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "checkout.url", "%s",
                             problem->message);
      return NULL;
    }
  self = g_object_new (DESCO_TYPE_CHECKOUT_CLIENT, NULL);
  self->url = checked;
  self->version = version;
  self->is_loopback = is_loopback;
  return self;
}

/**
 * desco_checkout_client_set_retry_policy:
 * @self: a client that is not in use yet
 * @policy: how patient it is to be
 */
void
desco_checkout_client_set_retry_policy (DescoCheckoutClient *self, const DescoRetryPolicy *policy)
{
  self->policy = *policy;
}

/**
 * desco_checkout_client_get_url:
 * @self: a client
 *
 * Returns: (transfer none): the root of checkout's API, without a `/` at its end
 */
const char *
desco_checkout_client_get_url (DescoCheckoutClient *self)
{
  return self->url;
}

/**
 * desco_checkout_client_is_loopback:
 * @self: a client
 *
 * Returns: whether checkout is on this machine, and so for practice
 */
gboolean
desco_checkout_client_is_loopback (DescoCheckoutClient *self)
{
  return self->is_loopback;
}

/**
 * desco_checkout_client_open:
 * @self: a client
 * @cart: what is to be paid
 * @cancellable: (nullable): ends the wait
 * @error: (out) (optional): a #DESCO_INPUT_ERROR of `purchase` or `email` where the cart is none,
 *   %DESCO_PAGOPA_ERROR_REFUSED where checkout does not take it, any other #DESCO_PAGOPA_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Makes a cart at checkout. Nothing is paid by that, and a cart too many does no harm.
 *
 * Returns: (transfer full) (nullable): the address of the page where the payer goes on, checked; it
 *   is for a browser and was not opened
 */
char *
desco_checkout_client_open (DescoCheckoutClient *self,
                            const DescoCheckoutCart *cart,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autofree char *url = g_strconcat (self->url, "/carts", NULL);
  g_autofree char *request_id = g_uuid_string_random ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (DescoHttpAnswer) answer = NULL;
  DescoHttpRequest request = {
    .method = "POST",
    .url = url,
    .accept = DESCO_ACCEPT_JSON,
    .request_id = request_id,
  };

  if (!check_cart (cart, error))
    return NULL;
  body = write_cart (self, cart);
  request.body = body;
  answer = desco_http_client_send_patiently (self->client, &request, &self->policy, cancellable,
                                             error);
  if (answer == NULL)
    return NULL;
  if (answer->status != STATUS_FOUND)
    {
      set_refusal (error, answer);
      return NULL;
    }
  return check_location (self, answer->location, error) ? g_steal_pointer (&answer->location)
                                                        : NULL;
}
