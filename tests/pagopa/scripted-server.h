/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gio/gio.h>

/* An HTTP server on 127.0.0.1 that answers from a script, well or badly, and writes down what it was
 * asked. It speaks on the bare socket, as a proper server would not say what some steps say. */

typedef enum
{
  STEP_ANSWER,  /* a whole answer */
  STEP_DROP,    /* reads the request and hangs up */
  STEP_SILENCE, /* reads the request and says nothing until the client hangs up */
  STEP_CUT,     /* tells a longer body than it sends, and hangs up */
  STEP_CUT_CHUNKS,
  STEP_TRICKLE, /* a byte now and then, for ever */
  STEP_HUGE,    /* ten megabytes */
  STEP_GARBAGE, /* something that is no HTTP */
} StepKind;

typedef struct
{
  StepKind kind;
  guint status;
  const char *type;
  const char *headers; /* whole lines */
  const char *body;
} Step;

typedef struct
{
  char *method;
  char *path;
  GHashTable *headers; /* by lower-case name */
  char *body;
} SeenRequest;

typedef struct _ScriptedServer ScriptedServer;

ScriptedServer *scripted_server_new (GTlsCertificate *certificate);
void scripted_server_expect_client (ScriptedServer *self, GTlsCertificate *client);
char *scripted_server_get_url (ScriptedServer *self);
void scripted_server_play (ScriptedServer *self, const Step *steps, guint n_steps);
char *scripted_server_get_methods (ScriptedServer *self);
const SeenRequest *scripted_server_get_request (ScriptedServer *self, guint index);
guint scripted_server_count (ScriptedServer *self);
void scripted_server_free (ScriptedServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptedServer, scripted_server_free)
