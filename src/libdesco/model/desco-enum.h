/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The nicks of an enumeration's values are what the database and JSON say. */

const char *desco_enum_to_nick (GType type, int value);
gboolean desco_enum_from_nick (GType type, const char *nick, int *value);

G_END_DECLS
