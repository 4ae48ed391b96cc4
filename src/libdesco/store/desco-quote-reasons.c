/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-quote-facts-private.h"

#include "model/desco-date.h"
#include "model/desco-money.h"
#include "model/desco-text.h"
#include "store/desco-certificates.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What each condition of a rule says of a pupil: why it does not hold, or as what it holds. */

static gboolean
same_text (const char *a, const char *b)
{
  g_autofree char *first = desco_text_fold (a);
  g_autofree char *second = desco_text_fold (b);

  return b != NULL && g_str_equal (first, second);
}

static char *
check_order (const DescoTariffRule *rule, const DescoQuoteFacts *facts)
{
  const char *wanted = desco_school_order_to_string (rule->school_order);
  const char *present = desco_school_order_to_string (facts->order);

  if (rule->school_order == DESCO_SCHOOL_ORDER_UNKNOWN || rule->school_order == facts->order)
    return NULL;
  if (facts->pupil->school_name == NULL)
    return g_strdup_printf (_ ("“%s” is for the school order “%s”, and the pupil is in no class."),
                            rule->description, wanted);
  if (present == NULL)
    return g_strdup_printf (_ ("“%s” is for the school order “%s”, and nobody has said of what "
                               "order “%s” is."),
                            rule->description, wanted, facts->pupil->school_name);
  return g_strdup_printf (_ ("“%s” is for the school order “%s”, and “%s” is of the order “%s”."),
                          rule->description, wanted, facts->pupil->school_name, present);
}

static char *
check_school (const DescoTariffRule *rule, const DescoQuoteFacts *facts)
{
  if (rule->school == NULL || same_text (rule->school, facts->school_code)
      || same_text (rule->school, facts->pupil->school_name))
    return NULL;
  return g_strdup_printf (_ ("“%s” is for the school “%s” only."), rule->description, rule->school);
}

/* "1" means all first classes. */
static gboolean
is_class (const char *wanted, const char *present)
{
  gsize digits = strspn (wanted, "0123456789");

  if (present == NULL)
    return FALSE;
  if (wanted[digits] == '\0')
    return strncmp (wanted, present, digits) == 0 && !g_ascii_isdigit (present[digits]);
  return same_text (wanted, present);
}

static char *
check_class (const DescoTariffRule *rule, const DescoQuoteFacts *facts)
{
  if (rule->class_name == NULL || is_class (rule->class_name, facts->pupil->class_name))
    return NULL;
  return g_strdup_printf (_ ("“%s” is for the class “%s” only."), rule->description,
                          rule->class_name);
}

/* Unknown is not resident. */
static char *
check_residence (const DescoTariffRule *rule, const DescoQuoteFacts *facts)
{
  gboolean resident = facts->resident == DESCO_RESIDENCE_YES;

  if (rule->resident == DESCO_RESIDENCE_UNKNOWN
      || (rule->resident == DESCO_RESIDENCE_YES) == resident)
    return NULL;
  if (resident)
    return g_strdup_printf (_ ("“%s” is for those who don't live in %s, and the pupil does."),
                            rule->description, facts->town);
  if (facts->resident == DESCO_RESIDENCE_UNKNOWN)
    return g_strdup_printf (_ ("“%s” is for residents of %s, and nobody has said where the pupil "
                               "lives."),
                            rule->description, facts->town);
  return g_strdup_printf (_ ("“%s” is for residents of %s, and the pupil is none."),
                          rule->description, facts->town);
}

static char *
check_isee (const DescoTariffRule *rule, const DescoQuoteFacts *facts)
{
  g_autofree char *from = desco_money_format (MAX (rule->isee_from, 0));
  g_autofree char *to = desco_money_format (MAX (rule->isee_to, 0));
  g_autofree char *present = NULL;

  if (rule->isee_from < 0 && rule->isee_to < 0)
    return NULL;
  if (facts->certificate == NULL && facts->expired != NULL)
    {
      g_autofree char *last = desco_date_to_display (&facts->expired->valid_until);

      return g_strdup_printf (_ ("“%s” asks for an ISEE certificate, and the pupil's expired on "
                                 "%s."),
                              rule->description, last);
    }
  if (facts->certificate == NULL)
    return g_strdup_printf (_ ("“%s” asks for an ISEE certificate, and there is none."),
                            rule->description);

  present = desco_money_format (facts->certificate->isee);
  if (rule->isee_from >= 0 && facts->certificate->isee < rule->isee_from)
    return g_strdup_printf (_ ("“%s” is for an ISEE from %s €, and the pupil's is %s €."),
                            rule->description, from, present);
  if (rule->isee_to >= 0 && facts->certificate->isee > rule->isee_to)
    return g_strdup_printf (_ ("“%s” is for an ISEE up to %s €, and the pupil's is %s €."),
                            rule->description, to, present);
  return NULL;
}

static char *
check_child (const DescoTariffRule *rule, const DescoQuoteFacts *facts)
{
  if (rule->child_from == 0
      || (facts->child >= rule->child_from
          && (rule->child_to == 0 || facts->child <= rule->child_to)))
    return NULL;
  if (facts->child == 0)
    return g_strdup_printf (_ ("“%s” asks which of the children enrolled it is, and the pupil is "
                               "in no class."),
                            rule->description);
  return g_strdup_printf (_ ("“%s” is for other children of the family: of those enrolled, this is "
                             "number %u by age."),
                          rule->description, facts->child);
}

