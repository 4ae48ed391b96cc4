/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "ledger/desco-verify.h"

#include "pagopa/desco-notice-number.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* One check: a statement whose every row is something wrong, and what to say of it. The first
 * column is the subject; with @has_figures the second and third are the two that differ. */
typedef struct
{
  const char *rule;
  const char *sql;
  const char *message;
  gboolean has_figures;
} Check;

#define QUITTANCE "printf ('%03d/%04d/%d', q.device_code, q.year, q.number)"
#define PUPIL "(SELECT surname || ' ' || name FROM pupil WHERE id = "

static const Check checks[] = {
  { "R-02",
    "SELECT t.name FROM (SELECT 'ledger_no_update' AS name UNION ALL SELECT 'ledger_no_delete'"
    " UNION ALL SELECT 'ledger_no_replace' UNION ALL SELECT 'ledger_no_reversed_reversal'"
    " UNION ALL SELECT 'ledger_one_meal' UNION ALL SELECT 'kitchen_number_no_update'"
    " UNION ALL SELECT 'kitchen_number_no_delete' UNION ALL SELECT 'quittance_no_replace'"
    " UNION ALL SELECT 'quittance_no_change' UNION ALL SELECT 'quittance_void_once'"
    " UNION ALL SELECT 'quittance_close_once' UNION ALL SELECT 'quittance_no_delete'"
    " UNION ALL SELECT 'cash_closing_no_replace' UNION ALL SELECT 'cash_closing_no_update'"
    " UNION ALL SELECT 'cash_closing_no_delete') AS t"
    " WHERE NOT EXISTS (SELECT 1 FROM sqlite_schema AS s"
    "   WHERE s.type = 'trigger' AND s.name = t.name)",
    N_ ("the guard of the ledger is missing: somebody changed the database with another program"),
    FALSE },
  { "R-02",
    "SELECT " PUPIL "r.pupil_id), r.quantity, -e.quantity FROM ledger AS r"
    " JOIN ledger AS e ON e.id = r.reverses"
    " WHERE r.quantity <> -e.quantity OR r.pupil_id <> e.pupil_id OR e.kind = 'reversal'",
    N_ ("a reversal does not undo its entry whole"), TRUE },
  { "R-03",
    "SELECT " PUPIL "p.pupil_id), w.balance, p.quantity"
    " FROM (SELECT pupil_id, sum (quantity) AS quantity FROM ledger GROUP BY pupil_id) AS p"
    " LEFT JOIN wallet_line AS w ON w.pupil_id = p.pupil_id"
    " WHERE ifnull (w.balance, 0) <> p.quantity",
    N_ ("the balance is not the sum of the movements"), TRUE },
  { "R-03",
    "SELECT " PUPIL "p.pupil_id), w.value, p.value"
    " FROM (SELECT pupil_id, sum (value) AS value FROM ledger GROUP BY pupil_id) AS p"
    " LEFT JOIN wallet_line AS w ON w.pupil_id = p.pupil_id"
    " WHERE ifnull (w.value, 0) <> p.value",
    N_ ("the wallet's value is not the sum of the movements' values"), TRUE },
  { "R-11",
    "SELECT " PUPIL "p.pupil_id), w.rest, p.rest"
    " FROM (SELECT pupil_id, sum (rest) AS rest FROM ledger GROUP BY pupil_id) AS p"
    " JOIN wallet_line AS w ON w.pupil_id = p.pupil_id WHERE w.rest <> p.rest",
    N_ ("the cents left of broken vouchers are not the sum of the movements"), TRUE },
  { "R-11",
    "SELECT " PUPIL "i.pupil_id), i.value, -o.value FROM ledger AS i"
    " JOIN ledger AS o ON o.id = i.pair_id WHERE i.kind <> 'transfer-in'"
    " OR o.kind <> 'transfer-out' OR i.value <> -o.value"
    " OR EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = i.id)"
    "   <> EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = o.id)",
    N_ ("what came from a sibling is not what the sibling gave"), TRUE },
  { "R-08",
    "SELECT " PUPIL "f.pupil_id), f.amount, -l.value FROM refund AS f"
    " JOIN ledger AS l ON l.id = f.entry_id WHERE f.amount <> -l.value"
    " OR f.quantity <> -l.quantity OR l.kind <> 'refund'"
    " OR (f.status = 'refused') <> EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = l.id)",
    N_ ("a refund is not what its movement took out"), TRUE },
  { "R-08",
    "SELECT " PUPIL "l.pupil_id) FROM ledger AS l WHERE l.kind = 'refund'"
    " AND NOT EXISTS (SELECT 1 FROM refund AS f WHERE f.entry_id = l.id)",
    N_ ("vouchers were taken out for a refund that is on no list"), FALSE },
  { "R-03",
    "SELECT " PUPIL "w.pupil_id), w.balance, 0 FROM wallet_line AS w"
    " WHERE (w.balance <> 0 OR w.value <> 0)"
    " AND NOT EXISTS (SELECT 1 FROM ledger AS l WHERE l.pupil_id = w.pupil_id)",
    N_ ("there is a balance without any movement"), TRUE },
  { "R-08",
    "SELECT " PUPIL "l.pupil_id), l.remaining, l.quantity + ifnull (u.used, 0) FROM lot AS l"
    " LEFT JOIN (SELECT lot_id, sum (quantity) AS used FROM lot_use GROUP BY lot_id) AS u"
    "   ON u.lot_id = l.id WHERE l.remaining <> l.quantity + ifnull (u.used, 0)",
    N_ ("what is left of a lot is not what its uses leave"), TRUE },
  { "R-08",
    "SELECT " PUPIL "w.pupil_id), w.value, ifnull (l.value, 0) + w.rest FROM wallet_line AS w"
    " LEFT JOIN (SELECT pupil_id, sum (remaining * unit_amount) AS value FROM lot"
    "   GROUP BY pupil_id) AS l ON l.pupil_id = w.pupil_id"
    " WHERE w.value <> ifnull (l.value, 0) + w.rest",
    N_ ("the wallet's value is not what its lots are worth"), TRUE },
  { "R-08",
    "SELECT " PUPIL "w.pupil_id), w.balance, ifnull (l.remaining, 0) - ifnull (u.missing, 0)"
    " FROM wallet_line AS w"
    " LEFT JOIN (SELECT pupil_id, sum (remaining) AS remaining FROM lot GROUP BY pupil_id) AS l"
    "   ON l.pupil_id = w.pupil_id"
    " LEFT JOIN (SELECT pupil_id, sum (quantity) AS missing FROM uncovered GROUP BY pupil_id) AS u"
    "   ON u.pupil_id = w.pupil_id"
    " WHERE w.balance <> ifnull (l.remaining, 0) - ifnull (u.missing, 0)",
    N_ ("the balance is not what the lots hold less what is not covered"), TRUE },
  { "R-04",
    "SELECT notice_number, amount, quantity * unit_amount FROM purchase"
    " WHERE amount <> quantity * unit_amount",
    N_ ("the amount is not the quantity times the unit cost"), TRUE },
  { "R-04",
    "SELECT u.notice_number, ifnull (i.amount, 0), u.amount FROM purchase AS u LEFT JOIN"
    " (SELECT purchase_id, count (*) AS parts, sum (quantity) AS quantity, sum (amount) AS amount"
    "   FROM instalment GROUP BY purchase_id) AS i ON i.purchase_id = u.id"
    " WHERE u.instalments <> ifnull (i.parts, 0)"
    " OR (u.instalments > 0 AND (i.quantity <> u.quantity OR i.amount <> u.amount))",
    N_ ("the instalments do not sum up to the purchase"), TRUE },
  { "R-04",
    "SELECT i.notice_number, i.amount, i.quantity * u.unit_amount FROM instalment AS i"
    " JOIN purchase AS u ON u.id = i.purchase_id WHERE i.amount <> i.quantity * u.unit_amount",
    N_ ("the instalment's amount is not its quantity times the unit cost"), TRUE },
  /* Credited is what has its own entry, or one for each of its instalments. */
  { "R-05",
    "SELECT u.notice_number FROM purchase AS u LEFT JOIN"
    " (SELECT purchase_id, max (instalment = 0) AS whole, count (*) AS entries FROM ledger"
    "   WHERE kind = 'purchase'"
    "     AND NOT EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = ledger.id)"
    "   GROUP BY purchase_id) AS l ON l.purchase_id = u.id"
    " WHERE (u.status = 'credited') <> ifnull (l.whole OR (u.instalments > 0"
    "   AND l.entries = u.instalments), 0)",
    N_ ("the purchase's state and its credit in the ledger do not agree"), FALSE },
  { "R-05",
    "SELECT i.notice_number FROM instalment AS i WHERE (i.status = 'credited')"
    " <> EXISTS (SELECT 1 FROM ledger AS l WHERE l.purchase_id = i.purchase_id"
    "   AND l.instalment = i.number AND l.kind = 'purchase'"
    "   AND NOT EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = l.id))",
    N_ ("the instalment's state and its credit in the ledger do not agree"), FALSE },
  { "R-05",
    "SELECT r.receipt_id FROM receipt AS r WHERE (r.state = 'credited')"
    " <> EXISTS (SELECT 1 FROM ledger AS l WHERE l.receipt_id = r.id)",
    N_ ("the receipt's state and its credit in the ledger do not agree"), FALSE },
  { "R-05",
    "SELECT ifnull (i.notice_number, u.notice_number), l.quantity,"
    " iif (l.instalment = 0, u.quantity, ifnull (i.quantity, 0)) FROM ledger AS l"
    " JOIN purchase AS u ON u.id = l.purchase_id"
    " LEFT JOIN instalment AS i ON i.purchase_id = u.id AND i.number = l.instalment"
    " WHERE l.kind = 'purchase' AND (l.pupil_id <> u.pupil_id"
    "   OR l.quantity <> iif (l.instalment = 0, u.quantity, ifnull (i.quantity, 0))"
    "   OR l.value <> iif (l.instalment = 0, u.amount, ifnull (i.amount, 0)))"
    /* Unless a person decided to credit what was paid. */
    " AND NOT EXISTS (SELECT 1 FROM receipt AS r WHERE r.id = l.receipt_id"
    "   AND r.decision = 'credit-paid' AND r.credited_value = l.value"
    "   AND l.value = l.quantity * u.unit_amount AND l.pupil_id = u.pupil_id)",
    N_ ("what was credited is not what was bought"), TRUE },
  { "R-05",
    "SELECT r.receipt_id, ifnull (r.credited_value, 0) + ifnull (f.amount, 0), r.amount"
    " FROM receipt AS r LEFT JOIN (SELECT receipt_id, sum (amount) AS amount FROM refund"
    "   GROUP BY receipt_id) AS f ON f.receipt_id = r.id"
    " WHERE r.decision IN ('credit', 'credit-paid', 'refund')"
    " AND (ifnull (r.credited_value, 0) + ifnull (f.amount, 0) < r.amount"
    "   OR ifnull (f.amount, 0) > r.amount)",
    N_ ("what was paid was neither credited nor given back"), TRUE },
  { "R-09",
    "SELECT u.notice_number FROM purchase AS u WHERE u.status IS NOT"
    " (SELECT e.status FROM purchase_event AS e WHERE e.purchase_id = u.id"
    "   ORDER BY e.id DESC LIMIT 1)",
    N_ ("the purchase's state is not the last one on record"), FALSE },
  { "R-10",
    "SELECT printf ('%03d/%04d', device_code, year), count (*), max (number) FROM quittance"
    " GROUP BY device_code, year HAVING count (*) <> max (number)",
    N_ ("the numbers of the quittances have gaps"), TRUE },
  { "R-10",
    "SELECT printf ('%03d/%04d', c.device_code, c.year), c.next, ifnull (max (q.number), 0) + 1"
    " FROM quittance_counter AS c LEFT JOIN quittance AS q"
    "   ON q.device_code = c.device_code AND q.year = c.year"
    " GROUP BY c.device_code, c.year HAVING c.next <> ifnull (max (q.number), 0) + 1",
    N_ ("the counter of quittances does not follow the last one"), TRUE },
  { "R-10",
    "SELECT " QUITTANCE ", (SELECT count (*) FROM ledger AS l WHERE l.quittance_id = q.id"
    "   AND l.kind = 'purchase' AND NOT EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = l.id)"
    "   ) AS n, q.voided_at IS NULL FROM quittance AS q WHERE n <> (q.voided_at IS NULL)",
    N_ ("the quittance and its credit in the ledger do not agree"), TRUE },
  { "R-10",
    "SELECT " QUITTANCE ", q.amount, l.value FROM quittance AS q"
    " JOIN ledger AS l ON l.quittance_id = q.id AND l.kind = 'purchase'"
    " WHERE q.amount <> l.value OR q.purchase_id IS NOT l.purchase_id"
    "   OR q.instalment <> l.instalment",
    N_ ("the money of the quittance is not what was credited"), TRUE },
  { "R-10",
    "SELECT " QUITTANCE " FROM quittance AS q JOIN purchase AS u ON u.id = q.purchase_id"
    " WHERE q.voided_at IS NULL AND u.method IS NULL",
    N_ ("the purchase does not say that it was paid at the desk"), FALSE },
  { "R-10",
    "SELECT c.civil_date, c.expected, ifnull (sum (q.amount), 0) FROM cash_closing AS c"
    " LEFT JOIN quittance AS q ON q.closing_id = c.id AND q.voided_at IS NULL AND q.method = 'cash'"
    " GROUP BY c.id HAVING c.expected <> ifnull (sum (q.amount), 0)",
    N_ ("the closing's cash is not the sum of its quittances"), TRUE },
  { "R-10",
    "SELECT c.civil_date, c.pos_total, ifnull (sum (q.amount), 0) FROM cash_closing AS c"
    " LEFT JOIN quittance AS q ON q.closing_id = c.id AND q.voided_at IS NULL AND q.method = 'pos'"
    " GROUP BY c.id HAVING c.pos_total <> ifnull (sum (q.amount), 0)",
    N_ ("the closing's card payments are not the sum of its quittances"), TRUE },
  { "R-10",
    "SELECT c.civil_date, c.quittances, count (q.id) FROM cash_closing AS c"
    " LEFT JOIN quittance AS q ON q.closing_id = c.id GROUP BY c.id"
    " HAVING c.quittances <> count (q.id)",
    N_ ("the closing does not count its quittances"), TRUE },
  { "R-22",
    "SELECT " PUPIL "m.pupil_id) || ', ' || m.civil_date FROM ledger AS m WHERE m.kind = 'meal'"
    " AND NOT EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = m.id)"
    " GROUP BY m.pupil_id, m.civil_date, m.service HAVING count (*) > 1",
    N_ ("a meal is charged more than once"), FALSE },
  { "R-22",
    "SELECT " PUPIL "k.pupil_id) || ', ' || k.civil_date FROM attendance_mark AS k"
    " LEFT JOIN ledger AS m ON m.id = k.entry_id WHERE k.entry_id IS NOT NULL"
    " AND (m.pupil_id <> k.pupil_id OR m.civil_date <> k.civil_date"
    "   OR EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = m.id))",
    N_ ("the sheet and the ledger do not agree on a meal"), FALSE },
  { "R-22",
    "SELECT " PUPIL "m.pupil_id) || ', ' || m.civil_date FROM ledger AS m"
    " WHERE m.kind = 'meal' AND m.sheet_id IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM ledger AS r WHERE r.reverses = m.id)"
    " AND NOT EXISTS (SELECT 1 FROM attendance_mark AS k WHERE k.entry_id = m.id)",
    N_ ("a charged meal stands on no sheet"), FALSE },
};

