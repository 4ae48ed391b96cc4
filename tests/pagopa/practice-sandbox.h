/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <json-glib/json-glib.h>

/* The real desco-sandbox, started for a test, and what a bank and a person can do at it. */

typedef struct _PracticeSandbox PracticeSandbox;

PracticeSandbox *practice_sandbox_new (void);
void practice_sandbox_free (PracticeSandbox *self);
const char *practice_sandbox_get_address (PracticeSandbox *self);

void practice_sandbox_set_faults (PracticeSandbox *self, const char *rules, guint seed);
JsonArray *practice_sandbox_list_faults (PracticeSandbox *self);
char *practice_sandbox_pay_again (PracticeSandbox *self, const char *notice_number);
char *practice_sandbox_pay (PracticeSandbox *self, const char *notice_number);
JsonArray *practice_sandbox_list (PracticeSandbox *self);
JsonObject *practice_sandbox_find (PracticeSandbox *self, const char *notice_number);
