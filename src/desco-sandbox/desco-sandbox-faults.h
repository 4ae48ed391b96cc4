/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DescoSandboxFaults DescoSandboxFaults;

/**
 * DescoSandboxDelivery:
 * @DESCO_SANDBOX_DELIVER_WHOLE: as it should be
 * @DESCO_SANDBOX_DELIVER_SLOWLY: some bytes at a time
 * @DESCO_SANDBOX_DELIVER_CUT: half of the body, then the end of the connection
 * @DESCO_SANDBOX_DELIVER_NOTHING: the end of the connection
 * @DESCO_SANDBOX_DELIVER_TWICE: two whole answers to one call
 * @DESCO_SANDBOX_DELIVER_DOUBLED: one answer whose body is there two times
 * @DESCO_SANDBOX_DELIVER_ENDLESS: blanks, until the caller has enough
 * @DESCO_SANDBOX_DELIVER_BOMB: the same, compressed a thousandfold
 *
 * How an answer reaches the caller.
 */
typedef enum
{
  DESCO_SANDBOX_DELIVER_WHOLE,
  DESCO_SANDBOX_DELIVER_SLOWLY,
  DESCO_SANDBOX_DELIVER_CUT,
  DESCO_SANDBOX_DELIVER_NOTHING,
  DESCO_SANDBOX_DELIVER_TWICE,
  DESCO_SANDBOX_DELIVER_DOUBLED,
  DESCO_SANDBOX_DELIVER_ENDLESS,
  DESCO_SANDBOX_DELIVER_BOMB,
} DescoSandboxDelivery;

/**
 * DescoSandboxFault:
 * @unheard: whether the call must not be carried out
 * @status: the status to answer an unheard call with
 * @retry_after: in seconds, where @status asks to come back later; 0 where it does not say
 * @html: whether the body is a page for people, where a program expects JSON
 * @redirect: whether to send the caller to the same place under another name
 * @mistyped: whether the answer says that it is something else than it is
 * @skew: in microseconds how far the platform's clock is ahead for this call
 * @delay: milliseconds between carrying out and answering
 * @delivery: how the answer goes out
 * @piece: how many bytes a slow answer has in a piece
 * @pace: milliseconds between pieces of a slow answer
 *
 * What shall go wrong with one call; all zeroes is nothing.
 */
typedef struct
{
  gboolean unheard;
  guint status;
  guint retry_after;
  gboolean html;
  gboolean redirect;
  gboolean mistyped;
  gint64 skew;
  guint delay;
  DescoSandboxDelivery delivery;
  guint piece;
  guint pace;
} DescoSandboxFault;

/**
 * DescoSandboxFaultKind:
 * @rule: what a rule of it begins with
 * @takes_time: whether `:TIME` may follow
 * @carried_out: whether the call does what it should, however it is answered
 * @about: what it does, a clause in English to be translated
 *
 * What can go wrong on request.
 */
typedef struct
{
  const char *rule;
  gboolean takes_time;
  gboolean carried_out;
  const char *about;
} DescoSandboxFaultKind;

const DescoSandboxFaultKind *desco_sandbox_faults_list_kinds (gsize *n_kinds);
DescoSandboxFaults *desco_sandbox_faults_new (guint32 seed);
void desco_sandbox_faults_free (DescoSandboxFaults *self);
gboolean desco_sandbox_faults_set (DescoSandboxFaults *self, const char *rules, GError **error);
void desco_sandbox_faults_reseed (DescoSandboxFaults *self, guint32 seed);
char *desco_sandbox_faults_to_string (DescoSandboxFaults *self);
DescoSandboxFault
desco_sandbox_faults_next (DescoSandboxFaults *self, const char *method, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoSandboxFaults, desco_sandbox_faults_free)

G_END_DECLS
