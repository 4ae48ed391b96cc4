/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-typesetter-private.h"

#include <pango/pangocairo.h>
#include <string.h>

/* The typeface of pagoPA's papers where it is installed, else whatever the system has (N-15). */
#define FAMILIES "Titillium Web,sans-serif"

/* From one line to the next, in letter heights. Typefaces leave very different room by themselves. */
#define LEADING 1.2

/* How much smaller the letters of a long text get at each try. */
#define SIZE_STEP 0.5

/* Texts come back on each page, and on one page in several places. */
#define MAX_KEPT 256

/* The grey of a second language, #7C7C7B (N-01), as Pango counts it. */
#define SECOND_RED 0x7c7c
#define SECOND_GREEN 0x7c7c
#define SECOND_BLUE 0x7b7b

/* What stands between two languages in one line, or one below the other. */
#define BETWEEN " / "
#define BELOW "\n"

/* What rounding may make of a length. */
#define TOLERANCE 0.01

typedef struct
{
  PangoWeight weight;
  double size;
  double least_size;
} StyleData;

typedef struct
{
  DescoTypeStyle style;
  DescoTypeAlign align;
  double width;
  double height;
  char *text;
} SettingKey;

/* Begins with its key, and so is found by it. */
typedef struct
{
  SettingKey key;
  PangoLayout *layout;
  double height;
  double excess; /* what the first line leaves above and below its letters, beyond the leading */
} Setting;

struct _DescoTypesetter
{
  PangoContext *context;
  PangoFontDescription *font;
  PangoAttrList *attributes;
  double natural_leading[DESCO_TYPE_N_STYLES]; /* 0 until it is known */
  GHashTable *settings;
  double overflow;
};

static const StyleData styles[DESCO_TYPE_N_STYLES] = {
  [DESCO_TYPE_STYLE_TITLE] = { PANGO_WEIGHT_BOLD, 21, 14 },
  [DESCO_TYPE_STYLE_SUBJECT] = { PANGO_WEIGHT_NORMAL, 12, 8.5 },
  [DESCO_TYPE_STYLE_BAND] = { PANGO_WEIGHT_BOLD, 10.5, 8 },
  [DESCO_TYPE_STYLE_BAND_NOTE] = { PANGO_WEIGHT_NORMAL, 9, 7 },
  [DESCO_TYPE_STYLE_NAME] = { PANGO_WEIGHT_BOLD, 11, 8 },
  [DESCO_TYPE_STYLE_BODY] = { PANGO_WEIGHT_NORMAL, 9, 7 },
  [DESCO_TYPE_STYLE_STRONG] = { PANGO_WEIGHT_BOLD, 9, 7 },
  [DESCO_TYPE_STYLE_SMALL] = { PANGO_WEIGHT_NORMAL, 8.5, 6 },
  [DESCO_TYPE_STYLE_LABEL] = { PANGO_WEIGHT_NORMAL, 7.5, 6.5 },
  [DESCO_TYPE_STYLE_VALUE] = { PANGO_WEIGHT_BOLD, 11, 8 },
  [DESCO_TYPE_STYLE_AMOUNT] = { PANGO_WEIGHT_BOLD, 18, 10 },
  [DESCO_TYPE_STYLE_DATE] = { PANGO_WEIGHT_BOLD, 14, 10 },
  [DESCO_TYPE_STYLE_FAINT] = { PANGO_WEIGHT_NORMAL, 7, 5.5 },
  [DESCO_TYPE_STYLE_MARK] = { PANGO_WEIGHT_BOLD, 19, 12 },
  [DESCO_TYPE_STYLE_PRACTICE] = { PANGO_WEIGHT_BOLD, 34, 20 },
  [DESCO_TYPE_STYLE_SECOND_TITLE] = { PANGO_WEIGHT_BOLD, 13, 9 },
  [DESCO_TYPE_STYLE_HEADLINE] = { PANGO_WEIGHT_BOLD, 15, 10 },
  [DESCO_TYPE_STYLE_COLUMN] = { PANGO_WEIGHT_BOLD, 8, 6 },
  [DESCO_TYPE_STYLE_CELL] = { PANGO_WEIGHT_NORMAL, 8, 6 },
};

static guint
hash_setting (gconstpointer data)
{
  const SettingKey *key = data;

  return g_str_hash (key->text) * 31 + (guint) key->style * 7 + (guint) key->width;
}

