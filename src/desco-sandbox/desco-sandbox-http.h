/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "desco-sandbox-faults.h"
#include "desco-sandbox-limiter.h"
#include "desco-sandbox-store.h"

G_BEGIN_DECLS

#define DESCO_SANDBOX_MAX_PARAMETERS 4

/**
 * DescoSandbox:
 * @store: what the platform remembers
 * @faults: what shall go wrong
 * @limiter: (nullable): %NULL where there is no limit
 * @carts: (element-type utf8 DescoSandboxCart): what creditors want paid in one go, by its id, as
 *   long as the program runs
 * @subscription_key: (nullable): the only key that is taken; %NULL for any
 * @n_calls: how many calls with a key that is taken have come
 * @n_turned_away: how many of them were beyond the limit
 *
 * What all calls share. One thread serves them, each to its end before the next.
 */
typedef struct
{
  DescoSandboxStore *store;
  DescoSandboxFaults *faults;
  DescoSandboxLimiter *limiter;
  GHashTable *carts;
  char *subscription_key;
  guint64 n_calls;
  guint64 n_turned_away;
} DescoSandbox;

/**
 * DescoSandboxRequest:
 * @method: GET, POST …
 * @scheme: http, or https
 * @parameters: what stands where the route's path has a `*`
 * @query: (nullable): the query, decoded
 * @headers: the headers
 * @body: the body
 *
 * A call, free of the connection that brought it.
 */
typedef struct
{
  const char *method;
  const char *scheme;
  const char *parameters[DESCO_SANDBOX_MAX_PARAMETERS];
  GHashTable *query;
  SoupMessageHeaders *headers;
  GBytes *body;
} DescoSandboxRequest;

/**
 * DescoSandboxReply:
 * @status: the HTTP status
 * @content_type: (nullable): of the body
 * @headers: further headers
 * @body: (nullable): the body
 *
 * An answer, free of the connection that takes it away, so that faults can do to it what they like.
 */
typedef struct
{
  guint status;
  const char *content_type;
  SoupMessageHeaders *headers;
  GBytes *body;
} DescoSandboxReply;

/**
 * DescoSandboxHandler:
 * @sandbox: what all calls share, in a transaction and aged to the present moment
 * @request: the call
 * @reply: where to put the answer
 * @error: what the platform refuses
 *
 * Returns: whether to keep what was done; if not, @error is answered
 */
typedef gboolean (*DescoSandboxHandler) (DescoSandbox *sandbox,
                                         const DescoSandboxRequest *request,
                                         DescoSandboxReply *reply,
                                         GError **error);

/**
 * DescoSandboxRoute:
 * @method: its method
 * @path: its path below the area, `*` for a parameter
 * @handler: what carries it out
 */
typedef struct
{
  const char *method;
  const char *path;
  DescoSandboxHandler handler;
} DescoSandboxRoute;

const char *desco_sandbox_request_get (const DescoSandboxRequest *request, const char *name);
gboolean desco_sandbox_request_refuse (const char *name, const char *text, GError **error);
gboolean desco_sandbox_request_get_number (const DescoSandboxRequest *request,
                                           const char *name,
                                           guint fallback,
                                           guint min,
                                           guint max,
                                           guint *number,
                                           GError **error);
gboolean desco_sandbox_request_get_boolean (const DescoSandboxRequest *request,
                                            const char *name,
                                            gboolean *value,
                                            GError **error);
JsonObject *desco_sandbox_request_parse_text (const DescoSandboxRequest *request, GError **error);
JsonObject *desco_sandbox_request_parse_json (const DescoSandboxRequest *request, GError **error);

DescoSandboxReply *desco_sandbox_reply_new (void);
void desco_sandbox_reply_free (DescoSandboxReply *self);
void desco_sandbox_reply_set_text (DescoSandboxReply *self,
                                   guint status,
                                   const char *content_type,
                                   const char *text);
void desco_sandbox_reply_take_json (DescoSandboxReply *self, guint status, JsonNode *node);
void desco_sandbox_reply_take_object (DescoSandboxReply *self, guint status, JsonObject *object);
void desco_sandbox_reply_set_problem (DescoSandboxReply *self, const GError *error);
void desco_sandbox_reply_set_gateway (DescoSandboxReply *self, guint status, const char *message);

DescoSandboxHandler desco_sandbox_route_find (const DescoSandboxRoute *routes,
                                              gsize n_routes,
                                              const char *method,
                                              char **segments,
                                              const char **parameters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoSandboxReply, desco_sandbox_reply_free)

G_END_DECLS
