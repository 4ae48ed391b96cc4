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
 * @DESCO_SECRET_GOVPAY_USER: who asks GovPay, `[govpay] user`
 * @DESCO_SECRET_GOVPAY_PASSWORD: the password, `[govpay] password`
 * @DESCO_SECRET_GOVPAY_CERTIFICATE: the file of a client certificate, `[govpay] certificate`
 * @DESCO_SECRET_GOVPAY_KEY: the file of its private key, `[govpay] key`; the same where it is missing
 */
typedef enum
{
  DESCO_SECRET_SUBSCRIPTION_KEY,
  DESCO_SECRET_SERVER_TOKEN,
  DESCO_SECRET_GOVPAY_USER,
  DESCO_SECRET_GOVPAY_PASSWORD,
  DESCO_SECRET_GOVPAY_CERTIFICATE,
  DESCO_SECRET_GOVPAY_KEY,
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
GTlsCertificate *
desco_secrets_load_certificate (const char *path, const char *key_path, GError **error);
void desco_secret_free (char *secret);

G_END_DECLS
