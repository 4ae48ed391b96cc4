/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-checkout-html.h"

#include "desco-sandbox-html.h"
#include "model/desco-money.h"
#include "pagopa/desco-notice-number.h"

static const struct
{
  const char *word;
  const char *label;
  const char *help;
} methods[] = {
  { "carta", "Carta di credito o debito", "Qualsiasi numero va bene: è una prova." },
  { "conto", "Conto corrente", "Come dall'app della banca." },
  { "altro", "Altro metodo", "Un'app di pagamento, per esempio." },
};

static const struct
{
  const char *word;
  const char *title;
} returns[] = {
  { "ok", "Il pagamento è stato inviato" },
  { "annullato", "Il pagamento è stato annullato" },
  { "errore", "Il pagamento non è riuscito" },
  { "attesa", "Il pagamento è in corso" },
};

static void
append_problem (GString *html, const DescoSandboxCheckout *checkout)
{
  if (checkout->problem != NULL)
    desco_sandbox_html_append (html, "<p class=\"refused\" role=\"alert\" id=\"problema\">%s</p>\n",
                               checkout->problem);
}

static void
append_cart (GString *html, const DescoSandboxCart *cart)
{
  g_autofree char *total = desco_money_format (desco_sandbox_cart_get_amount (cart));

  desco_sandbox_html_append (
      html,
      "<table role=\"table\">\n"
      "<caption>Da pagare: %s €</caption>\n"
      "<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Avviso"
      "</th><th role=\"columnheader\" scope=\"col\">Ente</th><th role=\"columnheader\" "
      "scope=\"col\" class=\"figure\">Importo</th></tr></thead>\n"
      "<tbody role=\"rowgroup\">\n",
      total);
  for (guint i = 0; i < cart->notices->len; i++)
    {
      const DescoSandboxCartNotice *notice = g_ptr_array_index (cart->notices, i);
      g_autofree char *nav = desco_notice_number_format (notice->nav);
      g_autofree char *amount = desco_money_format (notice->amount);

      desco_sandbox_html_append (
          html,
          "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><span class=\"number\">%s</span>"
          "<small>%s</small></th><td role=\"cell\" data-label=\"Ente\">%s<small>%s</small></td>"
          "<td role=\"cell\" data-label=\"Importo\" class=\"figure\">%s €</td></tr>\n",
          nav, notice->description, notice->company, notice->organization, amount);
    }
  g_string_append (html, "</tbody>\n</table>\n");
}

static void
append_methods (GString *html, const DescoSandboxCheckout *checkout)
{
  g_string_append (html, "<fieldset>\n<legend>Come vuoi pagare?</legend>\n");
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    desco_sandbox_html_append (
        html,
        "<label class=\"choice\"><input type=\"radio\" name=\"metodo\" value=\"%s\" required%s>"
        "<span>%s<small>%s</small></span></label>\n",
        methods[i].word, g_strcmp0 (checkout->method, methods[i].word) == 0 ? " checked" : "",
        methods[i].label, methods[i].help);
  g_string_append (html, "</fieldset>\n");
}

static void
append_field (GString *html,
              const char *name,
              const char *label,
              const char *type,
              const char *value,
              const char *more)
{
  desco_sandbox_html_append (
      html,
      "<p class=\"field\"><label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" type=\"%s\" "
      "value=\"%s\" required %s></p>\n",
      name, label, name, name, type, value != NULL ? value : "", more);
}

/**
 * desco_sandbox_checkout_is_method:
 * @word: (nullable): what a form sent
 *
 * Returns: whether it is one of the ways to pay
 */
gboolean
desco_sandbox_checkout_is_method (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (word, methods[i].word) == 0)
      return TRUE;
  return FALSE;
}

/**
 * desco_sandbox_checkout_choice_to_html:
 * @checkout: where somebody is
 *
 * Returns: (transfer full): the page that asks how to pay
 */
