/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-receipt-paper.h"

#include "model/desco-date.h"
#include "model/desco-error.h"
#include "model/desco-money-words.h"
#include "model/desco-money.h"
#include "pagopa/desco-notice-number.h"
#include "papers/desco-paper-private.h"
#include "papers/desco-paper-text-private.h"
#include "papers/desco-pdf-document-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Lengths are millimetres. */
#define LEFT DESCO_SHEET_MARGIN
#define WIDTH (DESCO_SHEET_WIDTH - 2 * DESCO_SHEET_MARGIN)
#define HALF (WIDTH / 2 - 3)
#define RIGHT_HALF (LEFT + WIDTH - HALF)
#define FIELD_STEP 12.5
#define TRANSFER_STEP 14.0

/* Up to so many receipts a document tells its structure to assistive technology, which cairo keeps
 * in memory until its end. */
#define TAGGED_MAX 500

#define TEXT_WIDTH 140

typedef struct
{
  DescoTypesetter *typesetter;
  DescoPdfDocument *pdf;
  char *creditor;
  char *receipt_id;
  char *group;
  int group_outline;
} Batch;

static void
batch_clear (Batch *batch)
{
  g_clear_pointer (&batch->pdf, desco_pdf_document_free);
  g_clear_pointer (&batch->typesetter, desco_typesetter_free);
  g_free (batch->creditor);
  g_free (batch->receipt_id);
  g_free (batch->group);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static void
put_field (const DescoPaper *pen,
           double x,
           double y,
           double width,
           const char *label,
           const char *value)
{
  g_autofree char *shortened = desco_paper_text_shorten (value, TEXT_WIDTH);

  desco_paper_put_field (pen, x, y, width, 8.2, label, shortened);
}

static const char *
find_creditor_name (const DescoReceiptPaper *paper)
{
  return paper->creditor != NULL ? paper->creditor->name : paper->receipt->company_name;
}

static void
draw_head (const DescoPaper *pen, const DescoReceiptPaper *paper)
{
  g_autofree char *code = g_strdup_printf ("Cod. fiscale %s", paper->receipt->creditor_tax_code);
  g_autofree char *name = desco_paper_text_shorten (find_creditor_name (paper), TEXT_WIDTH);
  const char *office
      = paper->creditor != NULL ? paper->creditor->department : paper->receipt->office_name;
  double y = 10;

  y += desco_paper_put (pen, "P", DESCO_TYPE_STYLE_NAME, DESCO_TYPE_LEFT,
                        DESCO_BOX (LEFT, y, HALF, 10), name);
  y += desco_paper_put (pen, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
                        DESCO_BOX (LEFT, y + 0.4, HALF, 4), code);
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
                   DESCO_BOX (LEFT, y + 0.6, HALF, 4), office);
  desco_paper_put (pen, "H1", DESCO_TYPE_STYLE_HEADLINE, DESCO_TYPE_RIGHT,
                   DESCO_BOX (RIGHT_HALF, 10, HALF, 7), "Quietanza di pagamento");
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_RIGHT,
                   DESCO_BOX (RIGHT_HALF, 17.4, HALF, 4), "della ricevuta telematica di pagoPA");
  if (paper->practice)
    desco_paper_put (pen, "P", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_RIGHT,
                     DESCO_BOX (RIGHT_HALF, 22, HALF, 4.4), "PROVA – SENZA VALORE");
  desco_paper_rule (pen, LEFT, 30, WIDTH);
}

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, desco_time_zone_rome ());

  return g_date_time_format (local, "%d/%m/%Y, ore %H:%M");
}

static char *
format_paid_on (const DescoReceiptData *receipt)
{
  if (receipt->payment_date_time != 0)
    return format_time (receipt->payment_date_time);
  if (g_date_valid (&receipt->application_date))
    return desco_date_to_display (&receipt->application_date);
  return NULL;
}

static void
draw_amount (const DescoPaper *pen, const DescoReceiptPaper *paper)
{
  const DescoReceiptData *receipt = paper->receipt;
  g_autofree char *figures = desco_money_format (receipt->amount);
  g_autofree char *words = desco_money_to_words (receipt->amount);
  g_autofree char *amount = g_strdup_printf ("€ %s", figures);
  g_autofree char *written = g_strdup_printf ("euro %s", words);
  g_autofree char *paid_on = format_paid_on (receipt);
  g_autofree char *subject = desco_paper_text_shorten (receipt->description, TEXT_WIDTH);

  desco_paper_band (pen, LEFT, 36, WIDTH, "PAGAMENTO ESEGUITO", paid_on);
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_AMOUNT, DESCO_TYPE_LEFT,
                   DESCO_BOX (LEFT + 2, 46, 60, 9), amount);
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_SUBJECT, DESCO_TYPE_LEFT | DESCO_TYPE_MIDDLE,
                   DESCO_BOX (LEFT + 66, 45, WIDTH - 68, 10.4), written);
  desco_paper_put_field (pen, LEFT + 2, 58, WIDTH - 4, 8.4, "Causale", subject);
}

