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
 *
 * How an answer reaches the caller.
 */
typedef enum
{
  DESCO_SANDBOX_DELIVER_WHOLE,
  DESCO_SANDBOX_DELIVER_SLOWLY,
  DESCO_SANDBOX_DELIVER_CUT,
  DESCO_SANDBOX_DELIVER_NOTHING,
} DescoSandboxDelivery;

/**
 * DescoSandboxFault:
 * @unheard: whether the call must not be carried out
 * @status: the status to answer an unheard call with
 * @retry_after: in seconds, where @status asks to come back later; 0 where it does not say
 * @html: whether the body is a page for people, where a program expects JSON
 * @delay: milliseconds between carrying out and answering
 * @delivery: how the answer goes out
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
  guint delay;
  DescoSandboxDelivery delivery;
  guint pace;
} DescoSandboxFault;

DescoSandboxFaults *desco_sandbox_faults_new (guint32 seed);
void desco_sandbox_faults_free (DescoSandboxFaults *self);
gboolean desco_sandbox_faults_set (DescoSandboxFaults *self, const char *rules, GError **error);
void desco_sandbox_faults_reseed (DescoSandboxFaults *self, guint32 seed);
char *desco_sandbox_faults_to_string (DescoSandboxFaults *self);
DescoSandboxFault
desco_sandbox_faults_next (DescoSandboxFaults *self, const char *method, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoSandboxFaults, desco_sandbox_faults_free)

G_END_DECLS
