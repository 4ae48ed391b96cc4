/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-checkout.h"

#include "model/desco-clock.h"
#include "model/desco-creditor.h"
#include "model/desco-error.h"
#include "model/desco-instalment.h"
#include "store/desco-creditors.h"
#include "store/desco-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where pagoPA's own services have it, below their root. */
/* The API descriptions leave open where checkout is (https://${host}). This is the place that pagoPA's
 * implementation guide gives for version 1 (SANP 3.3, checkout.yaml); version 2 is taken to be beside
 * it. The setting checkout.url says otherwise. */
#define CHECKOUT_PATH "/checkout/ec/"
#define PLATFORM_URL "https://api.platform.pagopa.it"
/* The accounts of Poste Italiane have this bank code, the 6th to 10th sign of an Italian IBAN. */
#define POSTAL_BANK "07601"
#define BANK_PLACE 5
#define RETURN_PATH "/carrello/ritorno"

/* How the payment ended, as the return addresses tell. */
typedef struct
{
  char *ok;
  char *cancel;
  char *error;
  char *waiting;
} Returns;

static void
returns_clear (Returns *self)
{
  g_free (self->ok);
  g_free (self->cancel);
  g_free (self->error);
  g_free (self->waiting);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Returns, returns_clear)

static gboolean
is_postal (const char *iban)
{
  return iban != NULL && strlen (iban) > BANK_PLACE + strlen (POSTAL_BANK)
         && strncmp (iban + BANK_PLACE, POSTAL_BANK, strlen (POSTAL_BANK)) == 0;
}

static guint
read_version (DescoStore *store, GError **error)
{
  g_autofree char *text = desco_settings_get (store, DESCO_SETTING_CHECKOUT_VERSION, NULL, error);

  if (text == NULL)
    return 0;
  return g_str_equal (text, "v2") ? 2 : 1;
}

/* Where pagoPA's other services are. An intermediary has none of its own. */
static char *
find_root (DescoStore *store, GError **error)
{
  g_autofree char *provider
      = desco_settings_get (store, DESCO_SETTING_PAGOPA_PROVIDER, NULL, error);
  g_autofree char *flows_url = NULL;

  if (provider == NULL)
    return NULL;
  if (g_str_has_prefix (provider, "gpd"))
    return desco_settings_get (store, DESCO_SETTING_PAGOPA_URL, NULL, error);
  flows_url = desco_settings_get (store, DESCO_SETTING_PAGOPA_FLOWS_URL, NULL, error);
  if (flows_url == NULL || *flows_url != '\0')
    return g_steal_pointer (&flows_url);
  return g_strdup (PLATFORM_URL);
}

/* Unless the setting says where checkout is, it is beside pagoPA's other services. */
static char *
find_url (DescoStore *store, const char *pagopa_url, guint version, GError **error)
{
  g_autofree char *set_url = desco_settings_get (store, DESCO_SETTING_CHECKOUT_URL, NULL, error);
  g_autofree char *root = NULL;

  if (set_url == NULL || *set_url != '\0')
    return g_steal_pointer (&set_url);
  root = pagopa_url != NULL ? g_strdup (pagopa_url) : find_root (store, error);
  if (root == NULL)
    return NULL;
  while (g_str_has_suffix (root, "/"))
    root[strlen (root) - 1] = '\0';
  return g_strdup_printf ("%s" CHECKOUT_PATH "v%u", root, version);
}

static DescoCheckoutClient *
make_client (DescoStore *store, const char *pagopa_url, GError **error)
{
  guint version = read_version (store, error);
  g_autofree char *url = version > 0 ? find_url (store, pagopa_url, version, error) : NULL;
  g_autofree char *practice = NULL;
  g_autoptr (DescoCheckoutClient) client = NULL;

  if (url == NULL)
    return NULL;
  practice = desco_settings_get (store, DESCO_SETTING_PRACTICE, NULL, error);
  client = practice != NULL ? desco_checkout_client_new (url, version, error) : NULL;
  if (client == NULL)
    return NULL;
  if (g_str_equal (practice, "true") && !desco_checkout_client_is_loopback (client))
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                           _ ("This database is for practice and nothing may leave this computer: "
                              "start desco-sandbox and give its address."));
      return NULL;
    }
  return g_steal_pointer (&client);
}

static char *
add_result (const char *root, const char *result)
{
  return g_strdup_printf ("%s%sesito=%s", root, strchr (root, '?') != NULL ? "&" : "?", result);
}

/* The practice platform has a page of its own that says what a return is worth. */
static gboolean
find_returns (DescoStore *store, DescoCheckoutClient *client, Returns *returns, GError **error)
{
  g_autofree char *root = NULL;

  if (desco_checkout_client_is_loopback (client))
    {
      g_autoptr (GUri) uri
          = g_uri_parse (desco_checkout_client_get_url (client), G_URI_FLAGS_NONE, NULL);
      g_autoptr (GUri) page
          = g_uri_build (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                         g_uri_get_port (uri), RETURN_PATH, NULL, NULL);

      root = g_uri_to_string (page);
    }
  else
    root = desco_settings_get (store, DESCO_SETTING_CHECKOUT_RETURN_URL, NULL, error);
  if (root == NULL)
    return FALSE;

  returns->ok = add_result (root, "ok");
  returns->cancel = add_result (root, "annullato");
  returns->error = add_result (root, "errore");
  returns->waiting = add_result (root, "attesa");
  return TRUE;
}

