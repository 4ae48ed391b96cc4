/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "model/desco-creditor.h"
#include "model/desco-error.h"
#include "store/desco-creditors.h"

#include <glib/gi18n-lib.h>

/* What init must be told. */
static gboolean
check_present (const DescoCreditor *creditor, const char *segregation_code, GError **error)
{
  const struct
  {
    const char *value;
    const char *field;
    const char *option;
  } needed[] = {
    { creditor->tax_code, "creditorTaxCode", "--creditor-tax-code" },
    { creditor->name, "name", "--name" },
    { creditor->town, "town", "--town" },
    { creditor->iban, "iban", "--iban" },
    { segregation_code, "segregationCode", "--segregation-code" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      if (needed[i].value == NULL)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("“%s” is missing: a database is made for one creditor."),
                       needed[i].option);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * desco_cli_init:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `init`: a new database for a creditor.
 *
 * Returns: whether it was made
 */
gboolean
desco_cli_init (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditor_new ();
  g_autofree char *segregation_code = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GOptionEntry entries[] = {
    { "creditor-tax-code", 0, 0, G_OPTION_ARG_STRING, &creditor->tax_code,
      N_ ("The creditor's tax code, 11 digits"), "N" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &creditor->name, N_ ("Its name, as pagoPA knows it"),
      "T" },
    { "town", 0, 0, G_OPTION_ARG_STRING, &creditor->town,
      N_ ("The town whose residents pay the residents' prices"), "T" },
    { "iban", 0, 0, G_OPTION_ARG_STRING, &creditor->iban, N_ ("The account that pagoPA pays to"),
      "I" },
    { "segregation-code", 0, 0, G_OPTION_ARG_STRING, &segregation_code,
      N_ ("The segregation code, two digits"), "NN" },
    { "department", 0, 0, G_OPTION_ARG_STRING, &creditor->department,
      N_ ("The office, for the notice"), "T" },
    { "contact", 0, 0, G_OPTION_ARG_STRING, &creditor->contact,
      N_ ("How to reach it, for the notice"), "T" },
    { "cbill", 0, 0, G_OPTION_ARG_STRING, &creditor->cbill, N_ ("The CBILL code"), "C" },
    { "postal-account", 0, 0, G_OPTION_ARG_STRING, &creditor->postal_account,
      N_ ("The postal account; with it the notice has a slip"), "N" },
    { "postal-holder", 0, 0, G_OPTION_ARG_STRING, &creditor->postal_holder,
      N_ ("In whose name the postal account is"), "T" },
    { "postal-authorisation", 0, 0, G_OPTION_ARG_STRING, &creditor->postal_authorisation,
      N_ ("The post office's authorisation to print slips"), "T" },
    { "taxonomy", 0, 0, G_OPTION_ARG_STRING, &creditor->taxonomy,
      N_ ("pagoPA's code of the service (9/0107101TS/)"), "C" },
    { "school-year", 0, 0, G_OPTION_ARG_STRING, &creditor->school_year,
      N_ ("The school year, such as 2026/2027"), "Y" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || !check_present (creditor, segregation_code, error)
      || !desco_segregation_code_parse (segregation_code, &creditor->segregation_code, error)
      || !desco_creditors_create_database (cli->database, creditor, FALSE, error))
    return FALSE;

  json_builder_begin_object (builder);
  desco_cli_add_text (builder, "database", cli->database);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, _ ("The database “%s” is ready. Next: desco-cli import pupils FILE"),
                 cli->database);
  return TRUE;
}
