/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-purchases-adopt.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money.h"
#include "pagopa/desco-notice-number.h"
#include "pagopa/desco-purchase-position.h"
#include "store/desco-creditors-private.h"
#include "store/desco-positions-private.h"
#include "store/desco-purchases-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A purchase that was lost with the database, made again of what the platform has of it: the name has
 * its id, the metadata its pupil, the subject its vouchers (N-03). What was sent without such metadata
 * is told by its debtor and the name in its subject, where the platform tells the debtor: GPD does so
 * from version 3 on. Where something does not fit what is known here it is not guessed. */

/* Beside the pupil's first name, as the subject has it, whether another child of the payer's has it. */
static const char SELECT_PUPIL[]
    = "SELECT p.id, g.id, count (*) FROM guardian AS g"
      " JOIN guardianship AS s ON s.guardian_id = g.id AND s.payer = 1"
      " JOIN pupil AS p ON p.id = s.pupil_id"
      " WHERE g.tax_code = :tax_code AND substr (p.name, 1, length (:name)) = :name"
      " AND (p.name = :name OR :cut)";
/* The payer of today, where the platform does not tell who owes it. */
static const char SELECT_PUPIL_BY_ID[]
    = "SELECT p.id, g.id, count (*) FROM pupil AS p"
      " JOIN guardianship AS s ON s.pupil_id = p.id JOIN guardian AS g ON g.id = s.guardian_id"
      " WHERE p.id = :pupil AND (g.tax_code = :tax_code OR (:tax_code IS NULL AND s.payer = 1))";
static const char SELECT_KNOWN[]
    = "SELECT 1 FROM purchase WHERE iupd = :iupd OR notice_number = :number OR iuv = :iuv"
      " UNION ALL SELECT 1 FROM instalment WHERE notice_number = :number OR iuv = :iuv";
/* The number is not given out again. */
static const char RAISE_COUNTER[]
    = "INSERT INTO notice_counter (device_code, next) VALUES (:device, :next)"
      " ON CONFLICT (device_code) DO UPDATE SET next = max (next, excluded.next)";

typedef struct
{
  const DescoDebtPosition *position;
  const char *note;
} Request;

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
               _ ("It can't be taken over: %s Withdraw it at pagoPA, and sell anew."), why);
  return FALSE;
}

static const DescoPaymentOption *
find_whole (const DescoDebtPosition *position)
{
  for (guint i = 0; i < position->options->len; i++)
    {
      const DescoPaymentOption *option = g_ptr_array_index (position->options, i);

      if (!option->is_partial)
        return option;
    }
  return NULL;
}

/* "… - 20 buoni - Anna": how many vouchers, and for whom. */
static gboolean
read_subject (const char *subject, gint64 *quantity, const char **name)
{
  const char *part = subject != NULL ? strstr (subject, " - ") : NULL;
  char *end;

  if (part == NULL)
    return FALSE;
  *quantity = g_ascii_strtoll (part + 3, &end, 10);
  if (*quantity <= 0
      || (!g_str_has_prefix (end, " buono - ") && !g_str_has_prefix (end, " buoni - ")))
    return FALSE;
  *name = strstr (end, " - ") + 3;
  return **name != '\0';
}

/* The id that was sent with it. */
static gboolean
find_pupil_id (const DescoDebtPosition *position, DescoUuid *id)
{
  const GPtrArray *metadata = find_whole (position)->metadata;

  for (guint i = 0; i < metadata->len; i++)
    {
      const DescoPaymentMetadata *entry = g_ptr_array_index (metadata, i);

      if (g_strcmp0 (entry->key, DESCO_PURCHASE_POSITION_PUPIL) == 0)
        return desco_uuid_parse (entry->value, id);
    }
  return FALSE;
}

