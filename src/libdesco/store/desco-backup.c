/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-store.h"

#include "model/desco-error.h"
#include "store/desco-connection-private.h"
#include "store/desco-store-file-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Last night's copy gives way to tonight's; nothing else that is there does. */
static gboolean
check_place (const char *database, const char *path, GError **error)
{
  GStatBuf here, there;

  if (g_stat (path, &there) != 0)
    return TRUE;
  if (g_stat (database, &here) == 0 && here.st_dev == there.st_dev && here.st_ino == there.st_ino)
    desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file",
                           _ ("“%s” is the database itself: choose another name for the copy."),
                           path);
  else if (S_ISDIR (there.st_mode))
    desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file",
                           _ ("“%s” is a folder: write the name of a file in it."), path);
  else if (!desco_store_file_is_desco (path))
    desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file",
                           _ ("“%s” is there already and is not a copy of a database: choose "
                              "another name, so that it is not lost."),
                           path);
  else
    return TRUE;
  return FALSE;
}

static gpointer
backup_reader (DescoConnection *connection,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  return GINT_TO_POINTER (desco_connection_backup (connection, data, error));
}

/**
 * desco_store_backup:
 * @self: a store
 * @path: where the copy shall be; an older copy there is replaced once this one is whole
 * @cancellable: (nullable): to give up before it begins
 * @error: where to put an error of domain %DESCO_STORE_ERROR, or of %DESCO_INPUT_ERROR where @path
 *   is the database itself, a folder, or a file that is no copy
 *
 * Copies the database while it is in use.
 *
 * Returns: whether the copy is there
 */
gboolean
desco_store_backup (DescoStore *self, const char *path, GCancellable *cancellable, GError **error)
{
  return check_place (desco_store_get_path (self), path, error)
         && desco_store_read (self, backup_reader, (gpointer) path, cancellable, error) != NULL;
}
