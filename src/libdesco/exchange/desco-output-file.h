/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that is there whole or not at all: it is written beside its name and takes it in the end. */

typedef struct _DescoOutputFile DescoOutputFile;

DescoOutputFile *desco_output_file_open (const char *path, GError **error);
gboolean
desco_output_file_write (DescoOutputFile *self, const void *data, gsize length, GError **error);
gboolean desco_output_file_flush (DescoOutputFile *self, GError **error);
int desco_output_file_get_descriptor (DescoOutputFile *self);
gboolean desco_output_file_commit (DescoOutputFile *self, GError **error);
void desco_output_file_free (DescoOutputFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoOutputFile, desco_output_file_free)

G_END_DECLS
