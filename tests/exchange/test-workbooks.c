/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange-test.h"

#include "desco-folder.h"
#include "model/desco-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <xlsxwriter.h>

static char *folder;

static char *
make_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static char *
describe_file (const char *path, const DescoTableOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoTableReader) reader = desco_table_reader_open (path, options, NULL, &error);

  if (reader == NULL)
    {
      g_assert_cmpstr (desco_error_get_field (error), ==, "file");
      return g_strdup_printf ("!%s\n", error->message);
    }
  return describe_table (reader);
}

/* Dates by their style, built in or not; codes to the last digit; empty cells and rows. */
static void
write_cells (const char *path)
{
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (book, "Alunni");
  lxw_worksheet *other = workbook_add_worksheet (book, "Altri");
  lxw_format *date = workbook_add_format (book);
  lxw_format *built_in = workbook_add_format (book);
  lxw_format *written = workbook_add_format (book);
  lxw_format *code = workbook_add_format (book);
  lxw_format *euro = workbook_add_format (book);
  lxw_format *bold = workbook_add_format (book);

  format_set_num_format (date, "dd/mm/yyyy");
  format_set_num_format_index (built_in, 14);
  format_set_num_format (written, "[$-410]d\\ mmmm\\ yyyy;@");
  format_set_num_format (code, "00000");
  format_set_num_format (euro, "\"dovuti\" #,##0.00");
  format_set_bold (bold);

  worksheet_write_string (sheet, 0, 0, "Cognome", bold);
  worksheet_write_string (sheet, 0, 1, "Nato il", bold);
  worksheet_write_string (sheet, 2, 0, "Fò & <Zoè>", NULL);
  worksheet_write_number (sheet, 2, 1, 44135, date);
  worksheet_write_number (sheet, 2, 3, 4.8, NULL);
  worksheet_write_number (sheet, 3, 0, 44135, built_in);
  worksheet_write_number (sheet, 3, 1, 44135.5, written);
  worksheet_write_number (sheet, 3, 2, 123, code);
  worksheet_write_number (sheet, 3, 3, 44135, euro);
  worksheet_write_number (sheet, 4, 0, 280190012345678, NULL);
  worksheet_write_boolean (sheet, 4, 1, TRUE, NULL);
  worksheet_write_string (sheet, 4, 2, "'0123", NULL);
  worksheet_write_formula_str (sheet, 4, 3, "=\"a\"", NULL, "a");
  worksheet_write_blank (sheet, 4, 1500, bold);
  worksheet_write_string (sheet, 5, 2, "  ultima\nriga ", NULL);
  worksheet_write_string (other, 0, 0, "Altro", NULL);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
}

static void
test_xlsx_cells (void)
{
  g_autofree char *path = make_path ("named-wrongly.csv");
  g_autofree char *rows = NULL;
  g_autofree char *other = NULL;
  g_autofree char *absent = NULL;
  DescoTableOptions options = { .sheet = "Altri" };

  write_cells (path);
  rows = describe_file (path, NULL);
  g_assert_cmpstr (rows, ==,
                   "1:Cognome|Nato il\n"
                   "3:Fò & <Zoè>|2020-10-31||4,8\n"
                   "4:2020-10-31|2020-10-31 12:00:00|00123|44135\n"
                   "5:280190012345678|VERO|0123|a\n"
                   "6:||ultima\nriga\n");
  other = describe_file (path, &options);
  g_assert_cmpstr (other, ==, "1:Altro\n");
  options.sheet = "Nessuno";
  absent = describe_file (path, &options);
  g_assert_cmpstr (absent, ==,
                   "!named-wrongly.csv: There is no sheet called “Nessuno” in this workbook. Write "
                   "the name as its tab has it.\n");
}

