/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "papers/desco-typesetter-private.h"

/* For papers/ and notice/. */

G_BEGIN_DECLS

/* Sheets are measured in millimetres; cairo wants points. */
#define DESCO_MM (72 / 25.4)
#define DESCO_BOX(x, y, width, height)                                                             \
  (&(DescoTypeBox){ (x) *DESCO_MM, (y) *DESCO_MM, (width) *DESCO_MM, (height) *DESCO_MM })

/* A4 in millimetres, and the margin on all its sides (N-01). */
#define DESCO_SHEET_WIDTH 210.0
#define DESCO_SHEET_HEIGHT 297.0
#define DESCO_SHEET_MARGIN 10.0

typedef struct
{
  double red;
  double green;
  double blue;
} DescoColour;

extern const DescoColour desco_black;
extern const DescoColour desco_white;
extern const DescoColour desco_section_grey; /* #ECECEC */
extern const DescoColour desco_rule_grey;
extern const DescoColour desco_pagopa_blue; /* #0066CC, of its mark only */

/**
 * DescoPaper:
 * @typesetter: sets the texts
 * @cr: where to draw, in points from the sheet's top left corner
 * @tagged: whether the structure is told to assistive technology; of a PDF only
 *
 * What the papers are drawn with.
 */
typedef struct
{
  DescoTypesetter *typesetter;
  cairo_t *cr;
  gboolean tagged;
} DescoPaper;

void desco_paper_begin_tag (const DescoPaper *self, const char *tag);
void desco_paper_end_tag (const DescoPaper *self, const char *tag);
double desco_paper_put (const DescoPaper *self,
                        const char *tag,
                        DescoTypeStyle style,
                        DescoTypeAlign align,
                        const DescoTypeBox *box,
                        const char *text);
double desco_paper_put_field (const DescoPaper *self,
                              double x,
                              double y,
                              double width,
                              double height,
                              const char *label,
                              const char *value);
void desco_paper_fill (const DescoPaper *self, const DescoColour *colour, const DescoTypeBox *box);
void desco_paper_rule (const DescoPaper *self, double x, double y, double width);
void desco_paper_cut (const DescoPaper *self, double x, double y, double width);
void desco_paper_band (const DescoPaper *self,
                       double x,
                       double y,
                       double width,
                       const char *name,
                       const char *note);
void desco_paper_practice (const DescoPaper *self, double y, const char *text);

G_END_DECLS
