/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

/* The only header that shows a sqlite3*: for the files of store/ that stand on it directly. */

#include <sqlite3.h>

#include "store/desco-connection-private.h"

G_BEGIN_DECLS

/* "Desc" in ASCII: it marks the file as ours. */
#define DESCO_APPLICATION_ID_NUMBER 0x44657363

/* What a connection is made of: opened in desco-connection.c, worked with in desco-transaction.c,
 * in the name of whom desco-identity.c tells. */
struct _DescoConnection
{
  sqlite3 *database;
  DescoConnectionMode mode;
  GHashTable *statements; /* address of the text → DescoStatement */
  GHashTable *noted;      /* the pupils whose search words are to be written */
  DescoUuid author;
  DescoUuid device;
  guint device_code;
  gint64 hlc;
};

DescoStatement *desco_statement_new (sqlite3 *database, const char *sql);
void desco_statement_free (DescoStatement *self);

gboolean desco_connection_ensure_identity (DescoConnection *self, GError **error);

gboolean desco_migrations_apply (sqlite3 *database, const char *path, GError **error);
int desco_migrations_latest (void);

gboolean desco_sqlite_backup (sqlite3 *database, const char *path, GError **error);
gboolean desco_sqlite_exec (sqlite3 *database, const char *sql, GError **error);
gboolean
desco_sqlite_pragma_int (sqlite3 *database, const char *sql, gint64 *value, GError **error);
void desco_sqlite_set_error (GError **error, sqlite3 *database, int code);

G_END_DECLS
