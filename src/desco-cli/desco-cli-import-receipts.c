/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-receipt.h"
#include "model/desco-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* What became of the files. */
typedef struct
{
  guint read;
  guint credited;
  guint already_credited;
  GPtrArray *review;
  GPtrArray *refused; /* of char *: the file and why, in turn */
} Counts;

/* The file's bytes, without reading those of one that is far too large. */
static GBytes *
map_file (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  GStatBuf facts;

  if (g_stat (path, &facts) != 0 || g_access (path, R_OK) != 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file",
                             _ ("The file can't be read (%s): check its name, folder and "
                                "permissions."),
                             g_strerror (errno));
      return NULL;
    }
  if (!S_ISREG (facts.st_mode) || facts.st_size == 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "file",
                             S_ISDIR (facts.st_mode)
                                 ? _ ("This is a folder, not a file: choose the receipt inside it.")
                                 : _ ("The file is empty: ask for the receipt again."));
      return NULL;
    }
  file = g_mapped_file_new (path, FALSE, error);
  return file != NULL ? g_mapped_file_get_bytes (file) : NULL;
}

static gboolean
import_file (DescoCli *cli, const char *path, Counts *counts, GError **error)
{
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (DescoReceiptData) receipt = NULL;
  g_autoptr (DescoReceiptRecord) record = NULL;
  g_autoptr (GError) problem = NULL;

  counts->read++;
  xml = map_file (path, &problem);
  if (xml != NULL)
    receipt = desco_receipt_xml_parse (xml, &problem);
  if (receipt == NULL)
    {
      g_ptr_array_add (counts->refused, g_strdup (path));
      g_ptr_array_add (counts->refused, g_strdup (problem->message));
      return TRUE;
    }

  record = desco_receipts_record (cli->store, receipt, "file", cli->cancellable, error);
  if (record == NULL)
    return FALSE;
  if (record->state == DESCO_RECEIPT_CREDITED)
    counts->credited++;
  else if (record->state == DESCO_RECEIPT_REVIEW)
    g_ptr_array_add (counts->review, g_steal_pointer (&record));
  else
    counts->already_credited++;
  return TRUE;
}

static void
answer (DescoCli *cli, const Counts *counts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "read", counts->read);
  desco_cli_add_int (builder, "credited", counts->credited);
  desco_cli_add_int (builder, "alreadyCredited", counts->already_credited);
  desco_cli_add_review (cli, builder, counts->review);
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
 * `import receipts FILE…`: credits receipts that came as XML files, each once.
 *
 * Returns: whether they were read; @cli.exit says whether all could be
 */
gboolean
desco_cli_import_receipts (DescoCli *cli, int argc, char **argv, GError **error)
{
  Counts counts = { 0 };
  gboolean imported = TRUE;

  if (!desco_cli_parse (cli, argc, argv, NULL, "FILE…", 1, G_MAXUINT, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;

  counts.review = g_ptr_array_new_with_free_func ((GDestroyNotify) desco_receipt_record_free);
  counts.refused = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; imported && i < cli->n_words; i++)
    imported = import_file (cli, cli->words[i], &counts, error);
  if (imported)
    {
      answer (cli, &counts);
      if (counts.refused->len > 0)
        tell_refused (cli, &counts);
    }

  g_ptr_array_unref (counts.review);
  g_ptr_array_unref (counts.refused);
  return imported;
}