/* By when what can be paid must be: the whole, or the next instalment once one is paid. */
static gboolean
is_overdue (const DescoPurchase *purchase)
{
  const DescoInstalment *next = desco_purchase_find_next_instalment (purchase);
  GDate today = desco_clock_today ();

  return g_date_compare (next != NULL ? &next->due_date : &purchase->due_date, &today) < 0;
}

/* Why a purchase can't be paid online now; %NULL where it can. */
static const char *
find_obstacle (const DescoPurchase *purchase)
{
  switch (purchase->status)
    {
    case DESCO_PURCHASE_PAID:
    case DESCO_PURCHASE_CREDITED:
      return N_ ("it is paid already");
    case DESCO_PURCHASE_CANCELLED:
      return N_ ("it was cancelled");
    case DESCO_PURCHASE_EXPIRED:
      return N_ ("it was to be paid before today: sell anew");
    case DESCO_PURCHASE_PUBLISHED:
      break;
    case DESCO_PURCHASE_DRAFT:
    case DESCO_PURCHASE_ASSIGNED:
    case DESCO_PURCHASE_QUEUED:
    default:
      return N_ ("pagoPA does not know it yet: publish it first");
    }
  if (desco_purchase_count_paid (purchase) > 0
      && desco_purchase_find_next_instalment (purchase) == NULL)
    return N_ ("it is paid already");
  return is_overdue (purchase) ? N_ ("it was to be paid before today: sell anew") : NULL;
}

/**
 * desco_checkout_can_pay:
 * @purchase: a purchase
 *
 * Returns: whether it can be paid online now
 */
gboolean
desco_checkout_can_pay (DescoPurchase *purchase)
{
  return find_obstacle (purchase) == NULL;
}

/**
 * desco_checkout_check_payable:
 * @purchase: a purchase
 * @error: (out) (optional): %DESCO_RULE_ERROR_STATE in words
 *
 * As desco_checkout_can_pay(), for who asked for it.
 *
 * Returns: whether it can be paid online now
 */
gboolean
desco_checkout_check_payable (DescoPurchase *purchase, GError **error)
{
  const char *obstacle = find_obstacle (purchase);

  if (obstacle == NULL)
    return TRUE;
  g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
               _ ("Notice %s can't be paid online: %s."), purchase->notice_number, _ (obstacle));
  return FALSE;
}

/**
 * desco_checkout_open:
 * @store: the database
 * @purchases: (element-type DescoPurchase): what is to be paid in one go, one to five
 * @pagopa_url: (nullable): the platform's root address, in place of the setting
 * @email: (nullable): where the receipt goes
 * @cancellable: (nullable): ends the wait
 * @error: where to put an error: %DESCO_RULE_ERROR_STATE where a notice can't be paid now,
 *   %DESCO_INPUT_ERROR of `purchase` where they are too many, or as of
 *   desco_checkout_client_open()
 *
 * Makes a cart of notices at pagoPA's checkout; where an instalment is paid already, of the next one.
 * Nothing is changed here: what is paid there is known by its receipts, whatever the browser
 * comes back with.
 *
 * Returns: (nullable) (transfer full): the address of the page where the payer goes on
 */
char *
desco_checkout_open (DescoStore *store,
                     GPtrArray *purchases,
                     const char *pagopa_url,
                     const char *email,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (store, cancellable, error);
  g_autoptr (DescoCheckoutClient) client = NULL;
  g_autoptr (GArray) notices = g_array_new (FALSE, TRUE, sizeof (DescoCheckoutNotice));
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *id = g_uuid_string_random ();
  g_auto (Returns) returns = { 0 };
  DescoCheckoutCart cart = { .id = id, .email = email };

  if (creditor == NULL)
    return NULL;
  client = make_client (store, pagopa_url, error);
  if (client == NULL || !find_returns (store, client, &returns, error))
    return NULL;
  for (guint i = 0; i < purchases->len; i++)
    {
      DescoPurchase *purchase = g_ptr_array_index (purchases, i);
      const DescoInstalment *next = desco_purchase_find_next_instalment (purchase);
      char *subject = next != NULL ? desco_purchase_make_instalment_subject (purchase, next)
                                   : g_strdup (purchase->subject);
      const DescoCheckoutNotice notice = {
        .notice_number = next != NULL ? next->notice_number : purchase->notice_number,
        .creditor_tax_code = creditor->tax_code,
        .amount = next != NULL ? next->amount : purchase->amount,
        .company_name = creditor->name,
        .description = subject,
      };

      g_ptr_array_add (subjects, subject);
      if (!desco_checkout_check_payable (purchase, error))
        return NULL;
      g_array_append_val (notices, notice);
    }

  cart.notices = (const DescoCheckoutNotice *) (gpointer) notices->data;
  cart.n_notices = notices->len;
  cart.all_postal = is_postal (creditor->iban);
  cart.ok_url = returns.ok;
  cart.cancel_url = returns.cancel;
  cart.error_url = returns.error;
  cart.waiting_url = returns.waiting;
  return desco_checkout_client_open (client, &cart, cancellable, error);
}
