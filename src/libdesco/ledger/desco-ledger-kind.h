/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DescoLedgerKind:
 * @DESCO_LEDGER_OPENING: brought in from another program or from paper
 * @DESCO_LEDGER_PURCHASE: a paid purchase
 * @DESCO_LEDGER_MEAL: a meal, charged or not
 * @DESCO_LEDGER_REVERSAL: undoes one entry, whole
 * @DESCO_LEDGER_ADJUSTMENT: a correction by a person, or what a new lot pays for meals eaten before
 * @DESCO_LEDGER_TRANSFER_OUT: to a sibling
 * @DESCO_LEDGER_TRANSFER_IN: from a sibling
 * @DESCO_LEDGER_REFUND: paid back
 * @DESCO_LEDGER_CARRY_OVER: into the next year
 *
 * The kinds of ledger entry. Their nicks are what the database and JSON say.
 */
typedef enum
{
  DESCO_LEDGER_OPENING,
  DESCO_LEDGER_PURCHASE,
  DESCO_LEDGER_MEAL,
  DESCO_LEDGER_REVERSAL,
  DESCO_LEDGER_ADJUSTMENT,
  DESCO_LEDGER_TRANSFER_OUT,
  DESCO_LEDGER_TRANSFER_IN,
  DESCO_LEDGER_REFUND,
  DESCO_LEDGER_CARRY_OVER,
} DescoLedgerKind;

#define DESCO_TYPE_LEDGER_KIND (desco_ledger_kind_get_type ())
GType desco_ledger_kind_get_type (void);

const char *desco_ledger_kind_to_nick (DescoLedgerKind kind);
gboolean desco_ledger_kind_from_nick (const char *nick, DescoLedgerKind *kind);

G_END_DECLS
