/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-uuid.h"

/* Ids sort in the order in which they were made, whatever the clock's grain. */
static void
test_ids_grow (void)
{
  DescoUuid last = desco_uuid_generate ();

  for (guint i = 0; i < 20000; i++)
    {
      DescoUuid next = desco_uuid_generate ();

      g_assert_cmpint (desco_uuid_compare (&last, &next), <, 0);
      g_assert_cmpuint (next.bytes[6] >> 4, ==, 7);
      g_assert_cmpuint (next.bytes[8] >> 6, ==, 2);
      last = next;
    }
}

/* A clock that was set back does not bring ids before those that are on disk. */
static void
test_ids_go_on_after_the_last (void)
{
  DescoUuid future = desco_uuid_generate ();
  DescoUuid next;

  future.bytes[0] = (guint8) (future.bytes[0] + 1);
  desco_uuid_advance_past (&future);
  next = desco_uuid_generate ();
  g_assert_cmpint (desco_uuid_compare (&future, &next), <, 0);
}

static void
test_text_round_trip (void)
{
  DescoUuid id = desco_uuid_generate ();
  DescoUuid read;
  g_autofree char *text = desco_uuid_to_string (&id);
  g_autofree char *upper = g_ascii_strup (text, -1);

  g_assert_true (desco_uuid_parse (text, &read));
  g_assert_true (desco_uuid_equal (&id, &read));
  g_assert_true (desco_uuid_parse (upper, &read));
  g_assert_true (desco_uuid_equal (&id, &read));
}

static void
test_text_refused (void)
{
  static const char *const cases[] = {
    "",
    "0190",
    "0190163d-8694-739b-aea5-966c26f8ad9",
    "0190163d-8694-739b-aea5-966c26f8ad911",
    "0190163d_8694-739b-aea5-966c26f8ad91",
    "0190163g-8694-739b-aea5-966c26f8ad91",
    "{190163d-8694-739b-aea5-966c26f8ad9}",
  };
  DescoUuid id = { { 0 } };

  g_assert_false (desco_uuid_parse (NULL, &id));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_false (desco_uuid_parse (cases[i], &id));
  g_assert_true (desco_uuid_is_nil (&id));
}

/* The same thing has the same id on every desk, and the id of another day sorts after it. */
static void
test_derived (void)
{
  DescoUuid id = desco_uuid_derive (1000000, "sheet 3A");
  DescoUuid same = desco_uuid_derive (1000000, "sheet 3A");
  DescoUuid other = desco_uuid_derive (1000000, "sheet 3B");
  DescoUuid later = desco_uuid_derive (2000000, "sheet 3A");
  g_autofree char *text = desco_uuid_to_string (&id);

  g_assert_true (desco_uuid_equal (&id, &same));
  g_assert_false (desco_uuid_equal (&id, &other));
  g_assert_cmpint (desco_uuid_compare (&other, &later), <, 0);
  g_assert_cmpint (text[14], ==, '7');
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/uuid/grow", test_ids_grow);
  g_test_add_func ("/model/uuid/go-on", test_ids_go_on_after_the_last);
  g_test_add_func ("/model/uuid/derived", test_derived);
  g_test_add_func ("/model/uuid/round-trip", test_text_round_trip);
  g_test_add_func ("/model/uuid/refused", test_text_refused);
  return g_test_run ();
}
