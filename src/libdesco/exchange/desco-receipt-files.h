/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-receipts.h"

G_BEGIN_DECLS

/**
 * DescoReceiptFile:
 * @path: (type filename): the file
 * @id: the receipt's id here, where there is one in it
 * @state: what the receipt led to
 * @problem: (nullable): why there is no receipt in it, in words
 * @done: how many files are done, this one included
 * @total: of how many
 *
 * What came of a file.
 */
typedef struct
{
  const char *path;
  DescoUuid id;
  DescoReceiptState state;
  const char *problem;
  guint done;
  guint total;
} DescoReceiptFile;

/**
 * DescoReceiptFileFunc:
 * @file: what came of it, once it is on disk; borrowed for the time of the call
 * @user_data: what the caller gave
 *
 * Told of each file in its order, on the thread that called.
 */
typedef void (*DescoReceiptFileFunc) (const DescoReceiptFile *file, gpointer user_data);

gboolean desco_receipt_files_import (DescoStore *store,
                                     const char *const *paths,
                                     const char *schema,
                                     DescoReceiptFileFunc func,
                                     gpointer user_data,
                                     GCancellable *cancellable,
                                     GError **error);
DescoReceiptRecord *desco_receipt_files_import_one (DescoStore *store,
                                                    const char *path,
                                                    GCancellable *cancellable,
                                                    GError **error);
void desco_receipt_files_import_one_async (DescoStore *store,
                                           const char *path,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
DescoReceiptRecord *desco_receipt_files_import_one_finish (GAsyncResult *result, GError **error);

G_END_DECLS
