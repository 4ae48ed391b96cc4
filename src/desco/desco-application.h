/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESCO_TYPE_APPLICATION (desco_application_get_type ())
G_DECLARE_FINAL_TYPE (DescoApplication, desco_application, DESCO, APPLICATION, AdwApplication)

DescoApplication *desco_application_new (void);

G_END_DECLS