/* The parts of a workbook, as hands would write them. */
static void
write_parts (const char *path, const char *sheet, const char *strings)
{
  static const char workbook[] = "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets>"
                                 "<sheet name=\"Nascosto\" state=\"hidden\" r:id=\"rId9\"/>"
                                 "<sheet name=\"Uno\" r:id=\"rId1\"/></sheets></workbook>";
  static const char relations[]
      = "<Relationships><Relationship Id=\"rId1\" Target=\"/xl/sheets/uno.xml\"/></Relationships>";
  static const char styles[]
      = "<styleSheet><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
        "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
  const struct
  {
    const char *name;
    const char *content;
  } parts[] = { { "xl/sheets/uno.xml", sheet },
                { "xl/workbook.xml", workbook },
                { "xl/_rels/workbook.xml.rels", relations },
                { "xl/styles.xml", styles },
                { "xl/sharedStrings.xml", strings } };
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, parts[i].name);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_size (entry, (la_int64_t) strlen (parts[i].content));
      archive_write_header (archive, entry);
      archive_write_data (archive, parts[i].content, strlen (parts[i].content));
      archive_entry_free (entry);
    }
  archive_write_close (archive);
  archive_write_free (archive);
}

/* What other writers than Excel do, and what none should. */
static void
test_xlsx_parts (void)
{
  static const char damaged[]
      = "!parts.xlsx: This workbook (.xlsx) is damaged and cannot be read on. Export or save it "
        "again.\n";
  static const struct
  {
    const char *sheet;
    const char *strings;
    const char *rows;
  } cases[] = {
    { "<x:worksheet xmlns:x=\"urn:x\"><x:sheetData><x:row><x:c "
      "t=\"inlineStr\"><x:is><x:r><x:t>a</x:t>"
      "</x:r><x:r><x:t>b</x:t></x:r></x:is></x:c><x:c s=\"1\"><x:v>42673</x:v></x:c></x:row><x:row>"
      "<x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>",
      "<sst/>", "1:ab|2020-10-31\n2:7\n" },
    { "<worksheet><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"C2\" "
      "t=\"s\"><v>0</v></c></row>"
      "</worksheet>",
      "<sst><si><t xml:space=\"preserve\"> x </t></si><si><r><t>y</t></r><rPh><t>ipsilon</t></rPh>"
      "</si></sst>",
      "2:y||x\n" },
    { "<worksheet><row><c t=\"d\"><v>2020-10-31T00:00:00</v></c></row></worksheet>", "<sst/>",
      "1:2020-10-31T00:00:00\n" },
    { "<worksheet><row r=\"1\"><c t=\"s\"><v>5</v></c></row></worksheet>", "<sst/>", damaged },
    { "<worksheet><row r=\"1\"><c><v>5</v></c>", "<sst/>", damaged },
    { "<worksheet><row r=\"1\"><c r=\"B1\"><v>5</v></c><c r=\"A1\"><v>5</v></c></row></worksheet>",
      "<sst/>", damaged },
    { "<!DOCTYPE worksheet [<!ENTITY x 'y'>]><worksheet><row><c t=\"str\"><v>&x;</v></c></row>"
      "</worksheet>",
      "<sst/>", damaged },
    { "<worksheet><row r=\"1\"><c r=\"BZZ1\"><v>5</v></c></row></worksheet>", "<sst/>",
      "!parts.xlsx: Line 1 has more than 1024 columns, so this is not a list of people. Check the "
      "file and the separator.\n" },
  };
  g_autofree char *path = make_path ("parts.xlsx");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = NULL;

      g_test_message ("case %u", i);
      write_parts (path, cases[i].sheet, cases[i].strings);
      rows = describe_file (path, NULL);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

/* A few kilobytes that unpack to far more than a list holds end in a sentence, not in swapping. */
static void
test_xlsx_bomb (void)
{
  g_autoptr (GString) sheet = g_string_new ("<worksheet>");
  g_autofree char *path = make_path ("bomb.xlsx");
  g_autofree char *rows = NULL;

  while (sheet->len < 48 * 1024 * 1024)
    g_string_append (sheet, "<row/>                                                          ");
  g_string_append (sheet, "</worksheet>");
  write_parts (path, sheet->str, "<sst/>");
  rows = describe_file (path, NULL);
  g_assert_true (g_str_has_prefix (rows, "!bomb.xlsx: This workbook unpacks to far more"));
}

static void
test_xlsx_huge_cell (void)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  g_autofree char *sheet = g_strdup_printf (
      "<worksheet><row r=\"3\"><c r=\"B3\" t=\"str\"><v>%s</v></c></row></worksheet>", text);
  g_autofree char *path = make_path ("cell.xlsx");
  g_autofree char *rows = NULL;

  write_parts (path, sheet, "<sst/>");
  rows = describe_file (path, NULL);
  g_assert_true (g_str_has_prefix (rows, "!cell.xlsx: Line 3, column 2: the cell holds more than"));
}

