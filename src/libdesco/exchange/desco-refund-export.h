/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean desco_refund_export_write (GPtrArray *refunds, const char *path, GError **error);

G_END_DECLS
