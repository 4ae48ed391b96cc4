/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "ledger/desco-ledger-kind.h"

#include "model/desco-enum.h"

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
  return desco_enum_to_nick (DESCO_TYPE_LEDGER_KIND, kind);
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
  int value;
  gboolean found = desco_enum_from_nick (DESCO_TYPE_LEDGER_KIND, nick, &value);

  if (found)
    *kind = (DescoLedgerKind) value;
  return found;
}
