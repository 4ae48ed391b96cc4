/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-purchase.h"

#include "model/desco-enum.h"
#include "model/desco-error.h"

#include <glib/gi18n-lib.h>

/* What the notice has room for (N-03). */
#define MAX_SUBJECT 90

G_DEFINE_ENUM_TYPE (DescoPurchaseStatus,
                    desco_purchase_status,
                    G_DEFINE_ENUM_VALUE (DESCO_PURCHASE_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (DESCO_PURCHASE_ASSIGNED, "assigned"),
                    G_DEFINE_ENUM_VALUE (DESCO_PURCHASE_QUEUED, "queued"),
                    G_DEFINE_ENUM_VALUE (DESCO_PURCHASE_PUBLISHED, "published"),
                    G_DEFINE_ENUM_VALUE (DESCO_PURCHASE_PAID, "paid"),
                    G_DEFINE_ENUM_VALUE (DESCO_PURCHASE_CREDITED, "credited"),
                    G_DEFINE_ENUM_VALUE (DESCO_PURCHASE_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (DESCO_PURCHASE_EXPIRED, "expired"))

G_DEFINE_FINAL_TYPE (DescoPurchase, desco_purchase, G_TYPE_OBJECT)

static void
desco_purchase_finalize (GObject *object)
{
  DescoPurchase *self = DESCO_PURCHASE (object);

  g_free (self->pupil_name);
  g_free (self->class_label);
  g_free (self->guardian_name);
  g_free (self->guardian_tax_code);
  g_free (self->guardian_address);
  g_free (self->guardian_language);
  g_free (self->rule);
  g_free (self->reason);
  g_free (self->subject);
  g_free (self->iupd);
  g_free (self->iuv);
  g_free (self->notice_number);
  g_free (self->problem);
  g_ptr_array_unref (self->instalments);

  G_OBJECT_CLASS (desco_purchase_parent_class)->finalize (object);
}

static void
desco_purchase_class_init (DescoPurchaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_purchase_finalize;
}

static void
desco_purchase_init (DescoPurchase *self)
{
  g_date_clear (&self->civil_date, 1);
  g_date_clear (&self->due_date, 1);
  self->instalments = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_instalment_free);
}

/**
 * desco_purchase_status_to_nick:
 * @status: a state
 *
 * Returns: (transfer none): its name in the database and in JSON
 */
const char *
desco_purchase_status_to_nick (DescoPurchaseStatus status)
{
  return desco_enum_to_nick (DESCO_TYPE_PURCHASE_STATUS, (int) status);
}

/**
 * desco_purchase_status_from_nick:
 * @nick: (nullable): a state's name
 * @status: (out): the state
 *
 * Returns: whether there is such a state; if not, @status is left alone
 */
gboolean
desco_purchase_status_from_nick (const char *nick, DescoPurchaseStatus *status)
{
  int value;
  gboolean found = desco_enum_from_nick (DESCO_TYPE_PURCHASE_STATUS, nick, &value);

  if (found)
    *status = (DescoPurchaseStatus) value;
  return found;
}

/**
 * desco_purchase_status_to_words:
 * @status: a state
 *
 * Returns: (transfer none): what a person is told, translated
 */
const char *
desco_purchase_status_to_words (DescoPurchaseStatus status)
{
  static const char *const words[] = {
    N_ ("Draft"),
    N_ ("Number assigned"),
    N_ ("To be sent to pagoPA"),
    N_ ("Payable"),
    N_ ("Paid"),
    N_ ("Credited"),
    N_ ("Cancelled"),
    N_ ("Expired"),
  };

  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (words), NULL);

  return _ (words[status]);
}

/**
 * desco_purchase_status_may_become:
 * @from: where a purchase stands
 * @to: where it shall stand
 *
 * The state machine of R-09. A receipt may come for a purchase that was cancelled or has expired
 * here, since it can have been paid just before: money that came is never turned away.
 *
 * Returns: whether the change is allowed
 */
