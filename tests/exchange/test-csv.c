/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange-test.h"

#include "exchange/desco-csv-writer.h"

static void
test_rows (void)
{
  static const struct
  {
    const char *text;
    const char *rows;
  } cases[] = {
    /* Separators, found by what parts most rows alike. */
    { "a;b;c\n1;2;3\n", "1:a|b|c\n2:1|2|3\n" },
    { "a,b,c\n1,2,3\n", "1:a|b|c\n2:1|2|3\n" },
    { "a\tb\tc\n1\t2\t3\n", "1:a|b|c\n2:1|2|3\n" },
    { "a|b\n1|2\n", "1:a|b\n2:1|2\n" },
    { "a;b\nVia Roma, 1;2\nVia Po, 2;3\n", "1:a|b\n2:Via Roma, 1|2\n3:Via Po, 2|3\n" },
    { "Codice;Saldo\nA;5,20\nB;6,10\n", "1:Codice|Saldo\n2:A|5,20\n3:B|6,10\n" },
    { "a,\"b;c\"\n1,\"2;3\"\n", "1:a|b;c\n2:1|2;3\n" },
    { "sep=,\r\na,b;c\r\n1,2;3\r\n", "2:a|b;c\n3:1|2;3\n" },
    { "Elenco, di prova\n\na;b;c\n1;2;3\n", "1:Elenco, di prova\n3:a|b|c\n4:1|2|3\n" },
    { "solo\nuno\n", "1:solo\n2:uno\n" },
    /* Line ends, and lines as an editor counts them. */
    { "a;b\r\n1;2\r\n", "1:a|b\n2:1|2\n" },
    { "a;b\r1;2\r", "1:a|b\n2:1|2\n" },
    { "a;b\n1;2", "1:a|b\n2:1|2\n" },
    { "a;b\r\n\r\n;;\r\n1;2\r\n", "1:a|b\n4:1|2\n" },
    { "a;b\r\n\"1\r\n2\";3\r\n4;5", "1:a|b\n2:1\n2|3\n4:4|5\n" },
    { "a;b\r\"1\r2\";3\r4;5", "1:a|b\n2:1\n2|3\n4:4|5\n" },
    /* Quotation marks. */
    { "a;b\n\"x;y\";\"z\"\n", "1:a|b\n2:x;y|z\n" },
    { "a;b\n\"say \"\"hi\"\"\";z\n", "1:a|b\n2:say \"hi\"|z\n" },
    { "a;b\nMario \"Mimmo\";z\n", "1:a|b\n2:Mario \"Mimmo\"|z\n" },
    { "a;b\n\"Bar\" Mario;z\n", "1:a|b\n2:Bar Mario|z\n" },
    { "a;b\n \"x\" ;z\n", "1:a|b\n2:x|z\n" },
    { "a;b\n\"\";z\n", "1:a|b\n2:|z\n" },
    { "a;b\n1;\"z\"", "1:a|b\n2:1|z\n" },
    { "a;b\n1;\"z\n", "1:a|b\n!Line 2, column 2: a quotation mark is opened and never closed. "
                      "Close it, or take it away, and try again.\n" },
    /* What does not belong to a value. */
    { "a;b\n  x ;\302\240y\302\240\n", "1:a|b\n2:x|y\n" },
    { "a;b\n'280190012;'=1\n", "1:a|b\n2:280190012|=1\n" },
    { "a;b\n'Ndrangheta;=\"00123\"\n", "1:a|b\n2:'Ndrangheta|00123\n" },
    { "a;b\nx;\"=\"\"00123\"\"\"\n", "1:a|b\n2:x|00123\n" },
    /* Rows of unequal length. */
    { "a;b;c\n1;2\n1;2;3;4\n", "1:a|b|c\n2:1|2\n3:1|2|3|4\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = describe_text (cases[i].text, strlen (cases[i].text), NULL);

      g_test_message ("case %u", i);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

/* Encodes @text, where it can be, with a byte-order mark or without. */
static GBytes *
encode (const char *text, const char *charset, const char *mark, gsize mark_length)
{
  gsize length;
  g_autofree char *encoded = g_convert (text, -1, charset, "UTF-8", NULL, &length, NULL);
  GByteArray *bytes = g_byte_array_new ();

  g_assert_nonnull (encoded);
  g_byte_array_append (bytes, (const guint8 *) mark, (guint) mark_length);
  g_byte_array_append (bytes, (const guint8 *) encoded, (guint) length);
  return g_byte_array_free_to_bytes (bytes);
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *charset;
    const char *mark;
    const char *sign; /* that only this encoding has there */
    DescoTableEncoding encoding;
  } cases[] = {
    { "UTF-8", "", "\342\202\254 \304\214ok", DESCO_TABLE_ENCODING_UTF_8 },
    { "UTF-8", "\357\273\277", "\342\202\254 \304\214ok", DESCO_TABLE_ENCODING_UTF_8 },
    { "UTF-16LE", "", "\342\202\254 \304\214ok \360\237\230\200", DESCO_TABLE_ENCODING_UTF_16LE },
    { "UTF-16LE", "\377\376", "\342\202\254 \304\214ok \360\237\230\200",
      DESCO_TABLE_ENCODING_UTF_16LE },
    { "UTF-16BE", "", "\342\202\254 \304\214ok", DESCO_TABLE_ENCODING_UTF_16BE },
    { "UTF-16BE", "\376\377", "\342\202\254 \304\214ok", DESCO_TABLE_ENCODING_UTF_16BE },
    { "WINDOWS-1252", "", "\342\202\254 D\342\200\231Angelo", DESCO_TABLE_ENCODING_WINDOWS_1252 },
    { "WINDOWS-1252", "", "M\303\274ller", DESCO_TABLE_ENCODING_WINDOWS_1252 },
    { "ISO-8859-15", "", "\342\202\254 5", DESCO_TABLE_ENCODING_ISO_8859_15 },
    { "ISO-8859-15", "", "\305\240imi\303\250", DESCO_TABLE_ENCODING_ISO_8859_15 },
  };
  static const char separators[] = { ';', ',', '\t' };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (separators); j++)
      {
        char separator = separators[j];
        g_autofree char *text
            = g_strdup_printf ("Cognome%cNome%cEt\303\240\r\nF\303\262%c%s%c7\r\n", separator,
                               separator, separator, cases[i].sign, separator);
        g_autofree char *expected
            = g_strdup_printf ("1:Cognome|Nome|Et\303\240\n2:F\303\262|%s|7\n", cases[i].sign);
        g_autoptr (GBytes) bytes
            = encode (text, cases[i].charset, cases[i].mark, strlen (cases[i].mark));
        gsize length;
        const char *data = g_bytes_get_data (bytes, &length);
        g_autoptr (GError) error = NULL;
        g_autoptr (DescoTableReader) reader = open_text (data, length, NULL, &error);
        g_autofree char *rows = NULL;
        DescoTableOptions options = { .encoding = cases[i].encoding, .separator = separator };
        g_autofree char *told = describe_text (data, length, &options);

        g_test_message ("%s %s with %c", cases[i].charset, cases[i].sign, separator);
        g_assert_no_error (error);
        rows = describe_table (reader);
        g_assert_cmpstr (rows, ==, expected);
        g_assert_cmpint (desco_table_reader_get_encoding (reader), ==, cases[i].encoding);
        g_assert_cmpint (desco_table_reader_get_separator (reader), ==, separator);
        g_assert_cmpstr (told, ==, expected);
      }
}

/* The first accent of a list of Windows may stand a megabyte after its beginning. */
static void
test_late_accent (void)
{
  g_autoptr (GString) text = g_string_new ("Cognome;Nome\n");
  g_autofree char *rows = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "Rossi;Mario\n");
  g_string_append (text, "Cant\371;Nicol\362\n");
  rows = describe_text (text->str, text->len, NULL);
  g_assert_true (g_str_has_suffix (rows, "\n100002:Cant\303\271|Nicol\303\262\n"));
}

