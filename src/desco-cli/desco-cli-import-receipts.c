/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-receipt.h"
#include "exchange/desco-receipt-files.h"

#include <glib/gi18n-lib.h>

/* What became of the files; only those with something to say of are kept. */
typedef struct
{
  DescoCli *cli;
  guint read;
  guint credited;
  guint already_credited;
  GPtrArray *odd;     /* of DescoUuid *: the receipts that wait */
  GPtrArray *refused; /* of char *: the file and why, in turn */
} Counts;

static void
on_file (const DescoReceiptFile *file, gpointer user_data)
{
  Counts *counts = user_data;

  counts->read++;
  if (file->problem != NULL)
    {
      g_ptr_array_add (counts->refused, g_strdup (file->path));
      g_ptr_array_add (counts->refused, g_strdup (file->problem));
    }
  else if (file->state == DESCO_RECEIPT_CREDITED)
    counts->credited++;
  else if (file->state == DESCO_RECEIPT_REVIEW)
    g_ptr_array_add (counts->odd, g_memdup2 (&file->id, sizeof file->id));
  else
    counts->already_credited++;
  desco_cli_progress (file->done, file->total, counts->cli);
}

static GPtrArray *
find_review (DescoCli *cli, GPtrArray *odd, GError **error)
{
  g_autoptr (GPtrArray) review
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_receipt_record_free);

  for (guint i = 0; i < odd->len; i++)
    {
      g_autofree char *id = desco_uuid_to_string (g_ptr_array_index (odd, i));
      DescoReceiptRecord *receipt = desco_receipts_find (cli->store, id, NULL, error);

      if (receipt == NULL)
        return NULL;
      g_ptr_array_add (review, receipt);
    }
  return g_steal_pointer (&review);
}

static void
answer (DescoCli *cli, const Counts *counts, const GPtrArray *review)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "read", counts->read);
  desco_cli_add_int (builder, "credited", counts->credited);
  desco_cli_add_int (builder, "alreadyCredited", counts->already_credited);
  desco_cli_add_review (cli, builder, review);
  json_builder_set_member_name (builder, "rejected");
  json_builder_begin_array (builder);
  for (guint i = 0; i < counts->refused->len; i += 2)
    {
      const char *path = g_ptr_array_index (counts->refused, i);
      const char *reason = g_ptr_array_index (counts->refused, i + 1);

      json_builder_begin_object (builder);
      desco_cli_add_text (builder, "file", path);
      desco_cli_add_text (builder, "reason", reason);
      json_builder_end_object (builder);
      desco_cli_say (cli, "%s: %s", path, reason);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);

  desco_cli_say (cli,
                 ngettext ("%u receipt credited its vouchers.",
                           "%u receipts credited their vouchers.", counts->credited),
                 counts->credited);
}

static void
tell_refused (DescoCli *cli, const Counts *counts)
{
  guint n_refused = counts->refused->len / 2;

  desco_cli_end (cli, n_refused < counts->read ? DESCO_CLI_PARTLY : DESCO_CLI_REFUSED,
                 ngettext ("%u file is no receipt; the answer says why.",
                           "%u files are no receipts; the answer says why.", n_refused),
                 n_refused);
}

/**
 * desco_cli_import_receipts:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `import receipts [--schema FILE] FOLDER|FILE…`: credits receipts that came as XML files, each
 * once.
 *
 * Returns: whether they were read; @cli.exit says whether all could be
 */
gboolean
desco_cli_import_receipts (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) odd = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) review = NULL;
  g_autofree char *schema = NULL;
  Counts counts = { .cli = cli, .odd = odd, .refused = refused };
  gboolean imported;
  const GOptionEntry entries[] = {
    { "schema", 0, 0, G_OPTION_ARG_FILENAME, &schema,
      N_ ("Hold each receipt against pagoPA's schema, paForNode.xsd"), N_ ("FILE") },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, "FOLDER|FILE…", 1, G_MAXUINT, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;

  imported = desco_receipt_files_import (cli->store, (const char *const *) cli->words, schema,
                                         on_file, &counts, cli->cancellable, error);
  desco_cli_progress_end (cli);
  if (!imported)
    return FALSE;
  review = find_review (cli, odd, error);
  if (review == NULL)
    return FALSE;

  answer (cli, &counts, review);
  if (refused->len > 0)
    tell_refused (cli, &counts);
  return TRUE;
}
