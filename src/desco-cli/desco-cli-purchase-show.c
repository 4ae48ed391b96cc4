/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-commands.h"

#include "desco-cli-purchase.h"
#include "model/desco-date.h"
#include "store/desco-purchases.h"

static void
add_events (DescoCli *cli, JsonBuilder *builder, GPtrArray *events)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < events->len; i++)
    {
      const DescoPurchaseEvent *event = g_ptr_array_index (events, i);
      g_autofree char *at = desco_time_to_rfc3339 (event->at);

      json_builder_begin_object (builder);
      desco_cli_add_time (builder, "at", event->at);
      desco_cli_add_text (builder, "author", event->author);
      desco_cli_add_text (builder, "status", desco_purchase_status_to_nick (event->status));
      desco_cli_add_text (builder, "detail", event->detail);
      json_builder_end_object (builder);
      desco_cli_say (cli, "    %s  %s  %s  %s", at, event->author != NULL ? event->author : "",
                     desco_purchase_status_to_words (event->status),
                     event->detail != NULL ? event->detail : "");
    }
  json_builder_end_array (builder);
}

/**
 * desco_cli_purchase_show:
 * @cli: the call
 * @argc: how many words
 * @argv: the words
 * @error: where to put an error
 *
 * `purchase show ID`: a purchase and what became of it.
 *
 * Returns: whether it was read
 */
gboolean
desco_cli_purchase_show (DescoCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (DescoPurchase) purchase = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!desco_cli_parse (cli, argc, argv, NULL, "ID", 1, 1, error)
      || desco_cli_open (cli, error) == NULL)
    return FALSE;
  purchase = desco_purchases_find (cli->store, cli->words[0], cli->cancellable, error);
  if (purchase == NULL)
    return FALSE;
  events = desco_purchases_list_events (cli->store, &purchase->id, cli->cancellable, error);
  if (events == NULL)
    return FALSE;

  desco_cli_say_purchase (cli, purchase);
  json_builder_begin_object (builder);
  desco_cli_add_purchase_members (builder, purchase);
  json_builder_set_member_name (builder, "events");
  add_events (cli, builder, events);
  json_builder_end_object (builder);
  desco_cli_answer (cli, builder);
  return TRUE;
}