/* Takes the one row of @statement. */
static gboolean
take_pupil (DescoStatement *statement, DescoPurchase *purchase, GError **error)
{
  gint64 n;

  if (!desco_statement_step (statement, error))
    return FALSE;
  purchase->pupil_id = desco_statement_uuid (statement, 0);
  purchase->guardian_id = desco_statement_uuid (statement, 1);
  n = desco_statement_int (statement, 2);
  desco_statement_reset (statement);
  if (n == 1)
    return TRUE;
  return refuse (error, n == 0 ? _ ("its pupil or its payer is not known here.")
                               : _ ("several pupils of that name have that payer."));
}

static gboolean
find_pupil (DescoConnection *connection,
            const DescoDebtPosition *position,
            const char *name,
            DescoPurchase *purchase,
            GError **error)
{
  DescoStatement *statement;
  DescoUuid id;

  if (find_pupil_id (position, &id))
    {
      statement = desco_connection_get (connection, SELECT_PUPIL_BY_ID);
      desco_statement_bind_uuid (statement, ":pupil", &id);
      desco_statement_bind_text (statement, ":tax_code", position->debtor.tax_code);
      return take_pupil (statement, purchase, error);
    }
  if (position->debtor.tax_code == NULL)
    return refuse (error, _ ("pagoPA does not tell who owes it."));
  statement = desco_connection_get (connection, SELECT_PUPIL);
  desco_statement_bind_text (statement, ":tax_code", position->debtor.tax_code);
  desco_statement_bind_text (statement, ":name", name);
  desco_statement_bind_int (statement, ":cut",
                            g_utf8_strlen (purchase->subject, -1) >= DESCO_PURCHASES_MAX_SUBJECT);
  return take_pupil (statement, purchase, error);
}

static gboolean
check_unknown (DescoConnection *connection, const DescoPurchase *purchase, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_KNOWN);
  GError *local_error = NULL;
  gboolean is_known;

  desco_statement_bind_text (statement, ":iupd", purchase->iupd);
  desco_statement_bind_text (statement, ":number", purchase->notice_number);
  desco_statement_bind_text (statement, ":iuv", purchase->iuv);
  is_known = desco_statement_step (statement, &local_error);
  desco_statement_reset (statement);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return !is_known || refuse (error, _ ("another purchase has its number here."));
}

/* the whole is a number of vouchers at one cost, and so is each instalment. */
static gboolean
read_instalments (const DescoDebtPosition *position, DescoPurchase *purchase, GError **error)
{
  gint64 quantity = 0;

  for (guint i = 0; i < position->options->len; i++)
    {
      const DescoPaymentOption *option = g_ptr_array_index (position->options, i);
      DescoInstalment *instalment;

      if (!option->is_partial)
        continue;
      if (option->nav == NULL || option->amount % purchase->unit_amount != 0)
        return refuse (error, _ ("its instalments are no whole vouchers."));
      instalment = desco_instalment_new ();
      instalment->number = purchase->instalments->len + 1;
      instalment->quantity = option->amount / purchase->unit_amount;
      instalment->amount = option->amount;
      instalment->due_date = desco_date_of_time (option->due_date);
      instalment->iuv = g_strdup (option->iuv);
      instalment->notice_number = g_strdup (option->nav);
      instalment->status = DESCO_INSTALMENT_OPEN;
      quantity += instalment->quantity;
      g_ptr_array_add (purchase->instalments, instalment);
    }
  if (purchase->instalments->len == 0)
    return TRUE;
  return (quantity == purchase->quantity && purchase->instalments->len >= DESCO_INSTALMENTS_MIN
          && purchase->instalments->len <= DESCO_INSTALMENTS_MAX)
         || refuse (error, _ ("its instalments do not add up to the whole."));
}

