/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-report-document.h"

#include "papers/desco-paper-private.h"
#include "papers/desco-paper-text-private.h"
#include "papers/desco-pdf-document-private.h"
#include "papers/desco-report-spool-private.h"

/* Heights in millimetres. */
#define FIRST_HEAD 26.0
#define OTHER_HEAD 11.0
#define FOOT 9.0
#define COLUMN_HEAD 6.5
#define ROW 4.8
#define SECTION 7.0
#define TABLE_TITLE 9.0
#define SIGNATURE 24.0
#define TEXT_MAX 200.0

/* Between two columns. */
#define GAP 2.0

/* cairo keeps a document's structure in memory until its end: only of a short report is it told to
 * assistive technology. */
#define TAGGED_ROWS_MAX 2000

#define MAX_TEXT_LENGTH 2000
#define MAX_CELL_LENGTH 120

typedef enum
{
  LINE_TABLE = 'T', /* its title, then of each column its title, its width, its side */
  LINE_ROW = 'r',
  LINE_SECTION = 's',
  LINE_TOTAL = 't',
  LINE_TEXT = 'p',
  LINE_SIGNATURE = 'f',
} Line;

typedef struct
{
  char *title;
  double x;
  double width;
  DescoTypeAlign align;
} Column;

struct _DescoReportDocument
{
  char *path;
  char *title;
  char *creditor;
  char *creditor_tax_code;
  char *department;
  char *period;
  char *made;
  gboolean landscape;
  gboolean internal;
  gboolean practice;

  DescoReportSpool *spool;
  guint n_columns; /* of the table that is being written */
  guint n_rows;
};

/* A run over all lines. The first only counts pages, the second draws them. */
typedef struct
{
  const DescoReportDocument *report;
  DescoPdfDocument *pdf; /* NULL while pages are counted */
  DescoPaper paper;
  double width;
  double bottom;
  double y;
  guint page;
  guint n_pages;
  GArray *columns; /* of Column */
  gboolean in_table;
} Flow;

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->title);
}

static double
sheet_width (const DescoReportDocument *self)
{
  return self->landscape ? DESCO_SHEET_HEIGHT : DESCO_SHEET_WIDTH;
}

static double
sheet_height (const DescoReportDocument *self)
{
  return self->landscape ? DESCO_SHEET_WIDTH : DESCO_SHEET_HEIGHT;
}

static void
draw_whose (const Flow *flow)
{
  const DescoReportDocument *report = flow->report;
  double half = flow->width / 2;
  double y = DESCO_SHEET_MARGIN;

  y += desco_paper_put (&flow->paper, "P", DESCO_TYPE_STYLE_NAME, DESCO_TYPE_LEFT,
                        DESCO_BOX (DESCO_SHEET_MARGIN, y, half, 10), report->creditor);
  if (report->creditor_tax_code != NULL)
    {
      g_autofree char *code = g_strdup_printf ("Cod. fiscale %s", report->creditor_tax_code);

      y += desco_paper_put (&flow->paper, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
                            DESCO_BOX (DESCO_SHEET_MARGIN, y, half, 4), code);
    }
  desco_paper_put (&flow->paper, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
                   DESCO_BOX (DESCO_SHEET_MARGIN, y, half, 4), report->department);
}

static void
draw_first_head (const Flow *flow)
{
  const DescoReportDocument *report = flow->report;
  double half = flow->width / 2;
  double x = DESCO_SHEET_MARGIN + half;
  double y = DESCO_SHEET_MARGIN;

  draw_whose (flow);
  y += desco_paper_put (&flow->paper, "H1", DESCO_TYPE_STYLE_HEADLINE, DESCO_TYPE_RIGHT,
                        DESCO_BOX (x, y, half, 13), report->title);
  y += desco_paper_put (&flow->paper, "P", DESCO_TYPE_STYLE_BODY, DESCO_TYPE_RIGHT,
                        DESCO_BOX (x, y + 0.5, half, 4.4), report->period);
  desco_paper_put (&flow->paper, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_RIGHT,
                   DESCO_BOX (x, y + 1, half, 4), report->made);
  desco_paper_rule (&flow->paper, DESCO_SHEET_MARGIN, DESCO_SHEET_MARGIN + FIRST_HEAD - 3,
                    flow->width);
}

