/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DescoSecretName:
 * @DESCO_SECRET_SUBSCRIPTION_KEY: the key to pagoPA's API, `[pagopa] subscription-key`
 * @DESCO_SECRET_SERVER_TOKEN: the token to the municipal server, `[server] token`
 */
typedef enum
{
  DESCO_SECRET_SUBSCRIPTION_KEY,
  DESCO_SECRET_SERVER_TOKEN,
} DescoSecretName;

#define DESCO_TYPE_SECRETS (desco_secrets_get_type ())

G_DECLARE_FINAL_TYPE (DescoSecrets, desco_secrets, DESCO, SECRETS, GObject)

DescoSecrets *desco_secrets_new (const char *path);
char *desco_secrets_lookup (DescoSecrets *self,
                            DescoSecretName name,
                            const char *address,
                            GCancellable *cancellable,
                            GError **error);
gboolean desco_secrets_store (DescoSecrets *self,
                              DescoSecretName name,
                              const char *address,
                              const char *value,
                              GCancellable *cancellable,
                              GError **error);
void desco_secret_free (char *secret);

G_END_DECLS
