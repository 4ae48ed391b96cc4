/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-differences.h"

#include "model/desco-enum.h"
#include "pagopa/desco-debt-position.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What each kind of difference is called, how it is explained and what can be done about it. */

G_DEFINE_ENUM_TYPE (DescoDifferenceKind,
                    desco_difference_kind,
                    G_DEFINE_ENUM_VALUE (DESCO_DIFFERENCE_UNKNOWN_HERE, "unknown-here"),
                    G_DEFINE_ENUM_VALUE (DESCO_DIFFERENCE_MISSING_THERE, "missing-there"),
                    G_DEFINE_ENUM_VALUE (DESCO_DIFFERENCE_PAID_THERE, "paid-there"),
                    G_DEFINE_ENUM_VALUE (DESCO_DIFFERENCE_EXPIRED_THERE, "expired-there"),
                    G_DEFINE_ENUM_VALUE (DESCO_DIFFERENCE_WITHDRAWN_THERE, "withdrawn-there"),
                    G_DEFINE_ENUM_VALUE (DESCO_DIFFERENCE_PAYABLE_THERE, "payable-there"),
                    G_DEFINE_ENUM_VALUE (DESCO_DIFFERENCE_AMOUNT, "amount"),
                    G_DEFINE_ENUM_VALUE (DESCO_DIFFERENCE_DUE_DATE, "due-date"),
                    G_DEFINE_ENUM_VALUE (DESCO_DIFFERENCE_ACCOUNT, "account"),
                    G_DEFINE_ENUM_VALUE (DESCO_DIFFERENCE_NOT_PUBLISHED, "not-published"))

G_DEFINE_ENUM_TYPE (DescoMending,
                    desco_mending,
                    G_DEFINE_ENUM_VALUE (DESCO_MENDING_FETCH, "fetch"),
                    G_DEFINE_ENUM_VALUE (DESCO_MENDING_PUBLISH, "publish"),
                    G_DEFINE_ENUM_VALUE (DESCO_MENDING_REPLACE, "replace"),
                    G_DEFINE_ENUM_VALUE (DESCO_MENDING_ACCEPT, "accept"),
                    G_DEFINE_ENUM_VALUE (DESCO_MENDING_CANCEL, "cancel"),
                    G_DEFINE_ENUM_VALUE (DESCO_MENDING_WITHDRAW, "withdraw"),
                    G_DEFINE_ENUM_VALUE (DESCO_MENDING_ADOPT, "adopt"),
                    G_DEFINE_ENUM_VALUE (DESCO_MENDING_IGNORE, "ignore"))

#define BY(mending) (1u << DESCO_MENDING_##mending)

static const struct
{
  const char *sentence; /* {ours} and {theirs} are filled in */
  DescoMending first;
  guint mendings;
} kinds[] = {
  [DESCO_DIFFERENCE_UNKNOWN_HERE]
  = { N_ ("pagoPA has this notice (“{theirs}”), and no purchase here "
          "has its name: it may come from a "
          "backup that was put back."),
      DESCO_MENDING_ADOPT, BY (ADOPT) | BY (WITHDRAW) },
  [DESCO_DIFFERENCE_MISSING_THERE] = { N_ ("Here the notice can be paid, and pagoPA does not know "
                                           "it: whoever tries is turned away."),
                                       DESCO_MENDING_PUBLISH, BY (PUBLISH) | BY (CANCEL) },
  [DESCO_DIFFERENCE_PAID_THERE]
  = { N_ ("At pagoPA it is “{theirs}”, here “{ours}”: the receipt has "
          "not come yet."),
      DESCO_MENDING_FETCH, BY (FETCH) },
  [DESCO_DIFFERENCE_EXPIRED_THERE]
  = { N_ ("pagoPA lets nobody pay it any more, since it expired there; here it is “{ours}”."),
      DESCO_MENDING_ACCEPT, BY (ACCEPT) },
  [DESCO_DIFFERENCE_WITHDRAWN_THERE] = { N_ ("Somebody else withdrew it at pagoPA; here it is "
                                             "“{ours}”, and its notice can't be paid."),
                                         DESCO_MENDING_CANCEL, BY (CANCEL) },
  [DESCO_DIFFERENCE_PAYABLE_THERE] = { N_ ("Here it is “{ours}”, and at pagoPA it can still be "
                                           "paid: it could be paid twice or "
                                           "for nothing."),
                                       DESCO_MENDING_WITHDRAW, BY (WITHDRAW) },
  [DESCO_DIFFERENCE_AMOUNT] = { N_ ("The amounts differ. Here: {ours}; at pagoPA: {theirs}."),
                                DESCO_MENDING_REPLACE, BY (REPLACE) | BY (WITHDRAW) },
  [DESCO_DIFFERENCE_DUE_DATE] = { N_ ("The days by which to pay differ. Here: {ours}; at pagoPA: "
                                      "{theirs}."),
                                  DESCO_MENDING_REPLACE, BY (REPLACE) },
  [DESCO_DIFFERENCE_ACCOUNT] = { N_ ("The money would go to the account {theirs}, ours is {ours}."),
                                 DESCO_MENDING_REPLACE, BY (REPLACE) | BY (WITHDRAW) },
  [DESCO_DIFFERENCE_NOT_PUBLISHED]
  = { N_ ("pagoPA has it and has not published it: nobody can pay it."), DESCO_MENDING_PUBLISH,
      BY (PUBLISH) | BY (CANCEL) },
};

