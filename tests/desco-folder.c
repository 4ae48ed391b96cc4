/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-folder.h"

#include <errno.h>
#include <glib/gstdio.h>

/**
 * desco_folder_remove:
 * @path: (type filename): a folder that a test has made
 *
 * Removes it with all that is in it. A database that is being closed may take its log away
 * meanwhile.
 */
void
desco_folder_remove (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR) && !g_file_test (inner, G_FILE_TEST_IS_SYMLINK))
        desco_folder_remove (inner);
      else
        g_assert_true (g_unlink (inner) == 0 || errno == ENOENT);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}
