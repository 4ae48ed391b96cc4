/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-page-html.h"

#include "desco-sandbox-html.h"
#include "desco-sandbox-state.h"
#include "model/desco-date.h"
#include "model/desco-money.h"
#include "pagopa/desco-notice-number.h"

#include <string.h>

static const char *const status_words[] = {
  [DESCO_SANDBOX_DRAFT] = "Bozza",     [DESCO_SANDBOX_PUBLISHED] = "Non ancora pagabile",
  [DESCO_SANDBOX_VALID] = "Da pagare", [DESCO_SANDBOX_INVALID] = "Annullata",
  [DESCO_SANDBOX_EXPIRED] = "Scaduta", [DESCO_SANDBOX_PARTIALLY_PAID] = "Pagata in parte",
  [DESCO_SANDBOX_PAID] = "Pagata",     [DESCO_SANDBOX_REPORTED] = "Rendicontata",
};

static const struct
{
  const char *label;
  const char *class;
} columns[] = {
  { "Avviso", "" },         { "Debitore", "" }, { "Importo", "figure" },
  { "Scadenza", "figure" }, { "Stato", "" },    { "Che cosa fare", "" },
};

static const struct
{
  const char *word;
  gboolean good;
  const char *text;
} results[] = {
  { "pagato", TRUE, "L'avviso %s è stato pagato: la ricevuta è pronta per l'ente." },
  { "rifiutato", TRUE, "Il pagamento dell'avviso %s è stato rifiutato: si può ritentare." },
  { "scaduto", TRUE, "La posizione dell'avviso %s è scaduta: non si può più pagare." },
  { "gia-pagato", FALSE, "L'avviso %s è già stato pagato." },
  { "non-pagabile", FALSE, "L'avviso %s non si può pagare adesso: guarda il suo stato." },
  { "gia-scaduto", FALSE, "L'avviso %s è scaduto: l'ente deve emetterne un altro." },
  { "non-scade", FALSE, "La posizione dell'avviso %s è già chiusa: non può scadere." },
  { "sconosciuto", FALSE, "L'avviso %s non c'è: controlla il numero." },
};

static char *
format_moment (gint64 moment)
{
  GDate date = desco_date_of_time (moment);

  return desco_date_to_display (&date);
}

static void
append_result (GString *html, const DescoSandboxPage *page)
{
  if (page->result == NULL || page->result_nav == NULL
      || strspn (page->result_nav, "0123456789") != strlen (page->result_nav)
      || strlen (page->result_nav) > DESCO_NOTICE_NUMBER_LENGTH)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    if (g_str_equal (results[i].word, page->result))
      {
        g_auto (GStrv) parts = g_strsplit (results[i].text, "%s", 2);
        g_autofree char *nav = desco_notice_number_format (page->result_nav);

        desco_sandbox_html_append (
            html, "<p class=\"%s\" role=\"%s\">%s<strong class=\"number\">%s</strong>%s</p>\n",
            results[i].good ? "done" : "refused", results[i].good ? "status" : "alert", parts[0],
            nav, parts[1]);
      }
}

static void
append_search (GString *html, const DescoSandboxPage *page)
{
  desco_sandbox_html_append (
      html,
      "<form class=\"search\" action=\"/\" method=\"get\" role=\"search\">\n"
      "<label for=\"q\">Codice avviso</label>\n"
      "<input id=\"q\" name=\"q\" type=\"search\" inputmode=\"numeric\" autocomplete=\"off\" "
      "value=\"%s\" aria-describedby=\"q-help\">\n"
      "<button>Cerca</button>\n"
      "<small id=\"q-help\">Tutto o in parte; va bene anche il testo del codice QR.</small>\n",
      page->search != NULL ? page->search : "");
  if (page->all)
    desco_sandbox_html_append (html, "<input type=\"hidden\" name=\"vista\" value=\"tutte\">\n");
  desco_sandbox_html_append (html, "</form>\n");
}

