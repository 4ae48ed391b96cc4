/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <cairo.h>
#include <glib.h>

/* For papers/ and notice/. */

G_BEGIN_DECLS

/* Sets texts in boxes: a text that is too long gets smaller letters, more lines, and in the end an
 * ellipsis, but never leaves its box. All lengths are points. */

/* What follows one of these is in a second language, and grey (N-01): behind the first, or below. */
#define DESCO_TYPE_SECOND_INLINE "\x1f"
#define DESCO_TYPE_SECOND_BELOW "\x1e"

typedef enum
{
  DESCO_TYPE_STYLE_TITLE,
  DESCO_TYPE_STYLE_SUBJECT,
  DESCO_TYPE_STYLE_BAND,
  DESCO_TYPE_STYLE_BAND_NOTE,
  DESCO_TYPE_STYLE_NAME,
  DESCO_TYPE_STYLE_BODY,
  DESCO_TYPE_STYLE_STRONG,
  DESCO_TYPE_STYLE_SMALL,
  DESCO_TYPE_STYLE_LABEL,
  DESCO_TYPE_STYLE_VALUE,
  DESCO_TYPE_STYLE_AMOUNT,
  DESCO_TYPE_STYLE_DATE,
  DESCO_TYPE_STYLE_FAINT,
  DESCO_TYPE_STYLE_MARK,
  DESCO_TYPE_STYLE_PRACTICE,
  DESCO_TYPE_STYLE_SECOND_TITLE,
  DESCO_TYPE_STYLE_HEADLINE,
  DESCO_TYPE_STYLE_COLUMN,
  DESCO_TYPE_STYLE_CELL,
  DESCO_TYPE_N_STYLES,
} DescoTypeStyle;

typedef enum
{
  DESCO_TYPE_LEFT = 0,
  DESCO_TYPE_RIGHT = 1 << 0,
  DESCO_TYPE_CENTER = 1 << 1,
  DESCO_TYPE_MIDDLE = 1 << 2, /* of the box's height; else at its top */
} DescoTypeAlign;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} DescoTypeBox;

typedef struct _DescoTypesetter DescoTypesetter;

DescoTypesetter *desco_typesetter_new (void);
void desco_typesetter_free (DescoTypesetter *self);
double desco_typesetter_draw (DescoTypesetter *self,
                              cairo_t *cr,
                              DescoTypeStyle style,
                              DescoTypeAlign align,
                              const DescoTypeBox *box,
                              const char *text);
double desco_typesetter_measure (DescoTypesetter *self,
                                 DescoTypeStyle style,
                                 DescoTypeAlign align,
                                 const DescoTypeBox *box,
                                 const char *text);
double desco_typesetter_get_overflow (DescoTypesetter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoTypesetter, desco_typesetter_free)

G_END_DECLS
