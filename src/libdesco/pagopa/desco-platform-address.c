/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-platform-address.h"

#include "pagopa/desco-pagopa-error.h"
#include "store/desco-settings.h"

#include <glib/gi18n-lib.h>

/**
 * desco_platform_address_get:
 * @store: the database
 * @cancellable: (nullable): to give up
 * @error: where to put an error: the database, or %DESCO_PAGOPA_ERROR_NOT_OFFERED where only
 *   another platform's address is known
 *
 * Where pagoPA itself is: it has the banks' flows and every receipt, also of who sends debt
 * positions through a partner's GovPay.
 *
 * Returns: (nullable) (transfer full): its root address
 */
char *
desco_platform_address_get (DescoStore *store, GCancellable *cancellable, GError **error)
{
  g_autofree char *own
      = desco_settings_get (store, DESCO_SETTING_PAGOPA_FLOWS_URL, cancellable, error);
  g_autofree char *provider = NULL;

  if (own == NULL || *own != '\0')
    return g_steal_pointer (&own);
  provider = desco_settings_get (store, DESCO_SETTING_PAGOPA_PROVIDER, cancellable, error);
  if (provider == NULL)
    return NULL;
  if (!g_str_equal (provider, "govpay"))
    return desco_settings_get (store, DESCO_SETTING_PAGOPA_URL, cancellable, error);
  g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_OFFERED,
                       _ ("The setting pagopa.url is GovPay's address, and the banks' flows and "
                          "these receipts are read from pagoPA itself: set its address as "
                          "pagopa.flows-url."));
  return NULL;
}
