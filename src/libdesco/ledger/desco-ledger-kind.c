/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "ledger/desco-ledger-kind.h"

G_DEFINE_ENUM_TYPE (DescoLedgerKind,
                    desco_ledger_kind,
                    G_DEFINE_ENUM_VALUE (DESCO_LEDGER_OPENING, "opening"),
                    G_DEFINE_ENUM_VALUE (DESCO_LEDGER_PURCHASE, "purchase"),
                    G_DEFINE_ENUM_VALUE (DESCO_LEDGER_MEAL, "meal"),
                    G_DEFINE_ENUM_VALUE (DESCO_LEDGER_REVERSAL, "reversal"),
                    G_DEFINE_ENUM_VALUE (DESCO_LEDGER_ADJUSTMENT, "adjustment"),
                    G_DEFINE_ENUM_VALUE (DESCO_LEDGER_TRANSFER_OUT, "transfer-out"),
                    G_DEFINE_ENUM_VALUE (DESCO_LEDGER_TRANSFER_IN, "transfer-in"),
                    G_DEFINE_ENUM_VALUE (DESCO_LEDGER_REFUND, "refund"),
                    G_DEFINE_ENUM_VALUE (DESCO_LEDGER_CARRY_OVER, "carry-over"))

/**
 * desco_ledger_kind_to_nick:
 * @kind: a kind of entry
 *
 * Returns: (transfer none): its name in the database and in JSON
 */
const char *
desco_ledger_kind_to_nick (DescoLedgerKind kind)
{
  static const char *const nicks[] = {
    "opening",      "purchase",    "meal",   "reversal",   "adjustment",
    "transfer-out", "transfer-in", "refund", "carry-over",
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (nicks), NULL);

  return nicks[kind];
}

/**
 * desco_ledger_kind_from_nick:
 * @nick: (nullable): a kind's name in the database
 * @kind: (out): the kind
 *
 * Returns: whether there is such a kind; if not, @kind is left alone
 */
gboolean
desco_ledger_kind_from_nick (const char *nick, DescoLedgerKind *kind)
{
  for (int i = 0; i <= DESCO_LEDGER_CARRY_OVER; i++)
    {
      if (g_strcmp0 (nick, desco_ledger_kind_to_nick ((DescoLedgerKind) i)) == 0)
        {
          *kind = (DescoLedgerKind) i;
          return TRUE;
        }
    }
  return FALSE;
}
