/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-purchase.h"
#include "desco-cli-reference.h"
#include "model/desco-error.h"
#include "notice/desco-notice-document.h"
#include "notice/desco-purchase-notice.h"
#include "store/desco-creditors.h"
#include "store/desco-purchases.h"
#include "store/desco-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  DescoCli *cli;
  DescoCreditor *creditor;
  gboolean practice;
  GPtrArray *purchases;
  guint next;
} Batch;

static DescoNotice *
next_notice (gpointer user_data, GError **error)
{
  Batch *batch = user_data;

  if (batch->next == batch->purchases->len)
    return NULL;
  return desco_purchase_make_notice (g_ptr_array_index (batch->purchases, batch->next++),
                                     batch->creditor, batch->practice);
}

static void
on_written (guint n_written, gpointer user_data)
{
  Batch *batch = user_data;

  desco_cli_progress (n_written, batch->purchases->len, batch->cli);
}

/* Those that are named must all be printable; of a class or of what was never printed, those that
 * are. */
static GPtrArray *
choose_purchases (DescoCli *cli,
                  char **references,
                  const char *class,
                  gboolean unprinted,
                  GError **error)
{
  DescoPurchaseFilter filter = {
    .statuses = 1u << DESCO_PURCHASE_PUBLISHED,
    .unprinted = unprinted,
  };
  GPtrArray *purchases;

  if (references == NULL)
    {
      if (class != NULL && !desco_cli_find_class (cli, class, &filter.class_id, error))
        return NULL;
      return desco_purchases_list (cli->store, &filter, cli->cancellable, error);
    }

  purchases = desco_cli_find_purchases (cli, references, error);
  for (guint i = 0; purchases != NULL && i < purchases->len; i++)
    {
      if (!desco_purchase_check_printable (g_ptr_array_index (purchases, i), error))
        g_clear_pointer (&purchases, g_ptr_array_unref);
    }
  return purchases;
}

/* One file a notice: OUTPUT with the number before its ending. */
static gboolean
write_separately (Batch *batch, const char *output, GPtrArray *files, GError **error)
{
  gsize stem = g_str_has_suffix (output, ".pdf") ? strlen (output) - 4 : strlen (output);

  for (guint i = 0; i < batch->purchases->len; i++)
    {
      DescoPurchase *purchase = g_ptr_array_index (batch->purchases, i);
      char *path = g_strdup_printf ("%.*s-%s.pdf", (int) stem, output, purchase->notice_number);
      g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);

      g_ptr_array_add (files, path);
      g_ptr_array_add (one,
                       desco_purchase_make_notice (purchase, batch->creditor, batch->practice));
      if (!desco_notice_document_write_list (path, DESCO_NOTICE_SHEETS_OWN, one,
                                             batch->cli->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_notices (Batch *batch,
               const char *output,
               gboolean separate,
               GPtrArray *files,
               GError **error)
{
  gboolean written;

  g_ptr_array_sort (batch->purchases, desco_purchase_compare_for_print);
  if (separate)
    return write_separately (batch, output, files, error);

  g_ptr_array_add (files, g_strdup (output));
  written = desco_notice_document_write (output, DESCO_NOTICE_SHEETS_OWN, batch->purchases->len,
                                         next_notice, on_written, batch, batch->cli->cancellable,
                                         error);
  desco_cli_progress_end (batch->cli);
  return written;
}

static void
answer (DescoCli *cli, GPtrArray *files, guint n_notices)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  desco_cli_add_int (builder, "printed", n_notices);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (files, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  desco_cli_say (cli, ngettext ("%u notice written.", "%u notices written.", n_notices), n_notices);
}

static gboolean
print (DescoCli *cli, GPtrArray *purchases, const char *output, gboolean separate, GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (cli->store, cli->cancellable, error);
  g_autofree char *practice = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  Batch batch = { .cli = cli, .creditor = creditor, .purchases = purchases };

  if (creditor == NULL)
    return FALSE;
  practice = desco_settings_get (cli->store, DESCO_SETTING_PRACTICE, cli->cancellable, error);
  if (practice == NULL)
    return FALSE;
  batch.practice = g_str_equal (practice, "true");

  if (!write_notices (&batch, output, separate, files, error)
      || !desco_purchases_mark_printed (cli->store, purchases, NULL, error))
    return FALSE;
  answer (cli, files, purchases->len);
  return TRUE;
}

/**
 * desco_cli_notice_print:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `notice print --output FILE (--purchase ID… | --class C | --unprinted) [--separate]`: the payment
 * notices as PDF, by class and surname (N-17).
 *
 * Returns: whether they are written
 */
gboolean
desco_cli_notice_print (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  g_auto (GStrv) references = NULL;
  g_autofree char *class = NULL;
  gboolean unprinted = FALSE;
  gboolean separate = FALSE;
  g_autoptr (GPtrArray) purchases = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to write the PDF"), "FILE" },
    { "purchase", 0, 0, G_OPTION_ARG_STRING_ARRAY, &references,
      N_ ("This purchase's notice; may be given again"), "ID" },
    { "class", 0, 0, G_OPTION_ARG_STRING, &class, N_ ("The payable notices of a class, SCHOOL/1A"),
      "C" },
    { "unprinted", 0, 0, G_OPTION_ARG_NONE, &unprinted,
      N_ ("The payable notices that were never printed"), NULL },
    { "separate", 0, 0, G_OPTION_ARG_NONE, &separate, N_ ("One file a notice"), NULL },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error))
    return FALSE;
  if (output == NULL || (references == NULL && class == NULL && !unprinted)
      || (references != NULL && (class != NULL || unprinted)))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say where (--output) and which: --purchase, or --class, or "
                              "--unprinted."));
      return FALSE;
    }
  if (desco_cli_open (cli, error) == NULL)
    return FALSE;

  purchases = choose_purchases (cli, references, class, unprinted, error);
  if (purchases == NULL)
    return FALSE;
  if (purchases->len == 0)
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                           _ ("There is nothing to print: no such notice can be paid now."));
      return FALSE;
    }
  return print (cli, purchases, output, separate, error);
}
