/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-cash-paper.h"

#include "model/desco-clock.h"
#include "model/desco-date.h"
#include "model/desco-money.h"
#include "papers/desco-report-document.h"

/* The paper goes to the creditor's treasurer: it is Italian whatever the locale is. */

static const DescoReportColumn quittance_columns[] = {
  { "Quietanza", 16, FALSE }, { "Avviso", 24, FALSE }, { "Pagato da", 30, FALSE },
  { "Per", 30, FALSE },       { "Come", 12, FALSE },   { "Importo €", 16, TRUE },
};

static const DescoReportColumn closing_columns[] = {
  { "Chiusa il", 20, FALSE },  { "Da", 24, FALSE },       { "Quietanze", 12, TRUE },
  { "Atteso €", 16, TRUE },    { "Contato €", 16, TRUE }, { "Differenza €", 16, TRUE },
  { "Con carta €", 16, TRUE },
};

static const char *
describe_method (const DescoQuittance *quittance)
{
  if (quittance->voided_at > 0)
    return "annullata";
  return quittance->method == DESCO_QUITTANCE_POS ? "POS" : "contanti";
}

static char *
format_moment (gint64 moment)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Rome");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return g_date_time_format (local != NULL ? local : utc, "%d/%m/%Y, %H:%M");
}

static gboolean
add_quittances (DescoReportDocument *document, const DescoCashDay *day, GError **error)
{
  g_autofree char *cash = desco_money_format (day->cash_total);
  g_autofree char *pos = desco_money_format (day->pos_total);
  const char *const cash_cells[] = { "Contanti", NULL, NULL, NULL, NULL, cash };
  const char *const pos_cells[] = { "Con carta (POS)", NULL, NULL, NULL, NULL, pos };

  if (!desco_report_document_begin_table (document, "Quietanze del giorno", quittance_columns,
                                          G_N_ELEMENTS (quittance_columns), error))
    return FALSE;
  for (guint i = 0; i < day->quittances->len; i++)
    {
      const DescoQuittance *quittance = g_ptr_array_index (day->quittances, i);
      g_autofree char *amount
          = desco_money_format (quittance->voided_at > 0 ? 0 : quittance->amount);
      const char *const cells[]
          = { quittance->label,      quittance->notice_number,    quittance->payer,
              quittance->pupil_name, describe_method (quittance), amount };

      if (!desco_report_document_add_row (document, cells, error))
        return FALSE;
    }
  return desco_report_document_add_total (document, cash_cells, error)
         && desco_report_document_add_total (document, pos_cells, error);
}

/* What stays on record beside the figures: why something was voided, why a count differed. */
static gboolean
add_reasons (DescoReportDocument *document, const DescoCashDay *day, GError **error)
{
  for (guint i = 0; i < day->quittances->len; i++)
    {
      const DescoQuittance *quittance = g_ptr_array_index (day->quittances, i);
      g_autofree char *text = NULL;

      if (quittance->voided_at == 0)
        continue;
      text = g_strdup_printf ("Quietanza %s annullata da %s: %s", quittance->label,
                              quittance->voided_by != NULL ? quittance->voided_by : "–",
                              quittance->void_reason);
      if (!desco_report_document_add_text (document, text, error))
        return FALSE;
    }
  for (guint i = 0; i < day->closings->len; i++)
    {
      const DescoCashClosing *closing = g_ptr_array_index (day->closings, i);
      g_autofree char *text = NULL;

      if (closing->reason == NULL)
        continue;
      text = g_strdup_printf ("Differenza di cassa: %s", closing->reason);
      if (!desco_report_document_add_text (document, text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_closing (DescoReportDocument *document, const DescoCashClosing *closing, GError **error)
{
  g_autofree char *at = format_moment (closing->at);
  g_autofree char *n = g_strdup_printf ("%u", closing->n_quittances);
  g_autofree char *expected = desco_money_format (closing->expected);
  g_autofree char *counted = desco_money_format (closing->counted);
  g_autofree char *difference = desco_money_format (closing->counted - closing->expected);
  g_autofree char *pos = desco_money_format (closing->pos_total);
  const char *const cells[] = { at, closing->author, n, expected, counted, difference, pos };

  return desco_report_document_add_row (document, cells, error);
}

static gboolean
add_closings (DescoReportDocument *document, const DescoCashDay *day, GError **error)
{
  g_autofree char *open = desco_money_format (day->open_cash);
  g_autofree char *text = NULL;

  if (day->closings->len > 0
      && !desco_report_document_begin_table (document, "Chiusure di cassa", closing_columns,
                                             G_N_ELEMENTS (closing_columns), error))
    return FALSE;
  for (guint i = 0; i < day->closings->len; i++)
    if (!add_closing (document, g_ptr_array_index (day->closings, i), error))
      return FALSE;
  if (day->n_open == 0)
    return TRUE;
  text = g_strdup_printf ("Da chiudere: nel cassetto devono esserci € %s.", open);
  return desco_report_document_add_text (document, text, error);
}

/**
 * desco_cash_paper_write:
 * @day: what a desk took on a day
 * @creditor: for whom
 * @practice: whether it only trains somebody
 * @path: the PDF; it is there whole or not at all
 * @cancellable: (nullable): to give up
 * @error: where to put an error of writing
 *
 * Writes the daily cash report, with its closings and their differences, to be signed.
 *
 * Returns: whether it is written
 */
gboolean
desco_cash_paper_write (const DescoCashDay *day,
                        const DescoCreditor *creditor,
                        gboolean practice,
                        const char *path,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *date = desco_date_to_display (&day->date);
  g_autofree char *now = format_moment (desco_clock_now ());
  g_autofree char *title = g_strdup_printf ("Giornale di cassa, postazione %03u", day->device_code);
  g_autofree char *period = g_strdup_printf ("del %s", date);
  g_autofree char *made = g_strdup_printf ("Stampato il %s", now);
  const DescoReportHead head = {
    .title = title,
    .creditor = creditor->name,
    .creditor_tax_code = creditor->tax_code,
    .department = creditor->department,
    .period = period,
    .made = made,
    .internal = TRUE,
    .practice = practice,
  };
  g_autoptr (DescoReportDocument) document = desco_report_document_open (path, &head, error);

  return document != NULL && add_quittances (document, day, error)
         && add_closings (document, day, error) && add_reasons (document, day, error)
         && desco_report_document_add_signature (document, "L'incaricato della riscossione", error)
         && desco_report_document_finish (document, cancellable, error);
}
