/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

#include "ledger/desco-ledger-kind.h"
#include "model/desco-uuid.h"

G_BEGIN_DECLS

/**
 * DescoLedgerEntry:
 * @id: its id
 * @kind: what moved the balance
 * @quantity: vouchers, signed
 * @value: cents, signed, at the cost of the lots it touched
 * @balance: the balance after it, in the statement's order
 * @civil_date: the day it is about
 * @at: UTC microseconds of its writing
 * @charge: (nullable): for a meal, why it costs what it costs
 * @note: (nullable): a sentence
 * @author: (nullable): who wrote it
 * @class_label: (nullable): the class of the sheet that a meal comes from
 * @notice_number: (nullable): the notice of a purchase
 * @reversed: whether an entry undoes it
 * @reversible: whether it may be undone by a person
 *
 * One line of a wallet's statement. The fields are to be read only.
 */
#define DESCO_TYPE_LEDGER_ENTRY (desco_ledger_entry_get_type ())
G_DECLARE_FINAL_TYPE (DescoLedgerEntry, desco_ledger_entry, DESCO, LEDGER_ENTRY, GObject)

struct _DescoLedgerEntry
{
  GObject parent_instance;

  DescoUuid id;
  DescoLedgerKind kind;
  gint64 quantity;
  gint64 value;
  gint64 balance;
  GDate civil_date;
  gint64 at;
  char *charge;
  char *note;
  char *author;
  char *class_label;
  char *notice_number;
  gboolean reversed;
  gboolean reversible;
};

char *desco_ledger_entry_describe (DescoLedgerEntry *self);

G_END_DECLS