static void
append_view (GString *html,
             const char *label,
             const char *view,
             gboolean current,
             const char *search)
{
  g_autofree char *query = g_uri_escape_string (search != NULL ? search : "", NULL, FALSE);

  desco_sandbox_html_append (
      html,
      current ? "<li><a href=\"/?vista=%s&amp;q=%s\" aria-current=\"page\">%s</a></li>\n"
              : "<li><a href=\"/?vista=%s&amp;q=%s\">%s</a></li>\n",
      view, query, label);
}

static void
append_views (GString *html, const DescoSandboxPage *page)
{
  desco_sandbox_html_append (html, "<nav aria-label=\"Quali posizioni\"><ul>\n");
  append_view (html, "Aperte", "aperte", !page->all, page->search);
  append_view (html, "Tutte", "tutte", page->all, page->search);
  desco_sandbox_html_append (html, "</ul></nav>\n");
}

static void
append_button (GString *html,
               const char *action,
               const char *label,
               const char *class,
               const char *nav)
{
  desco_sandbox_html_append (
      html,
      "<button name=\"azione\" value=\"%s\" class=\"%s\" aria-label=\"%s: avviso %s\">%s"
      "</button>\n",
      action, class, label, nav, label);
}

/* Offers what the state machine would not refuse. */
static void
append_actions (GString *html,
                const DescoSandboxPage *page,
                const DescoSandboxPosition *position,
                const DescoSandboxOption *option)
{
  gboolean payable = desco_sandbox_state_check_payable (position, option, NULL);
  gboolean expirable = desco_sandbox_state_can_expire (position);

  if (!payable && !expirable)
    return;
  desco_sandbox_html_append (html,
                             "<form action=\"/azioni\" method=\"post\">\n"
                             "<input type=\"hidden\" name=\"avviso\" value=\"%s\">\n"
                             "<input type=\"hidden\" name=\"vista\" value=\"%s\">\n"
                             "<input type=\"hidden\" name=\"q\" value=\"%s\">\n",
                             option->nav, page->all ? "tutte" : "aperte",
                             page->search != NULL ? page->search : "");
  if (payable)
    {
      append_button (html, "paga", "Paga", "likely", option->nav);
      append_button (html, "rifiuta", "Rifiuta", "other", option->nav);
    }
  if (expirable)
    append_button (html, "scade", "Fai scadere", "other", option->nav);
  desco_sandbox_html_append (html, "</form>\n");
}

static void
append_status (GString *html,
               const DescoSandboxPosition *position,
               const DescoSandboxOption *option)
{
  gboolean waits = position->status == DESCO_SANDBOX_PUBLISHED;
  g_autofree char *from = format_moment (position->validity);
  g_autofree char *when = format_moment (option->payment);

  desco_sandbox_html_append (html, "<span class=\"status %s\">%s</span>",
                             desco_sandbox_status_to_string (position->status),
                             status_words[position->status]);
  if (waits)
    desco_sandbox_html_append (html, " <small>dal %s</small>", from);
  else if (option->paid)
    desco_sandbox_html_append (html, " <small>il %s</small>", when);
}

static void
append_row (GString *html,
            const DescoSandboxPage *page,
            const DescoSandboxPosition *position,
            guint index)
{
  const DescoSandboxOption *option = g_ptr_array_index (position->options, index);
  JsonObject *body = desco_sandbox_position_get_option_body (position, index);
  g_autofree char *nav = desco_notice_number_format (option->nav);
  g_autofree char *amount = desco_money_format (option->amount);
  g_autofree char *due = format_moment (option->due);

  desco_sandbox_html_append (
      html,
      "<tr role=\"row\">\n"
      "<th role=\"rowheader\" scope=\"row\"><span class=\"number\">%s</span><small>%s</small>"
      "<small>%s, %s</small></th>\n"
      "<td role=\"cell\" data-label=\"Debitore\">%s<small>%s</small></td>\n"
      "<td role=\"cell\" data-label=\"Importo\" class=\"figure\">%s €</td>\n"
      "<td role=\"cell\" data-label=\"Scadenza\" class=\"figure\">%s</td>\n"
      "<td role=\"cell\" data-label=\"Stato\">",
      nav, json_object_get_string_member (body, "description"),
      json_object_get_string_member (position->body, "companyName"), position->organization,
      json_object_get_string_member (position->body, "fullName"),
      json_object_get_string_member (position->body, "fiscalCode"), amount, due);
  append_status (html, position, option);
  desco_sandbox_html_append (html, "</td>\n<td role=\"cell\" class=\"actions\">");
  append_actions (html, page, position, option);
  desco_sandbox_html_append (html, "</td>\n</tr>\n");
}

