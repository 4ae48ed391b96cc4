/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoFinding:
 * @rule: the rule that is broken, such as "R-03", or "file"
 * @subject: (nullable): what it is about: a pupil, a purchase
 * @message: a sentence
 *
 * Something that is wrong in a database.
 */
typedef struct
{
  char *rule;
  char *subject;
  char *message;
} DescoFinding;

void desco_finding_free (DescoFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoFinding, desco_finding_free)

GPtrArray *desco_verify (DescoStore *store, GCancellable *cancellable, GError **error);

G_END_DECLS
