/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-store-file-private.h"

#include "store/desco-sqlite-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Where the header of SQLite's file format has the number of the program that it belongs to. */
#define APPLICATION_ID_OFFSET 68

/**
 * desco_store_file_is_desco: (skip)
 * @path: a file
 *
 * Looks at the file's first bytes only: it may be damaged, or of a newer version. Not for a database
 * that this process has open: to close a descriptor of it drops the locks on it.
 *
 * Returns: whether @path was written as a database of this program
 */
gboolean
desco_store_file_is_desco (const char *path)
{
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  guint8 head[APPLICATION_ID_OFFSET + sizeof (guint32)];
  guint32 application;
  gssize length;

  if (descriptor < 0)
    return FALSE;
  length = read (descriptor, head, sizeof head);
  close (descriptor);
  if (length != (gssize) sizeof head)
    return FALSE;
  memcpy (&application, head + APPLICATION_ID_OFFSET, sizeof application);
  return GUINT32_FROM_BE (application) == DESCO_APPLICATION_ID_NUMBER;
}

/**
 * desco_store_file_sync_folder: (skip)
 * @path: a file
 *
 * Makes sure that the name of @path is on disk.
 *
 * Returns: whether its folder was synced
 */
gboolean
desco_store_file_sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean synced;

  if (descriptor < 0)
    return FALSE;
  synced = fsync (descriptor) == 0;
  close (descriptor);
  return synced;
}

/**
 * desco_store_file_remove_sides: (skip)
 * @path: a database that nobody has open
 *
 * Removes what SQLite keeps beside it, and leaves the database itself.
 */
void
desco_store_file_remove_sides (const char *path)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

/**
 * desco_store_file_remove: (skip)
 * @path: a database that nobody has open
 *
 * Removes it and what SQLite keeps beside it.
 */
void
desco_store_file_remove (const char *path)
{
  desco_store_file_remove_sides (path);
  g_unlink (path);
}
