/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-renderer.h"

#include "notice/desco-notice-page-private.h"
#include "papers/desco-logo-private.h"

/* Creditors, with and without slip, in each language, whose shared layer is kept at a time. */
#define MAX_FIXED 16
#define MAX_LOGOS 4

/* Where the instalments' pages begin below their heading. */
#define PARTS_Y (DESCO_NOTICE_HEADING_Y + DESCO_NOTICE_LOGO_SIZE + DESCO_NOTICE_GAP)

#define PARTS_A_PAGE 3
#define PARTS_A_PAGE_WITH_SLIP 2

/* What a page is of its notice. */
typedef enum
{
  KIND_FIRST,
  KIND_PARTS,
  KIND_HALF,
} Kind;

struct _DescoNoticeRenderer
{
  GObject parent_instance;

  DescoTypesetter *typesetter;
  GHashTable *fixed; /* what the creditor's pages share, by what it shows */
  GHashTable *logos; /* drawn logos, by their bytes */
  gboolean tagged;
};

G_DEFINE_FINAL_TYPE (DescoNoticeRenderer, desco_notice_renderer, G_TYPE_OBJECT)

/* Logos are told apart by where they are: a batch has one, and looking at all its bytes for each page
 * would take longer than drawing the page. */
static gboolean
look_up_logo (DescoNoticeRenderer *self, DescoNoticePage *page, GError **error)
{
  GBytes *logo = desco_notice_get_logo (page->notice);

  if (logo == NULL)
    return TRUE;
  page->logo = g_hash_table_lookup (self->logos, logo);
  if (page->logo != NULL)
    return TRUE;

  if (g_hash_table_size (self->logos) >= MAX_LOGOS)
    {
      g_hash_table_remove_all (self->fixed);
      g_hash_table_remove_all (self->logos);
    }
  page->logo = desco_logo_render (logo, DESCO_NOTICE_LOGO_SIZE * DESCO_MM, error);
  if (page->logo == NULL)
    return FALSE;
  g_hash_table_insert (self->logos, g_bytes_ref (logo), page->logo);
  return TRUE;
}

static void
place_first (DescoNoticePage *page)
{
  const DescoNoticeMeasures *measures = page->measures;

  desco_notice_page_add_block (page, NULL, measures->payment_y,
                               desco_notice_page_has_slip (page) ? measures->slip_y : 0, FALSE);
}

/* With a slip each instalment takes its payment data's place and the slip's. */
static void
place_parts (DescoNoticePage *page, guint first, guint n_parts)
{
  GPtrArray *instalments = desco_notice_get_instalments (page->notice);
  gboolean has_slip = desco_notice_page_has_slip (page);
  double y = PARTS_Y;

  for (guint i = first; i < MIN (first + n_parts, instalments->len); i++)
    {
      double slip_y
          = y + desco_notice_get_payment_height (page->measures, has_slip) + DESCO_NOTICE_GAP;

      desco_notice_page_add_block (page, g_ptr_array_index (instalments, i), y,
                                   has_slip ? slip_y : 0, has_slip);
      y = has_slip ? slip_y + desco_notice_get_slip_height (page->measures) + DESCO_NOTICE_GAP
                   : slip_y;
    }
}

static guint
count_parts_a_page (DescoNotice *notice)
{
  return desco_notice_get_postal_account (notice) != NULL ? PARTS_A_PAGE_WITH_SLIP : PARTS_A_PAGE;
}

static void
draw_first (const DescoNoticePage *page)
{
  static const double heights[] = { 74, 128, 180, 250 };

  desco_notice_page_practice (page, heights, G_N_ELEMENTS (heights));
  desco_notice_draw_heading (page);
  desco_notice_draw_parties (page);
  desco_notice_draw_how (page);
  desco_notice_draw_blocks (page);
}

static void
draw_parts (const DescoNoticePage *page)
{
  static const double heights[] = { 82, 145, 210, 270 };

  desco_notice_page_practice (page, heights, G_N_ELEMENTS (heights));
  desco_notice_draw_heading (page);
  desco_notice_draw_blocks (page);
}

static gboolean
draw_modules (const DescoNoticePage *page, Kind kind, GError **error)
{
  switch (kind)
    {
    case KIND_PARTS:
      draw_parts (page);
      break;
    case KIND_HALF:
      desco_notice_draw_half (page);
      break;
    case KIND_FIRST:
    default:
      draw_first (page);
      break;
    }
  return desco_notice_draw_codes (page, error);
}

/* Everything that the fixed layer shows. */
static char *
describe_fixed (const DescoNoticePage *page, Kind kind)
{
  DescoNotice *notice = page->notice;
  GString *key = g_string_new (NULL);
  const char *const *contacts = desco_notice_get_contacts (notice);
  const char *parts[] = {
    desco_notice_get_creditor_tax_code (notice),
    desco_notice_get_creditor_name (notice),
    desco_notice_get_department (notice),
    desco_notice_get_cbill (notice),
    desco_notice_get_postal_account (notice),
    desco_notice_get_postal_holder (notice),
    desco_notice_get_postal_authorisation (notice),
    desco_notice_is_practice (notice) ? "P" : NULL,
    desco_notice_get_due_date (notice) != NULL ? "D" : NULL,
    desco_notice_get_instalments (notice) != NULL ? "I" : NULL,
  };

  g_string_append_printf (key, "%d %u %d %p\x1f", kind, page->n_blocks, page->language,
                          (void *) page->logo);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (key, "%s\x1f", parts[i] != NULL ? parts[i] : "\x1e");
  for (guint i = 0; contacts != NULL && contacts[i] != NULL; i++)
    g_string_append_printf (key, "%s\x1f", contacts[i]);
  return g_string_free (key, FALSE);
}