static char *
fill_in (const DescoDifference *self, const char *template)
{
  g_autoptr (GString) text = g_string_new (template);
  DescoDebtPositionStatus status = desco_debt_position_status_from_string (self->theirs);
  const char *words = status != DESCO_DEBT_POSITION_UNKNOWN
                          ? desco_debt_position_status_to_words (status)
                          : self->theirs;

  g_string_replace (text, "{ours}", self->ours != NULL ? self->ours : "?", 0);
  g_string_replace (text, "{theirs}", words != NULL ? words : "?", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * desco_difference_kind_to_nick:
 * @kind: a kind
 *
 * Returns: (transfer none): its name in the database and in JSON
 */
const char *
desco_difference_kind_to_nick (DescoDifferenceKind kind)
{
  return desco_enum_to_nick (DESCO_TYPE_DIFFERENCE_KIND, (int) kind);
}

/**
 * desco_difference_kind_from_nick:
 * @nick: (nullable): a kind's name
 * @kind: (out): the kind
 *
 * Returns: whether there is such a kind; if not, @kind is left alone
 */
gboolean
desco_difference_kind_from_nick (const char *nick, DescoDifferenceKind *kind)
{
  int value;
  gboolean found = desco_enum_from_nick (DESCO_TYPE_DIFFERENCE_KIND, nick, &value);

  if (found)
    *kind = (DescoDifferenceKind) value;
  return found;
}

/**
 * desco_difference_kind_get_mendings:
 * @kind: a kind
 *
 * Returns: a bit for each #DescoMending that can be offered
 */
guint
desco_difference_kind_get_mendings (DescoDifferenceKind kind)
{
  return kinds[kind].mendings | BY (IGNORE);
}

/**
 * desco_difference_kind_get_first_mending:
 * @kind: a kind
 *
 * Returns: what is offered first
 */
DescoMending
desco_difference_kind_get_first_mending (DescoDifferenceKind kind)
{
  return kinds[kind].first;
}

/**
 * desco_mending_to_nick:
 * @mending: what can be done
 *
 * Returns: (transfer none): its name in JSON and on the command line
 */
const char *
desco_mending_to_nick (DescoMending mending)
{
  return desco_enum_to_nick (DESCO_TYPE_MENDING, (int) mending);
}

/**
 * desco_mending_from_nick:
 * @nick: (nullable): a name
 * @mending: (out): what it means
 *
 * Returns: whether there is such a thing; if not, @mending is left alone
 */
gboolean
desco_mending_from_nick (const char *nick, DescoMending *mending)
{
  int value;
  gboolean found = desco_enum_from_nick (DESCO_TYPE_MENDING, nick, &value);

  if (found)
    *mending = (DescoMending) value;
  return found;
}

/**
 * desco_mending_to_words:
 * @mending: what can be done
 *
 * Returns: (transfer none): what its button says, translated
 */
const char *
desco_mending_to_words (DescoMending mending)
{
  static const char *const words[] = {
    N_ ("Fetch the Receipt"),  N_ ("Publish at pagoPA"), N_ ("Correct at pagoPA"),
    N_ ("Take Over pagoPA's"), N_ ("Cancel Here"),       N_ ("Withdraw at pagoPA"),
    N_ ("Take It Over Here"),  N_ ("Leave as It Is"),
  };

  g_return_val_if_fail ((guint) mending < G_N_ELEMENTS (words), NULL);

  return _ (words[mending]);
}

/**
 * desco_difference_explain:
 * @self: a difference
 *
 * Returns: (transfer full): what it is, in a sentence, translated
 */
char *
desco_difference_explain (const DescoDifference *self)
{
  return fill_in (self, _ (kinds[self->kind].sentence));
}

/**
 * desco_difference_describe_mending:
 * @self: a difference
 * @mending: one of those that its kind offers
 *
 * Returns: (transfer full): what comes of it, as its button says it, translated
 */
char *
desco_difference_describe_mending (const DescoDifference *self, DescoMending mending)
{
  if (mending == DESCO_MENDING_ACCEPT)
    return g_strdup (_ ("Mark as Expired"));
  if (mending == DESCO_MENDING_CANCEL)
    return g_strdup (_ ("Cancel the Purchase"));
  if (mending != DESCO_MENDING_REPLACE)
    return g_strdup (desco_mending_to_words (mending));
  if (self->kind == DESCO_DIFFERENCE_ACCOUNT)
    return g_strdup (_ ("Put Our Account at pagoPA"));
  /* Of several instalments there is no room for all. */
  if (self->ours == NULL || strchr (self->ours, ':') != NULL)
    return g_strdup (_ ("Put Ours at pagoPA"));
  return fill_in (self, _ ("Put {ours} at pagoPA"));
}
