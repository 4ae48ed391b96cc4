/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  DESCO_SANDBOX_DRAFT,
  DESCO_SANDBOX_PUBLISHED,
  DESCO_SANDBOX_VALID,
  DESCO_SANDBOX_INVALID,
  DESCO_SANDBOX_EXPIRED,
  DESCO_SANDBOX_PARTIALLY_PAID,
  DESCO_SANDBOX_PAID,
  DESCO_SANDBOX_REPORTED,
} DescoSandboxStatus;

/**
 * DescoSandboxOption:
 * @nav: the notice number, 18 digits
 * @iuv: the identifier of the payment
 * @amount: in cents
 * @partial: whether it is one of several instalments
 * @due: when it falls due, UTC microseconds
 * @paid: whether it has been paid
 * @payment: when, UTC microseconds; 0 where it has not
 * @receipt_id: (nullable): the receipt that says so; %NULL where it was paid outside pagoPA
 * @updated: when it last changed, UTC microseconds
 *
 * The moving part of one payment option; what the organisation said of it is in the position's body.
 */
typedef struct
{
  char *nav;
  char *iuv;
  gint64 amount;
  gboolean partial;
  gint64 due;
  gboolean paid;
  gint64 payment;
  char *receipt_id;
  gint64 updated;
} DescoSandboxOption;

/**
 * DescoSandboxPosition:
 * @id: the row in the store, 0 before it is there
 * @organization: the creditor's tax code
 * @iupd: its own name for the position
 * @status: as the platform calls it
 * @switch_to_expired: whether it expires once it is due
 * @inserted: when it was created, UTC microseconds
 * @published: when it was published; 0 where it is not
 * @validity: from when it can be paid; 0 where nobody said
 * @payment: when it was paid; 0 where it is not
 * @updated: when it last changed
 * @body: what the organisation sent, and nothing the platform does not know
 * @options: (element-type DescoSandboxOption): in the order of the body's `paymentOption`
 *
 * A debt position as GPD version 1 knows it.
 */
typedef struct
{
  gint64 id;
  char *organization;
  char *iupd;
  DescoSandboxStatus status;
  gboolean switch_to_expired;
  gint64 inserted;
  gint64 published;
  gint64 validity;
  gint64 payment;
  gint64 updated;
  JsonObject *body;
  GPtrArray *options;
} DescoSandboxPosition;

const char *desco_sandbox_status_to_string (DescoSandboxStatus status);
gboolean desco_sandbox_status_parse (const char *text, DescoSandboxStatus *status);

DescoSandboxPosition *desco_sandbox_position_new (const char *organization, JsonObject *body);
void desco_sandbox_position_free (DescoSandboxPosition *self);
DescoSandboxOption *desco_sandbox_position_find_option (const DescoSandboxPosition *self,
                                                        const char *nav);
JsonObject *desco_sandbox_position_get_option_body (const DescoSandboxPosition *self, guint index);
gint64 desco_sandbox_position_get_first_due (const DescoSandboxPosition *self);
gint64 desco_sandbox_position_get_last_due (const DescoSandboxPosition *self);
JsonObject *desco_sandbox_position_to_model (const DescoSandboxPosition *self);
JsonObject *desco_sandbox_position_to_response (const DescoSandboxPosition *self);
JsonObject *desco_sandbox_option_to_response (const DescoSandboxPosition *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoSandboxPosition, desco_sandbox_position_free)

G_END_DECLS
