/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-output-file.h"

#include "desco-folder.h"
#include "model/desco-error.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("desco-output-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "notices.pdf", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  desco_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static guint
count_files (const Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;
  return n_files;
}

static void
test_commit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *big = g_strnfill (200000, 'x');
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  for (guint i = 0; i < 2; i++) /* makes it, then replaces it */
    {
      g_autoptr (DescoOutputFile) file = desco_output_file_open (fixture->path, &error);

      g_assert_no_error (error);
      g_assert_true (desco_output_file_write (file, "begin ", 6, &error));
      g_assert_true (desco_output_file_write (file, big, 200000, &error));
      g_assert_true (desco_output_file_write (file, " end", 4, &error));
      g_assert_cmpuint (count_files (fixture), ==, i);
      g_assert_true (desco_output_file_commit (file, &error));
      g_assert_no_error (error);
    }

  g_assert_cmpuint (count_files (fixture), ==, 1);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_cmpuint (length, ==, 200010);
  g_assert_true (g_str_has_prefix (contents, "begin xxx"));
  g_assert_true (g_str_has_suffix (contents, "xxx end"));
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  DescoOutputFile *file;

  g_assert_true (g_file_set_contents (fixture->path, "before", -1, NULL));
  file = desco_output_file_open (fixture->path, &error);
  g_assert_true (desco_output_file_write (file, "after", 5, &error));
  g_assert_true (desco_output_file_flush (file, &error));
  desco_output_file_free (file);

  g_assert_cmpuint (count_files (fixture), ==, 1);
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "before");
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.pdf", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (DescoOutputFile) file = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "before", -1, NULL));
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  file = desco_output_file_open (link, NULL);
  g_assert_true (desco_output_file_write (file, "after", 5, NULL));
  g_assert_true (desco_output_file_commit (file, NULL));

  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "after");
}

static void
test_targets (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "notices.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (desco_output_file_open ("", &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_MISSING);
  g_clear_error (&error);

  g_assert_null (desco_output_file_open (fixture->folder, &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_INVALID);
  g_assert_cmpstr (desco_error_get_field (error), ==, "output");
  g_clear_error (&error);

  g_assert_null (desco_output_file_open ("/dev/null", &error));
  g_assert_error (error, DESCO_INPUT_ERROR, DESCO_INPUT_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_null (desco_output_file_open (nowhere, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* A limit on the size of files stands in for a disk that is full. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  const struct rlimit small = { 4096, RLIM_INFINITY };
  const struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };
  g_autofree char *big = g_strnfill (200000, 'x');
  g_autoptr (GError) error = NULL;
  DescoOutputFile *file = desco_output_file_open (fixture->path, NULL);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (desco_output_file_write (file, big, 200000, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  g_assert_cmpuint (error->domain, ==, G_IO_ERROR);
  g_assert_nonnull (strstr (error->message, fixture->path));
  desco_output_file_free (file);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/exchange/output-file/commit", Fixture, NULL, set_up, test_commit, tear_down);
  g_test_add ("/exchange/output-file/discard", Fixture, NULL, set_up, test_discard, tear_down);
  g_test_add ("/exchange/output-file/link", Fixture, NULL, set_up, test_link, tear_down);
  g_test_add ("/exchange/output-file/targets", Fixture, NULL, set_up, test_targets, tear_down);
  g_test_add ("/exchange/output-file/full", Fixture, NULL, set_up, test_full, tear_down);
  return g_test_run ();
}
