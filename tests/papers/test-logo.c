/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-folder.h"
#include "model/desco-date.h"
#include "model/desco-error.h"
#include "notice/desco-notice-document.h"
#include "papers/desco-logo.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

#define SVG(content)                                                                               \
  "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"             \
  " width='9' height='9'>" content "</svg>"

/* N-03: what is printed on every notice is checked when it is chosen. */
static void
test_drawings (void)
{
  static const struct
  {
    const char *logo;
    const char *reason; /* NULL where it is one */
  } cases[] = {
    { SVG ("<rect width='9' height='9' fill='#123456'/>"), NULL },
    { "<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'>\n" SVG (
          "<g id='a'/><use xlink:href='#a'/>"),
      NULL },
    { SVG ("<style>rect { fill: url(#a) }</style>"), NULL },
    { SVG ("<image href='data:image/png;base64,AAAA'/>"), NULL },
    { SVG ("<image href='crest.png'/>"), "outside" },
    { SVG ("<image xlink:href='https://example.org/a.png'/>"), "outside" },
    { SVG ("<image href='file:///etc/passwd'/>"), "outside" },
    { SVG ("<image href=' data:text/html,x'/>"), "outside" },
    { SVG ("<rect style='fill: url(https://example.org/a)'/>"), "outside" },
    { SVG ("<rect fill='url(\"b.svg#a\")'/>"), "outside" },
    { SVG ("<style>@import 'b.css';</style>"), "outside" },
    { "<?xml-stylesheet href='b.css'?>" SVG (""), "outside" },
    { SVG ("<script>1</script>"), "script" },
    { "<!DOCTYPE svg [<!ENTITY a 'b'>]>" SVG ("<text>&a;</text>"), "entities" },
    { "<html/>", "neither" },
    { "<svg", "neither" },
    { "a crest", "neither" },
    { "", "empty" },
    { "\x89PNG\r\n\x1a\n", "pixels" },
    { "\x89PNG\r\n\x1a\n....IHDR\xff\xff\xff\xff\xff\xff\xff\xff", "pixels" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) logo = g_bytes_new_static (cases[i].logo, strlen (cases[i].logo));
      g_autoptr (GError) error = NULL;
      gboolean is_logo = desco_logo_check (logo, &error);

      g_test_message ("%s: %s", cases[i].logo, error != NULL ? error->message : "");
      g_assert_true (is_logo == (cases[i].reason == NULL));
      if (cases[i].reason != NULL)
        {
          g_assert_cmpstr (desco_error_get_field (error), ==, "logo");
          g_assert_nonnull (strstr (error->message, cases[i].reason));
        }
    }
}

static void
test_size (void)
{
  g_autofree char *padded = g_strnfill (DESCO_LOGO_MAX_SIZE + 1, ' ');
  g_autoptr (GBytes) logo = g_bytes_new_static (padded, DESCO_LOGO_MAX_SIZE + 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (desco_logo_check (logo, &error));
  g_assert_nonnull (strstr (error->message, "512 KiB"));
}

static cairo_status_t
on_write (void *user_data, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (user_data, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Noise, that no compression makes small. */
static GBytes *
make_png (int side)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, side, side);
  guint32 *pixels = (guint32 *) (void *) cairo_image_surface_get_data (image);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  GByteArray *png = g_byte_array_new ();

  for (int i = 0; i < side * side; i++)
    pixels[i] = g_rand_int (random);
  cairo_surface_mark_dirty (image);
  cairo_surface_write_to_png_stream (image, on_write, png);
  cairo_surface_destroy (image);
  return g_byte_array_free_to_bytes (png);
}

static DescoNotice *
next_notice (gpointer user_data, GError **error)
{
  GBytes *logo = user_data;
  static guint n_given;
  DescoNotice *notice;

  if (n_given++ % 31 == 30)
    return NULL;
  notice = desco_notice_new ("318334243475847505", 10400, "Buoni mensa");
  desco_notice_set_creditor (notice, "01199250158", "Comune", NULL);
  desco_notice_set_debtor (notice, "ANONIMO", "Rossi Maria", NULL);
  desco_notice_set_logo (notice, logo);
  return notice;
}

/* A document has the logo once, on however many pages it stands, tagged or not. */
static void
test_once (void)
{
  static const guint numbers[] = { 30, 0 };
  g_autofree char *folder = g_dir_make_tmp ("desco-logo-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "notices.pdf", NULL);
  g_autoptr (GBytes) logo = make_png (200);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_bytes_get_size (logo), >, 100000);
  g_assert_true (desco_logo_check (logo, &error));
  g_assert_cmpstr (desco_logo_find_type (logo), ==, "image/png");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      GStatBuf status;

      desco_notice_document_write (path, DESCO_NOTICE_SHEETS_OWN, numbers[i], next_notice, NULL,
                                   logo, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_test_message ("%ld bytes", (long) status.st_size);
      g_assert_cmpint (status.st_size, >, (gint64) g_bytes_get_size (logo));
      g_assert_cmpint (status.st_size, <, 4 * (gint64) g_bytes_get_size (logo));
    }
  desco_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/N-03/drawings", test_drawings);
  g_test_add_func ("/papers/N-03/size", test_size);
  g_test_add_func ("/papers/N-03/once", test_once);
  return g_test_run ();
}
