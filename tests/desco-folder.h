/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

/* The temporary folders that tests work in. */

void desco_folder_remove (const char *path);