/* A number that the counter could give again would be printed twice. */
static const char SELECT_NUMBERS[]
    = "SELECT u.notice_number, n.next FROM (SELECT notice_number FROM purchase"
      "   UNION ALL SELECT notice_number FROM instalment) AS u LEFT JOIN notice_counter AS n"
      " ON n.device_code = CAST (substr (u.notice_number, 4, 3) AS INTEGER)"
      " WHERE u.notice_number IS NOT NULL";

static void
add_finding (GPtrArray *findings, const char *rule, const char *subject, char *message)
{
  DescoFinding *finding = g_new0 (DescoFinding, 1);

  finding->rule = g_strdup (rule);
  finding->subject = g_strdup (subject);
  finding->message = message;
  g_ptr_array_add (findings, finding);
}

static gboolean
run_check (DescoConnection *connection, const Check *check, GPtrArray *findings, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, check->sql);
  GError *local_error = NULL;

  while (desco_statement_step (statement, &local_error))
    {
      const char *subject = desco_statement_text (statement, 0);
      char *message = check->has_figures
                          ? g_strdup_printf (_ ("%s (%" PRId64 " in place of %" PRId64 ")"),
                                             _ (check->message), desco_statement_int (statement, 1),
                                             desco_statement_int (statement, 2))
                          : g_strdup (_ (check->message));

      add_finding (findings, check->rule, subject, message);
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gboolean
check_numbers (DescoConnection *connection, GPtrArray *findings, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_NUMBERS);
  GError *local_error = NULL;

  while (desco_statement_step (statement, &local_error))
    {
      const char *number = desco_statement_text (statement, 0);
      g_autofree char *counter = g_strndup (number + 6, 10);

      if (!desco_notice_number_check (number, NULL))
        add_finding (findings, "N-16", number, g_strdup (_ ("the notice number fails its check")));
      else if (g_ascii_strtoll (counter, NULL, 10) >= desco_statement_int (statement, 1))
        add_finding (findings, "R-09", number,
                     g_strdup (_ ("the counter of notice numbers stands before a number that was "
                                  "given already")));
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static gpointer
verify_reader (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) findings
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_finding_free);
  g_autoptr (GPtrArray) file = desco_connection_check (connection, error);

  if (file == NULL)
    return NULL;
  for (guint i = 0; i < file->len; i++)
    add_finding (findings, "file", NULL, g_strdup (g_ptr_array_index (file, i)));

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !run_check (connection, &checks[i], findings, error))
      return NULL;
  if (!check_numbers (connection, findings, error))
    return NULL;

  return g_steal_pointer (&findings);
}

/**
 * desco_finding_free:
 * @self: (transfer full) (nullable): a finding
 */
void
desco_finding_free (DescoFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->rule);
  g_free (self->subject);
  g_free (self->message);
  g_free (self);
}

/**
 * desco_verify:
 * @store: the database
 * @cancellable: (nullable): to give up
 * @error: where to put an error of reading; what is wrong in the data is no error
 *
 * Recomputes every balance, lot and state from nothing, checks each rule that the schema
 * alone can't, and has SQLite check the file.
 *
 * Returns: (nullable) (transfer full) (element-type DescoFinding): what is wrong, empty when nothing
 *   is
 */
GPtrArray *
desco_verify (DescoStore *store, GCancellable *cancellable, GError **error)
{
  return desco_store_read (store, verify_reader, NULL, cancellable, error);
}