static gboolean
equal_settings (gconstpointer a, gconstpointer b)
{
  const SettingKey *one = a;
  const SettingKey *other = b;

  return one->style == other->style && one->align == other->align && one->width == other->width
         && one->height == other->height && g_str_equal (one->text, other->text);
}

static void
free_setting (gpointer data)
{
  Setting *setting = data;

  g_object_unref (setting->layout);
  g_free (setting->key.text);
  g_free (setting);
}

static void
set_size (DescoTypesetter *self, DescoTypeStyle style, double size)
{
  pango_font_description_set_weight (self->font, styles[style].weight);
  pango_font_description_set_absolute_size (self->font, size * PANGO_SCALE);
}

/* The distance of lines that the typeface asks for, in letter heights. */
static double
get_natural_leading (DescoTypesetter *self, DescoTypeStyle style)
{
  PangoFontMetrics *metrics;
  double height;

  if (self->natural_leading[style] > 0)
    return self->natural_leading[style];

  set_size (self, style, styles[style].size);
  metrics = pango_context_get_metrics (self->context, self->font, NULL);
  height = pango_units_to_double (pango_font_metrics_get_height (metrics));
  pango_font_metrics_unref (metrics);

  self->natural_leading[style] = height > 0 ? height / styles[style].size : LEADING;
  return self->natural_leading[style];
}

/* Pango takes left for where a text begins; in a form, a name that is written from the right still
 * stands below its label. */
static PangoAlignment
find_alignment (PangoLayout *layout, DescoTypeAlign align)
{
  gboolean is_reversed = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;

  if ((align & DESCO_TYPE_CENTER) != 0)
    return PANGO_ALIGN_CENTER;
  if (((align & DESCO_TYPE_RIGHT) != 0) == is_reversed)
    return PANGO_ALIGN_LEFT;
  return PANGO_ALIGN_RIGHT;
}

static void
add_attribute (PangoAttrList *attributes, PangoAttribute *attribute, gsize from)
{
  attribute->start_index = (guint) from;
  pango_attr_list_insert (attributes, attribute);
}

/* Both languages are one text, so that they get smaller together. */
static void
set_two_languages (DescoTypesetter *self, PangoLayout *layout, const char *text, const char *mark)
{
  const char *between = *mark == *DESCO_TYPE_SECOND_INLINE ? BETWEEN : BELOW;
  g_autofree char *joined
      = g_strdup_printf ("%.*s%s%s", (int) (mark - text), text, between, mark + 1);
  PangoAttrList *attributes = pango_attr_list_copy (self->attributes);
  gsize second = (gsize) (mark - text);

  add_attribute (attributes, pango_attr_foreground_new (SECOND_RED, SECOND_GREEN, SECOND_BLUE),
                 second);
  add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_NORMAL), second);
  pango_layout_set_text (layout, joined, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, FALSE);
  pango_attr_list_unref (attributes);
}

static void
set_text (DescoTypesetter *self, PangoLayout *layout, const char *text)
{
  const char *mark = strpbrk (text, DESCO_TYPE_SECOND_INLINE DESCO_TYPE_SECOND_BELOW);

  if (mark != NULL)
    {
      set_two_languages (self, layout, text, mark);
      return;
    }
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, self->attributes);
}

static PangoLayout *
make_layout (DescoTypesetter *self, const SettingKey *key)
{
  PangoLayout *layout = pango_layout_new (self->context);
  double spacing = LEADING / get_natural_leading (self, key->style);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  set_text (self, layout, key->text);
  pango_layout_set_width (layout, pango_units_from_double (key->width));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, (float) spacing);
  pango_layout_set_alignment (layout, find_alignment (layout, key->align));
  return layout;
}

static void
measure (DescoTypesetter *self, Setting *setting, double size)
{
  int height;

  /* Pango spaces the lines after the first: that one keeps the height of its typeface. */
  pango_layout_get_size (setting->layout, NULL, &height);
  setting->excess = (get_natural_leading (self, setting->key.style) - LEADING) * size;
  setting->height = pango_units_to_double (height) - setting->excess;
}

