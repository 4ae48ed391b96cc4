/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-receipt.h"
#include "exchange/desco-receipt-files.h"
#include "model/desco-enum.h"

#include <glib/gi18n-lib.h>

/* What became of a file. */
typedef struct
{
  char *path;
  DescoUuid id;
  DescoReceiptState state;
  char *problem;
} File;

typedef struct
{
  DescoCli *cli;
  GArray *files; /* of File */
  guint credited;
  guint already_credited;
  guint refused;
} Counts;

static void
file_clear (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_free (file->problem);
}

/* Its name in JSON; a state's is the receipt's. */
static const char *
get_outcome (const File *file)
{
  if (file->problem != NULL)
    return "rejected";
  return desco_enum_to_nick (DESCO_TYPE_RECEIPT_STATE, (int) file->state);
}

static const char *
get_words (const File *file)
{
  if (file->problem != NULL)
    return file->problem;
  switch (file->state)
    {
    case DESCO_RECEIPT_CREDITED:
      return _ ("credited");
    case DESCO_RECEIPT_REVIEW:
      return _ ("waits for a decision");
    case DESCO_RECEIPT_REFUSED:
      return _ ("was refused before");
    case DESCO_RECEIPT_ALREADY_CREDITED:
    default:
      return _ ("was credited before");
    }
}

static void
on_file (const DescoReceiptFile *file, gpointer user_data)
{
  Counts *counts = user_data;
  const File kept = {
    .path = g_strdup (file->path),
    .id = file->id,
    .state = file->state,
    .problem = g_strdup (file->problem),
  };

  g_array_append_val (counts->files, kept);
  if (file->problem != NULL)
    counts->refused++;
  else if (file->state == DESCO_RECEIPT_CREDITED)
    counts->credited++;
  else if (file->state != DESCO_RECEIPT_REVIEW)
    counts->already_credited++;
  desco_cli_progress (file->done, file->total, counts->cli);
}

static GPtrArray *
find_review (DescoCli *cli, GArray *files, GError **error)
{
  g_autoptr (GPtrArray) review
      = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_receipt_record_free);

  for (guint i = 0; i < files->len; i++)
    {
      const File *file = &g_array_index (files, File, i);
      g_autofree char *id = NULL;
      DescoReceiptRecord *receipt;

      if (file->problem != NULL || file->state != DESCO_RECEIPT_REVIEW)
        continue;
      id = desco_uuid_to_string (&file->id);
      receipt = desco_receipts_find (cli->store, id, NULL, error);
      if (receipt == NULL)
        return NULL;
      g_ptr_array_add (review, receipt);
    }
  return g_steal_pointer (&review);
}

static void
add_rejected (JsonBuilder *builder, GArray *files)
{
  json_builder_set_member_name (builder, "rejected");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    {
      const File *file = &g_array_index (files, File, i);

      if (file->problem == NULL)
        continue;
      json_builder_begin_object (builder);
      desco_cli_add_text (builder, "file", file->path);
      desco_cli_add_text (builder, "reason", file->problem);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Each file with what came of it, in the order in which they were read. */
static void
add_files (DescoCli *cli, JsonBuilder *builder, GArray *files)
{
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    {
      const File *file = &g_array_index (files, File, i);

      json_builder_begin_object (builder);
      desco_cli_add_text (builder, "file", file->path);
      desco_cli_add_text (builder, "outcome", get_outcome (file));
      desco_cli_add_uuid (builder, "receipt", &file->id);
      desco_cli_add_text (builder, "reason", file->problem);
      json_builder_end_object (builder);
      desco_cli_say (cli, "%s: %s", file->path, get_words (file));
    }
  json_builder_end_array (builder);
}

static void
answer (DescoCli *cli, const Counts *counts, const GPtrArray *review)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "read", counts->files->len);
  desco_cli_add_int (builder, "credited", counts->credited);
  desco_cli_add_int (builder, "alreadyCredited", counts->already_credited);
  add_files (cli, builder, counts->files);
  desco_cli_add_review (cli, builder, review);
  add_rejected (builder, counts->files);
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
  desco_cli_end (cli, counts->refused < counts->files->len ? DESCO_CLI_PARTLY : DESCO_CLI_REFUSED,
                 ngettext ("%u file is no receipt; the answer says why.",
                           "%u files are no receipts; the answer says why.", counts->refused),
                 counts->refused);
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
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (File));
  g_autoptr (GPtrArray) review = NULL;
  g_autofree char *schema = NULL;
  Counts counts = { .cli = cli, .files = files };
  gboolean imported;
  const GOptionEntry entries[] = {
    { "schema", 0, 0, G_OPTION_ARG_FILENAME, &schema,
      N_ ("Hold each receipt against pagoPA's schema, paForNode.xsd"), N_ ("FILE") },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, "FOLDER|FILE…", 1, G_MAXUINT, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;

  g_array_set_clear_func (files, file_clear);
  imported = desco_receipt_files_import (cli->store, (const char *const *) cli->words, schema,
                                         on_file, &counts, cli->cancellable, error);
  desco_cli_progress_end (cli);
  if (!imported)
    return FALSE;
  review = find_review (cli, files, error);
  if (review == NULL)
    return FALSE;

  answer (cli, &counts, review);
  if (counts.refused > 0)
    tell_refused (cli, &counts);
  return TRUE;
}