static void
draw_other_head (const Flow *flow)
{
  const DescoReportDocument *report = flow->report;
  g_autofree char *whose
      = g_strjoin (" – ", report->creditor != NULL ? report->creditor : report->title,
                   report->creditor != NULL ? report->title : report->period,
                   report->creditor != NULL ? report->period : NULL, NULL);

  desco_paper_put (&flow->paper, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_LEFT,
                   DESCO_BOX (DESCO_SHEET_MARGIN, DESCO_SHEET_MARGIN, flow->width, 4.4), whose);
  desco_paper_rule (&flow->paper, DESCO_SHEET_MARGIN, DESCO_SHEET_MARGIN + OTHER_HEAD - 4,
                    flow->width);
}

static void
draw_practice (const Flow *flow)
{
  double shift = (sheet_width (flow->report) - DESCO_SHEET_WIDTH) / 2 * DESCO_MM;

  cairo_save (flow->paper.cr);
  cairo_translate (flow->paper.cr, shift, 0);
  desco_paper_practice (&flow->paper, sheet_height (flow->report) * 0.35, "PROVA – SENZA VALORE");
  desco_paper_practice (&flow->paper, sheet_height (flow->report) * 0.7, "FACSIMILE");
  cairo_restore (flow->paper.cr);
}

static void
draw_foot (const Flow *flow)
{
  double y = flow->bottom + 3.5;
  g_autofree char *page = g_strdup_printf ("Pagina %u di %u", flow->page, flow->n_pages);

  desco_paper_put (&flow->paper, "P", DESCO_TYPE_STYLE_SMALL, DESCO_TYPE_RIGHT,
                   DESCO_BOX (DESCO_SHEET_MARGIN + flow->width / 2, y, flow->width / 2, 4), page);
  if (flow->report->internal)
    desco_paper_put (&flow->paper, "P", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_LEFT,
                     DESCO_BOX (DESCO_SHEET_MARGIN, y, flow->width / 2, 4.4),
                     "USO INTERNO – contiene dati di più famiglie");
}

static void
draw_column_heads (const Flow *flow)
{
  desco_paper_fill (&flow->paper, &desco_section_grey,
                    DESCO_BOX (DESCO_SHEET_MARGIN, flow->y, flow->width, COLUMN_HEAD - 0.8));
  desco_paper_begin_tag (&flow->paper, "TR");
  for (guint i = 0; i < flow->columns->len; i++)
    {
      const Column *column = &g_array_index (flow->columns, Column, i);

      desco_paper_put (
          &flow->paper, "TH", DESCO_TYPE_STYLE_COLUMN, column->align | DESCO_TYPE_MIDDLE,
          DESCO_BOX (column->x, flow->y, column->width, COLUMN_HEAD - 0.8), column->title);
    }
  desco_paper_end_tag (&flow->paper, "TR");
}

/* A table goes on on the next page as another one, with its columns' titles again. */
static void
begin_table_part (Flow *flow)
{
  if (flow->pdf != NULL)
    {
      desco_paper_begin_tag (&flow->paper, "Table");
      draw_column_heads (flow);
    }
  flow->y += COLUMN_HEAD;
  flow->in_table = TRUE;
}

static void
end_table_part (Flow *flow)
{
  if (flow->in_table && flow->pdf != NULL)
    desco_paper_end_tag (&flow->paper, "Table");
  flow->in_table = FALSE;
}

static void
begin_page (Flow *flow)
{
  flow->page++;
  flow->y = DESCO_SHEET_MARGIN + (flow->page == 1 ? FIRST_HEAD : OTHER_HEAD);
  if (flow->pdf == NULL)
    return;
  if (flow->report->practice)
    draw_practice (flow);
  if (flow->page == 1)
    draw_first_head (flow);
  else
    draw_other_head (flow);
}