/* Smaller letters first, the ellipsis last: what is printed should be whole if it can be. */
static void
fit (DescoTypesetter *self, Setting *setting)
{
  const StyleData *style = &styles[setting->key.style];
  double size = style->size;

  for (; size >= style->least_size; size -= SIZE_STEP)
    {
      set_size (self, setting->key.style, size);
      pango_layout_set_font_description (setting->layout, self->font);
      measure (self, setting, size);
      if (setting->height <= setting->key.height + TOLERANCE)
        return;
    }

  pango_layout_set_ellipsize (setting->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (setting->layout,
                           pango_units_from_double (setting->key.height + setting->excess));
  measure (self, setting, size + SIZE_STEP);
}

static Setting *
look_up (DescoTypesetter *self, const SettingKey *key)
{
  Setting *setting = g_hash_table_lookup (self->settings, key);

  if (setting != NULL)
    return setting;

  if (g_hash_table_size (self->settings) >= MAX_KEPT)
    g_hash_table_remove_all (self->settings);

  setting = g_new0 (Setting, 1);
  setting->key = *key;
  setting->key.text = g_strdup (key->text);
  setting->layout = make_layout (self, key);
  fit (self, setting);
  g_hash_table_add (self->settings, setting);
  return setting;
}

static void
note_overflow (DescoTypesetter *self, const Setting *setting)
{
  PangoRectangle ink;
  double beyond;

  pango_layout_get_extents (setting->layout, &ink, NULL);
  beyond = pango_units_to_double (ink.x + ink.width) - setting->key.width;
  beyond = MAX (beyond, setting->height - setting->key.height);
  self->overflow = MAX (self->overflow, beyond);
}

/**
 * desco_typesetter_new:
 *
 * Returns: (transfer full): a typesetter; it belongs to the thread that made it
 */
DescoTypesetter *
desco_typesetter_new (void)
{
  DescoTypesetter *self = g_new0 (DescoTypesetter, 1);
  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new ();
  cairo_font_options_t *options = cairo_font_options_create ();

  self->context = pango_font_map_create_context (fonts);
  self->font = pango_font_description_from_string (FAMILIES);
  /* Ligatures would be found by nobody who searches the PDF for "Ufficio" (N-13). */
  self->attributes = pango_attr_list_new ();
  pango_attr_list_insert (self->attributes, pango_attr_font_features_new ("liga=0, clig=0"));
  self->settings = g_hash_table_new_full (hash_setting, equal_settings, free_setting, NULL);

  /* A point is a unit, and letters stand where the typeface wants them, whatever they are drawn on:
   * what the window shows is what the printer prints. */
  pango_cairo_context_set_resolution (self->context, 72);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, pango_language_from_string ("it"));

  return self;
}

/**
 * desco_typesetter_free:
 * @self: (transfer full): a typesetter
 */
void
desco_typesetter_free (DescoTypesetter *self)
{
  g_hash_table_unref (self->settings);
  pango_attr_list_unref (self->attributes);
  pango_font_description_free (self->font);
  g_object_unref (self->context);
  g_free (self);
}

/**
 * desco_typesetter_draw:
 * @self: a typesetter
 * @cr: where to draw, in points and in the colour that is set
 * @style: how the text looks
 * @align: where it stands in its box
 * @box: the room for it, in points
 * @text: (nullable): UTF-8
 *
 * Returns: the height that the text took, in points; 0 for %NULL
 */
double
desco_typesetter_draw (DescoTypesetter *self,
                       cairo_t *cr,
                       DescoTypeStyle style,
                       DescoTypeAlign align,
                       const DescoTypeBox *box,
                       const char *text)
{
  SettingKey key = { style, align, box->width, box->height, (char *) text };
  Setting *setting;
  double y = box->y;

  if (text == NULL || *text == '\0')
    return 0;

  setting = look_up (self, &key);
  note_overflow (self, setting);
  if ((align & DESCO_TYPE_MIDDLE) != 0)
    y += (box->height - setting->height) / 2;
  cairo_move_to (cr, box->x, y - setting->excess / 2);
  pango_cairo_show_layout (cr, setting->layout);
  return setting->height;
}

/**
 * desco_typesetter_measure:
 * @self: a typesetter
 * @style: how the text looks
 * @align: where it stands in its box
 * @box: the room for it, in points
 * @text: (nullable): UTF-8
 *
 * Returns: the height that desco_typesetter_draw() would take, in points
 */
double
desco_typesetter_measure (DescoTypesetter *self,
                          DescoTypeStyle style,
                          DescoTypeAlign align,
                          const DescoTypeBox *box,
                          const char *text)
{
  SettingKey key = { style, align, box->width, box->height, (char *) text };

  return text != NULL && *text != '\0' ? look_up (self, &key)->height : 0;
}

/**
 * desco_typesetter_get_overflow:
 * @self: a typesetter
 *
 * Returns: by how many points the text that fitted worst left its box, 0 where none did (N-15)
 */
double
desco_typesetter_get_overflow (DescoTypesetter *self)
{
  return self->overflow;
}