static cairo_surface_t *
look_up_fixed (DescoNoticeRenderer *self, const DescoNoticePage *page, Kind kind, GError **error)
{
  static const cairo_rectangle_t sheet
      = { 0, 0, DESCO_NOTICE_PAGE_WIDTH, DESCO_NOTICE_PAGE_HEIGHT };
  g_autofree char *key = describe_fixed (page, kind);
  cairo_surface_t *surface = g_hash_table_lookup (self->fixed, key);
  DescoNoticePage fixed = *page;
  gboolean drawn;

  if (surface != NULL)
    return surface;

  surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &sheet);
  fixed.layers = DESCO_NOTICE_LAYER_FIXED;
  fixed.paper.cr = cairo_create (surface);
  drawn = draw_modules (&fixed, kind, error);
  cairo_destroy (fixed.paper.cr);
  if (!drawn)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }

  if (g_hash_table_size (self->fixed) >= MAX_FIXED)
    g_hash_table_remove_all (self->fixed);
  g_hash_table_insert (self->fixed, g_steal_pointer (&key), surface);
  return surface;
}

static gboolean
draw_page (DescoNoticeRenderer *self, DescoNoticePage *page, Kind kind, GError **error)
{
  cairo_surface_t *fixed;
  gboolean drawn;

  if (self->tagged)
    {
      page->layers = DESCO_NOTICE_LAYER_FIXED | DESCO_NOTICE_LAYER_OWN;
      desco_paper_begin_tag (&page->paper, "Sect");
      drawn = draw_modules (page, kind, error);
      desco_paper_end_tag (&page->paper, "Sect");
      return drawn;
    }

  fixed = look_up_fixed (self, page, kind, error);
  if (fixed == NULL)
    return FALSE;
  cairo_set_source_surface (page->paper.cr, fixed, 0, 0);
  cairo_paint (page->paper.cr);
  page->layers = DESCO_NOTICE_LAYER_OWN;
  return draw_modules (page, kind, error);
}

static gboolean
begin_page (DescoNoticeRenderer *self,
            DescoNoticePage *page,
            DescoNotice *notice,
            cairo_t *cr,
            GError **error)
{
  if (!desco_notice_check (notice, error))
    return FALSE;

  desco_notice_page_init (page, notice);
  page->paper = (DescoPaper){ self->typesetter, cr, self->tagged };
  return look_up_logo (self, page, error);
}

static gboolean
draw_half (DescoNoticeRenderer *self, DescoNotice *notice, cairo_t *cr, GError **error)
{
  g_auto (DescoNoticePage) page = { .notice = NULL };

  if (!begin_page (self, &page, notice, cr, error) || !desco_notice_check_two_up (notice, error))
    return FALSE;
  desco_notice_place_half (&page);
  return draw_page (self, &page, KIND_HALF, error);
}

static void
desco_notice_renderer_finalize (GObject *object)
{
  DescoNoticeRenderer *self = DESCO_NOTICE_RENDERER (object);

  g_hash_table_unref (self->fixed);
  g_hash_table_unref (self->logos);
  desco_typesetter_free (self->typesetter);

  G_OBJECT_CLASS (desco_notice_renderer_parent_class)->finalize (object);
}

static void
desco_notice_renderer_class_init (DescoNoticeRendererClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_notice_renderer_finalize;
}

static void
desco_notice_renderer_init (DescoNoticeRenderer *self)
{
  self->typesetter = desco_typesetter_new ();
  self->fixed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) cairo_surface_destroy);
  self->logos
      = g_hash_table_new_full (g_direct_hash, g_direct_equal, (GDestroyNotify) g_bytes_unref,
                               (GDestroyNotify) cairo_surface_destroy);
}

/**
 * desco_notice_renderer_new:
 *
 * Returns: (transfer full): a renderer; it is used by one thread at a time
 */
DescoNoticeRenderer *
desco_notice_renderer_new (void)
{
  return g_object_new (DESCO_TYPE_NOTICE_RENDERER, NULL);
}

/**
 * desco_notice_renderer_set_tagged:
 * @self: a renderer
 * @tagged: whether the pages tell their structure to assistive technology (N-13)
 *
 * Tagged pages share nothing, so that each reads from top to bottom; they cost twice the time and
 * keep their structure in memory until the document ends.
 */
void
desco_notice_renderer_set_tagged (DescoNoticeRenderer *self, gboolean tagged)
{
  g_return_if_fail (DESCO_IS_NOTICE_RENDERER (self));

  self->tagged = tagged;
}