static gboolean
end_page (Flow *flow, GError **error)
{
  if (flow->pdf == NULL)
    return TRUE;
  draw_foot (flow);
  return desco_pdf_document_end_page (flow->pdf, error);
}

/* Goes to the next page where @height does not fit on this one. */
static gboolean
make_room (Flow *flow, double height, GError **error)
{
  gboolean in_table = flow->in_table;

  if (flow->y + height <= flow->bottom)
    return TRUE;

  end_table_part (flow);
  if (!end_page (flow, error))
    return FALSE;
  begin_page (flow);
  if (in_table)
    begin_table_part (flow);
  return TRUE;
}

static void
take_columns (Flow *flow, GPtrArray *texts)
{
  double x = DESCO_SHEET_MARGIN + GAP / 2;
  double sum = 0;

  g_array_set_size (flow->columns, 0);
  for (guint i = 1; i + 2 < texts->len; i += 3)
    sum += g_ascii_strtod (g_ptr_array_index (texts, i + 1), NULL);
  for (guint i = 1; i + 2 < texts->len; i += 3)
    {
      double share = g_ascii_strtod (g_ptr_array_index (texts, i + 1), NULL) / sum * flow->width;
      Column column = {
        .title = g_strdup (g_ptr_array_index (texts, i)),
        .x = x,
        .width = share - GAP,
        .align
        = *(char *) g_ptr_array_index (texts, i + 2) == 'r' ? DESCO_TYPE_RIGHT : DESCO_TYPE_LEFT,
      };

      g_array_append_val (flow->columns, column);
      x += share;
    }
}

/* A title is not left alone at the bottom of a page. */
static gboolean
place_table (Flow *flow, GPtrArray *texts, GError **error)
{
  const char *title = g_ptr_array_index (texts, 0);
  double height = *title != '\0' ? TABLE_TITLE : 2;

  end_table_part (flow);
  if (!make_room (flow, height + COLUMN_HEAD + 3 * ROW, error))
    return FALSE;
  if (flow->pdf != NULL)
    desco_paper_put (&flow->paper, "H2", DESCO_TYPE_STYLE_BAND, DESCO_TYPE_LEFT | DESCO_TYPE_MIDDLE,
                     DESCO_BOX (DESCO_SHEET_MARGIN, flow->y + 1, flow->width, TABLE_TITLE - 2),
                     title);
  flow->y += height;
  take_columns (flow, texts);
  begin_table_part (flow);
  return TRUE;
}

static void
draw_cells (const Flow *flow, GPtrArray *texts, DescoTypeStyle style, double y)
{
  desco_paper_begin_tag (&flow->paper, "TR");
  for (guint i = 0; i < MIN (texts->len, flow->columns->len); i++)
    {
      const Column *column = &g_array_index (flow->columns, Column, i);

      desco_paper_put (&flow->paper, "TD", style, column->align | DESCO_TYPE_MIDDLE,
                       DESCO_BOX (column->x, y, column->width, ROW), g_ptr_array_index (texts, i));
    }
  desco_paper_end_tag (&flow->paper, "TR");
}

static gboolean
place_row (Flow *flow, GPtrArray *texts, GError **error)
{
  if (!make_room (flow, ROW, error))
    return FALSE;
  if (flow->pdf != NULL)
    draw_cells (flow, texts, DESCO_TYPE_STYLE_CELL, flow->y);
  flow->y += ROW;
  return TRUE;
}

static gboolean
place_total (Flow *flow, GPtrArray *texts, GError **error)
{
  if (!make_room (flow, ROW + 1.2, error))
    return FALSE;
  if (flow->pdf != NULL)
    {
      desco_paper_rule (&flow->paper, DESCO_SHEET_MARGIN, flow->y + 0.4, flow->width);
      draw_cells (flow, texts, DESCO_TYPE_STYLE_COLUMN, flow->y + 0.6);
    }
  flow->y += ROW + 1.2;
  return TRUE;
}