static void
draw_subject (const DescoPaper *pen,
              double x,
              const char *title,
              const DescoReceiptSubject *subject,
              const char *otherwise)
{
  desco_paper_band (pen, x, 73, HALF, title, NULL);
  put_field (pen, x + 2, 82, HALF - 4, "Nome",
             subject->full_name != NULL ? subject->full_name : otherwise);
  put_field (pen, x + 2, 82 + FIELD_STEP, HALF - 4, "Cod. fiscale", subject->tax_code);
}

static void
draw_people (const DescoPaper *pen, const DescoReceiptPaper *paper)
{
  const DescoReceiptData *receipt = paper->receipt;

  if (receipt->payer.tax_code != NULL || receipt->payer.full_name != NULL)
    draw_subject (pen, LEFT, "CHI HA PAGATO", &receipt->payer, "–");
  else
    draw_subject (pen, LEFT, "CHI HA PAGATO", &(DescoReceiptSubject){ 0 },
                  "la ricevuta non lo dice");
  draw_subject (pen, RIGHT_HALF, "INTESTATARIO DEL DEBITO", &receipt->debtor, "–");
}

static double
draw_pupil (const DescoPaper *pen, const DescoReceiptPaper *paper, double y)
{
  g_autofree char *quantity
      = paper->quantity > 0 ? g_strdup_printf ("%" PRId64, paper->quantity) : NULL;

  if (paper->pupil == NULL)
    return y;

  desco_paper_band (pen, LEFT, y, WIDTH, "SERVIZIO DI MENSA SCOLASTICA", NULL);
  put_field (pen, LEFT + 2, y + 9, 60, "Alunno", paper->pupil);
  put_field (pen, LEFT + 66, y + 9, 42, "Cod. fiscale", paper->pupil_tax_code);
  put_field (pen, LEFT + 112, y + 9, 56, "Scuola e classe", paper->class_label);
  put_field (pen, LEFT + 172, y + 9, 16, "Buoni", quantity);
  return y + 9 + FIELD_STEP + 4;
}

static double
draw_payment (const DescoPaper *pen, const DescoReceiptPaper *paper, double y)
{
  const DescoReceiptData *receipt = paper->receipt;
  g_autofree char *number = desco_notice_number_format (receipt->notice_number);
  g_autofree char *fee = receipt->fee >= 0 ? desco_money_format (receipt->fee) : NULL;
  g_autofree char *fee_in_euros = fee != NULL ? g_strdup_printf ("€ %s", fee) : NULL;
  g_autofree char *provider
      = g_strdup_printf ("%s (%s)", receipt->psp_company_name, receipt->psp_id);

  desco_paper_band (pen, LEFT, y, WIDTH, "DATI DEL PAGAMENTO",
                    receipt->stand_in ? "registrato in modalità di riserva" : NULL);
  put_field (pen, LEFT + 2, y + 9, HALF - 4, "Codice avviso", number);
  put_field (pen, RIGHT_HALF, y + 9, HALF - 2, "IUV", receipt->iuv);
  put_field (pen, LEFT + 2, y + 9 + FIELD_STEP, HALF - 4, "Prestatore di servizi di pagamento",
             provider);
  put_field (pen, RIGHT_HALF, y + 9 + FIELD_STEP, HALF - 2, "Identificativo della ricevuta",
             receipt->receipt_id);
  put_field (pen, LEFT + 2, y + 9 + 2 * FIELD_STEP, HALF - 4, "Strumento di pagamento",
             receipt->payment_method);
  put_field (pen, RIGHT_HALF, y + 9 + 2 * FIELD_STEP, HALF - 2,
             "Commissione di chi ha eseguito il pagamento, oltre all'importo", fee_in_euros);
  return y + 9 + 2 * FIELD_STEP
         + (receipt->payment_method != NULL || receipt->fee >= 0 ? FIELD_STEP : 0) + 4;
}

