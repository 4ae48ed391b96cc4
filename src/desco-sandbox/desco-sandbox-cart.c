/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-cart.h"

#include "desco-sandbox-error.h"
#include "model/desco-money.h"

#include <string.h>

#define MAX_NOTICES 5
#define NAV_LENGTH 18
#define ORGANIZATION_LENGTH 11
#define MAX_TEXT 140

static gboolean
refuse (GError **error, const char *member, const char *what)
{
  g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED, "%s %s", member, what);
  return FALSE;
}

/* A text of the length that the description asks for; %NULL with @error. */
static char *
read_text (JsonObject *object,
           const char *member,
           glong min_length,
           glong max_length,
           GError **error)
{
  JsonNode *node = json_object_get_member (object, member);
  const char *text = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
                         ? json_node_get_string (node)
                         : NULL;
  glong length = text != NULL ? g_utf8_strlen (text, -1) : -1;

  if (length >= min_length && length <= max_length)
    return g_strdup (text);
  refuse (error, member, "is missing, is no text, or has not the length it must have");
  return NULL;
}

static gboolean
is_url (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";

  return (g_str_equal (scheme, "https") || g_str_equal (scheme, "http"))
         && g_uri_get_host (uri) != NULL;
}

static char *
read_url (JsonObject *object, const char *member, GError **error)
{
  g_autofree char *text = read_text (object, member, 1, 2048, error);

  if (text == NULL || is_url (text))
    return g_steal_pointer (&text);
  refuse (error, member, "is no absolute URL");
  return NULL;
}

static gboolean
read_amount (JsonObject *object, gint64 *amount, GError **error)
{
  JsonNode *node = json_object_get_member (object, "amount");

  *amount = node != NULL && json_node_get_value_type (node) == G_TYPE_INT64
                ? json_node_get_int (node)
                : 0;
  return (*amount >= 1 && *amount <= DESCO_MONEY_MAX)
         || refuse (error, "amount", "must be a whole number of cents, from 1");
}

static void
free_notice (gpointer data)
{
  DescoSandboxCartNotice *notice = data;

  g_free (notice->nav);
  g_free (notice->organization);
  g_free (notice->company);
  g_free (notice->description);
  g_free (notice);
}

static gboolean
read_notice (JsonObject *sent, DescoSandboxCart *cart, GError **error)
{
  DescoSandboxCartNotice *notice = g_new0 (DescoSandboxCartNotice, 1);

  g_ptr_array_add (cart->notices, notice);
  notice->nav = read_text (sent, "noticeNumber", NAV_LENGTH, NAV_LENGTH, error);
  if (notice->nav == NULL)
    return FALSE;
  notice->organization
      = read_text (sent, "fiscalCode", ORGANIZATION_LENGTH, ORGANIZATION_LENGTH, error);
  if (notice->organization == NULL || !read_amount (sent, &notice->amount, error))
    return FALSE;
  notice->company = read_text (sent, "companyName", 0, MAX_TEXT, error);
  if (notice->company == NULL)
    return FALSE;
  notice->description = read_text (sent, "description", 0, MAX_TEXT, error);
  return notice->description != NULL;
}

static gboolean
read_notices (JsonObject *sent, DescoSandboxCart *cart, GError **error)
{
  JsonNode *node = json_object_get_member (sent, "paymentNotices");
  JsonArray *notices
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint length = notices != NULL ? json_array_get_length (notices) : 0;

  if (length < 1 || length > MAX_NOTICES)
    return refuse (error, "paymentNotices", "must hold 1 to 5 notices");
  for (guint i = 0; i < length; i++)
    {
      JsonNode *element = json_array_get_element (notices, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse (error, "paymentNotices", "must hold objects");
      if (!read_notice (json_node_get_object (element), cart, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_return_urls (JsonObject *sent, guint version, DescoSandboxCart *cart, GError **error)
{
  JsonNode *node = json_object_get_member (sent, "returnUrls");
  g_autofree char *waiting = NULL;
  JsonObject *urls;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "returnUrls", "is missing");
  urls = json_node_get_object (node);
  cart->ok_url = read_url (urls, "returnOkUrl", error);
  if (cart->ok_url == NULL)
    return FALSE;
  cart->cancel_url = read_url (urls, "returnCancelUrl", error);
  if (cart->cancel_url == NULL)
    return FALSE;
  cart->error_url = read_url (urls, "returnErrorUrl", error);
  if (cart->error_url == NULL || version < 2)
    return cart->error_url != NULL;
  waiting = read_url (urls, "returnWaitingUrl", error);
  return waiting != NULL;
}

static gboolean
read_options (JsonObject *sent, DescoSandboxCart *cart, GError **error)
{
  JsonNode *all_ccp = json_object_get_member (sent, "allCCP");
  JsonNode *id = json_object_get_member (sent, "idCart");

  if (all_ccp != NULL && json_node_get_value_type (all_ccp) != G_TYPE_BOOLEAN)
    return refuse (error, "allCCP", "must be true or false");
  if (id != NULL && json_node_get_value_type (id) != G_TYPE_STRING)
    return refuse (error, "idCart", "must be a text");
  if (!json_object_has_member (sent, "emailNotice"))
    return TRUE;
  cart->email = read_text (sent, "emailNotice", 3, 254, error);
  return cart->email != NULL
         && (strchr (cart->email, '@') != NULL
             || refuse (error, "emailNotice", "is no e-mail address"));
}

/**
 * desco_sandbox_cart_read:
 * @sent: a body, as checkout-ec-v1.json and checkout-ec-v2.json describe it
 * @version: 1 or 2
 * @error: %DESCO_SANDBOX_ERROR_MALFORMED with the member that is wrong
 *
 * Returns: (transfer full) (nullable): the cart, under an id that nobody guesses
 */
DescoSandboxCart *
desco_sandbox_cart_read (JsonObject *sent, guint version, GError **error)
{
  g_autoptr (DescoSandboxCart) cart = g_new0 (DescoSandboxCart, 1);
  g_autofree char *id = g_uuid_string_random ();

  cart->id = g_steal_pointer (&id);
  cart->notices = g_ptr_array_new_with_free_func (free_notice);
  if (!read_notices (sent, cart, error) || !read_return_urls (sent, version, cart, error)
      || !read_options (sent, cart, error))
    return NULL;
  return g_steal_pointer (&cart);
}

/**
 * desco_sandbox_cart_get_amount:
 * @self: a cart
 *
 * Returns: cents of all its notices
 */
gint64
desco_sandbox_cart_get_amount (const DescoSandboxCart *self)
{
  gint64 amount = 0;

  for (guint i = 0; i < self->notices->len; i++)
    amount += ((const DescoSandboxCartNotice *) g_ptr_array_index (self->notices, i))->amount;
  return amount;
}

/**
 * desco_sandbox_cart_free:
 * @self: (transfer full): a cart
 */
void
desco_sandbox_cart_free (DescoSandboxCart *self)
{
  g_free (self->id);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_free (self->email);
  g_free (self->ok_url);
  g_free (self->cancel_url);
  g_free (self->error_url);
  g_free (self);
}