static gboolean
place_section (Flow *flow, GPtrArray *texts, GError **error)
{
  if (!make_room (flow, SECTION + 2 * ROW, error))
    return FALSE;
  if (flow->pdf != NULL)
    desco_paper_put (
        &flow->paper, "H3", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_LEFT | DESCO_TYPE_MIDDLE,
        DESCO_BOX (DESCO_SHEET_MARGIN + GAP / 2, flow->y + 1.4, flow->width - GAP, SECTION - 1.8),
        g_ptr_array_index (texts, 0));
  flow->y += SECTION;
  return TRUE;
}

static gboolean
place_text (Flow *flow, GPtrArray *texts, GError **error)
{
  const DescoTypeBox box = { 0, 0, flow->width * DESCO_MM, TEXT_MAX * DESCO_MM };
  const char *text = g_ptr_array_index (texts, 0);
  double height = desco_typesetter_measure (flow->paper.typesetter, DESCO_TYPE_STYLE_BODY,
                                            DESCO_TYPE_LEFT, &box, text)
                  / DESCO_MM;

  end_table_part (flow);
  if (!make_room (flow, height + 3, error))
    return FALSE;
  if (flow->pdf != NULL)
    desco_paper_put (&flow->paper, "P", DESCO_TYPE_STYLE_BODY, DESCO_TYPE_LEFT,
                     DESCO_BOX (DESCO_SHEET_MARGIN, flow->y + 2, flow->width, TEXT_MAX), text);
  flow->y += height + 3;
  return TRUE;
}

static gboolean
place_signature (Flow *flow, GPtrArray *texts, GError **error)
{
  double width = MIN (80, flow->width / 2 - 6);
  double right = DESCO_SHEET_MARGIN + flow->width - width;

  end_table_part (flow);
  if (!make_room (flow, SIGNATURE, error))
    return FALSE;
  if (flow->pdf != NULL)
    {
      desco_paper_put (&flow->paper, "P", DESCO_TYPE_STYLE_BODY, DESCO_TYPE_LEFT,
                       DESCO_BOX (DESCO_SHEET_MARGIN, flow->y + 6, width, 4.4), "Luogo e data");
      desco_paper_put (&flow->paper, "P", DESCO_TYPE_STYLE_BODY, DESCO_TYPE_CENTER,
                       DESCO_BOX (right, flow->y + 6, width, 4.4), g_ptr_array_index (texts, 0));
      desco_paper_rule (&flow->paper, DESCO_SHEET_MARGIN, flow->y + 21, width);
      desco_paper_rule (&flow->paper, right, flow->y + 21, width);
    }
  flow->y += SIGNATURE;
  return TRUE;
}

static gboolean
place (Flow *flow, Line line, GPtrArray *texts, GError **error)
{
  switch (line)
    {
    case LINE_TABLE:
      return place_table (flow, texts, error);
    case LINE_SECTION:
      return place_section (flow, texts, error);
    case LINE_TOTAL:
      return place_total (flow, texts, error);
    case LINE_TEXT:
      return place_text (flow, texts, error);
    case LINE_SIGNATURE:
      return place_signature (flow, texts, error);
    case LINE_ROW:
    default:
      return place_row (flow, texts, error);
    }
}

static gboolean
run (Flow *flow, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GError *local_error = NULL;
  guint8 line;

  if (!desco_report_spool_rewind (flow->report->spool, error))
    return FALSE;

  begin_page (flow);
  while (desco_report_spool_next (flow->report->spool, &line, texts, &local_error))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !place (flow, line, texts, error))
        return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  end_table_part (flow);
  return end_page (flow, error);
}

