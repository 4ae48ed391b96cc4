/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-routes.h"

#include "desco-sandbox-error.h"
#include "desco-sandbox-page-html.h"
#include "desco-sandbox-payment.h"
#include "desco-sandbox-state.h"
#include "model/desco-clock.h"

#include <gio/gio.h>

#define STYLE_RESOURCE "/io/github/desco/Desco/sandbox/page.css"
#define PAGE_SIZE 50
#define MAX_PAGE 1000000

/* Where the notice number stands in the text of a notice's QR code (N-11). */
#define QR_PREFIX "PAGOPA|"
#define QR_NAV 2

static const struct
{
  DescoSandboxError code;
  const char *word;
} refusals[] = {
  { DESCO_SANDBOX_ERROR_ALREADY_PAID, "gia-pagato" },
  { DESCO_SANDBOX_ERROR_NOT_PAYABLE, "non-pagabile" },
  { DESCO_SANDBOX_ERROR_EXPIRED, "gia-scaduto" },
  { DESCO_SANDBOX_ERROR_NOT_UPDATABLE, "non-scade" },
  { DESCO_SANDBOX_ERROR_OPTION_NOT_FOUND, "sconosciuto" },
};

/* What the page may load: its own style, and nothing from anywhere else. */
static void
set_safety_headers (DescoSandboxReply *reply)
{
  soup_message_headers_replace (reply->headers, "Content-Security-Policy",
                                "default-src 'none'; style-src 'self'; form-action 'self'; "
                                "base-uri 'none'; frame-ancestors 'none'");
  soup_message_headers_replace (reply->headers, "Referrer-Policy", "same-origin");
  soup_message_headers_replace (reply->headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (reply->headers, "Cache-Control", "no-store");
}

/* People type a number with blanks, copy it in groups, or scan the whole code. */
static char *
read_search (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;
  const char *number = text;

  if (text == NULL)
    return NULL;
  if (g_str_has_prefix (text, QR_PREFIX))
    {
      parts = g_strsplit (text, "|", -1);
      if (g_strv_length (parts) > QR_NAV)
        number = parts[QR_NAV];
    }
  for (const char *p = number; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (digits, *p);
  return digits->len > 0 ? g_string_free (g_steal_pointer (&digits), FALSE) : NULL;
}

static gboolean
handle_page (DescoSandbox *sandbox,
             const DescoSandboxRequest *request,
             DescoSandboxReply *reply,
             GError **error)
{
  g_autofree char *search = read_search (desco_sandbox_request_get (request, "q"));
  DescoSandboxPage page = {
    .search = search,
    .all = g_strcmp0 (desco_sandbox_request_get (request, "vista"), "tutte") == 0,
    .result = desco_sandbox_request_get (request, "esito"),
    .result_nav = desco_sandbox_request_get (request, "avviso"),
  };
  DescoSandboxFilter filter = { .only_open = !page.all, .text = search, .limit = PAGE_SIZE };
  g_autoptr (GPtrArray) positions = NULL;
  g_autofree char *html = NULL;

  if (!desco_sandbox_request_get_number (request, "pagina", 0, 0, MAX_PAGE, &page.number, error))
    return FALSE;
  filter.offset = page.number * PAGE_SIZE;
  positions = desco_sandbox_store_list (sandbox->store, &filter, &page.total, error);
  if (positions == NULL)
    return FALSE;

  page.positions = positions;
  page.pages = (page.total + PAGE_SIZE - 1) / PAGE_SIZE;
  html = desco_sandbox_page_to_html (&page);
  set_safety_headers (reply);
  desco_sandbox_reply_set_text (reply, SOUP_STATUS_OK, "text/html; charset=utf-8", html);
  return TRUE;
}

static gboolean
handle_style (DescoSandbox *sandbox,
              const DescoSandboxRequest *request,
              DescoSandboxReply *reply,
              GError **error)
{
  g_autoptr (GBytes) style
      = g_resources_lookup_data (STYLE_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (style == NULL)
    return FALSE;
  set_safety_headers (reply);
  desco_sandbox_reply_set_text (reply, SOUP_STATUS_OK, "text/css; charset=utf-8",
                                g_bytes_get_data (style, NULL));
  return TRUE;
}

static gboolean
make_payment (DescoSandbox *sandbox, const char *nav, DescoSandboxOutcome outcome, GError **error)
{
  DescoSandboxPayment payment = { .nav = nav, .outcome = outcome };
  g_autofree char *receipt_id = NULL;
  g_autoptr (DescoSandboxPosition) position
      = desco_sandbox_payment_make (sandbox->store, &payment, &receipt_id, error);

  return position != NULL;
}

static gboolean
pay (DescoSandbox *sandbox, const char *nav, GError **error)
{
  return make_payment (sandbox, nav, DESCO_SANDBOX_OUTCOME_OK, error);
}

static gboolean
decline (DescoSandbox *sandbox, const char *nav, GError **error)
{
  return make_payment (sandbox, nav, DESCO_SANDBOX_OUTCOME_KO, error);
}

static gboolean
expire (DescoSandbox *sandbox, const char *nav, GError **error)
{
  g_autoptr (DescoSandboxPosition) position
      = desco_sandbox_store_find_by_nav (sandbox->store, NULL, nav, error);

  return position != NULL && desco_sandbox_state_expire (position, desco_clock_now (), error)
         && desco_sandbox_store_save (sandbox->store, position, error);
}

/* The word for a refusal, before which nothing was changed; %NULL for what went wrong midway. */
static const char *
find_refusal (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_error_matches (error, DESCO_SANDBOX_ERROR, (int) refusals[i].code))
      return refusals[i].word;
  return NULL;
}

/* Does what a button says; returns the word for what came of it, or %NULL with @error. */
static const char *
act (DescoSandbox *sandbox, const char *action, const char *nav, GError **error)
{
  static const struct
  {
    const char *action;
    gboolean (*carry_out) (DescoSandbox *, const char *, GError **);
    const char *word;
  } acts[] = {
    { "paga", pay, "pagato" },
    { "rifiuta", decline, "rifiutato" },
    { "scade", expire, "scaduto" },
  };
  GError *local_error = NULL;
  const char *word = NULL;
  gsize i = 0;

  while (i < G_N_ELEMENTS (acts) && g_strcmp0 (action, acts[i].action) != 0)
    i++;
  if (nav == NULL || i == G_N_ELEMENTS (acts))
    {
      g_set_error (error, DESCO_SANDBOX_ERROR, DESCO_SANDBOX_ERROR_MALFORMED,
                   "The form needs avviso, and azione: paga, rifiuta or scade");
      return NULL;
    }
  if (acts[i].carry_out (sandbox, nav, &local_error))
    return acts[i].word;

  word = find_refusal (local_error);
  if (word == NULL)
    g_propagate_error (error, local_error);
  else
    g_error_free (local_error);
  return word;
}

static gboolean
handle_action (DescoSandbox *sandbox,
               const DescoSandboxRequest *request,
               DescoSandboxReply *reply,
               GError **error)
{
  g_autofree char *text
      = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_autoptr (GHashTable) form = soup_form_decode (text);
  const char *nav = g_hash_table_lookup (form, "avviso");
  const char *view = g_hash_table_lookup (form, "vista");
  const char *search = g_hash_table_lookup (form, "q");
  const char *word = act (sandbox, g_hash_table_lookup (form, "azione"), nav, error);
  g_autofree char *query = NULL;
  g_autofree char *location = NULL;

  if (word == NULL)
    return FALSE;

  /* Answered by a page to read, so that loading it again does nothing again. */
  query = soup_form_encode ("vista", view != NULL ? view : "aperte", "q",
                            search != NULL ? search : "", "esito", word, "avviso", nav, NULL);
  location = g_strconcat ("/?", query, NULL);
  soup_message_headers_replace (reply->headers, "Location", location);
  reply->status = SOUP_STATUS_SEE_OTHER;
  return TRUE;
}

static const DescoSandboxRoute routes[] = {
  { "GET", "", handle_page },
  { "GET", "page.css", handle_style },
  { "POST", "azioni", handle_action },
};

/* What a person sees in a browser. */
const DescoSandboxArea desco_sandbox_page_area
    = { "", DESCO_SANDBOX_CALLER_LOCAL, routes, G_N_ELEMENTS (routes) };
