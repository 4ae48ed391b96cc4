/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-http-client-private.h"
#include "pagopa/desco-secrets.h"

G_BEGIN_DECLS

#define DESCO_ACCEPT_JSON "application/json"
#define DESCO_ACCEPT_XML "application/xml, application/json;q=0.5"

/**
 * DescoPlatformRequest:
 * @method: such as GET or POST
 * @url: where to
 * @accept: (nullable): which kinds of answer are wanted; %NULL for JSON
 * @content_type: (nullable): what the body is; %NULL for JSON
 * @request_id: (nullable): the same for every try of one request; %NULL for a new one
 * @body: (nullable): what to send
 *
 * What a provider asks of its platform. The client adds who asks.
 */
typedef struct
{
  const char *method;
  const char *url;
  const char *accept;
  const char *content_type;
  const char *request_id;
  GBytes *body;
} DescoPlatformRequest;

/**
 * DescoPlatformCredentials:
 * @user: the secret that is the user's name
 * @password: the one that is the password
 * @certificate: the one that names the file of a client certificate, in the place of these two or
 *   beside them
 * @certificate_key: the one that names the file of its private key, where it is another file
 *
 * By which secrets a platform knows who asks.
 */
typedef struct
{
  DescoSecretName user;
  DescoSecretName password;
  DescoSecretName certificate;
  DescoSecretName certificate_key;
} DescoPlatformCredentials;

/**
 * DescoProblemReader:
 * @body: the answer to a request that was refused
 *
 * Returns: (transfer full) (nullable): what a platform's own kind of problem document says is wrong
 */
typedef char *(*DescoProblemReader) (GBytes *body);

#define DESCO_TYPE_PLATFORM_CLIENT (desco_platform_client_get_type ())

G_DECLARE_FINAL_TYPE (DescoPlatformClient, desco_platform_client, DESCO, PLATFORM_CLIENT, GObject)

DescoPlatformClient *
desco_platform_client_new (const char *root_url, DescoSecrets *secrets, GError **error);
void desco_platform_client_set_login (DescoPlatformClient *self,
                                      DescoSecretName secret,
                                      const char *user);
void desco_platform_client_set_credentials (DescoPlatformClient *self,
                                            const DescoPlatformCredentials *credentials);
void desco_platform_client_set_tls_database (DescoPlatformClient *self, GTlsDatabase *database);
void desco_platform_client_set_problem_reader (DescoPlatformClient *self,
                                               DescoProblemReader read_problem);
void desco_platform_client_set_retry_policy (DescoPlatformClient *self,
                                             const DescoRetryPolicy *policy);
void desco_platform_client_set_loopback (DescoPlatformClient *self, gboolean is_loopback);
const char *desco_platform_client_get_root (DescoPlatformClient *self);
const DescoRetryPolicy *desco_platform_client_get_retry_policy (DescoPlatformClient *self);

DescoHttpAnswer *desco_platform_client_send (DescoPlatformClient *self,
                                             const DescoPlatformRequest *request,
                                             GCancellable *cancellable,
                                             GError **error);
GBytes *desco_platform_client_ask (DescoPlatformClient *self,
                                   const DescoPlatformRequest *request,
                                   const char *kind,
                                   GCancellable *cancellable,
                                   GError **error);
GBytes *desco_platform_client_get (DescoPlatformClient *self,
                                   const char *url,
                                   const char *kind,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean desco_platform_client_check_answer (DescoPlatformClient *self,
                                             const DescoHttpAnswer *answer,
                                             const char *kind,
                                             GError **error);

gboolean desco_platform_is_loopback (const char *host);
char *desco_platform_check_url (const char *text, gboolean *is_loopback, GError **error);
gboolean desco_platform_check_creditor (const char *tax_code, GError **error);

gboolean desco_platform_check_page_limit (guint limit, guint maximum, GError **error);
gboolean desco_platform_check_paid_days (const GDate *from, const GDate *to, GError **error);

void desco_platform_add_parameter (GString *url, const char *name, const char *value);
void desco_platform_add_number (GString *url, const char *name, guint value);
void desco_platform_add_date (GString *url, const char *name, const GDate *date);

G_END_DECLS