gboolean
desco_purchase_status_may_become (DescoPurchaseStatus from, DescoPurchaseStatus to)
{
#define TO(status) (1u << DESCO_PURCHASE_##status)
  static const guint allowed[] = {
    [DESCO_PURCHASE_DRAFT] = TO (ASSIGNED) | TO (CANCELLED),
    [DESCO_PURCHASE_ASSIGNED] = TO (QUEUED) | TO (CANCELLED),
    [DESCO_PURCHASE_QUEUED]
    = TO (PUBLISHED) | TO (PAID) | TO (CREDITED) | TO (CANCELLED) | TO (EXPIRED),
    [DESCO_PURCHASE_PUBLISHED] = TO (PAID) | TO (CREDITED) | TO (CANCELLED) | TO (EXPIRED),
    [DESCO_PURCHASE_PAID] = TO (CREDITED),
    [DESCO_PURCHASE_CREDITED] = 0,
    [DESCO_PURCHASE_CANCELLED] = TO (CREDITED),
    [DESCO_PURCHASE_EXPIRED] = TO (PAID) | TO (CREDITED) | TO (CANCELLED),
  };
#undef TO

  g_return_val_if_fail ((guint) from < G_N_ELEMENTS (allowed), FALSE);

  return (allowed[from] & (1u << to)) != 0;
}

/**
 * desco_purchase_status_check_change:
 * @from: where a purchase stands
 * @to: where it shall stand
 * @error: where to put %DESCO_RULE_ERROR_STATE in words
 *
 * As desco_purchase_status_may_become(), for a person who asked for the change.
 *
 * Returns: whether the change is allowed
 */
gboolean
desco_purchase_status_check_change (DescoPurchaseStatus from,
                                    DescoPurchaseStatus to,
                                    GError **error)
{
  if (desco_purchase_status_may_become (from, to))
    return TRUE;
  g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_STATE,
               _ ("The purchase is in state “%s” and can't become “%s”: look at it again, as it "
                  "may have changed meanwhile."),
               desco_purchase_status_to_words (from), desco_purchase_status_to_words (to));
  return FALSE;
}

/**
 * desco_purchase_count_paid:
 * @self: a purchase
 *
 * Returns: how many of its instalments are paid; 0 for a purchase without any
 */
guint
desco_purchase_count_paid (const DescoPurchase *self)
{
  return desco_instalments_count_paid (self->instalments);
}

/**
 * desco_purchase_describe_status:
 * @self: a purchase
 *
 * Returns: (transfer full): where it stands, for a person, translated: "Payable, 1 of 3 paid"
 */
char *
desco_purchase_describe_status (const DescoPurchase *self)
{
  const char *words = desco_purchase_status_to_words (self->status);
  guint paid = desco_purchase_count_paid (self);

  if (paid == 0 || self->status == DESCO_PURCHASE_CREDITED)
    return g_strdup (words);
  /* Translators: the state of a purchase in instalments: “Payable, 1 of 3 paid” */
  return g_strdup_printf (_ ("%s, %u of %u paid"), words, paid, self->instalments->len);
}

/**
 * desco_purchase_make_instalment_subject:
 * @self: a purchase
 * @instalment: one of its instalments
 *
 * Returns: (transfer full): what is paid by @instalment, in Italian as all that a payer reads, within
 *   what a notice has room for (N-03)
 */
char *
desco_purchase_make_instalment_subject (const DescoPurchase *self,
                                        const DescoInstalment *instalment)
{
  g_autofree char *part
      = g_strdup_printf (" - rata %u di %u", instalment->number, self->instalments->len);
  glong room = MAX_SUBJECT - g_utf8_strlen (part, -1);
  g_autofree char *whole
      = g_utf8_substring (self->subject, 0, MIN (g_utf8_strlen (self->subject, -1), room));

  return g_strconcat (whole, part, NULL);
}

/**
 * desco_purchase_find_next_instalment:
 * @self: a purchase
 *
 * Returns: (transfer none) (nullable): what is to be paid next, once the first instalment is paid and
 *   the whole can't be paid any more; %NULL before that, and when nothing is left
 */
const DescoInstalment *
desco_purchase_find_next_instalment (const DescoPurchase *self)
{
  for (guint i = 0; desco_purchase_count_paid (self) > 0 && i < self->instalments->len; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (self->instalments, i);

      if (instalment->status == DESCO_INSTALMENT_OPEN)
        return instalment;
    }
  return NULL;
}

/**
 * desco_purchase_event_free:
 * @self: (transfer full) (nullable): an event
 */
void
desco_purchase_event_free (DescoPurchaseEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->author);
  g_free (self->detail);
  g_free (self);
}
