/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-check.h"
#include "pagopa/desco-notice-number.h"

/**
 * desco_cli_notice_check:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `notice check NUMBER…`: whether notice numbers are valid, and why not.
 *
 * Returns: whether the call was well formed
 */
gboolean
desco_cli_notice_check (DescoCli *cli, int argc, char **argv, GError **error)
{
  return desco_cli_check_words (cli, argc, argv, "number", "NUMBER…", desco_notice_number_check,
                                error);
}