static void
append_record (GByteArray *bytes, guint16 kind, const void *data, guint16 length)
{
  const guint8 head[]
      = { (guint8) kind, (guint8) (kind >> 8), (guint8) length, (guint8) (length >> 8) };

  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, data, length);
}

static void
append_label (GByteArray *bytes, guint8 row, guint8 column, const char *text)
{
  guint8 label[64] = { row, 0, column, 0, 0, 0, 0, (guint8) strlen (text) };

  memcpy (label + 8, text, strlen (text));
  append_record (bytes, 0x0004, label, (guint16) (8 + strlen (text)));
}

/* A sheet of Excel 2: records without a container. Its strings are of Windows-1252. */
static void
test_xls (void)
{
  static const guint8 bof[] = { 2, 0, 0x10, 0 };
  static const guint8 codepage[] = { 0xe4, 0x04 };
  static const guint8 dimensions[] = { 0, 0, 3, 0, 0, 0, 2, 0 };
  static const guint8 integer[] = { 2, 0, 1, 0, 0, 0, 0, 0x39, 0x30 };
  GByteArray *bytes = g_byte_array_new ();
  g_autofree char *path = make_path ("old.xls");
  g_autofree char *rows = NULL;

  append_record (bytes, 0x0009, bof, sizeof bof);
  append_record (bytes, 0x0042, codepage, sizeof codepage);
  append_record (bytes, 0x0000, dimensions, sizeof dimensions);
  append_label (bytes, 0, 0, "Cognome");
  append_label (bytes, 0, 1, "Saldo");
  append_label (bytes, 2, 0, "F\362");
  append_record (bytes, 0x0002, integer, sizeof integer);
  append_record (bytes, 0x000a, "", 0);
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
  g_byte_array_unref (bytes);

  rows = describe_file (path, NULL);
  g_assert_cmpstr (rows, ==, "1:Cognome|Saldo\n3:Fò|12345\n");
}

/* A length in the table of strings that is not true: the library reads past its end, and only the
 * probe may suffer for it. */
static void
test_xls_damaged (void)
{
  const char *shared = g_getenv ("DESCO_SHARED");
  g_autofree char *list = g_build_filename (shared != NULL ? shared : "/nonexistent", "import",
                                            "alunni-argo.xls", NULL);
  g_autofree char *path = make_path ("damaged.xls");
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (list, &contents, &length, NULL))
    {
      g_test_skip ("DESCO_SHARED has no workbook");
      return;
    }
  for (gsize at = 0x200; at + 1 < MIN (length, 0x1800); at += 61)
    {
      g_autofree char *rows = NULL;
      char before = contents[at];

      contents[at] = (char) 0xff;
      g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
      contents[at] = before;
      rows = describe_file (path, NULL);
      g_assert_cmpuint (strlen (rows), >, 0);
    }
}