/* A character of UTF-8 that falls on the border of two pieces is one character. */
static void
test_split_character (void)
{
  for (gsize pad = 65536 - 8; pad < 65536 + 2; pad++)
    {
      g_autoptr (GString) text = g_string_new ("a;b\n");
      g_autofree char *rows = NULL;

      while (text->len + 2 < pad)
        g_string_append (text, "x\n");
      while (text->len < pad)
        g_string_append_c (text, 'y');
      g_string_append (text, "\360\237\230\200;\303\250\n");
      rows = describe_text (text->str, text->len, NULL);
      g_assert_true (g_str_has_suffix (rows, "\360\237\230\200|\303\250\n"));
    }
}

/* The beginning of a character of six bytes, which UTF-8 once had, at the border of two pieces. */
static void
test_split_nonsense (void)
{
  g_autofree char *lines = g_strnfill (65536 - 5, 'x');
  g_autofree char *text = NULL;
  g_autofree char *rows = NULL;

  for (guint i = 1; i < 65536 - 5; i += 2)
    lines[i] = '\n';
  text = g_strconcat (lines, "\375\200\200\200\200", "\200\nend\n", NULL);
  rows = describe_text (text, strlen (text), NULL);
  g_assert_nonnull (strstr (rows, ":end\n"));
}

