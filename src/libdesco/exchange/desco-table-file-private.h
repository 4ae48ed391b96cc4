/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-table-reader.h"

G_BEGIN_DECLS

gboolean desco_table_file_recognise (const char *path,
                                     DescoTableKind *kind,
                                     goffset *size,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
