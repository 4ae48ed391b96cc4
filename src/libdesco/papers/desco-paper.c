/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-paper-private.h"

#define BAND_HEIGHT 7.0
#define LABEL_HEIGHT 3.6
#define RULE_WIDTH 0.5

const DescoColour desco_black = { 0, 0, 0 };
const DescoColour desco_white = { 1, 1, 1 };
const DescoColour desco_section_grey = { 0xec / 255.0, 0xec / 255.0, 0xec / 255.0 };
const DescoColour desco_rule_grey = { 0.6, 0.6, 0.6 };
const DescoColour desco_pagopa_blue = { 0, 0x66 / 255.0, 0xcc / 255.0 };

static const DescoColour faint_black = { 0.3, 0.3, 0.3 }; /* 70 % black (N-10) */
static const DescoColour second_grey = { 0x7c / 255.0, 0x7c / 255.0, 0x7b / 255.0 };
static const DescoColour practice_grey = { 0.8, 0.8, 0.8 };

static const DescoColour *
colour_of (DescoTypeStyle style)
{
  switch ((int) style)
    {
    case DESCO_TYPE_STYLE_MARK:
      return &desco_white;
    case DESCO_TYPE_STYLE_SECOND_TITLE:
      return &second_grey;
    case DESCO_TYPE_STYLE_FAINT:
      return &faint_black;
    case DESCO_TYPE_STYLE_PRACTICE:
      return &practice_grey;
    default:
      return &desco_black;
    }
}

static void
set_colour (cairo_t *cr, const DescoColour *colour)
{
  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
}

static void
draw_line (const DescoPaper *self, double x, double y, double width)
{
  cairo_set_line_width (self->cr, RULE_WIDTH);
  cairo_move_to (self->cr, x * DESCO_MM, y * DESCO_MM);
  cairo_line_to (self->cr, (x + width) * DESCO_MM, y * DESCO_MM);
  cairo_stroke (self->cr);
}

/**
 * desco_paper_begin_tag:
 * @self: a paper
 * @tag: what follows, in the words of PDF
 */
void
desco_paper_begin_tag (const DescoPaper *self, const char *tag)
{
  if (self->tagged)
    cairo_tag_begin (self->cr, tag, NULL);
}

/**
 * desco_paper_end_tag:
 * @self: a paper
 * @tag: what desco_paper_begin_tag() began
 */
void
desco_paper_end_tag (const DescoPaper *self, const char *tag)
{
  if (self->tagged)
    cairo_tag_end (self->cr, tag);
}

/**
 * desco_paper_put:
 * @self: a paper
 * @tag: what the text is, in the words of PDF
 * @style: how it looks
 * @align: where it stands in its box
 * @box: the room for it
 * @text: (nullable): UTF-8
 *
 * Returns: the height that the text took, in millimetres
 */
double
desco_paper_put (const DescoPaper *self,
                 const char *tag,
                 DescoTypeStyle style,
                 DescoTypeAlign align,
                 const DescoTypeBox *box,
                 const char *text)
{
  double height;

  if (text == NULL || *text == '\0')
    return 0;

  desco_paper_begin_tag (self, tag);
  set_colour (self->cr, colour_of (style));
  height = desco_typesetter_draw (self->typesetter, self->cr, style, align, box, text);
  desco_paper_end_tag (self, tag);
  return height / DESCO_MM;
}

/**
 * desco_paper_put_field:
 * @self: a paper
 * @x: left side, in millimetres as all that follows
 * @y: top
 * @width: of the field
 * @height: of the value
 * @label: what it is
 * @value: (nullable): what it says
 *
 * Returns: the height of both; 0 where there is no value
 */
double
desco_paper_put_field (const DescoPaper *self,
                       double x,
                       double y,
                       double width,
                       double height,
                       const char *label,
                       const char *value)
{
  if (value == NULL || *value == '\0')
    return 0;

  desco_paper_put (self, "P", DESCO_TYPE_STYLE_LABEL, DESCO_TYPE_LEFT,
                   DESCO_BOX (x, y, width, LABEL_HEIGHT), label);
  return LABEL_HEIGHT
         + desco_paper_put (self, "P", DESCO_TYPE_STYLE_STRONG, DESCO_TYPE_LEFT,
                            DESCO_BOX (x, y + LABEL_HEIGHT, width, height), value);
}

/**
 * desco_paper_fill:
 * @self: a paper
 * @colour: with what
 * @box: which part of it
 */
void
desco_paper_fill (const DescoPaper *self, const DescoColour *colour, const DescoTypeBox *box)
{
  set_colour (self->cr, colour);
  cairo_rectangle (self->cr, box->x, box->y, box->width, box->height);
  cairo_fill (self->cr);
}

/**
 * desco_paper_rule:
 * @self: a paper
 * @x: left end, in millimetres as all that follows
 * @y: its height on the sheet
 * @width: its length
 *
 * Draws a line.
 */
void
desco_paper_rule (const DescoPaper *self, double x, double y, double width)
{
  set_colour (self->cr, &desco_rule_grey);
  draw_line (self, x, y, width);
}

/**
 * desco_paper_cut:
 * @self: a paper
 * @x: left end, in millimetres as all that follows
 * @y: its height on the sheet
 * @width: its length
 *
 * Draws where the paper is cut.
 */
void
desco_paper_cut (const DescoPaper *self, double x, double y, double width)
{
  static const double dashes[] = { 3, 2 };

  set_colour (self->cr, &desco_black);
  cairo_set_dash (self->cr, dashes, G_N_ELEMENTS (dashes), 0);
  draw_line (self, x, y, width);
  cairo_set_dash (self->cr, NULL, 0, 0);
}

/**
 * desco_paper_band:
 * @self: a paper
 * @x: left side, in millimetres as all that follows
 * @y: top
 * @width: of the band
 * @name: the section that begins
 * @note: (nullable): what stands on the right of it
 *
 * Draws the head of a section.
 */
void
desco_paper_band (const DescoPaper *self,
                  double x,
                  double y,
                  double width,
                  const char *name,
                  const char *note)
{
  double name_width = note != NULL ? width * 0.5 : width - 4;

  desco_paper_fill (self, &desco_section_grey, DESCO_BOX (x, y, width, BAND_HEIGHT));
  desco_paper_put (self, "H2", DESCO_TYPE_STYLE_BAND, DESCO_TYPE_MIDDLE,
                   DESCO_BOX (x + 2, y, name_width, BAND_HEIGHT), name);
  desco_paper_put (self, "P", DESCO_TYPE_STYLE_BAND_NOTE, DESCO_TYPE_MIDDLE | DESCO_TYPE_RIGHT,
                   DESCO_BOX (x + 2 + name_width, y, width - name_width - 4, BAND_HEIGHT), note);
}

/**
 * desco_paper_practice:
 * @self: a paper
 * @y: the middle of it, in millimetres
 * @text: what it says
 *
 * Draws, below what follows, that a paper only trains somebody.
 */
void
desco_paper_practice (const DescoPaper *self, double y, const char *text)
{
  cairo_save (self->cr);
  cairo_translate (self->cr, DESCO_SHEET_WIDTH / 2 * DESCO_MM, y * DESCO_MM);
  cairo_rotate (self->cr, -0.12);
  desco_paper_put (self, "P", DESCO_TYPE_STYLE_PRACTICE, DESCO_TYPE_CENTER | DESCO_TYPE_MIDDLE,
                   DESCO_BOX (-92, -10, 184, 20), text);
  cairo_restore (self->cr);
}
