/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gio/gio.h>

#include "model/desco-uuid.h"

G_BEGIN_DECLS

#define DESCO_STORE_ERROR (desco_store_error_quark ())

/**
 * DescoStoreError:
 * @DESCO_STORE_ERROR_FAILED: the database answered with an error
 * @DESCO_STORE_ERROR_NOT_FOUND: there is no file
 * @DESCO_STORE_ERROR_EXISTS: there is a file already
 * @DESCO_STORE_ERROR_NOT_DESCO: the file is no database of Desco
 * @DESCO_STORE_ERROR_NEWER: the database was written by a newer version; it is left untouched
 * @DESCO_STORE_ERROR_BUSY: another program holds the database
 * @DESCO_STORE_ERROR_FULL: the disk is full
 * @DESCO_STORE_ERROR_READ_ONLY: the file or its folder can't be written
 * @DESCO_STORE_ERROR_CORRUPT: the file failed its integrity check
 */
typedef enum
{
  DESCO_STORE_ERROR_FAILED,
  DESCO_STORE_ERROR_NOT_FOUND,
  DESCO_STORE_ERROR_EXISTS,
  DESCO_STORE_ERROR_NOT_DESCO,
  DESCO_STORE_ERROR_NEWER,
  DESCO_STORE_ERROR_BUSY,
  DESCO_STORE_ERROR_FULL,
  DESCO_STORE_ERROR_READ_ONLY,
  DESCO_STORE_ERROR_CORRUPT,
} DescoStoreError;

GQuark desco_store_error_quark (void);

#define DESCO_TYPE_STORE (desco_store_get_type ())
G_DECLARE_FINAL_TYPE (DescoStore, desco_store, DESCO, STORE, GObject)

DescoStore *desco_store_open (const char *path, GError **error);
void desco_store_open_async (const char *path,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
DescoStore *desco_store_open_finish (GAsyncResult *result, GError **error);
const char *desco_store_get_path (DescoStore *self);
void desco_store_close (DescoStore *self);
GPtrArray *desco_store_check_file (DescoStore *self, GCancellable *cancellable, GError **error);
gboolean
desco_store_backup (DescoStore *self, const char *path, GCancellable *cancellable, GError **error);

gboolean desco_store_restore (const char *path, const char *backup_path, GError **error);
gboolean desco_store_read_device_code (DescoStore *store,
                                       guint *device_code,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