static gboolean
write_pages (DescoReportDocument *self, Flow *flow, GCancellable *cancellable, GError **error)
{
  g_autoptr (DescoPdfDocument) pdf = NULL;

  if (!run (flow, cancellable, error))
    return FALSE;

  pdf = desco_pdf_document_open (self->path, sheet_width (self) * DESCO_MM,
                                 sheet_height (self) * DESCO_MM, error);
  if (pdf == NULL)
    return FALSE;
  flow->pdf = pdf;
  flow->paper.cr = desco_pdf_document_get_cairo (pdf);
  flow->paper.tagged = self->n_rows <= TAGGED_ROWS_MAX;
  flow->n_pages = flow->page;
  flow->page = 0;
  return run (flow, cancellable, error)
         && desco_pdf_document_finish (pdf, self->title, self->creditor, error);
}

static gboolean
add_line (DescoReportDocument *self,
          Line line,
          const char *const *texts,
          guint n_texts,
          gsize width,
          GError **error)
{
  g_autoptr (GPtrArray) cleaned = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *valid = g_utf8_make_valid (texts[i] != NULL ? texts[i] : "", -1);

      g_ptr_array_add (cleaned, desco_paper_text_shorten (valid, width));
    }
  return desco_report_spool_add (self->spool, line, (const char *const *) cleaned->pdata, n_texts,
                                 error);
}

/**
 * desco_report_document_open:
 * @path: (type filename): the PDF to make or to replace
 * @head: what stands above it
 * @error: %DESCO_INPUT_ERROR of @path, or %G_IO_ERROR
 *
 * Begins a report in Italian, as all papers are. Its lines wait on the disk until
 * desco_report_document_finish(), as each page says how many there are; no more than a page is held
 * in memory.
 *
 * Returns: (transfer full) (nullable): a report without lines
 */
DescoReportDocument *
desco_report_document_open (const char *path, const DescoReportHead *head, GError **error)
{
  DescoReportSpool *spool = desco_report_spool_open (path, error);
  DescoReportDocument *self;

  if (spool == NULL)
    return NULL;

  self = g_new0 (DescoReportDocument, 1);
  self->spool = spool;
  self->path = g_strdup (path);
  self->title = g_strdup (head->title);
  self->creditor = g_strdup (head->creditor);
  self->creditor_tax_code = g_strdup (head->creditor_tax_code);
  self->department = g_strdup (head->department);
  self->period = g_strdup (head->period);
  self->made = g_strdup (head->made);
  self->landscape = head->landscape;
  self->internal = head->internal;
  self->practice = head->practice;
  return self;
}

/**
 * desco_report_document_begin_table:
 * @self: a report
 * @title: (nullable): what stands above the table
 * @columns: (array length=n_columns): its columns
 * @n_columns: 1 to %DESCO_REPORT_COLUMNS_MAX
 * @error: %G_IO_ERROR
 *
 * Begins a table; the rows that follow are its own. On each page its columns have their titles.
 *
 * Returns: whether it could be kept
 */
gboolean
desco_report_document_begin_table (DescoReportDocument *self,
                                   const char *title,
                                   const DescoReportColumn *columns,
                                   guint n_columns,
                                   GError **error)
{
  const char *texts[1 + 3 * DESCO_REPORT_COLUMNS_MAX] = { title };
  char widths[DESCO_REPORT_COLUMNS_MAX][16];

  g_return_val_if_fail (n_columns > 0 && n_columns <= DESCO_REPORT_COLUMNS_MAX, FALSE);

  for (guint i = 0; i < n_columns; i++)
    {
      g_snprintf (widths[i], sizeof widths[i], "%u", MAX (columns[i].width, 1));
      texts[1 + 3 * i] = columns[i].title;
      texts[2 + 3 * i] = widths[i];
      texts[3 + 3 * i] = columns[i].to_right ? "r" : "l";
    }
  self->n_columns = n_columns;
  return add_line (self, LINE_TABLE, texts, 1 + 3 * n_columns, MAX_CELL_LENGTH, error);
}

