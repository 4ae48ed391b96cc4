/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-call-limit-private.h"
#include "pagopa/desco-retry-policy.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* No answer that we ask for comes near this. */
#define DESCO_HTTP_MAX_BODY (8 * 1024 * 1024)

/**
 * DescoHttpRequest:
 * @method: GET, POST, PUT, PATCH or DELETE
 * @url: where to
 * @accept: which kinds of answer are wanted
 * @content_type: (nullable): what @body is; %NULL for JSON
 * @user: (nullable): whose password @key is; %NULL where it is a subscription key
 * @key: (nullable): the subscription key or password
 * @certificate: (nullable): who asks, where a certificate says it
 * @request_id: the same for every try of one request
 * @body: (nullable): what to send
 * @limit: (nullable): whose calls it is one of, for desco_http_client_send_patiently()
 */
typedef struct
{
  const char *method;
  const char *url;
  const char *accept;
  const char *content_type;
  const char *user;
  const char *key;
  GTlsCertificate *certificate;
  const char *request_id;
  GBytes *body;
  DescoCallLimit *limit;
} DescoHttpRequest;

/**
 * DescoHttpAnswer:
 * @status: the HTTP status
 * @content_type: (nullable): what the body is, without parameters
 * @location: (nullable): where a redirection leads; nobody follows it
 * @body: the whole of it
 * @retry_after: seconds that the answer asks to wait; 0 if it does not say
 */
typedef struct
{
  guint status;
  char *content_type;
  char *location;
  GBytes *body;
  guint retry_after;
} DescoHttpAnswer;

#define DESCO_TYPE_HTTP_CLIENT (desco_http_client_get_type ())

G_DECLARE_FINAL_TYPE (DescoHttpClient, desco_http_client, DESCO, HTTP_CLIENT, GObject)

DescoHttpClient *desco_http_client_new (void);
void desco_http_client_set_tls_database (DescoHttpClient *self, GTlsDatabase *database);
DescoHttpAnswer *desco_http_client_send (DescoHttpClient *self,
                                         const DescoHttpRequest *request,
                                         const DescoRetryPolicy *policy,
                                         GCancellable *cancellable,
                                         GError **error);
DescoHttpAnswer *desco_http_client_send_patiently (DescoHttpClient *self,
                                                   const DescoHttpRequest *request,
                                                   const DescoRetryPolicy *policy,
                                                   GCancellable *cancellable,
                                                   GError **error);
void desco_http_answer_free (DescoHttpAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoHttpAnswer, desco_http_answer_free)

G_END_DECLS
