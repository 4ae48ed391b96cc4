/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-quittance.h"

#include "model/desco-enum.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define MAX_DEVICE_CODE 999
#define MAX_YEAR 9999
/* More than a desk can write in a year. */
#define MAX_NUMBER 99999999

G_DEFINE_ENUM_TYPE (DescoQuittanceMethod,
                    desco_quittance_method,
                    G_DEFINE_ENUM_VALUE (DESCO_QUITTANCE_CASH, "cash"),
                    G_DEFINE_ENUM_VALUE (DESCO_QUITTANCE_POS, "pos"))

G_DEFINE_ENUM_TYPE (DescoTelling,
                    desco_telling,
                    G_DEFINE_ENUM_VALUE (DESCO_TELLING_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (DESCO_TELLING_TOLD, "told"),
                    G_DEFINE_ENUM_VALUE (DESCO_TELLING_NEEDLESS, "needless"),
                    G_DEFINE_ENUM_VALUE (DESCO_TELLING_PAID_THERE, "paid-there"),
                    G_DEFINE_ENUM_VALUE (DESCO_TELLING_DROPPED, "dropped"))

G_DEFINE_FINAL_TYPE (DescoQuittance, desco_quittance, G_TYPE_OBJECT)

static void
desco_quittance_finalize (GObject *object)
{
  DescoQuittance *self = DESCO_QUITTANCE (object);

  g_free (self->label);
  g_free (self->notice_number);
  g_free (self->iupd);
  g_free (self->pupil_name);
  g_free (self->subject);
  g_free (self->payer);
  g_free (self->author);
  g_free (self->voided_by);
  g_free (self->void_reason);
  g_free (self->problem);

  G_OBJECT_CLASS (desco_quittance_parent_class)->finalize (object);
}

static void
desco_quittance_class_init (DescoQuittanceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_quittance_finalize;
}

static void
desco_quittance_init (DescoQuittance *self)
{
  g_date_clear (&self->civil_date, 1);
}

/* The digits up to @end as a number from 0 to @maximum; what follows @end is in @rest. */
static gboolean
read_part (const char *text, char end, guint64 maximum, guint64 *number, const char **rest)
{
  const char *stop = text;

  *number = 0;
  while (g_ascii_isdigit (*stop) && *number <= maximum)
    *number = *number * 10 + (guint64) (*stop++ - '0');
  if (stop == text || *stop != end || *number > maximum)
    return FALSE;
  *rest = end == '\0' ? stop : stop + 1;
  return TRUE;
}

/**
 * desco_quittance_method_to_nick:
 * @method: a method
 *
 * Returns: (transfer none): its name in the database and in JSON
 */
const char *
desco_quittance_method_to_nick (DescoQuittanceMethod method)
{
  return desco_enum_to_nick (DESCO_TYPE_QUITTANCE_METHOD, (int) method);
}

/**
 * desco_quittance_method_from_nick:
 * @nick: (nullable): a method's name
 * @method: (out): the method
 *
 * Returns: whether there is such a method; if not, @method is left alone
 */
gboolean
desco_quittance_method_from_nick (const char *nick, DescoQuittanceMethod *method)
{
  int value;
  gboolean found = desco_enum_from_nick (DESCO_TYPE_QUITTANCE_METHOD, nick, &value);

  if (found)
    *method = (DescoQuittanceMethod) value;
  return found;
}

/**
 * desco_quittance_method_to_words:
 * @method: a method
 *
 * Returns: (transfer none): what a person is told, translated
 */
const char *
desco_quittance_method_to_words (DescoQuittanceMethod method)
{
  return method == DESCO_QUITTANCE_POS ? _ ("Card at the desk") : _ ("Cash");
}

/**
 * desco_telling_to_nick:
 * @telling: a state
 *
 * Returns: (transfer none): its name in the database and in JSON
 */
const char *
desco_telling_to_nick (DescoTelling telling)
{
  return desco_enum_to_nick (DESCO_TYPE_TELLING, (int) telling);
}

/**
 * desco_telling_from_nick:
 * @nick: (nullable): a state's name
 * @telling: (out): the state
 *
 * Returns: whether there is such a state; if not, @telling is left alone
 */
gboolean
desco_telling_from_nick (const char *nick, DescoTelling *telling)
{
  int value;
  gboolean found = desco_enum_from_nick (DESCO_TYPE_TELLING, nick, &value);

  if (found)
    *telling = (DescoTelling) value;
  return found;
}

/**
 * desco_telling_to_words:
 * @telling: a state
 *
 * Returns: (transfer none): what a person is told, translated
 */
const char *
desco_telling_to_words (DescoTelling telling)
{
  static const char *const words[] = {
    N_ ("pagoPA has still to be told"), N_ ("pagoPA knows"),
    N_ ("can not be paid at pagoPA"),   N_ ("paid at pagoPA too"),
    N_ ("pagoPA was not told"),
  };

  g_return_val_if_fail ((guint) telling < G_N_ELEMENTS (words), NULL);

  return _ (words[telling]);
}

/**
 * desco_quittance_make_label:
 * @device_code: the desk, 0 to 999
 * @year: the civil year
 * @number: from 1
 *
 * Returns: (transfer full): how people name a quittance, "000/2026/1"
 */
char *
desco_quittance_make_label (guint device_code, guint year, gint64 number)
{
  return g_strdup_printf ("%03u/%04u/%" PRId64, device_code, year, number);
}

/**
 * desco_quittance_parse_label:
 * @label: what was typed, such as "000/2026/1" or "0/2026/1"
 * @device_code: (out): the desk
 * @year: (out): the civil year
 * @number: (out): from 1
 *
 * Returns: whether @label has the form of a quittance's number
 */
gboolean
desco_quittance_parse_label (const char *label, guint *device_code, guint *year, gint64 *number)
{
  const char *rest;
  guint64 code, civil_year, counter;

  if (!read_part (label, '/', MAX_DEVICE_CODE, &code, &rest)
      || !read_part (rest, '/', MAX_YEAR, &civil_year, &rest)
      || !read_part (rest, '\0', MAX_NUMBER, &counter, &rest) || counter == 0)
    return FALSE;
  *device_code = (guint) code;
  *year = (guint) civil_year;
  *number = (gint64) counter;
  return TRUE;
}
