/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-instalment.h"

#include "model/desco-enum.h"
#include "model/desco-error.h"
#include "model/desco-money.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

G_DEFINE_ENUM_TYPE (DescoInstalmentStatus,
                    desco_instalment_status,
                    G_DEFINE_ENUM_VALUE (DESCO_INSTALMENT_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (DESCO_INSTALMENT_PAID, "paid"),
                    G_DEFINE_ENUM_VALUE (DESCO_INSTALMENT_CREDITED, "credited"),
                    G_DEFINE_ENUM_VALUE (DESCO_INSTALMENT_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (DESCO_INSTALMENT_CANCELLED, "cancelled"))

/**
 * desco_instalment_status_to_nick:
 * @status: a state
 *
 * Returns: (transfer none): its name in the database and in JSON
 */
const char *
desco_instalment_status_to_nick (DescoInstalmentStatus status)
{
  return desco_enum_to_nick (DESCO_TYPE_INSTALMENT_STATUS, (int) status);
}

/**
 * desco_instalment_status_from_nick:
 * @nick: (nullable): a state's name
 * @status: (out): the state
 *
 * Returns: whether there is such a state; if not, @status is left alone
 */
gboolean
desco_instalment_status_from_nick (const char *nick, DescoInstalmentStatus *status)
{
  int value;
  gboolean found = desco_enum_from_nick (DESCO_TYPE_INSTALMENT_STATUS, nick, &value);

  if (found)
    *status = (DescoInstalmentStatus) value;
  return found;
}

/**
 * desco_instalment_status_to_words:
 * @status: a state
 *
 * Returns: (transfer none): what a person is told, translated
 */
const char *
desco_instalment_status_to_words (DescoInstalmentStatus status)
{
  static const char *const words[] = {
    NC_ ("instalment", "To be paid"), NC_ ("instalment", "Paid"),   NC_ ("instalment", "Credited"),
    NC_ ("instalment", "Expired"),    NC_ ("instalment", "Closed"),
  };

  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (words), NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "instalment", words[status]);
}

/**
 * desco_instalment_new:
 *
 * Returns: (transfer full): an instalment of nothing
 */
DescoInstalment *
desco_instalment_new (void)
{
  DescoInstalment *self = g_new0 (DescoInstalment, 1);

  g_date_clear (&self->due_date, 1);
  return self;
}

/**
 * desco_instalment_free:
 * @self: (transfer full) (nullable): an instalment
 */
void
desco_instalment_free (DescoInstalment *self)
{
  if (self == NULL)
    return;
  g_free (self->iuv);
  g_free (self->notice_number);
  g_free (self);
}

/**
 * desco_instalments_check_count:
 * @quantity: vouchers
 * @count: in how many instalments they shall be paid; 0 for all at once
 * @error: where to put a #DESCO_INPUT_ERROR of `instalments`
 *
 * Returns: whether @quantity can be split so, at least a voucher in each part
 */
gboolean
desco_instalments_check_count (gint64 quantity, guint count, GError **error)
{
  if (count == 0)
    return TRUE;
  if (count < DESCO_INSTALMENTS_MIN || count > DESCO_INSTALMENTS_MAX)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "instalments",
                             _ ("A purchase can't be paid in %u instalments; choose from %d to %d, "
                                "or all at once."),
                             count, DESCO_INSTALMENTS_MIN, DESCO_INSTALMENTS_MAX);
      return FALSE;
    }
  if (quantity < (gint64) count)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "instalments",
                             _ ("%" PRId64 " vouchers can't be paid in %u instalments, as each "
                                "pays at least one; choose more vouchers or fewer instalments."),
                             quantity, count);
      return FALSE;
    }
  return TRUE;
}

/**
 * desco_instalments_plan:
 * @quantity: vouchers
 * @unit_amount: cents a voucher
 * @count: in how many instalments
 * @first_due_date: the last day to pay the first; the others follow a month apart
 * @error: where to put a #DESCO_INPUT_ERROR of `instalments` or `quantity`
 *
 * Splits a purchase. Each instalment pays whole vouchers, as evenly as can be and the larger ones
 * first, so that their amounts sum up to the purchase's to the cent and each receipt credits
 * exactly what it paid.
 *
 * Returns: (nullable) (transfer full) (element-type DescoInstalment): the instalments, without
 *   numbers of notices
 */
GPtrArray *
desco_instalments_plan (gint64 quantity,
                        gint64 unit_amount,
                        guint count,
                        const GDate *first_due_date,
                        GError **error)
{
  g_autoptr (GPtrArray) plan
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_instalment_free);

  if (!desco_instalments_check_count (quantity, count, error))
    return NULL;

  for (guint i = 0; i < count; i++)
    {
      DescoInstalment *instalment = desco_instalment_new ();

      g_ptr_array_add (plan, instalment);
      instalment->number = i + 1;
      instalment->quantity = quantity / count + (i < quantity % count ? 1 : 0);
      if (!desco_money_multiply (unit_amount, instalment->quantity, &instalment->amount))
        {
          desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "quantity",
                                 _ ("The amount would be over 999.999.999,99 euros; choose fewer "
                                    "vouchers."));
          return NULL;
        }
      /* Counted from the first, so that the 31st comes back after a shorter month. */
      instalment->due_date = *first_due_date;
      g_date_add_months (&instalment->due_date, i);
    }
  return g_steal_pointer (&plan);
}

/**
 * desco_instalments_count_paid:
 * @instalments: (element-type DescoInstalment): a purchase's
 *
 * Returns: how many of them are paid, with their receipt or without
 */
guint
desco_instalments_count_paid (GPtrArray *instalments)
{
  guint count = 0;

  for (guint i = 0; i < instalments->len; i++)
    {
      const DescoInstalment *instalment = g_ptr_array_index (instalments, i);

      if (instalment->status == DESCO_INSTALMENT_PAID
          || instalment->status == DESCO_INSTALMENT_CREDITED)
        count++;
    }
  return count;
}
