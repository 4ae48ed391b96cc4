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
  DescoNoticeLanguage language;
  gboolean only_language; /* also of families that have another */
  DescoNoticeSheets sheets;
  GPtrArray *purchases;
  guint next;
} Batch;

typedef struct
{
  char *output;
  char **references;
  char *class;
  gboolean unprinted;
  gboolean separate;
  gboolean two_up;
  char *language;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->output);
  g_strfreev (options->references);
  g_free (options->class);
  g_free (options->language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static DescoNotice *
make_notice (const Batch *batch, DescoPurchase *purchase)
{
  DescoNotice *notice
      = desco_purchase_make_notice (purchase, batch->creditor, batch->language, batch->practice);

  if (batch->only_language)
    desco_notice_set_language (notice, batch->language);
  return notice;
}

static DescoNotice *
next_notice (gpointer user_data, GError **error)
{
  Batch *batch = user_data;

  if (batch->next == batch->purchases->len)
    return NULL;
  return make_notice (batch, g_ptr_array_index (batch->purchases, batch->next++));
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
      g_ptr_array_add (one, make_notice (batch, purchase));
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
  written = desco_notice_document_write (output, batch->sheets, batch->purchases->len, next_notice,
                                         on_written, batch, batch->cli->cancellable, error);
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
read_settings (Batch *batch, const char *language, GError **error)
{
  DescoCli *cli = batch->cli;
  g_autofree char *set_language
      = desco_settings_get (cli->store, DESCO_SETTING_NOTICE_LANGUAGE, cli->cancellable, error);
  g_autofree char *practice = NULL;

  if (set_language == NULL)
    return FALSE;
  practice = desco_settings_get (cli->store, DESCO_SETTING_PRACTICE, cli->cancellable, error);
  if (practice == NULL)
    return FALSE;
  batch->practice = g_str_equal (practice, "true");
  batch->only_language = language != NULL;
  return desco_notice_language_parse (language != NULL ? language : set_language, &batch->language,
                                      error);
}

static gboolean
print (Batch *batch, const Options *options, GError **error)
{
  DescoCli *cli = batch->cli;
  g_autoptr (DescoCreditor) creditor = desco_creditors_get (cli->store, cli->cancellable, error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  if (creditor == NULL)
    return FALSE;
  batch->creditor = creditor;
  batch->sheets = options->two_up ? DESCO_NOTICE_SHEETS_TWO_UP : DESCO_NOTICE_SHEETS_OWN;
  if (!read_settings (batch, options->language, error)
      || !write_notices (batch, options->output, options->separate, files, error)
      || !desco_purchases_mark_printed (cli->store, batch->purchases, NULL, error))
    return FALSE;
  answer (cli, files, batch->purchases->len);
  return TRUE;
}

static gboolean
check_options (const Options *options, GError **error)
{
  if (options->output == NULL
      || (options->references == NULL && options->class == NULL && !options->unprinted)
      || (options->references != NULL && (options->class != NULL || options->unprinted)))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say where (--output) and which: --purchase, or --class, or "
                              "--unprinted."));
      return FALSE;
    }
  if (options->separate && options->two_up)
    {
      g_set_error_literal (
          error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
          _ ("One file a notice (--separate) and two notices a sheet (--two-up) do "
             "not go together: choose one."));
      return FALSE;
    }
  return TRUE;
}

/**
 * desco_cli_notice_print:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `notice print --output FILE (--purchase ID… | --class C | --unprinted) [--separate | --two-up]
 * [--language L]`: the payment notices as PDF, by class and surname (N-17).
 *
 * Returns: whether they are written
 */
gboolean
desco_cli_notice_print (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GPtrArray) purchases = NULL;
  Batch batch = { .cli = cli };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where to write the PDF"),
      "FILE" },
    { "purchase", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.references,
      N_ ("This purchase's notice; may be given again"), "ID" },
    { "class", 0, 0, G_OPTION_ARG_STRING, &options.class,
      N_ ("The payable notices of a class, SCHOOL/1A"), "C" },
    { "unprinted", 0, 0, G_OPTION_ARG_NONE, &options.unprinted,
      N_ ("The payable notices that were never printed"), NULL },
    { "separate", 0, 0, G_OPTION_ARG_NONE, &options.separate, N_ ("One file a notice"), NULL },
    { "two-up", 0, 0, G_OPTION_ARG_NONE, &options.two_up,
      N_ ("Two notices a sheet, to be cut apart"), NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &options.language,
      N_ ("The language beside Italian: de, sl, fr, en, or none"), "L" },
    { NULL },
  };

  if (!desco_cli_parse (cli, argc, argv, entries, NULL, 0, 0, error)
      || !check_options (&options, error) || desco_cli_open (cli, error) == NULL)
    return FALSE;

  purchases = choose_purchases (cli, options.references, options.class, options.unprinted, error);
  if (purchases == NULL)
    return FALSE;
  if (purchases->len == 0)
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                           _ ("There is nothing to print: no such notice can be paid now."));
      return FALSE;
    }
  batch.purchases = purchases;
  return print (&batch, &options, error);
}
