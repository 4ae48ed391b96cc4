/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-ledger-entry.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (DescoLedgerEntry, desco_ledger_entry, G_TYPE_OBJECT)

static void
desco_ledger_entry_finalize (GObject *object)
{
  DescoLedgerEntry *self = DESCO_LEDGER_ENTRY (object);

  g_free (self->charge);
  g_free (self->note);
  g_free (self->author);
  g_free (self->class_label);
  g_free (self->notice_number);

  G_OBJECT_CLASS (desco_ledger_entry_parent_class)->finalize (object);
}

static void
desco_ledger_entry_class_init (DescoLedgerEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_ledger_entry_finalize;
}

static void
desco_ledger_entry_init (DescoLedgerEntry *self)
{
  g_date_clear (&self->civil_date, 1);
}

static char *
describe_meal (DescoLedgerEntry *self)
{
  if (g_strcmp0 (self->charge, "exempt") == 0)
    return g_strdup (_ ("Meal, exempt"));
  if (self->quantity == 0)
    return g_strdup (_ ("Meal, not charged"));
  if (self->class_label != NULL)
    return g_strdup_printf (_ ("Meal, %s"), self->class_label);
  return g_strdup (_ ("Meal"));
}

/**
 * desco_ledger_entry_describe:
 * @self: an entry
 *
 * Returns: (transfer full): what happened, as a parent would read it, translated
 */
char *
desco_ledger_entry_describe (DescoLedgerEntry *self)
{
  switch (self->kind)
    {
    case DESCO_LEDGER_OPENING:
      return g_strdup (_ ("Opening balance"));
    case DESCO_LEDGER_PURCHASE:
      return self->notice_number != NULL
                 ? g_strdup_printf (_ ("Purchase paid, notice %s"), self->notice_number)
                 : g_strdup (_ ("Purchase paid"));
    case DESCO_LEDGER_MEAL:
      return describe_meal (self);
    case DESCO_LEDGER_REVERSAL:
      return g_strdup (_ ("Undone"));
    case DESCO_LEDGER_ADJUSTMENT:
      return g_strdup (_ ("Adjustment"));
    case DESCO_LEDGER_TRANSFER_OUT:
      return g_strdup (_ ("Given to a sibling"));
    case DESCO_LEDGER_TRANSFER_IN:
      return g_strdup (_ ("Received from a sibling"));
    case DESCO_LEDGER_REFUND:
      return g_strdup (_ ("Refund"));
    case DESCO_LEDGER_CARRY_OVER:
      return g_strdup (_ ("Carried over"));
    default:
      g_return_val_if_reached (NULL);
    }
}
