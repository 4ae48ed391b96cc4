/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice-logo-private.h"

#include "model/desco-error.h"

#include <glib/gi18n-lib.h>
#include <librsvg/rsvg.h>
#include <string.h>

/* A logo is a few kilobytes; a photograph by mistake should not fill each page. */
#define MAX_SIZE (8 * 1024 * 1024)

static const guint8 png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

typedef struct
{
  const guint8 *data;
  gsize left;
} Source;

static gboolean
set_error (const char *path, const char *reason, GError **error)
{
  desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "logoPath",
                         _ ("The logo “%s” cannot be used (%s): choose an SVG or PNG file."), path,
                         reason);
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

static gboolean
draw_png (const char *path, cairo_t *cr, Source source, double size, GError **error)
{
  cairo_surface_t *image = cairo_image_surface_create_from_png_stream (on_read, &source);
  cairo_status_t status = cairo_surface_status (image);

  if (status == CAIRO_STATUS_SUCCESS)
    {
      double width = cairo_image_surface_get_width (image);
      double height = cairo_image_surface_get_height (image);
      double scale = size / MAX (width, height);

      cairo_save (cr);
      cairo_translate (cr, (size - width * scale) / 2, (size - height * scale) / 2);
      cairo_scale (cr, scale, scale);
      cairo_set_source_surface (cr, image, 0, 0);
      cairo_paint (cr);
      cairo_restore (cr);
    }
  cairo_surface_destroy (image);

  if (status != CAIRO_STATUS_SUCCESS)
    return set_error (path, cairo_status_to_string (status), error);
  return TRUE;
}

static gboolean
draw_svg (const char *path, cairo_t *cr, Source source, double size, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  RsvgHandle *handle = rsvg_handle_new_from_data (source.data, source.left, &local_error);
  RsvgRectangle viewport = { 0, 0, size, size };

  if (handle != NULL)
    {
      rsvg_handle_render_document (handle, cr, &viewport, &local_error);
      g_object_unref (handle);
    }
  if (local_error != NULL)
    return set_error (path, local_error->message, error);
  return TRUE;
}

/**
 * desco_notice_logo_draw:
 * @path: (type filename): an SVG or PNG file
 * @cr: where to draw it
 * @x: left side of its box
 * @y: top of its box
 * @size: side of its box
 * @error: %DESCO_INPUT_ERROR of the field `logoPath`
 *
 * Draws a creditor's logo in the middle of its box, as large as its proportions allow (N-03).
 *
 * Returns: whether it was drawn
 */
gboolean
desco_notice_logo_draw (const char *path,
                        cairo_t *cr,
                        double x,
                        double y,
                        double size,
                        GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *data = NULL;
  Source source = { NULL, 0 };
  gboolean drawn;

  if (!g_file_get_contents (path, &data, &source.left, &local_error))
    return set_error (path, local_error->message, error);
  if (source.left > MAX_SIZE)
    return set_error (path, _ ("it is larger than 8 MiB"), error);
  source.data = (const guint8 *) data;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  if (source.left >= sizeof png_signature
      && memcmp (data, png_signature, sizeof png_signature) == 0)
    drawn = draw_png (path, cr, source, size, error);
  else
    drawn = draw_svg (path, cr, source, size, error);
  cairo_restore (cr);
  return drawn;
}
