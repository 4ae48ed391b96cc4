/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <json-glib/json-glib.h>

#include "store/desco-store.h"

G_BEGIN_DECLS

/* What a command of desco-cli stands on: the words of its call, the database, and one answer, as
 * text for people or as a JSON document. */

/**
 * DescoCliExit:
 * @DESCO_CLI_DONE: all was done
 * @DESCO_CLI_REFUSED: bad input, or a rule
 * @DESCO_CLI_USAGE: the call's words are wrong
 * @DESCO_CLI_DAMAGED: the database failed its integrity check
 * @DESCO_CLI_UNREACHABLE: pagoPA or the server can't be reached; the work is kept
 * @DESCO_CLI_PARTLY: partly done; the answer says which
 *
 * How a program ends. Scripts rely on these.
 */
typedef enum
{
  DESCO_CLI_DONE = 0,
  DESCO_CLI_REFUSED = 1,
  DESCO_CLI_USAGE = 2,
  DESCO_CLI_DAMAGED = 3,
  DESCO_CLI_UNREACHABLE = 4,
  DESCO_CLI_PARTLY = 5,
} DescoCliExit;

typedef struct
{
  /* The words before the command. */
  char *database;
  char *secrets_file;
  char *pagopa_url;
  gboolean json;
  char *help; /* what --help without a command prints */

  /* The command's own words, after its options. */
  const char *command;
  char **words;
  guint n_words;

  GCancellable *cancellable; /* cancelled by Ctrl-C */
  DescoStore *store;
  JsonNode *answer;
  DescoCliExit exit;
} DescoCli;

/**
 * DescoCliFunc:
 * @cli: the call
 * @argc: how many words there are, the command's name included
 * @argv: the words
 * @error: where to put an error; its domain decides how the program ends
 *
 * A command. It gives its answer with desco_cli_answer() and desco_cli_say().
 *
 * Returns: whether it was carried out; @cli.exit may still say "partly"
 */
typedef gboolean (*DescoCliFunc) (DescoCli *cli, int argc, char **argv, GError **error);

gboolean desco_cli_parse (DescoCli *cli,
                          int argc,
                          char **argv,
                          const GOptionEntry *entries,
                          const char *arguments,
                          guint min_words,
                          guint max_words,
                          GError **error);
DescoStore *desco_cli_open (DescoCli *cli, GError **error);
void desco_cli_answer (DescoCli *cli, JsonBuilder *builder);
void desco_cli_say (DescoCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
void desco_cli_end (DescoCli *cli, DescoCliExit exit, const char *format, ...) G_GNUC_PRINTF (3, 4);
void desco_cli_progress (guint done, guint total, gpointer cli);
void desco_cli_progress_end (DescoCli *cli);

void desco_cli_add_text (JsonBuilder *builder, const char *name, const char *text);
void desco_cli_add_int (JsonBuilder *builder, const char *name, gint64 number);
void desco_cli_add_uuid (JsonBuilder *builder, const char *name, const DescoUuid *uuid);
void desco_cli_add_date (JsonBuilder *builder, const char *name, const GDate *date);
void desco_cli_add_time (JsonBuilder *builder, const char *name, gint64 utc_microseconds);

gboolean desco_cli_read_date (const char *text, const char *field, GDate *date, GError **error);
gboolean
desco_cli_read_number (const char *text, const char *field, gint64 *number, GError **error);

G_END_DECLS
