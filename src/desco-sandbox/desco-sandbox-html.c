/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-html.h"

/**
 * desco_sandbox_html_begin:
 * @title: the page's title and heading
 * @lead: a sentence below it
 *
 * Returns: (transfer full): a page up to its main part
 */
GString *
desco_sandbox_html_begin (const char *title, const char *lead)
{
  GString *html = g_string_new (NULL);

  desco_sandbox_html_append (
      html,
      "<!DOCTYPE html>\n"
      "<html lang=\"it\">\n"
      "<head>\n"
      "<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<title>%s</title>\n"
      "<link rel=\"stylesheet\" href=\"/page.css\">\n"
      "</head>\n"
      "<body>\n"
      "<p class=\"practice\"><strong>Ambiente di prova.</strong> Questa non è pagoPA: nessun "
      "pagamento è vero e nessun denaro si muove.</p>\n"
      "<header>\n"
      "<h1>%s</h1>\n"
      "<p>%s</p>\n"
      "</header>\n"
      "<main>\n",
      title, title, lead);
  return html;
}

/**
 * desco_sandbox_html_append:
 * @html: a page
 * @format: markup with places for values
 * @...: the values
 *
 * Every value goes through here, and is escaped here.
 */
void
desco_sandbox_html_append (GString *html, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_markup_vprintf_escaped (format, arguments);
  va_end (arguments);
  g_string_append (html, text);
}

/**
 * desco_sandbox_html_end:
 * @html: (transfer full): a page
 *
 * Returns: (transfer full): the whole of it
 */
char *
desco_sandbox_html_end (GString *html)
{
  g_string_append (html, "</main>\n"
                         "<footer><p>Desco, piattaforma di prova su questo computer.</p></footer>\n"
                         "</body>\n"
                         "</html>\n");
  return g_string_free (html, FALSE);
}
