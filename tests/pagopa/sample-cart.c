/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "sample-cart.h"

#define SIBLING(number, cents)                                                                     \
  {                                                                                                \
    number, "77777777777", cents, "Comune di Prova", "Buoni mensa scolastica a.s. 2026/2027"       \
  }

static const DescoCheckoutNotice notices[] = {
  SIBLING ("347000000000000124", 10400), SIBLING ("347000000000000225", 5200),
  SIBLING ("347000000000000326", 1),     SIBLING ("347000000000000427", 99999999999),
  SIBLING ("347000000000000528", 520),   SIBLING ("347000000000000629", 520),
};

/**
 * sample_cart_make:
 * @n_notices: how many notices it shall hold, at most 6
 *
 * Returns: a cart; its texts are constants
 */
DescoCheckoutCart
sample_cart_make (guint n_notices)
{
  g_assert_cmpuint (n_notices, <=, G_N_ELEMENTS (notices));
  return (DescoCheckoutCart){
    .notices = notices,
    .n_notices = n_notices,
    .ok_url = "https://www.comune.prova.example/mensa?esito=ok",
    .cancel_url = "https://www.comune.prova.example/mensa?esito=annullato",
    .error_url = "https://www.comune.prova.example/mensa?esito=errore",
    .waiting_url = "https://www.comune.prova.example/mensa?esito=attesa",
  };
}
