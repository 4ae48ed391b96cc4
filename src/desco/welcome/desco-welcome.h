/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_WELCOME (desco_welcome_get_type ())
G_DECLARE_FINAL_TYPE (DescoWelcome, desco_welcome, DESCO, WELCOME, AdwBin)

void desco_welcome_begin (DescoWelcome *self, const char *path);
void desco_welcome_practise (DescoWelcome *self, const char *path);

G_END_DECLS