static char *
check_exemption (const DescoTariffRule *rule, const DescoQuoteFacts *facts)
{
  if (rule->exemption == NULL)
    return NULL;
  if (same_text (rule->exemption, "NO"))
    return facts->exemption == NULL
               ? NULL
               : g_strdup_printf (_ ("“%s” is for pupils without an exemption."),
                                  rule->description);
  if (facts->exemption == NULL)
    return g_strdup_printf (_ ("“%s” is for exempt pupils, and this one is not."),
                            rule->description);
  if (same_text (rule->exemption, "SI") || same_text (rule->exemption, facts->exemption))
    return NULL;
  return g_strdup_printf (_ ("“%s” is for the exemption “%s”, and the pupil has “%s”."),
                          rule->description, rule->exemption, facts->exemption);
}

/**
 * desco_quote_find_mismatch: (skip)
 * @rule: a rule that is in force
 * @facts: what there is to know
 *
 * Returns: (transfer full) (nullable): the sentence that says why @rule does not apply, %NULL where
 *   it does
 */
char *
desco_quote_find_mismatch (const DescoTariffRule *rule, const DescoQuoteFacts *facts)
{
  static char *(*const checks[]) (const DescoTariffRule *rule, const DescoQuoteFacts *facts)
      = { check_order, check_school, check_class,    check_residence,
          check_isee,  check_child,  check_exemption };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      char *mismatch = checks[i](rule, facts);

      if (mismatch != NULL)
        return mismatch;
    }
  return NULL;
}

static void
add_place (GPtrArray *phrases, const DescoTariffRule *rule, const DescoQuoteFacts *facts)
{
  if (rule->school_order != DESCO_SCHOOL_ORDER_UNKNOWN || rule->school != NULL)
    g_ptr_array_add (phrases,
                     g_strdup_printf (_ ("the pupil goes to “%s”"), facts->pupil->school_name));
  if (rule->class_name != NULL)
    g_ptr_array_add (phrases, g_strdup_printf (_ ("the class is %s"), facts->pupil->class_name));
  if (rule->resident == DESCO_RESIDENCE_YES)
    g_ptr_array_add (phrases, g_strdup_printf (_ ("the family lives in %s"), facts->town));
  if (rule->resident == DESCO_RESIDENCE_NO)
    g_ptr_array_add (phrases,
                     facts->resident == DESCO_RESIDENCE_NO
                         ? g_strdup_printf (_ ("the family does not live in %s"), facts->town)
                         : g_strdup (_ ("nobody has said where the family lives")));
}

static void
add_family (GPtrArray *phrases, const DescoTariffRule *rule, const DescoQuoteFacts *facts)
{
  if (rule->isee_from >= 0 || rule->isee_to >= 0)
    {
      g_autofree char *isee = desco_money_format (facts->certificate->isee);

      g_ptr_array_add (phrases, g_strdup_printf (_ ("the ISEE is %s €"), isee));
    }
  if (rule->child_from > 0)
    g_ptr_array_add (
        phrases,
        g_strdup_printf (_ ("this is number %u of the family's children at school"), facts->child));
  if (rule->exemption != NULL && facts->exemption != NULL)
    g_ptr_array_add (phrases, g_strdup (_ ("the pupil is exempt")));
}

/**
 * desco_quote_explain: (skip)
 * @rule: the rule that applies
 * @facts: what there is to know
 *
 * Returns: (transfer full): the sentence for the parent who asks why (J-11)
 */
char *
desco_quote_explain (const DescoTariffRule *rule, const DescoQuoteFacts *facts)
{
  g_autoptr (GPtrArray) phrases = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *amount = desco_money_format (rule->unit_amount);
  g_autofree char *because = NULL;

  add_place (phrases, rule, facts);
  add_family (phrases, rule, facts);
  if (phrases->len == 0)
    return g_strdup_printf (_ ("A meal costs %s €: the rule “%s” is for everyone who is left."),
                            amount, rule->description);
  g_ptr_array_add (phrases, NULL);
  because = g_strjoinv (_ (" and "), (char **) phrases->pdata);
  return g_strdup_printf (_ ("A meal costs %s € by the rule “%s”, because %s."), amount,
                          rule->description, because);
}

/**
 * desco_quote_list_warnings: (skip)
 * @facts: what there is to know
 *
 * Returns: (transfer full): what the office should see to before the family asks
 */
GStrv
desco_quote_list_warnings (const DescoQuoteFacts *facts)
{
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();
  const GDate *last = facts->certificate != NULL ? &facts->certificate->valid_until : NULL;

  if (facts->resident == DESCO_RESIDENCE_UNKNOWN)
    g_strv_builder_add (warnings, _ ("Nobody has said where the pupil lives, so the price is the "
                                     "one for non-residents: write the town of residence."));
  if (facts->order == DESCO_SCHOOL_ORDER_UNKNOWN && facts->pupil->school_name != NULL)
    g_strv_builder_add (warnings, _ ("Nobody has said of what order the school is: choose it, or "
                                     "write the ministry code."));
  if (facts->expired != NULL)
    {
      g_autofree char *date = desco_date_to_display (&facts->expired->valid_until);
      g_autofree char *warning = g_strdup_printf (
          _ ("The ISEE certificate expired on %s, so the full price applies."), date);

      g_strv_builder_add (warnings, warning);
    }
  if (last != NULL && g_date_valid (last)
      && g_date_days_between (&facts->date, last) <= DESCO_CERTIFICATE_WARNING_DAYS)
    {
      g_autofree char *date = desco_date_to_display (last);
      g_autofree char *warning = g_strdup_printf (
          _ ("The ISEE certificate expires on %s: after that the full price applies."), date);

      g_strv_builder_add (warnings, warning);
    }
  return g_strv_builder_end (warnings);
}
