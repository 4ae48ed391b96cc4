/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-reconciler.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "pagopa/desco-notice-number.h"
#include "pagopa/desco-pagopa-error.h"
#include "pagopa/desco-position-states.h"
#include "pagopa/desco-position-terms-private.h"
#include "store/desco-creditors.h"
#include "store/desco-positions.h"
#include "store/desco-purchases.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* All positions, by due date, 30 days and a page at a time, against all purchases. What is not in
 * any page is asked for by name before it is called missing: its due date may have been changed
 * there. */

#define INTERVAL_DAYS 30
/* What was sold after a backup that was put back falls due later than all that is known. */
#define DAYS_AHEAD 60

typedef struct
{
  DescoStore *store;
  DescoPaymentProvider *provider;
  DescoCreditor *creditor;
  GHashTable *purchases; /* iupd → DescoPurchase, as it stood at the beginning */
  GHashTable *named;     /* the iupds of those that were in a list */
  GPtrArray *found;      /* DescoDifference */
  guint checked;
  guint device_code;
  gboolean has_instalments;
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->creditor, desco_creditor_free);
  g_clear_pointer (&run->purchases, g_hash_table_unref);
  g_clear_pointer (&run->named, g_hash_table_unref);
  g_clear_pointer (&run->found, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static void
add (Run *run,
     const DescoPurchase *purchase,
     DescoDifferenceKind kind,
     const char *ours,
     const char *theirs)
{
  g_ptr_array_add (run->found,
                   desco_difference_new (purchase->iupd, kind, &purchase->id, ours, theirs));
}

/* What our state and the platform's come to, side by side. */
static void
compare (Run *run, const DescoPurchase *purchase, const DescoDebtPosition *position)
{
  const char *ours = desco_purchase_status_to_words (purchase->status);
  const char *theirs = desco_debt_position_status_to_string (position->status);
  gboolean is_paid = desco_position_state_is_paid (position->status);

  switch (purchase->status)
    {
    case DESCO_PURCHASE_PUBLISHED:
      if (is_paid)
        add (run, purchase, DESCO_DIFFERENCE_PAID_THERE, ours, theirs);
      else if (position->status == DESCO_DEBT_POSITION_EXPIRED)
        add (run, purchase, DESCO_DIFFERENCE_EXPIRED_THERE, ours, theirs);
      else if (position->status == DESCO_DEBT_POSITION_INVALID)
        add (run, purchase, DESCO_DIFFERENCE_WITHDRAWN_THERE, ours, theirs);
      else if (position->status == DESCO_DEBT_POSITION_DRAFT)
        add (run, purchase, DESCO_DIFFERENCE_NOT_PUBLISHED, ours, theirs);
      else
        desco_position_terms_compare (run->creditor, purchase, position, run->has_instalments,
                                      run->found);
      break;
    case DESCO_PURCHASE_PAID:
    case DESCO_PURCHASE_EXPIRED:
      if (is_paid)
        add (run, purchase, DESCO_DIFFERENCE_PAID_THERE, ours, theirs);
      else if (purchase->status == DESCO_PURCHASE_EXPIRED
               && desco_position_state_is_open (position->status))
        add (run, purchase, DESCO_DIFFERENCE_PAYABLE_THERE, ours, theirs);
      break;
    case DESCO_PURCHASE_CANCELLED:
      if (is_paid)
        add (run, purchase, DESCO_DIFFERENCE_PAID_THERE, ours, theirs);
      else if (desco_position_state_is_open (position->status))
        add (run, purchase, DESCO_DIFFERENCE_PAYABLE_THERE, ours, theirs);
      break;
    case DESCO_PURCHASE_CREDITED:
      /* Also in part: the whole was paid after an instalment, and the others wait to be. */
      if (desco_position_state_is_open (position->status))
        add (run, purchase, DESCO_DIFFERENCE_PAYABLE_THERE, ours, theirs);
      break;
    case DESCO_PURCHASE_DRAFT:
    case DESCO_PURCHASE_ASSIGNED:
    case DESCO_PURCHASE_QUEUED:
    default:
      /* What waits to be sent finds itself there when it is sent. */
      break;
    }
}

/* The notice that a person knows it by. */
static const char *
get_notice_number (const DescoDebtPosition *position)
{
  const DescoPaymentOption *option
      = position->options->len > 0 ? g_ptr_array_index (position->options, 0) : NULL;

  return option != NULL ? option->nav : NULL;
}

/* Two desks of a creditor each know their own purchases only, and each number carries its desk's. */
static gboolean
is_of_this_desk (const Run *run, const DescoDebtPosition *position)
{
  guint device_code;

  return g_str_has_prefix (position->iupd, DESCO_DEBT_POSITION_IUPD_PREFIX)
         && (!desco_notice_number_get_device_code (get_notice_number (position),
                                                   run->creditor->segregation_code, &device_code)
             || device_code == run->device_code);
}

static void
look_at (Run *run, const DescoDebtPosition *position)
{
  DescoPurchase *purchase = g_hash_table_lookup (run->purchases, position->iupd);

  run->checked++;
  if (purchase != NULL)
    {
      compare (run, purchase, position);
      g_hash_table_add (run->named, purchase->iupd);
    }
  else if (desco_position_state_is_open (position->status) && is_of_this_desk (run, position))
    g_ptr_array_add (
        run->found, desco_difference_new (position->iupd, DESCO_DIFFERENCE_UNKNOWN_HERE, NULL,
                                          get_notice_number (position),
                                          desco_debt_position_status_to_string (position->status)));
}

static gboolean
read_interval (Run *run, DescoPositionQuery *query, GCancellable *cancellable, GError **error)
{
  guint n_pages = 1;

  for (query->page = 0; query->page < n_pages; query->page++)
    {
      g_autoptr (DescoPositionPage) page
          = desco_payment_provider_list (run->provider, query, cancellable, error);
      g_autofree DescoPositionNews *news = NULL;

      if (page == NULL)
        return FALSE;
      n_pages = page->n_pages;
      news = g_new0 (DescoPositionNews, page->positions->len + 1);
      for (guint i = 0; i < page->positions->len; i++)
        look_at (run, g_ptr_array_index (page->positions, i));
      if (!desco_positions_note (run->store, page->positions, news, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* All that was sold: iupd → DescoPurchase. */
static GHashTable *
list_by_name (DescoStore *store, GCancellable *cancellable, GError **error)
{
  DescoPurchaseFilter filter = { 0 };
  g_autoptr (GPtrArray) purchases = desco_purchases_list (store, &filter, cancellable, error);
  GHashTable *by_name;

  if (purchases == NULL)
    return NULL;
  by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  for (guint i = 0; i < purchases->len; i++)
    {
      DescoPurchase *purchase = g_ptr_array_index (purchases, i);

      if (purchase->iupd != NULL)
        g_hash_table_insert (by_name, purchase->iupd, g_object_ref (purchase));
    }
  return by_name;
}

/* The due dates of all that was sold, and of what may have been sold and lost here since. */
static void
find_interval (Run *run, GDate *from, GDate *to)
{
  GHashTableIter iter;
  gpointer value;

  *from = desco_clock_today ();
  *to = desco_date_add_days (from, DAYS_AHEAD - 1);
  g_hash_table_iter_init (&iter, run->purchases);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const DescoPurchase *purchase = value;

      if (g_date_compare (&purchase->due_date, from) < 0)
        *from = purchase->due_date;
      if (g_date_compare (&purchase->due_date, to) > 0)
        *to = purchase->due_date;
    }
}

/* Those that ought to be there and were in no list. */
static gboolean
look_for_missing (Run *run, GCancellable *cancellable, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, run->purchases);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      DescoPurchase *purchase = value;
      g_autoptr (DescoDebtPosition) position = NULL;
      g_autoptr (GError) problem = NULL;

      if (g_hash_table_contains (run->named, purchase->iupd)
          || (purchase->status != DESCO_PURCHASE_PUBLISHED
              && purchase->status != DESCO_PURCHASE_PAID))
        continue;
      position = desco_payment_provider_get (run->provider, purchase->iupd, cancellable, &problem);
      if (position != NULL)
        compare (run, purchase, position);
      else if (g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
        add (run, purchase, DESCO_DIFFERENCE_MISSING_THERE,
             desco_purchase_status_to_words (purchase->status), NULL);
      else
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_all (Run *run, GCancellable *cancellable, GError **error)
{
  GDate from, to;

  run->purchases = list_by_name (run->store, cancellable, error);
  if (run->purchases == NULL)
    return FALSE;
  find_interval (run, &from, &to);
  while (g_date_compare (&from, &to) <= 0)
    {
      DescoPositionQuery query = { .due_from = from };

      query.due_to = desco_date_add_days (&from, INTERVAL_DAYS - 1);
      if (!read_interval (run, &query, cancellable, error))
        return FALSE;
      from = desco_date_add_days (&from, INTERVAL_DAYS);
    }
  return look_for_missing (run, cancellable, error);
}

/* Whether what was found is still to be told. What the platform says is paid became so here as well, by
 * the list itself, and still wants its receipt. */
static gboolean
still_holds (const DescoDifference *difference,
             const DescoPurchase *before,
             const DescoPurchase *now)
{
  if (before == NULL || now == NULL)
    return before == now;
  if (difference->kind == DESCO_DIFFERENCE_PAID_THERE && now->status == DESCO_PURCHASE_PAID)
    return TRUE;
  return before->status == now->status && g_date_compare (&before->due_date, &now->due_date) == 0;
}

/* Work goes on while the lists are read: what was sold, paid or cancelled here since was compared as it
 * stood before, and is left to the next time. */
static gboolean
drop_overtaken (Run *run, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) now = NULL;

  if (run->found->len == 0)
    return TRUE;
  now = list_by_name (run->store, cancellable, error);
  if (now == NULL)
    return FALSE;
  for (guint i = run->found->len; i > 0; i--)
    {
      const DescoDifference *difference = g_ptr_array_index (run->found, i - 1);

      if (!still_holds (difference, g_hash_table_lookup (run->purchases, difference->iupd),
                        g_hash_table_lookup (now, difference->iupd)))
        g_ptr_array_remove_index (run->found, i - 1);
    }
  return TRUE;
}

/**
 * desco_reconcile_report_free:
 * @self: (transfer full) (nullable): a report
 */
void
desco_reconcile_report_free (DescoReconcileReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_free (self->unreachable);
  g_free (self);
}

/**
 * desco_reconciler_run:
 * @store: the database
 * @provider: the platform
 * @cancellable: (nullable): to stop; then nothing is concluded
 * @error: where to put an error: a wrong key, or one of the database. That the platform could not
 *   be reached is no error, and the report says so
 *
 * Holds every purchase against what the platform has, and writes down where they differ. For the
 * night, or for whoever asks.
 *
 * A position that no purchase here has the name of is "unknown here" only where this desk gave it
 * out: its name begins as ours do, and the desk's code in its notice number (the three digits after
 * the segregation code) is this one's. Where the platform does not tell a number of that shape, it is
 * listed. The other desks of a creditor so stay among themselves: what they sold is theirs to mend.
 * What changes here while the lists are read is compared the next time.
 *
 * Returns: (nullable) (transfer full): what differs
 */
DescoReconcileReport *
desco_reconciler_run (DescoStore *store,
                      DescoPaymentProvider *provider,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (DescoReconcileReport) report = g_new0 (DescoReconcileReport, 1);
  gint64 start = desco_clock_now ();
  g_autoptr (GError) problem = NULL;
  g_auto (Run) run = {
    .store = store,
    .provider = provider,
    .creditor = desco_creditors_get (store, cancellable, error),
    .named = g_hash_table_new (g_str_hash, g_str_equal),
    .found = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_difference_free),
    .has_instalments
    = (desco_payment_provider_get_features (provider) & DESCO_PROVIDER_INSTALMENTS) != 0,
  };

  if (run.creditor == NULL
      || !desco_store_read_device_code (store, &run.device_code, cancellable, error)
      || desco_purchases_expire (store, cancellable, error) < 0)
    return NULL;
  if (!read_all (&run, cancellable, &problem))
    {
      if (!desco_pagopa_error_is_transient (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      report->unreachable = g_strdup (problem->message);
    }
  else if (!drop_overtaken (&run, cancellable, error)
           || !desco_differences_note (store, run.found, &report->gone, cancellable, error)
           || !desco_positions_note_poll (store, DESCO_POLL_RECONCILIATION, start, NULL, error))
    return NULL;

  report->checked = run.checked;
  report->differences = desco_differences_list (store, cancellable, error);
  return report->differences != NULL ? g_steal_pointer (&report) : NULL;
}
