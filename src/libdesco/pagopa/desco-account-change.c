/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-account-change.h"

#include "model/desco-error.h"
#include "model/desco-iban.h"
#include "store/desco-creditors.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>

/* The platform first, in one call for all that is not paid; then here. Until the second step the
 * creditor's account is the old one, so that after a failure in between the same call finds nothing
 * left to change there and goes on here. */

/**
 * desco_account_change_free:
 * @self: (transfer full) (nullable): a change
 */
void
desco_account_change_free (DescoAccountChange *self)
{
  if (self == NULL)
    return;
  g_free (self->old_iban);
  g_free (self->new_iban);
  g_clear_pointer (&self->purchases, g_ptr_array_unref);
  g_free (self);
}

/**
 * desco_account_change_preview:
 * @store: the database
 * @new_iban: the account from now on
 * @cancellable: (nullable): to give up
 * @error: where to put an error; its field is "iban" where @new_iban is none, or is the present one
 *
 * Returns: (nullable) (transfer full): what would change, and nothing has
 */
DescoAccountChange *
desco_account_change_preview (DescoStore *store,
                              const char *new_iban,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (DescoAccountChange) change = g_new0 (DescoAccountChange, 1);
  g_autoptr (DescoCreditor) creditor = NULL;
  DescoPurchaseFilter filter = { .statuses = 1u << DESCO_PURCHASE_PUBLISHED };

  if (!desco_iban_check (new_iban, error))
    return NULL;
  creditor = desco_creditors_get (store, cancellable, error);
  if (creditor == NULL)
    return NULL;
  if (g_str_equal (creditor->iban, new_iban))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "iban",
                             _ ("%s is the account already: give the new one."), new_iban);
      return NULL;
    }
  change->old_iban = g_strdup (creditor->iban);
  change->new_iban = g_strdup (new_iban);
  change->purchases = desco_purchases_list (store, &filter, cancellable, error);
  return change->purchases != NULL ? g_steal_pointer (&change) : NULL;
}

/**
 * desco_account_change_carry_out:
 * @store: the database
 * @provider: the platform
 * @change: what was previewed; its @n_changed is set
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error; then the creditor's account is the old one, and it can be done again
 *
 * Has the platform pay to the new account what is not paid yet, then takes it for all that is sold
 * from now on, with each purchase's record saying so.
 *
 * Returns: whether it is changed on both sides
 */
gboolean
desco_account_change_carry_out (DescoStore *store,
                                DescoPaymentProvider *provider,
                                DescoAccountChange *change,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autofree char *detail = NULL;

  if (!desco_payment_provider_replace_account (provider, change->old_iban, change->new_iban,
                                               &change->n_changed, cancellable, error))
    return FALSE;
  detail = g_strdup_printf (_ ("account %s in place of %s"), change->new_iban, change->old_iban);
  return desco_purchases_change_account (store, change->new_iban, detail, NULL, error);
}