/* What people choose by mistake: what it is, and what to do. */
static void
test_strangers (void)
{
  static const struct
  {
    const char *name;
    const char *content;
    gsize length;
    const char *message;
  } cases[] = {
#define FILE_OF(bytes) bytes, sizeof (bytes) - 1
    { "empty.csv", FILE_OF (""), "The file is empty." },
    { "paper.csv", FILE_OF ("%PDF-1.7\n"), "This is a PDF, whatever its name says." },
    { "page.xls", FILE_OF ("\n<html><table>"), "This is a web page, whatever its name says." },
    { "sheet.xls", FILE_OF ("<?xml version=\"1.0\"?>"), "This is an XML file, not a list." },
    { "picture.csv", FILE_OF ("\211PNG\r\n"), "This is a picture, not a list." },
    { "letter.csv", FILE_OF ("{\\rtf1"), "This is a document (RTF), not a list." },
    { "packed.csv", FILE_OF ("\037\213\010"), "This is a compressed file (gzip)." },
    { "data.csv", FILE_OF ("SQLite format 3"), "This is a database, not a list." },
    { "program.csv", FILE_OF ("\177ELF\002"),
      "This is a program, not a list. Choose the list that the register exported." },
    { "zeroes.csv", FILE_OF ("\0\0\0\0\0\0\0\0"), "Line 1 has a NUL byte" },
    { "cut.xlsx", FILE_OF ("PK\003\004\024"), "This is a ZIP archive without a workbook in it." },
    { "cut.xls", FILE_OF ("\320\317\021\340\241\261\032\341"), "This workbook (.xls) is damaged" },
#undef FILE_OF
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = make_path (cases[i].name);
      g_autofree char *expected = g_strdup_printf ("!%s: %s", cases[i].name, cases[i].message);
      g_autofree char *rows = NULL;

      g_assert_true (g_file_set_contents (path, cases[i].content, (gssize) cases[i].length, NULL));
      rows = describe_file (path, NULL);
      g_test_message ("%s", rows);
      g_assert_true (g_str_has_prefix (rows, expected));
    }
}

static void
test_no_files (void)
{
  static const struct
  {
    const char *path;
    const char *message;
  } cases[] = {
    { "/", "!/: This is a folder, not a file. Choose the list inside it.\n" },
    { "/nowhere/list.csv", "!list.csv: There is no such file. Check its name and folder.\n" },
    { "/dev/null",
      "!null: This is a device or a pipe, not a file. Choose a list saved on disk.\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = describe_file (cases[i].path, NULL);

      g_assert_cmpstr (rows, ==, cases[i].message);
    }
}

/* Archives that are no workbooks say what they are. */
static void
test_archives (void)
{
  static const struct
  {
    const char *entry;
    const char *message;
  } cases[] = {
    { "content.xml", "!archive.xlsx: This is a LibreOffice file (.ods or .odt)." },
    { "xl/workbook.bin", "!archive.xlsx: This is a binary Excel workbook (.xlsb)." },
    { "word/document.xml", "!archive.xlsx: This is a Word or PowerPoint document" },
    { "list.csv", "!archive.xlsx: This is a ZIP archive without a workbook in it." },
  };
  g_autofree char *path = make_path ("archive.xlsx");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      struct archive *archive = archive_write_new ();
      struct archive_entry *entry = archive_entry_new ();
      g_autofree char *rows = NULL;

      archive_write_set_format_zip (archive);
      archive_write_open_filename (archive, path);
      archive_entry_set_pathname (entry, cases[i].entry);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_size (entry, 1);
      archive_write_header (archive, entry);
      archive_write_data (archive, "x", 1);
      archive_entry_free (entry);
      archive_write_free (archive);

      rows = describe_file (path, NULL);
      g_assert_true (g_str_has_prefix (rows, cases[i].message));
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("desco-workbooks-XXXXXX", NULL);
  g_test_add_func ("/exchange/workbooks/xlsx-cells", test_xlsx_cells);
  g_test_add_func ("/exchange/workbooks/xlsx-parts", test_xlsx_parts);
  g_test_add_func ("/exchange/workbooks/xlsx-bomb", test_xlsx_bomb);
  g_test_add_func ("/exchange/workbooks/xlsx-huge-cell", test_xlsx_huge_cell);
  g_test_add_func ("/exchange/workbooks/xls", test_xls);
  g_test_add_func ("/exchange/workbooks/xls-damaged", test_xls_damaged);
  g_test_add_func ("/exchange/workbooks/strangers", test_strangers);
  g_test_add_func ("/exchange/workbooks/no-files", test_no_files);
  g_test_add_func ("/exchange/workbooks/archives", test_archives);
  status = g_test_run ();
  desco_folder_remove (folder);
  g_free (folder);
  return status;
}
