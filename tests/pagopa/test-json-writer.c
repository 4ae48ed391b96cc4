/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-json-writer-private.h"

#include <json-glib/json-glib.h>

static char *
take_text (DescoJsonWriter *writer)
{
  g_autoptr (GBytes) bytes = desco_json_writer_finish (writer);

  desco_json_writer_free (writer);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Commas between values, and nowhere else. */
static void
test_shape (void)
{
  DescoJsonWriter *writer = desco_json_writer_new ();
  g_autofree char *text = NULL;

  desco_json_writer_begin_object (writer);
  desco_json_writer_set_member_name (writer, "none");
  desco_json_writer_begin_array (writer);
  desco_json_writer_end_array (writer);
  desco_json_writer_set_member_name (writer, "some");
  desco_json_writer_begin_array (writer);
  desco_json_writer_add_int_value (writer, G_MININT64);
  desco_json_writer_begin_object (writer);
  desco_json_writer_end_object (writer);
  desco_json_writer_begin_object (writer);
  desco_json_writer_set_member_name (writer, "yes");
  desco_json_writer_add_boolean_value (writer, TRUE);
  desco_json_writer_set_member_name (writer, "no");
  desco_json_writer_add_boolean_value (writer, FALSE);
  desco_json_writer_end_object (writer);
  desco_json_writer_add_string_value (writer, "");
  desco_json_writer_end_array (writer);
  desco_json_writer_end_object (writer);

  text = take_text (writer);
  g_assert_cmpstr (text, ==,
                   "{\"none\":[],\"some\":[-9223372036854775808,{},{\"yes\":true,\"no\":false},"
                   "\"\"]}");
}

/* Whatever a name holds is read back as it was. */
static void
test_texts (void)
{
  static const char *const texts[] = {
    "",       "Mario Rossi",        "D'Àlì \"Nino\"",
    "a\\b/c", "\x01\t\n\r\x1f\x7f", "€ 5,20 – ľščťž – 🍽",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      DescoJsonWriter *writer = desco_json_writer_new ();
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *text = NULL;

      desco_json_writer_begin_object (writer);
      desco_json_writer_set_member_name (writer, texts[i]);
      desco_json_writer_add_string_value (writer, texts[i]);
      desco_json_writer_end_object (writer);
      text = take_text (writer);
      node = json_from_string (text, NULL);
      g_assert_nonnull (node);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), texts[i]), ==,
                       texts[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-writer/shape", test_shape);
  g_test_add_func ("/json-writer/texts", test_texts);
  return g_test_run ();
}
