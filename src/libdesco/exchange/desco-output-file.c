/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-output-file.h"

#include "model/desco-error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FIELD "output"
#define BUFFER_SIZE (64 * 1024)
#define FILE_MODE 0666

struct _DescoOutputFile
{
  char *path; /* where it goes in the end, links followed */
  char *folder;
  char *beside; /* where it is meanwhile; NULL as long as it has no name at all */
  int descriptor;
  gsize length;
  guint8 buffer[BUFFER_SIZE];
};

static gboolean
set_error (const char *path, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
               _ ("The file “%s” cannot be written: %s."), path, g_strerror (code));
  return FALSE;
}

/* A link keeps its place and what it points to is replaced. */
static char *
follow_links (const char *path)
{
  g_autofree char *real = realpath (path, NULL);

  return g_strdup (real != NULL ? real : path);
}

static gboolean
check_target (const char *path, GError **error)
{
  GStatBuf status;

  if (path == NULL || *path == '\0')
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, FIELD,
                             _ ("The name of the file to write is missing."));
      return FALSE;
    }
  if (g_stat (path, &status) == 0 && !S_ISREG (status.st_mode))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, FIELD,
                             S_ISDIR (status.st_mode)
                                 ? _ ("“%s” is a folder: add the name of a file to it.")
                                 : _ ("“%s” is not a file: choose another name."),
                             path);
      return FALSE;
    }
  return TRUE;
}

static char *
make_name_beside (const DescoOutputFile *self)
{
  g_autofree char *name = g_path_get_basename (self->path);

  return g_strdup_printf ("%s/.%s.%08x", self->folder, name, g_random_int ());
}

/* A file without a name goes away by itself whatever happens to the program. Not every file system
 * has such files. */
static gboolean
create_file (DescoOutputFile *self)
{
  self->descriptor = open (self->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, FILE_MODE);
  if (self->descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
    return self->descriptor >= 0;

  self->beside = make_name_beside (self);
  self->descriptor = open (self->beside, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, FILE_MODE);
  if (self->descriptor < 0)
    g_clear_pointer (&self->beside, g_free);
  return self->descriptor >= 0;
}

/* Links do not replace what is there, renaming does: first a name beside, then the right one. */
static gboolean
give_name (DescoOutputFile *self)
{
  g_autofree char *handle = NULL;

  if (self->beside == NULL)
    {
      g_autofree char *beside = make_name_beside (self);

      handle = g_strdup_printf ("/proc/self/fd/%d", self->descriptor);
      if (linkat (AT_FDCWD, handle, AT_FDCWD, beside, AT_SYMLINK_FOLLOW) != 0)
        return FALSE;
      self->beside = g_steal_pointer (&beside);
    }

  if (g_rename (self->beside, self->path) != 0)
    return FALSE;
  g_clear_pointer (&self->beside, g_free);
  return TRUE;
}

static void
sync_folder (const char *folder)
{
  int descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  /* The file itself is safe; some file systems cannot sync a folder, and need not. */
  if (descriptor < 0)
    return;
  (void) fsync (descriptor);
  (void) close (descriptor);
}

static gboolean
write_all (DescoOutputFile *self, const guint8 *data, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize written = write (self->descriptor, data, length);

      if (written < 0 && errno != EINTR)
        return set_error (self->path, errno, error);
      if (written > 0)
        {
          data += written;
          length -= (gsize) written;
        }
    }
  return TRUE;
}

/**
 * desco_output_file_open:
 * @path: (type filename): the file to make or to replace
 * @error: %DESCO_INPUT_ERROR of the field `output`, or %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): a file that has no name yet
 */
DescoOutputFile *
desco_output_file_open (const char *path, GError **error)
{
  g_autoptr (DescoOutputFile) self = NULL;

  if (!check_target (path, error))
    return NULL;

  self = g_new0 (DescoOutputFile, 1);
  self->path = follow_links (path);
  self->folder = g_path_get_dirname (self->path);
  if (!create_file (self))
    {
      set_error (path, errno, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * desco_output_file_write:
 * @self: a file that is open
 * @data: (array length=length): what to add at its end
 * @length: how many bytes
 * @error: %G_IO_ERROR, %G_IO_ERROR_NO_SPACE among them
 *
 * Returns: whether it could be written, or kept to be written later
 */
gboolean
desco_output_file_write (DescoOutputFile *self, const void *data, gsize length, GError **error)
{
  if (self->length + length > BUFFER_SIZE && !desco_output_file_flush (self, error))
    return FALSE;
  if (length > BUFFER_SIZE)
    return write_all (self, data, length, error);

  memcpy (self->buffer + self->length, data, length);
  self->length += length;
  return TRUE;
}

/**
 * desco_output_file_flush:
 * @self: a file that is open
 * @error: %G_IO_ERROR
 *
 * Returns: whether all that was given is written
 */
gboolean
desco_output_file_flush (DescoOutputFile *self, GError **error)
{
  gsize length = self->length;

  self->length = 0;
  return write_all (self, self->buffer, length, error);
}

/**
 * desco_output_file_get_descriptor:
 * @self: a file that is open
 *
 * Returns: its descriptor, to read what was flushed
 */
int
desco_output_file_get_descriptor (DescoOutputFile *self)
{
  return self->descriptor;
}

/**
 * desco_output_file_commit:
 * @self: a file that is open
 * @error: %G_IO_ERROR
 *
 * Brings the file to the disk and then gives it its name. Where that fails, what had the name before
 * still has it.
 *
 * Returns: whether the file is there
 */
gboolean
desco_output_file_commit (DescoOutputFile *self, GError **error)
{
  if (!desco_output_file_flush (self, error))
    return FALSE;
  if (fsync (self->descriptor) != 0 || !give_name (self))
    return set_error (self->path, errno, error);

  sync_folder (self->folder);
  return TRUE;
}

/**
 * desco_output_file_free:
 * @self: (transfer full): a file; what was not committed is gone
 */
void
desco_output_file_free (DescoOutputFile *self)
{
  if (self->descriptor > 0)
    (void) close (self->descriptor);
  if (self->beside != NULL)
    (void) g_unlink (self->beside);
  g_free (self->beside);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}