/* The roles keep it a table where a narrow window lays its rows out as cards. */
static void
append_table (GString *html, const DescoSandboxPage *page)
{
  desco_sandbox_html_append (html,
                             "<table role=\"table\">\n"
                             "<caption>%s: %u</caption>\n"
                             "<thead role=\"rowgroup\"><tr role=\"row\">\n",
                             page->all ? "Posizioni debitorie" : "Posizioni debitorie aperte",
                             page->total);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    desco_sandbox_html_append (html,
                               "<th role=\"columnheader\" scope=\"col\" class=\"%s\">%s</th>\n",
                               columns[i].class, columns[i].label);
  desco_sandbox_html_append (html, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
  for (guint i = 0; i < page->positions->len; i++)
    {
      const DescoSandboxPosition *position = g_ptr_array_index (page->positions, i);

      for (guint j = 0; j < position->options->len; j++)
        append_row (html, page, position, j);
    }
  desco_sandbox_html_append (html, "</tbody>\n</table>\n");
}

static void
append_nothing (GString *html, const DescoSandboxPage *page)
{
  if (page->search != NULL)
    desco_sandbox_html_append (
        html,
        "<p class=\"empty\">Nessuna posizione %s con “%s” nel codice avviso. Controlla le "
        "cifre%s.</p>\n",
        page->all ? "" : "aperta ", page->search,
        page->all ? "" : ", oppure guarda tra tutte: forse è già pagata");
  else
    desco_sandbox_html_append (
        html, "<p class=\"empty\">Qui compaiono le posizioni che un ente pubblica su questa "
              "piattaforma di prova. Vendi dei buoni in Desco e pubblica l'avviso: lo paghi da "
              "qui.</p>\n");
}

static void
append_turn (GString *html, const DescoSandboxPage *page, guint number, const char *label)
{
  g_autofree char *query
      = g_uri_escape_string (page->search != NULL ? page->search : "", NULL, FALSE);

  desco_sandbox_html_append (html,
                             "<li><a href=\"/?vista=%s&amp;q=%s&amp;pagina=%u\">%s</a></li>\n",
                             page->all ? "tutte" : "aperte", query, number, label);
}

static void
append_pages (GString *html, const DescoSandboxPage *page)
{
  if (page->pages < 2)
    return;
  desco_sandbox_html_append (html, "<nav aria-label=\"Pagine\"><ul>\n");
  if (page->number > 0)
    append_turn (html, page, page->number - 1, "Precedente");
  desco_sandbox_html_append (html, "<li>Pagina %u di %u</li>\n", page->number + 1, page->pages);
  if (page->number + 1 < page->pages)
    append_turn (html, page, page->number + 1, "Successiva");
  desco_sandbox_html_append (html, "</ul></nav>\n");
}

/**
 * desco_sandbox_page_to_html:
 * @page: what to show
 *
 * Returns: (transfer full): the page, every value in it escaped
 */
char *
desco_sandbox_page_to_html (const DescoSandboxPage *page)
{
  GString *html = desco_sandbox_html_begin ("Sportello di prova",
                                            "Paga un avviso come farebbe una banca, rifiuta il "
                                            "pagamento o fai scadere la posizione.");

  append_result (html, page);
  append_search (html, page);
  append_views (html, page);
  if (page->positions->len > 0)
    append_table (html, page);
  else
    append_nothing (html, page);
  append_pages (html, page);
  return desco_sandbox_html_end (html);
}