static gboolean
read_terms (const DescoDebtPosition *position, DescoPurchase *purchase, GError **error)
{
  const DescoPaymentOption *whole = find_whole (position);

  if (whole == NULL || whole->nav == NULL || whole->iuv == NULL || whole->due_date == 0)
    return refuse (error, _ ("pagoPA does not tell its number or its due date."));
  if (!g_str_has_prefix (position->iupd, DESCO_DEBT_POSITION_IUPD_PREFIX)
      || !desco_uuid_parse (position->iupd + strlen (DESCO_DEBT_POSITION_IUPD_PREFIX),
                            &purchase->id))
    return refuse (error, _ ("its name was not given by this program."));
  purchase->iupd = g_strdup (position->iupd);
  purchase->notice_number = g_strdup (whole->nav);
  purchase->iuv = g_strdup (whole->iuv);
  purchase->subject = g_strdup (whole->description);
  purchase->amount = whole->amount;
  purchase->due_date = desco_date_of_time (whole->due_date);
  purchase->civil_date
      = desco_date_of_time (MIN (desco_uuid_get_time (&purchase->id), desco_clock_now ()));
  return TRUE;
}

static gboolean
raise_counter (DescoConnection *connection,
               const DescoCreditor *creditor,
               const char *number,
               GError **error)
{
  DescoStatement *statement;
  guint device_code;

  if (!desco_notice_number_get_device_code (number, creditor->segregation_code, &device_code))
    return TRUE;
  statement = desco_connection_get (connection, RAISE_COUNTER);
  desco_statement_bind_int (statement, ":device", device_code);
  desco_statement_bind_int (statement, ":next",
                            (gint64) desco_notice_number_get_counter (number) + 1);
  return desco_statement_run (statement, error);
}

static gboolean
raise_counters (DescoConnection *connection, const DescoPurchase *purchase, GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditors_get_in (connection, error);

  if (creditor == NULL || !raise_counter (connection, creditor, purchase->notice_number, error))
    return FALSE;
  for (guint i = 0; i < purchase->instalments->len; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (purchase->instalments, i);

      if (!raise_counter (connection, creditor, instalment->notice_number, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
adopt_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  const DescoDebtPosition *position = request->position;
  g_autoptr (DescoPurchase) purchase = g_object_new (DESCO_TYPE_PURCHASE, NULL);
  g_autofree char *detail
      = request->note != NULL
            ? g_strdup_printf ("%s; %s", _ ("taken over from pagoPA"), request->note)
            : g_strdup (_ ("taken over from pagoPA"));
  const char *name;

  if (!read_terms (position, purchase, error) || !check_unknown (connection, purchase, error))
    return NULL;
  if (!read_subject (purchase->subject, &purchase->quantity, &name)
      || purchase->amount % purchase->quantity != 0)
    {
      refuse (error, _ ("its subject does not tell how many vouchers it pays, and for whom."));
      return NULL;
    }
  purchase->unit_amount = purchase->amount / purchase->quantity;
  purchase->rule = g_strdup (_ ("pagoPA"));
  purchase->reason = g_strdup (_ ("The cost of its day, as pagoPA has it"));
  if (!find_pupil (connection, position, name, purchase, error)
      || !read_instalments (position, purchase, error)
      || !desco_purchases_insert_in (connection, purchase, NULL, error)
      || !desco_purchases_set_status_in (connection, &purchase->id, DESCO_PURCHASE_PUBLISHED,
                                         detail, error)
      || !desco_positions_write_in (connection, &purchase->id, position, position->status, error)
      || !raise_counters (connection, purchase, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

/**
 * desco_purchases_adopt:
 * @store: the database
 * @position: what the platform has, which no purchase here has the name of
 * @note: (nullable): a sentence for the record
 * @error: where to put an error; %DESCO_RULE_ERROR_REFUSED with the reason where what the platform
 *   tells does not make a purchase of people who are known here
 *
 * Makes a purchase of what was sold by this program and lost here since, most likely with a backup
 * that was put back: under its own id, at its own cost, published, with its notice numbers, which are
 * not given out again. Nothing is guessed: the pupil is found by the id that was sent with it, or by the
 * payer's tax code and the first name in the notice's subject, which has the vouchers as well.
 *
 * Returns: whether it is a purchase here now
 */
gboolean
desco_purchases_adopt (DescoStore *store,
                       const DescoDebtPosition *position,
                       const char *note,
                       GError **error)
{
  Request request = { .position = position, .note = note };

  return desco_store_write (store, adopt_writer, &request, NULL, error) != NULL;
}
