/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-purchase-notice.h"

#include "model/desco-error.h"

#include <glib/gi18n-lib.h>

/**
 * desco_purchase_check_printable:
 * @purchase: a purchase
 * @error: where to put an error of domain %DESCO_RULE_ERROR
 *
 * A notice is printed only while its position can be paid: before, every counter would refuse it;
 * afterwards it would be paid twice.
 *
 * Returns: whether the notice of @purchase may be printed
 */
gboolean
desco_purchase_check_printable (DescoPurchase *purchase, GError **error)
{
  switch (purchase->status)
    {
    case DESCO_PURCHASE_PUBLISHED:
      return TRUE;
    case DESCO_PURCHASE_DRAFT:
    case DESCO_PURCHASE_ASSIGNED:
    case DESCO_PURCHASE_QUEUED:
      g_set_error (
          error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
          _ ("The notice %s can't be paid yet, since pagoPA does not have it: send it first, "
             "then print."),
          purchase->notice_number);
      return FALSE;
    case DESCO_PURCHASE_PAID:
    case DESCO_PURCHASE_CREDITED:
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                   _ ("The notice %s is paid already; nobody should pay it again."),
                   purchase->notice_number);
      return FALSE;
    case DESCO_PURCHASE_CANCELLED:
    case DESCO_PURCHASE_EXPIRED:
    default:
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
                   _ ("The notice %s can't be paid any more (%s): sell anew."),
                   purchase->notice_number, desco_purchase_status_to_words (purchase->status));
      return FALSE;
    }
}

/* What is to be paid, and the parts in which it can be paid as well (N-18). Once an instalment is paid
 * every counter refuses the whole, so that the paper is of the next one. */
static DescoNotice *
make_payment (DescoPurchase *purchase)
{
  const DescoInstalment *next = desco_purchase_find_next_instalment (purchase);
  g_autofree char *subject
      = next != NULL ? desco_purchase_make_instalment_subject (purchase, next) : NULL;
  g_autoptr (GPtrArray) parts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_notice_instalment_free);
  DescoNotice *notice;

  if (next != NULL)
    {
      notice = desco_notice_new (next->notice_number, next->amount, subject);
      desco_notice_set_due_date (notice, &next->due_date);
      desco_notice_set_part (notice, next->number, purchase->instalments->len);
      return notice;
    }

  notice = desco_notice_new (purchase->notice_number, purchase->amount, purchase->subject);
  if (g_date_valid (&purchase->due_date))
    desco_notice_set_due_date (notice, &purchase->due_date);
  for (guint i = 0; i < purchase->instalments->len; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (purchase->instalments, i);

      g_ptr_array_add (parts, desco_notice_instalment_new (instalment->number, instalment->amount,
                                                           &instalment->due_date,
                                                           instalment->notice_number));
    }
  desco_notice_set_instalments (notice, parts);
  return notice;
}

static DescoNoticeLanguage
find_language (DescoPurchase *purchase, DescoNoticeLanguage otherwise)
{
  DescoNoticeLanguage language;

  if (purchase->guardian_language != NULL
      && desco_notice_language_parse (purchase->guardian_language, &language, NULL))
    return language;
  return otherwise;
}

/**
 * desco_purchase_make_notice:
 * @purchase: a purchase
 * @creditor: who sold it
 * @language: the language beside Italian, where the family has none of its own (N-18)
 * @practice: whether the paper says that it is for practice
 *
 * Returns: (transfer full): the notice to draw
 */
DescoNotice *
desco_purchase_make_notice (DescoPurchase *purchase,
                            const DescoCreditor *creditor,
                            DescoNoticeLanguage language,
                            gboolean practice)
{
  DescoNotice *notice = make_payment (purchase);

  desco_notice_set_language (notice, find_language (purchase, language));
  desco_notice_set_logo (notice, creditor->logo);
  desco_notice_set_creditor (notice, creditor->tax_code, creditor->name, creditor->department);
  if (creditor->contact != NULL)
    {
      g_auto (GStrv) lines = g_strsplit (creditor->contact, "\n", -1);

      desco_notice_set_contacts (notice, (const char *const *) lines);
    }
  desco_notice_set_cbill (notice, creditor->cbill);
  desco_notice_set_debtor (notice, purchase->guardian_tax_code, purchase->guardian_name,
                           purchase->guardian_address);
  desco_notice_set_postal_account (notice, creditor->postal_account, creditor->postal_holder,
                                   creditor->postal_authorisation);
  desco_notice_set_group (notice, purchase->class_label);
  desco_notice_set_practice (notice, practice);

  return notice;
}

/**
 * desco_purchase_compare_for_print:
 * @a: (type DescoPurchase): where a pointer to a purchase is
 * @b: (type DescoPurchase): where a pointer to another is
 *
 * A #GCompareFunc for arrays of purchases: by class, then by the pupil's surname, as notices are
 * handed out (N-17).
 *
 * Returns: less than, equal to or greater than 0
 */
int
desco_purchase_compare_for_print (gconstpointer a, gconstpointer b)
{
  const DescoPurchase *first = *(const DescoPurchase *const *) a;
  const DescoPurchase *second = *(const DescoPurchase *const *) b;
  int order = g_strcmp0 (first->class_label, second->class_label);

  if (order == 0)
    order = g_utf8_collate (first->pupil_name, second->pupil_name);
  return order != 0 ? order : desco_uuid_compare (&first->id, &second->id);
}
