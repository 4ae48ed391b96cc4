/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "papers/desco-logo.h"

#include "model/desco-error.h"
#include "papers/desco-logo-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <librsvg/rsvg.h>
#include <string.h>

#define FIELD "logo"

#define TYPE_PNG "image/png"
#define TYPE_SVG "image/svg+xml"

/* A drawing is read for a preview; whatever nests deeper is no logo. */
#define MAX_DEPTH 64

static const guint8 png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

typedef struct
{
  const guint8 *data;
  gsize left;
} Source;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlTextReader, xmlFreeTextReader)

static gboolean
refuse (GError **error, const char *reason)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, FIELD,
                         _ ("The logo cannot be used: %s. Choose an SVG or PNG file."), reason);
  return FALSE;
}

static cairo_status_t
on_read (void *user_data, unsigned char *data, unsigned int length)
{
  Source *source = user_data;

  if (length > source->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, source->data, length);
  source->data += length;
  source->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static Source
get_source (GBytes *logo)
{
  Source source;

  source.data = g_bytes_get_data (logo, &source.left);
  return source;
}

static gboolean
is_png (const Source *source)
{
  return source->left >= sizeof png_signature
         && memcmp (source->data, png_signature, sizeof png_signature) == 0;
}

/* The width and the height stand at fixed places of the first chunk: an image that is too large is
 * known before it is unpacked. */
static guint32
read_side (const Source *source, gsize offset)
{
  guint32 side;

  if (source->left < offset + sizeof side)
    return 0;
  memcpy (&side, source->data + offset, sizeof side);
  return GUINT32_FROM_BE (side);
}

static gboolean
check_png (const Source *source, GError **error)
{
  guint32 width = read_side (source, 16);
  guint32 height = read_side (source, 20);
  g_autofree char *reason = NULL;

  if (width > 0 && height > 0 && width <= DESCO_LOGO_MAX_SIDE && height <= DESCO_LOGO_MAX_SIDE)
    return TRUE;

  reason = g_strdup_printf (_ ("it has %u × %u pixels, and at most %d × %d are of use"), width,
                            height, DESCO_LOGO_MAX_SIDE, DESCO_LOGO_MAX_SIDE);
  return refuse (error, reason);
}

/* A drawing must hold all that it shows: what it names elsewhere would be missing on paper, or be
 * asked for over the network by whoever opens it. */
static gboolean
is_reference_inside (const char *value)
{
  while (g_ascii_isspace (*value))
    value++;
  return *value == '\0' || *value == '#' || g_ascii_strncasecmp (value, "data:image/", 11) == 0;
}

static gboolean
is_style_inside (const char *style)
{
  if (strstr (style, "@import") != NULL)
    return FALSE;
  for (const char *p = strstr (style, "url("); p != NULL; p = strstr (p, "url("))
    {
      p += strlen ("url(");
      while (g_ascii_isspace (*p) || *p == '"' || *p == '\'')
        p++;
      if (!is_reference_inside (p))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_attributes (xmlTextReader *reader, GError **error)
{
  while (xmlTextReaderMoveToNextAttribute (reader) == 1)
    {
      const char *name = (const char *) xmlTextReaderConstLocalName (reader);
      const char *value = (const char *) xmlTextReaderConstValue (reader);
      gboolean is_link = g_ascii_strcasecmp (name, "href") == 0 || g_str_equal (name, "src");

      if ((is_link && !is_reference_inside (value)) || !is_style_inside (value))
        {
          g_autofree char *reason
              = g_strdup_printf (_ ("it refers to something outside of itself (“%.60s”)"), value);

          return refuse (error, reason);
        }
    }
  return TRUE;
}

static gboolean
check_node (xmlTextReader *reader, GError **error)
{
  const char *text;

  switch (xmlTextReaderNodeType (reader))
    {
    case XML_READER_TYPE_DOCUMENT_TYPE:
      /* Old drawing programs write one, with nothing in it. */
      return TRUE;
    case XML_READER_TYPE_PROCESSING_INSTRUCTION:
      text = (const char *) xmlTextReaderConstName (reader);
      return !g_str_equal (text, "xml-stylesheet")
             || refuse (error, _ ("its styles refer to something outside of itself"));
    case XML_READER_TYPE_ENTITY_REFERENCE:
      return refuse (error, _ ("it has entities, which a drawing does not need"));
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
      text = (const char *) xmlTextReaderConstValue (reader);
      return is_style_inside (text)
             || refuse (error, _ ("its styles refer to something outside of itself"));
    case XML_READER_TYPE_ELEMENT:
      text = (const char *) xmlTextReaderConstLocalName (reader);
      if (g_ascii_strcasecmp (text, "script") == 0)
        return refuse (error, _ ("it has a script in it"));
      if (xmlTextReaderDepth (reader) > MAX_DEPTH)
        return refuse (error, _ ("its groups are nested too deeply"));
      return check_attributes (reader, error);
    default:
      return TRUE;
    }
}

static gboolean
check_svg (const Source *source, GError **error)
{
  g_autoptr (xmlTextReader) reader
      = xmlReaderForMemory ((const char *) source->data, (int) source->left, NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  gboolean is_first = TRUE;
  int read;

  while ((read = xmlTextReaderRead (reader)) == 1)
    {
      if (is_first && xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT)
        {
          if (g_strcmp0 ((const char *) xmlTextReaderConstLocalName (reader), "svg") != 0)
            break;
          is_first = FALSE;
        }
      if (!check_node (reader, error))
        return FALSE;
    }
  if (read == 0 && !is_first)
    return TRUE;
  return refuse (error, _ ("it is neither an SVG nor a PNG that can be read"));
}

static cairo_surface_t *
render_png (Source source, GError **error)
{
  cairo_surface_t *image = cairo_image_surface_create_from_png_stream (on_read, &source);
  cairo_status_t status = cairo_surface_status (image);

  if (status == CAIRO_STATUS_SUCCESS)
    return image;
  cairo_surface_destroy (image);
  refuse (error, cairo_status_to_string (status));
  return NULL;
}

static void
paint_in_the_middle (cairo_t *cr, cairo_surface_t *image, double size)
{
  double width = cairo_image_surface_get_width (image);
  double height = cairo_image_surface_get_height (image);
  double scale = size / MAX (width, height);

  cairo_translate (cr, (size - width * scale) / 2, (size - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_paint (cr);
}

static gboolean
draw_png (cairo_t *cr, Source source, double size, GError **error)
{
  cairo_surface_t *image = render_png (source, error);

  if (image == NULL)
    return FALSE;
  paint_in_the_middle (cr, image, size);
  cairo_surface_destroy (image);
  return TRUE;
}

static gboolean
draw_svg (cairo_t *cr, Source source, double size, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  RsvgHandle *handle = rsvg_handle_new_from_data (source.data, source.left, &local_error);
  RsvgRectangle viewport = { 0, 0, size, size };

  if (handle != NULL)
    {
      rsvg_handle_render_document (handle, cr, &viewport, &local_error);
      g_object_unref (handle);
    }
  return local_error == NULL || refuse (error, local_error->message);
}

/**
 * desco_logo_find_type:
 * @logo: a logo
 *
 * Returns: (transfer none): its media type, `image/png` or `image/svg+xml`
 */
const char *
desco_logo_find_type (GBytes *logo)
{
  Source source = get_source (logo);

  return is_png (&source) ? TYPE_PNG : TYPE_SVG;
}

/**
 * desco_logo_check:
 * @logo: a file's bytes
 * @error: %DESCO_INPUT_ERROR of the field `logo`
 *
 * Checks that a logo is an SVG or a PNG, that it is small, that it can be drawn, and that it refers to
 * nothing outside of itself.
 *
 * Returns: whether it can stand on a notice (N-03)
 */
gboolean
desco_logo_check (GBytes *logo, GError **error)
{
  Source source = get_source (logo);
  cairo_surface_t *surface;

  if (source.left == 0)
    return refuse (error, _ ("the file is empty"));
  if (source.left > DESCO_LOGO_MAX_SIZE)
    return refuse (error, _ ("it is larger than 512 KiB"));
  if (!(is_png (&source) ? check_png (&source, error) : check_svg (&source, error)))
    return FALSE;

  surface = desco_logo_render (logo, 100, error);
  if (surface == NULL)
    return FALSE;
  cairo_surface_destroy (surface);
  return TRUE;
}

/**
 * desco_logo_load:
 * @path: (type filename): a file
 * @error: %G_IO_ERROR, or as desco_logo_check()
 *
 * Returns: (transfer full) (nullable): the logo in it
 */
GBytes *
desco_logo_load (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autoptr (GBytes) logo = NULL;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > DESCO_LOGO_MAX_SIZE)
    {
      refuse (error, _ ("it is larger than 512 KiB"));
      return NULL;
    }
  logo = g_file_load_bytes (file, NULL, NULL, error);
  if (logo == NULL || !desco_logo_check (logo, error))
    return NULL;
  return g_steal_pointer (&logo);
}

/**
 * desco_logo_render:
 * @logo: a logo
 * @size: side of its box, in points
 * @error: %DESCO_INPUT_ERROR of the field `logo`
 *
 * Draws a logo in the middle of its box, as large as its proportions allow (N-03). A document that
 * paints the surface many times holds it once.
 *
 * Returns: (transfer full) (nullable): the box, to be painted
 */
cairo_surface_t *
desco_logo_render (GBytes *logo, double size, GError **error)
{
  const cairo_rectangle_t box = { 0, 0, size, size };
  Source source = get_source (logo);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &box);
  cairo_t *cr = cairo_create (surface);
  gboolean drawn
      = is_png (&source) ? draw_png (cr, source, size, error) : draw_svg (cr, source, size, error);

  cairo_destroy (cr);
  if (drawn)
    return surface;
  cairo_surface_destroy (surface);
  return NULL;
}