static void
draw_transfer (const DescoPaper *pen, const DescoReceiptTransfer *transfer, double y)
{
  g_autofree char *amount = desco_money_format (transfer->amount);
  g_autofree char *in_euros = g_strdup_printf ("€ %s", amount);
  g_autofree char *which = g_strdup_printf ("Ente %s – tassonomia %s", transfer->creditor_tax_code,
                                            transfer->category);
  g_autofree char *information
      = desco_paper_text_shorten (transfer->remittance_information, TEXT_WIDTH);

  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_LEFT,
                   DESCO_BOX (LEFT + 2, y, 110, 4.4), which);
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_RIGHT,
                   DESCO_BOX (LEFT + 120, y, WIDTH - 122, 4.4), in_euros);
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
                   DESCO_BOX (LEFT + 2, y + 4.6, WIDTH - 4, 4),
                   transfer->iban != NULL ? transfer->iban : "Marca da bollo");
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
                   DESCO_BOX (LEFT + 2, y + 8.6, WIDTH - 4, 4), information);
}

static void
draw_transfers (const DescoPaper *pen, const DescoReceiptPaper *paper, double y)
{
  GPtrArray *transfers = paper->receipt->transfers;

  desco_paper_band (pen, LEFT, y, WIDTH, "A CHI È ANDATA LA SOMMA", NULL);
  y += 9;
  for (guint i = 0; i < transfers->len; i++, y += TRANSFER_STEP)
    draw_transfer (pen, g_ptr_array_index (transfers, i), y);
}

static void
draw_notes (const DescoPaper *pen)
{
  desco_paper_rule (pen, LEFT, 268, WIDTH);
  desco_paper_put (pen, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
                   DESCO_BOX (LEFT, 270, WIDTH, 16),
                   "Il pagamento è stato eseguito con strumenti tracciabili sulla piattaforma "
                   "pagoPA, come serve per la detrazione nella dichiarazione dei redditi. Questa "
                   "quietanza riporta i dati della ricevuta telematica, che l'ente conserva e che "
                   "prova il pagamento.");
}

static void
draw (const DescoPaper *pen, const DescoReceiptPaper *paper)
{
  double y;

  desco_paper_begin_tag (pen, "Sect");
  if (paper->practice)
    {
      desco_paper_practice (pen, 252, "FACSIMILE");
      desco_paper_practice (pen, 225, "PROVA – SENZA VALORE");
    }
  draw_head (pen, paper);
  draw_amount (pen, paper);
  draw_people (pen, paper);
  y = draw_pupil (pen, paper, 111);
  y = draw_payment (pen, paper, y);
  draw_transfers (pen, paper, y);
  draw_notes (pen);
  desco_paper_end_tag (pen, "Sect");
}

static int
find_group (Batch *batch, const char *group)
{
  if (group == NULL)
    return DESCO_PDF_OUTLINE_ROOT;
  if (g_strcmp0 (group, batch->group) != 0)
    {
      g_free (batch->group);
      batch->group = g_strdup (group);
      batch->group_outline
          = desco_pdf_document_add_bookmark (batch->pdf, DESCO_PDF_OUTLINE_ROOT, group, TRUE);
    }
  return batch->group_outline;
}

static void
add_bookmark (Batch *batch, const DescoReceiptPaper *paper)
{
  const DescoReceiptSubject *debtor = &paper->receipt->debtor;
  const char *name = debtor->full_name != NULL ? debtor->full_name : paper->receipt->notice_number;
  g_autofree char *shortened = desco_paper_text_shorten (name, TEXT_WIDTH);

  desco_pdf_document_add_bookmark (batch->pdf, find_group (batch, paper->group), shortened, FALSE);
}

static gboolean
add_page (Batch *batch, const DescoReceiptPaper *paper, GError **error)
{
  guint n_written = desco_pdf_document_get_n_pages (batch->pdf);
  const DescoPaper pen = {
    .typesetter = batch->typesetter,
    .cr = desco_pdf_document_get_cairo (batch->pdf),
    .tagged = n_written < TAGGED_MAX,
  };

  if (!desco_receipt_paper_check (paper, error))
    return FALSE;

  draw (&pen, paper);
  if (n_written < TAGGED_MAX)
    add_bookmark (batch, paper);
  else if (paper->group != NULL)
    find_group (batch, paper->group);
  if (n_written == 0)
    {
      batch->creditor = g_strdup (find_creditor_name (paper));
      batch->receipt_id = g_strdup (paper->receipt->receipt_id);
    }
  return desco_pdf_document_end_page (batch->pdf, error);
}