/**
 * desco_notice_count_pages:
 * @notice: a notice
 *
 * Returns: how many pages it takes: one, and those of its instalments: three a page, with postal
 *   slips two (N-02)
 */
guint
desco_notice_count_pages (DescoNotice *notice)
{
  GPtrArray *instalments;
  guint n_parts;

  g_return_val_if_fail (DESCO_IS_NOTICE (notice), 0);

  instalments = desco_notice_get_instalments (notice);
  n_parts = count_parts_a_page (notice);
  return instalments == NULL ? 1 : 1 + (instalments->len + n_parts - 1) / n_parts;
}

/**
 * desco_notices_count_pages:
 * @notices: (element-type DescoNotice): notices
 *
 * Returns: how many pages all of them take
 */
guint
desco_notices_count_pages (GPtrArray *notices)
{
  guint n_pages = 0;

  for (guint i = 0; i < notices->len; i++)
    n_pages += desco_notice_count_pages (g_ptr_array_index (notices, i));
  return n_pages;
}

/**
 * desco_notices_find_page:
 * @notices: (element-type DescoNotice): notices
 * @index: a page of all of them, from 0
 * @page: (out): which page of its notice it is
 *
 * Returns: (transfer none) (nullable): its notice; %NULL after the last page
 */
DescoNotice *
desco_notices_find_page (GPtrArray *notices, guint index, guint *page)
{
  for (guint i = 0; i < notices->len; i++)
    {
      DescoNotice *notice = g_ptr_array_index (notices, i);
      guint n_pages = desco_notice_count_pages (notice);

      if (index < n_pages)
        {
          *page = index;
          return notice;
        }
      index -= n_pages;
    }
  return NULL;
}

/**
 * desco_notice_renderer_draw:
 * @self: a renderer
 * @notice: what to draw
 * @page: which of its pages, from 0
 * @cr: where to draw one page, in points from its top left corner; a window, a printer, a PDF
 * @error: %DESCO_INPUT_ERROR of what cannot be printed (N-16)
 *
 * Draws a page of a notice (N-01 to N-10). The first has the payment of the whole, those that follow
 * the instalments (N-18). Nothing is drawn of a notice that does not pass desco_notice_check().
 *
 * Returns: whether it was drawn
 */
gboolean
desco_notice_renderer_draw (DescoNoticeRenderer *self,
                            DescoNotice *notice,
                            guint page,
                            cairo_t *cr,
                            GError **error)
{
  g_auto (DescoNoticePage) drawn = { .notice = NULL };
  guint n_parts;

  g_return_val_if_fail (DESCO_IS_NOTICE_RENDERER (self), FALSE);
  g_return_val_if_fail (DESCO_IS_NOTICE (notice), FALSE);
  g_return_val_if_fail (page < desco_notice_count_pages (notice), FALSE);

  if (!begin_page (self, &drawn, notice, cr, error))
    return FALSE;
  if (page == 0)
    {
      place_first (&drawn);
      return draw_page (self, &drawn, KIND_FIRST, error);
    }
  n_parts = count_parts_a_page (notice);
  place_parts (&drawn, (page - 1) * n_parts, n_parts);
  return draw_page (self, &drawn, KIND_PARTS, error);
}

/**
 * desco_notice_renderer_draw_two_up:
 * @self: a renderer
 * @upper: the notice on the upper half
 * @lower: (nullable): the notice on the lower half
 * @cr: where to draw one page, in points from its top left corner; a window, a printer, a PDF
 * @error: %DESCO_INPUT_ERROR of what cannot be printed (N-16), or not on half a sheet
 *
 * Draws two notices on one sheet, to be cut apart (N-18). The lower half of the last sheet may stay
 * empty.
 *
 * Returns: whether they were drawn
 */
gboolean
desco_notice_renderer_draw_two_up (DescoNoticeRenderer *self,
                                   DescoNotice *upper,
                                   DescoNotice *lower,
                                   cairo_t *cr,
                                   GError **error)
{
  const DescoPaper paper = { self->typesetter, cr, FALSE };
  gboolean drawn;

  g_return_val_if_fail (DESCO_IS_NOTICE_RENDERER (self), FALSE);
  g_return_val_if_fail (DESCO_IS_NOTICE (upper), FALSE);

  if (!draw_half (self, upper, cr, error))
    return FALSE;
  desco_paper_cut (&paper, DESCO_NOTICE_LEFT, DESCO_SHEET_HEIGHT / 2, DESCO_NOTICE_WIDTH);
  if (lower == NULL)
    return TRUE;

  cairo_save (cr);
  cairo_translate (cr, 0, DESCO_SHEET_HEIGHT / 2 * DESCO_MM);
  drawn = draw_half (self, lower, cr, error);
  cairo_restore (cr);
  return drawn;
}

/**
 * desco_notice_renderer_get_overflow:
 * @self: a renderer
 *
 * Returns: by how many points the text that fitted worst so far left its box; 0 where none did
 */
double
desco_notice_renderer_get_overflow (DescoNoticeRenderer *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE_RENDERER (self), 0);

  return desco_typesetter_get_overflow (self->typesetter);
}