/* A cell that goes on into a piece with a byte that is no text is not taken for whole. */
static void
test_damaged_cell (void)
{
  g_autofree char *lines = g_strnfill (65536 - 1, 'x');
  g_autofree char *text = NULL;
  g_autofree char *rows = NULL;

  for (guint i = 1; i < 65536 - 1; i += 2)
    lines[i] = '\n';
  text = g_strconcat (lines, "begin", "ning\201\nend\n", NULL);
  rows = describe_text (text, strlen (text), NULL);
  g_assert_null (strstr (rows, "begin"));
  g_assert_nonnull (strstr (rows, "!Line 32768 has the byte 0x81"));
}

static void
test_refused (void)
{
  g_autofree char *huge = g_strnfill (1024 * 1024, 'x');
  g_autofree char *huge_cell = g_strconcat ("a;b\n1;", huge, "\n", NULL);
  g_autofree char *huge_quoted = g_strconcat ("a;b\n1;2\n\"", huge, "\";2\n", NULL);
  g_autofree char *columns = g_strnfill (2000, ';');
  const struct
  {
    const char *text;
    gsize length;
    const char *message;
  } cases[] = {
    { huge_cell, strlen (huge_cell), "!Line 2, column 2: the cell holds more than 65536 bytes." },
    { huge_quoted, strlen (huge_quoted),
      "!Line 3, column 1: the cell holds more than 65536 bytes." },
    { columns, strlen (columns), "!Line 1 has more than 1024 columns" },
    { "a;b\n1;\000002\n", 9, "!Line 2 has a NUL byte" },
    { "a;b\n\303\250\303\250;\303\250\n\377;x\n", 16,
      "!Line 3 has the byte 0xFF, which UTF-8 does not have." },
    { "a;b\n\350;\350\n\201;x\n", 12,
      "!Line 3 has the byte 0x81, which Windows-1252 does not have." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = describe_text (cases[i].text, cases[i].length, NULL);
      const char *message = strchr (rows, '!');

      g_assert_nonnull (message);
      g_assert_true (g_str_has_prefix (message, cases[i].message));
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a;b\n1;2\n", 8);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DescoTableRow) row = desco_table_row_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoTableReader) reader = NULL;

  reader = desco_table_reader_new_for_text (stream, NULL, cancellable, &error);
  g_assert_no_error (error);
  g_assert_true (desco_table_reader_next (reader, row, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (desco_table_reader_next (reader, row, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What is written is read back as it was, and no sheet runs it. */
static void
test_writer (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (DescoCsvWriter) writer = desco_csv_writer_new (stream, '\0');
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = NULL;
  const char *data;
  gsize length;

  desco_csv_writer_add_text (writer, "Fò; \"detto\"");
  desco_csv_writer_add_text (writer, "due\nrighe");
  desco_csv_writer_add_text (writer, "=1+1");
  desco_csv_writer_add_text (writer, NULL);
  desco_csv_writer_add_integer (writer, -3);
  desco_csv_writer_add_money (writer, 123456);
  g_assert_true (desco_csv_writer_end_row (writer, NULL, &error));
  desco_csv_writer_add_text (writer, "x");
  g_assert_true (desco_csv_writer_end_row (writer, NULL, &error));

  data = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream));
  length = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_cmpmem (data, (int) length,
                   "\357\273\277\"Fò; \"\"detto\"\"\";\"due\nrighe\";'=1+1;;-3;1234,56\r\nx\r\n",
                   54);
  rows = describe_text (data, length, NULL);
  g_assert_cmpstr (rows, ==, "1:Fò; \"detto\"|due\nrighe|=1+1||-3|1234,56\n3:x\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/csv/rows", test_rows);
  g_test_add_func ("/exchange/csv/encodings", test_encodings);
  g_test_add_func ("/exchange/csv/late-accent", test_late_accent);
  g_test_add_func ("/exchange/csv/split-character", test_split_character);
  g_test_add_func ("/exchange/csv/split-nonsense", test_split_nonsense);
  g_test_add_func ("/exchange/csv/damaged-cell", test_damaged_cell);
  g_test_add_func ("/exchange/csv/refused", test_refused);
  g_test_add_func ("/exchange/csv/cancelled", test_cancelled);
  g_test_add_func ("/exchange/csv/writer", test_writer);
  return g_test_run ();
}
