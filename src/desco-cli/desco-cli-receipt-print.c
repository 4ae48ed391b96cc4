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
static GArray *
find_named (DescoCli *cli, char **references, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (DescoUuid));

  for (guint i = 0; references[i] != NULL; i++)
    {
      g_autoptr (DescoReceiptRecord) receipt
          = desco_receipts_find (cli->store, references[i], cli->cancellable, error);

      if (receipt == NULL || !desco_receipt_sheets_check (receipt, error))
        return NULL;
      g_array_append_val (ids, receipt->id);
    }
  return g_steal_pointer (&ids);
}

/* What was credited of the payments of some days, the oldest first. */
static GArray *
find_of_days (DescoCli *cli, const char *from, const char *to, GError **error)
{
  DescoReceiptFilter filter = { .states = 1u << DESCO_RECEIPT_CREDITED };
  GArray *ids;

  if (!desco_cli_read_date (from, "from", &filter.from, error)
      || !desco_cli_read_date (to, "to", &filter.to, error))
    return NULL;
  ids = desco_receipts_list_ids (cli->store, &filter, cli->cancellable, error);
  for (guint i = 0; ids != NULL && i < ids->len / 2; i++)
    {
      DescoUuid *early = &g_array_index (ids, DescoUuid, i);
      DescoUuid *late = &g_array_index (ids, DescoUuid, ids->len - 1 - i);
      DescoUuid newest = *early;

      *early = *late;
      *late = newest;
    }
  return ids;
}

static gboolean
print (DescoCli *cli, GArray *ids, const char *output, GError **error)
{
  Progress progress = { cli, ids->len };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (DescoReceiptSheets) sheets = desco_receipt_sheets_new (
      cli->store, (const DescoUuid *) (void *) ids->data, ids->len, cli->cancellable, error);
  gboolean written = sheets != NULL
                     && desco_receipt_printing_write (sheets, output, on_written, &progress,
                                                      cli->cancellable, error);

  desco_cli_progress_end (cli);
  if (!written)
    return FALSE;

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "printed", ids->len);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, output);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, ngettext ("%u quittance written.", "%u quittances written.", ids->len),
                 ids->len);
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
  g_autoptr (GArray) ids = NULL;
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

  ids = references != NULL ? find_named (cli, references, error)
                           : find_of_days (cli, from, to, error);
  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                           _ ("There is nothing to print: no credited payment is of those days."));
      return FALSE;
    }
  return print (cli, ids, output, error);
}
