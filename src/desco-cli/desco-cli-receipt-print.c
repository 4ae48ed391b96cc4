/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-receipt.h"
#include "model/desco-error.h"
#include "papers/desco-receipt-printing.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  DescoCli *cli;
  guint total;
} Progress;

static void
on_written (guint n_written, gpointer user_data)
{
  const Progress *progress = user_data;

  desco_cli_progress (n_written, progress->total, progress->cli);
}

/* Those that are named must all be printable. */
static GPtrArray *
find_named (DescoCli *cli, char **references, GError **error)
{
  g_autoptr (GPtrArray) receipts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_receipt_record_free);

  for (guint i = 0; references[i] != NULL; i++)
    {
      DescoReceiptRecord *receipt
          = desco_receipts_find (cli->store, references[i], cli->cancellable, error);

      if (receipt == NULL)
        return NULL;
      g_ptr_array_add (receipts, receipt);
      if (!desco_receipt_printing_check (receipt, error))
        return NULL;
    }
  return g_steal_pointer (&receipts);
}

/* What was credited of the payments of some days, the oldest first. */
static GPtrArray *
find_of_days (DescoCli *cli, const char *from, const char *to, GError **error)
{
  DescoReceiptFilter filter = { .states = 1u << DESCO_RECEIPT_CREDITED };
  GPtrArray *receipts;

  if (!desco_cli_read_date (from, "from", &filter.from, error)
      || !desco_cli_read_date (to, "to", &filter.to, error))
    return NULL;
  receipts = desco_receipts_list (cli->store, &filter, cli->cancellable, error);
  for (guint i = 0; receipts != NULL && i < receipts->len / 2; i++)
    {
      gpointer newest = receipts->pdata[i];

      receipts->pdata[i] = receipts->pdata[receipts->len - 1 - i];
      receipts->pdata[receipts->len - 1 - i] = newest;
    }
  return receipts;
}

static gboolean
print (DescoCli *cli, GPtrArray *receipts, const char *output, GError **error)
{
  Progress progress = { cli, receipts->len };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean written = desco_receipt_printing_write (cli->store, receipts, output, on_written,
                                                   &progress, cli->cancellable, error);

  desco_cli_progress_end (cli);
  if (!written)
    return FALSE;

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "printed", receipts->len);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, output);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, ngettext ("%u quittance written.", "%u quittances written.", receipts->len),
                 receipts->len);
  return TRUE;
}

/**
 * desco_cli_receipt_print:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `receipt print --output FILE (--receipt ID… | --from D --to D)`: quittances of payment as PDF.
 *
 * Returns: whether they are written
 */
gboolean
desco_cli_receipt_print (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  g_auto (GStrv) references = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autoptr (GPtrArray) receipts = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to write the PDF"), "FILE" },
    { "receipt", 0, 0, G_OPTION_ARG_STRING_ARRAY, &references,
      N_ ("This receipt's quittance; may be given again"), "ID" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("What was paid from this day on"), "D" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("What was paid up to this day"), "D" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (output == NULL || (from == NULL) != (to == NULL) || (from == NULL) == (references == NULL))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say where (--output) and which: --receipt, or --from and --to."));
      return FALSE;
    }
  if (desco_cli_open (cli, error) == NULL)
    return FALSE;

  receipts = references != NULL ? find_named (cli, references, error)
                                : find_of_days (cli, from, to, error);
  if (receipts == NULL)
    return FALSE;
  if (receipts->len == 0)
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                           _ ("There is nothing to print: no credited payment is of those days."));
      return FALSE;
    }
  return print (cli, receipts, output, error);
}