char *
desco_sandbox_checkout_choice_to_html (const DescoSandboxCheckout *checkout)
{
  GString *html = desco_sandbox_html_begin ("Paga gli avvisi",
                                            "Passo 1 di 2: controlla e scegli come pagare.");

  append_problem (html, checkout);
  append_cart (html, checkout->cart);
  desco_sandbox_html_append (
      html, "<form class=\"checkout\" action=\"/carrello/%s/dati\" method=\"get\">\n",
      checkout->cart->id);
  append_methods (html, checkout);
  g_string_append (html, "<p class=\"buttons\"><button class=\"likely\">Continua</button></p>\n"
                         "</form>\n");
  desco_sandbox_html_append (
      html,
      "<form class=\"checkout\" action=\"/carrello/%s/esito\" method=\"post\">\n"
      "<p class=\"buttons\"><button class=\"other\" name=\"azione\" value=\"abbandona\">Annulla e "
      "torna all'ente</button></p>\n</form>\n",
      checkout->cart->id);
  return desco_sandbox_html_end (html);
}

/**
 * desco_sandbox_checkout_data_to_html:
 * @checkout: where somebody is, the way to pay chosen
 *
 * Returns: (transfer full): the page that asks for the payer's data and pays
 */
char *
desco_sandbox_checkout_data_to_html (const DescoSandboxCheckout *checkout)
{
  const DescoSandboxCart *cart = checkout->cart;
  const char *email = checkout->email != NULL ? checkout->email : cart->email;
  g_autofree char *total = desco_money_format (desco_sandbox_cart_get_amount (cart));
  GString *html = desco_sandbox_html_begin ("Paga gli avvisi",
                                            "Passo 2 di 2: i tuoi dati, poi il pagamento.");

  append_problem (html, checkout);
  append_cart (html, cart);
  desco_sandbox_html_append (
      html,
      "<form class=\"checkout\" action=\"/carrello/%s/esito\" method=\"post\">\n"
      "<input type=\"hidden\" name=\"metodo\" value=\"%s\">\n",
      cart->id, checkout->method);
  append_field (html, "intestatario", "Nome e cognome di chi paga", "text", checkout->holder,
                "autocomplete=\"name\"");
  append_field (html, "email", "E-mail per la ricevuta", "email", email, "autocomplete=\"email\"");
  if (g_str_equal (checkout->method, "carta"))
    append_field (html, "carta", "Numero della carta (di prova)", "text", NULL,
                  "inputmode=\"numeric\" autocomplete=\"off\"");
  desco_sandbox_html_append (
      html,
      "<p class=\"buttons\"><button class=\"likely\" name=\"azione\" value=\"paga\">Paga %s €"
      "</button>\n"
      "<button class=\"other\" name=\"azione\" value=\"rifiuta\" formnovalidate>Fai rifiutare "
      "dalla "
      "banca</button>\n"
      "<button class=\"other\" name=\"azione\" value=\"abbandona\" formnovalidate>Annulla e torna "
      "all'ente</button></p>\n</form>\n",
      total);
  return desco_sandbox_html_end (html);
}

/**
 * desco_sandbox_checkout_closed_to_html:
 * @cart: (nullable): a cart that nobody can pay any more; %NULL for one that is not there
 *
 * Returns: (transfer full): the page that says so
 */
char *
desco_sandbox_checkout_closed_to_html (const DescoSandboxCart *cart)
{
  const char *lead = "Torna all'ente e chiedi di pagare di nuovo.";
  const char *title = "Questo carrello non c'è";

  if (cart != NULL && cart->state == DESCO_SANDBOX_CART_PAID)
    {
      title = "Questo carrello è già stato pagato";
      lead = "Non c'è altro da fare: le ricevute sono pronte per l'ente.";
    }
  else if (cart != NULL)
    title = "Questo carrello è stato annullato";
  return desco_sandbox_html_end (desco_sandbox_html_begin (title, lead));
}

/**
 * desco_sandbox_checkout_return_to_html:
 * @result: (nullable): how the payment ended, as the return address says
 *
 * Returns: (transfer full): the page that stands for the creditor's
 */
char *
desco_sandbox_checkout_return_to_html (const char *result)
{
  const char *title = "Ritorno all'ente";

  for (gsize i = 0; i < G_N_ELEMENTS (returns); i++)
    if (g_strcmp0 (result, returns[i].word) == 0)
      title = returns[i].title;
  return desco_sandbox_html_end (desco_sandbox_html_begin (
      title, "Puoi chiudere questa pagina. Non è una prova di pagamento: fa fede la ricevuta che "
             "l'ente riceve da pagoPA."));
}