static gboolean
begin (Batch *batch, const char *path, GError **error)
{
  batch->typesetter = desco_typesetter_new ();
  batch->pdf = desco_pdf_document_open (path, DESCO_SHEET_WIDTH * DESCO_MM,
                                        DESCO_SHEET_HEIGHT * DESCO_MM, error);
  return batch->pdf != NULL;
}

static gboolean
finish (Batch *batch, GError **error)
{
  g_autofree char *title = NULL;

  if (desco_pdf_document_get_n_pages (batch->pdf) == 0)
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_MISSING, "receipts",
                             _ ("There are no receipts to print: choose at least one."));
      return FALSE;
    }
  title = desco_pdf_document_get_n_pages (batch->pdf) == 1
              ? g_strdup_printf ("Quietanza di pagamento %s", batch->receipt_id)
              : g_strdup ("Quietanze di pagamento");
  return desco_pdf_document_finish (batch->pdf, title, batch->creditor, error);
}

/**
 * desco_receipt_paper_check:
 * @paper: what it says
 * @error: %DESCO_RULE_ERROR
 *
 * Returns: whether it may be printed: only what was paid has a quittance
 */
gboolean
desco_receipt_paper_check (const DescoReceiptPaper *paper, GError **error)
{
  if (paper->receipt->outcome == DESCO_RECEIPT_OUTCOME_OK)
    return TRUE;

  g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
               _ ("The receipt %s says that the payment failed, so there is no quittance of it."),
               paper->receipt->receipt_id);
  return FALSE;
}

/**
 * desco_receipt_paper_draw:
 * @paper: what it says
 * @cr: where to draw an A4 sheet, in points from its top left corner; a window or a printer
 * @error: %DESCO_RULE_ERROR as desco_receipt_paper_check()
 *
 * Draws the quittance of one receipt.
 *
 * Returns: whether it was drawn
 */
gboolean
desco_receipt_paper_draw (const DescoReceiptPaper *paper, cairo_t *cr, GError **error)
{
  g_autoptr (DescoTypesetter) typesetter = desco_typesetter_new ();
  const DescoPaper pen = { .typesetter = typesetter, .cr = cr };

  if (!desco_receipt_paper_check (paper, error))
    return FALSE;
  draw (&pen, paper);
  return TRUE;
}

/**
 * desco_receipt_paper_write:
 * @paper: what it says
 * @path: (type filename): the PDF to make or to replace
 * @error: %DESCO_RULE_ERROR as desco_receipt_paper_check(), %DESCO_INPUT_ERROR of @path, %G_IO_ERROR
 *
 * Writes the quittance of one receipt.
 *
 * Returns: whether the file is there
 */
gboolean
desco_receipt_paper_write (const DescoReceiptPaper *paper, const char *path, GError **error)
{
  g_auto (Batch) batch = { NULL };

  return begin (&batch, path, error) && add_page (&batch, paper, error) && finish (&batch, error);
}

/**
 * desco_receipt_paper_write_batch:
 * @path: (type filename): the PDF to make or to replace
 * @next: (scope call): gives the receipts in their order
 * @progress: (scope call) (nullable): called after each page
 * @user_data: for @next and @progress
 * @cancellable: (nullable): stops it between two pages
 * @error: as desco_receipt_paper_write(), or what @next says
 *
 * Writes the quittances of many receipts into one PDF, a page each, as they come: no more than a page
 * is held in memory. There is a file at @path only once all of it is on the disk.
 *
 * Returns: whether the file is there
 */
gboolean
desco_receipt_paper_write_batch (const char *path,
                                 DescoReceiptPaperNextFunc next,
                                 DescoReceiptPaperProgressFunc progress,
                                 gpointer user_data,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_auto (Batch) batch = { NULL };

  g_return_val_if_fail (next != NULL, FALSE);

  if (!begin (&batch, path, error))
    return FALSE;

  while (TRUE)
    {
      DescoReceiptPaper paper = { NULL };
      GError *next_error = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!next (&paper, user_data, &next_error))
        {
          if (next_error == NULL)
            return finish (&batch, error);
          g_propagate_error (error, next_error);
          return FALSE;
        }
      if (!add_page (&batch, &paper, error))
        return FALSE;
      if (progress != NULL)
        progress (desco_pdf_document_get_n_pages (batch.pdf), user_data);
    }
}
