/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-routes.h"

/* A person's way to pay. */
const DescoSandboxArea desco_sandbox_page_area = { "", FALSE, NULL, 0 };
