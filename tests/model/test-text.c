/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-text.h"

static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } cases[] = {
    { "Dell’Acqua  Nicolò", "dell'acqua nicolo" },
    { "MÜLLER", "muller" },
    { " Čok ", "cok" },
    { "Nguyễn Thị Ánh", "nguyen thi anh" },
    { "Strauß", "strauss" },
    { "", "" },
    { "\t \n", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = desco_text_fold (cases[i].text);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static void
test_squeeze (void)
{
  g_autofree char *squeezed = desco_text_squeeze ("  Lo \t Presti\u00a0 Sofia ");
  g_autofree char *nothing = desco_text_squeeze (NULL);

  g_assert_cmpstr (squeezed, ==, "Lo Presti Sofia");
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/text/fold", test_fold);
  g_test_add_func ("/model/text/squeeze", test_squeeze);
  return g_test_run ();
}
