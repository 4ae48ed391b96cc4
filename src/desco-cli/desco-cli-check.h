/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"

G_BEGIN_DECLS

/**
 * DescoCliCheckFunc:
 * @word: what to check
 * @error: where to put why it is wrong
 *
 * Returns: whether @word is valid
 */
typedef gboolean (*DescoCliCheckFunc) (const char *word, GError **error);

gboolean desco_cli_check_words (DescoCli *cli,
                                int argc,
                                char **argv,
                                const char *name,
                                const char *arguments,
                                DescoCliCheckFunc check,
                                GError **error);

G_END_DECLS
