/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-check.h"
#include "model/desco-tax-code.h"

static gboolean
check_code (const char *word, GError **error)
{
  g_autofree char *code = desco_tax_code_normalize (word);

  return desco_tax_code_check (code, NULL, error);
}

/**
 * desco_cli_taxcode_check:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `taxcode check CODE…`: whether tax codes are valid, and why not.
 *
 * Returns: whether the call was well formed
 */
gboolean
desco_cli_taxcode_check (DescoCli *cli, int argc, char **argv, GError **error)
{
  return desco_cli_check_words (cli, argc, argv, "code", "CODE…", check_code, error);
}
