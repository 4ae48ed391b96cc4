/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-school-order.h"

#include "model/desco-text.h"

#include <string.h>

#define MINISTRY_CODE_LENGTH 10

static const struct
{
  DescoSchoolOrder order;
  const char *name;
  const char *letters; /* in the ministry's code */
} orders[] = {
  { DESCO_SCHOOL_ORDER_INFANZIA, "infanzia", "AA" },
  { DESCO_SCHOOL_ORDER_PRIMARIA, "primaria", "EE" },
  { DESCO_SCHOOL_ORDER_SECONDARIA_I, "secondaria", "MM" },
};

/* Words, folded, by which schools call their order, or did. The first that occurs decides, so that
 * "scuola media" is found before a street's name would be. */
static const struct
{
  const char *word;
  DescoSchoolOrder order;
} words[] = {
  { "infanzia", DESCO_SCHOOL_ORDER_INFANZIA },
  { "materna", DESCO_SCHOOL_ORDER_INFANZIA },
  { "asilo", DESCO_SCHOOL_ORDER_INFANZIA },
  { "kindergarten", DESCO_SCHOOL_ORDER_INFANZIA },
  { "inf", DESCO_SCHOOL_ORDER_INFANZIA },
  { "sdi", DESCO_SCHOOL_ORDER_INFANZIA },
  { "primaria", DESCO_SCHOOL_ORDER_PRIMARIA },
  { "elementare", DESCO_SCHOOL_ORDER_PRIMARIA },
  { "elementari", DESCO_SCHOOL_ORDER_PRIMARIA },
  { "primary", DESCO_SCHOOL_ORDER_PRIMARIA },
  { "prim", DESCO_SCHOOL_ORDER_PRIMARIA },
  { "secondaria", DESCO_SCHOOL_ORDER_SECONDARIA_I },
  { "media", DESCO_SCHOOL_ORDER_SECONDARIA_I },
  { "medie", DESCO_SCHOOL_ORDER_SECONDARIA_I },
  { "secondary", DESCO_SCHOOL_ORDER_SECONDARIA_I },
  { "sec", DESCO_SCHOOL_ORDER_SECONDARIA_I },
  { "ssig", DESCO_SCHOOL_ORDER_SECONDARIA_I },
  { "sspg", DESCO_SCHOOL_ORDER_SECONDARIA_I },
};

static gboolean
is_letter (char c)
{
  return g_ascii_isalpha (c);
}

/* Whether @word stands in @text as a whole word. */
static gboolean
has_word (const char *text, const char *word)
{
  gsize length = strlen (word);

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word))
    {
      if ((p == text || !is_letter (p[-1])) && !is_letter (p[length]))
        return TRUE;
    }
  return FALSE;
}

/**
 * desco_ministry_code_is_valid:
 * @text: (nullable): what may be a school's code at the ministry (*codice meccanografico*)
 *
 * Returns: whether it has the code's shape: two letters of the province, two of the order, five
 *   letters or digits, and a letter
 */
gboolean
desco_ministry_code_is_valid (const char *text)
{
  if (text == NULL || strlen (text) != MINISTRY_CODE_LENGTH)
    return FALSE;
  for (guint i = 0; i < MINISTRY_CODE_LENGTH; i++)
    {
      if (i < 4 || i == MINISTRY_CODE_LENGTH - 1 ? !g_ascii_isalpha (text[i])
                                                 : !g_ascii_isalnum (text[i]))
        return FALSE;
    }
  return TRUE;
}

/**
 * desco_school_order_of_code:
 * @ministry_code: (nullable): a school's code at the ministry, in capitals or not
 *
 * Returns: the order that its third and fourth letters say: AA infanzia, EE primaria, MM secondaria
 *   di I grado
 */
DescoSchoolOrder
desco_school_order_of_code (const char *ministry_code)
{
  if (ministry_code == NULL || strlen (ministry_code) < 4)
    return DESCO_SCHOOL_ORDER_UNKNOWN;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      if (g_ascii_strncasecmp (ministry_code + 2, orders[i].letters, 2) == 0)
        return orders[i].order;
    }
  return DESCO_SCHOOL_ORDER_UNKNOWN;
}

/**
 * desco_school_order_of_name:
 * @name: (nullable): a school's name
 *
 * Returns: the order that its name says, `Primaria G. Rodari`
 */
DescoSchoolOrder
desco_school_order_of_name (const char *name)
{
  g_autofree char *folded = desco_text_fold (name);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (has_word (folded, words[i].word))
        return words[i].order;
    }
  return DESCO_SCHOOL_ORDER_UNKNOWN;
}

/**
 * desco_school_order_of_school:
 * @ministry_code: (nullable): its code at the ministry
 * @name: (nullable): its name
 *
 * Returns: the order by the code, else by the name; %DESCO_SCHOOL_ORDER_UNKNOWN must be asked
 */
DescoSchoolOrder
desco_school_order_of_school (const char *ministry_code, const char *name)
{
  DescoSchoolOrder order = desco_school_order_of_code (ministry_code);

  return order != DESCO_SCHOOL_ORDER_UNKNOWN ? order : desco_school_order_of_name (name);
}

/**
 * desco_school_order_to_string:
 * @order: an order
 *
 * Returns: (transfer none) (nullable): its name in the database and in JSON, %NULL for unknown
 */
const char *
desco_school_order_to_string (DescoSchoolOrder order)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      if (orders[i].order == order)
        return orders[i].name;
    }
  return NULL;
}

/**
 * desco_school_order_parse:
 * @text: (nullable): an order's name, or a word that people use for it
 * @order: (out): where to put it
 *
 * Returns: whether @text names an order; if not, @order is left alone
 */
gboolean
desco_school_order_parse (const char *text, DescoSchoolOrder *order)
{
  DescoSchoolOrder found = desco_school_order_of_name (text);

  if (found == DESCO_SCHOOL_ORDER_UNKNOWN)
    return FALSE;
  *order = found;
  return TRUE;
}