/**
 * desco_report_document_add_row:
 * @self: a report with a table
 * @cells: as many texts as the table has columns; %NULL in it is an empty cell
 * @error: %G_IO_ERROR
 *
 * Returns: whether the row could be kept
 */
gboolean
desco_report_document_add_row (DescoReportDocument *self, const char *const *cells, GError **error)
{
  g_return_val_if_fail (self->n_columns > 0, FALSE);

  self->n_rows++;
  return add_line (self, LINE_ROW, cells, self->n_columns, MAX_CELL_LENGTH, error);
}

/**
 * desco_report_document_add_section:
 * @self: a report with a table
 * @title: what the rows that follow have in common
 * @error: %G_IO_ERROR
 *
 * Returns: whether the title could be kept
 */
gboolean
desco_report_document_add_section (DescoReportDocument *self, const char *title, GError **error)
{
  g_return_val_if_fail (self->n_columns > 0, FALSE);

  return add_line (self, LINE_SECTION, &title, 1, MAX_CELL_LENGTH, error);
}

/**
 * desco_report_document_add_total:
 * @self: a report with a table
 * @cells: as desco_report_document_add_row()
 * @error: %G_IO_ERROR
 *
 * Returns: whether the row, which stands below a line and is bold, could be kept
 */
gboolean
desco_report_document_add_total (DescoReportDocument *self,
                                 const char *const *cells,
                                 GError **error)
{
  g_return_val_if_fail (self->n_columns > 0, FALSE);

  return add_line (self, LINE_TOTAL, cells, self->n_columns, MAX_CELL_LENGTH, error);
}

/**
 * desco_report_document_add_text:
 * @self: a report
 * @text: a paragraph, at most 2,000 characters
 * @error: %G_IO_ERROR
 *
 * Adds a paragraph over the whole width, and ends a table.
 *
 * Returns: whether it could be kept
 */
gboolean
desco_report_document_add_text (DescoReportDocument *self, const char *text, GError **error)
{
  return add_line (self, LINE_TEXT, &text, 1, MAX_TEXT_LENGTH, error);
}

/**
 * desco_report_document_add_signature:
 * @self: a report
 * @role: who signs: `Il responsabile del servizio finanziario`
 * @error: %G_IO_ERROR
 *
 * Adds a line to write place and day on, and one to sign on.
 *
 * Returns: whether it could be kept
 */
gboolean
desco_report_document_add_signature (DescoReportDocument *self, const char *role, GError **error)
{
  return add_line (self, LINE_SIGNATURE, &role, 1, MAX_CELL_LENGTH, error);
}

/**
 * desco_report_document_finish:
 * @self: a report
 * @cancellable: (nullable): stops it between two lines
 * @error: %G_IO_ERROR
 *
 * Draws all pages. There is a file only once all of it is on the disk.
 *
 * Returns: whether the file is there
 */
gboolean
desco_report_document_finish (DescoReportDocument *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (DescoTypesetter) typesetter = desco_typesetter_new ();
  Flow flow = {
    .report = self,
    .paper = { .typesetter = typesetter },
    .width = sheet_width (self) - 2 * DESCO_SHEET_MARGIN,
    .bottom = sheet_height (self) - DESCO_SHEET_MARGIN - FOOT,
    .columns = g_array_new (FALSE, FALSE, sizeof (Column)),
  };
  gboolean written;

  g_array_set_clear_func (flow.columns, clear_column);
  written = write_pages (self, &flow, cancellable, error);
  g_array_unref (flow.columns);
  return written;
}

/**
 * desco_report_document_free:
 * @self: (transfer full) (nullable): a report; unfinished, it leaves no file
 */
void
desco_report_document_free (DescoReportDocument *self)
{
  if (self == NULL)
    return;
  desco_report_spool_free (self->spool);
  g_free (self->path);
  g_free (self->title);
  g_free (self->creditor);
  g_free (self->creditor_tax_code);
  g_free (self->department);
  g_free (self->period);
  g_free (self->made);
  g_free (self);
}
