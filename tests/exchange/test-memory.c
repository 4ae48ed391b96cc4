/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

/* A list of any length costs the memory of its longest row. */

#include "exchange/desco-pupil-row.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define WARM_ROWS 5000
#define MAX_GROWTH_KIB 4096

/* Sanitizers keep what is freed, to see who still uses it. */
#if defined(__SANITIZE_ADDRESS__)
#define MEMORY_IS_MEASURABLE FALSE
#else
#define MEMORY_IS_MEASURABLE TRUE
#endif

static const char *const headers[]
    = { "Cognome", "Nome", "Nato il", "Classe", "Plesso", "Comune", "Telefono" };

static long
measure_kib (void)
{
  g_autofree char *statm = NULL;
  long pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL));
  g_assert_cmpint (sscanf (statm, "%*s %ld", &pages), ==, 1);
  return pages * (sysconf (_SC_PAGESIZE) / 1024);
}

static void
write_csv (const char *path, guint n_rows)
{
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    fprintf (file, "%s%s", i > 0 ? ";" : "", headers[i]);
  fprintf (file, "\r\n");
  for (guint i = 0; i < n_rows; i++)
    fprintf (file, "Cognome %c%c;Anna;%02u/%02u/%u;%u%c;Primaria Rodari;Lesa;0322 %06u\r\n",
             'a' + (int) (i % 26), 'a' + (int) (i / 26 % 26), i % 28 + 1, i % 12 + 1, 2012 + i % 9,
             i % 5 + 1, 'A' + (int) (i % 6), i);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
write_xlsx (const char *path, guint n_rows)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_workbook *book = workbook_new_opt (path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (book, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    worksheet_write_string (sheet, 0, (lxw_col_t) i, headers[i], NULL);
  for (guint i = 1; i <= n_rows; i++)
    {
      worksheet_write_string (sheet, i, 0, "Rossi", NULL);
      worksheet_write_string (sheet, i, 1, "Anna", NULL);
      worksheet_write_number (sheet, i, 2, 41000 + i % 3000, NULL);
      worksheet_write_string (sheet, i, 3, "1A", NULL);
      worksheet_write_string (sheet, i, 4, "Primaria Rodari", NULL);
      worksheet_write_string (sheet, i, 5, "Lesa", NULL);
      worksheet_write_number (sheet, i, 6, 322000000 + i, NULL);
    }
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
}

static void
check_growth (const char *path, guint n_rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DescoListReader) list
      = desco_list_reader_open (DESCO_LIST_PUPILS, path, NULL, NULL, NULL, &error);
  long before = 0;
  guint n_read = 0;

  g_assert_no_error (error);
  for (;;)
    {
      g_autoptr (DescoPupilRow) row = NULL;
      g_autoptr (DescoRowError) problem = NULL;

      if (!desco_pupil_row_read (list, &row, &problem, &error))
        break;
      g_assert_nonnull (row);
      if (++n_read == WARM_ROWS)
        before = measure_kib ();
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n_read, ==, n_rows);
  g_test_message ("%ld KiB after %u rows, %ld KiB after %u", before, WARM_ROWS, measure_kib (),
                  n_rows);
  if (MEMORY_IS_MEASURABLE)
    g_assert_cmpint (measure_kib () - before, <, MAX_GROWTH_KIB);
}

static void
test_list (gconstpointer data)
{
  const guint n_rows = 200000;
  g_autofree char *path = NULL;
  void (*write) (const char *, guint) = data;
  int file = g_file_open_tmp ("desco-memory-XXXXXX", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  close (file);
  write (path, n_rows);
  check_growth (path, n_rows);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/exchange/memory/csv", write_csv, test_list);
  g_test_add_data_func ("/exchange/memory/xlsx", write_xlsx, test_list);
  return g_test_run ();
}
