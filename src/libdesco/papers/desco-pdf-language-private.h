/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-output-file.h"

G_BEGIN_DECLS

gboolean desco_pdf_set_language (DescoOutputFile *file, const char *language, GError **error);

G_END_DECLS
