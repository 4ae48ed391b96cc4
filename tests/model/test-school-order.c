/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-school-order.h"

static void
test_of_school (void)
{
  static const struct
  {
    const char *code;
    const char *name;
    DescoSchoolOrder order;
  } cases[] = {
    { "NOAA81401B", NULL, DESCO_SCHOOL_ORDER_INFANZIA },
    { "noee81401a", NULL, DESCO_SCHOOL_ORDER_PRIMARIA },
    { "NOMM81401C", "Primaria di prova", DESCO_SCHOOL_ORDER_SECONDARIA_I },
    { "NOIC814009", "Primaria G. Rodari", DESCO_SCHOOL_ORDER_PRIMARIA },
    { NULL, "Infanzia Il Girasole", DESCO_SCHOOL_ORDER_INFANZIA },
    { "", "SCUOLA MATERNA", DESCO_SCHOOL_ORDER_INFANZIA },
    { NULL, "Scuola elementare \"De Amicis\"", DESCO_SCHOOL_ORDER_PRIMARIA },
    { NULL, "Sc. prim. Rodari", DESCO_SCHOOL_ORDER_PRIMARIA },
    { NULL, "Secondaria di I grado E. Fermi", DESCO_SCHOOL_ORDER_SECONDARIA_I },
    { NULL, "Scuola Media", DESCO_SCHOOL_ORDER_SECONDARIA_I },
    { NULL, "Plesso Primavera", DESCO_SCHOOL_ORDER_UNKNOWN },
    { NULL, NULL, DESCO_SCHOOL_ORDER_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (desco_school_order_of_school (cases[i].code, cases[i].name), ==,
                     cases[i].order);
}

static void
test_names (void)
{
  for (int order = DESCO_SCHOOL_ORDER_INFANZIA; order <= DESCO_SCHOOL_ORDER_SECONDARIA_I; order++)
    {
      DescoSchoolOrder parsed;
      const char *name = desco_school_order_to_string ((DescoSchoolOrder) order);

      g_assert_true (desco_school_order_parse (name, &parsed));
      g_assert_cmpint (parsed, ==, order);
    }
  g_assert_null (desco_school_order_to_string (DESCO_SCHOOL_ORDER_UNKNOWN));
}

static void
test_ministry_code (void)
{
  static const struct
  {
    const char *code;
    gboolean valid;
  } cases[] = {
    { "NOAA81401B", TRUE },  { "noee81401a", TRUE },  { "NOEE8140AA", TRUE },
    { "NOEE81401", FALSE },  { "N1EE81401A", FALSE }, { "NOEE814011", FALSE },
    { "Primaria R", FALSE }, { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (desco_ministry_code_is_valid (cases[i].code), ==, cases[i].valid);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/school-order/R-30-of-school", test_of_school);
  g_test_add_func ("/model/school-order/names", test_names);
  g_test_add_func ("/model/school-order/ministry-code", test_ministry_code);
  return g_test_run ();
}
