/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gio/gio.h>

#include "model/desco-uuid.h"

G_BEGIN_DECLS

/* A connection to the database and its statements. Nothing above store/ sees a sqlite3*: this is
 * what the repositories and the ledger work with. A statement is a constant text, prepared once and
 * kept by its address; values are bound by name. Errors of binding and stepping are gathered, so
 * that a repository writes its lines without a check after each: step() tells.
 *
 *   static const char SELECT_NAME[] = "SELECT name FROM school WHERE id = :id";
 *
 *   DescoStatement *statement = desco_connection_get (connection, SELECT_NAME);
 *   desco_statement_bind_uuid (statement, ":id", id);
 *   while (desco_statement_step (statement, error))
 *     use (desco_statement_text (statement, 0));
 */

typedef struct _DescoConnection DescoConnection;
typedef struct _DescoStatement DescoStatement;

/* Makes something of the row that a statement stands at; the caller owns it. */
typedef gpointer (*DescoStatementRead) (DescoStatement *statement);

typedef enum
{
  DESCO_CONNECTION_WRITER,
  DESCO_CONNECTION_READER,
} DescoConnectionMode;

DescoConnection *desco_connection_open (const char *path, DescoConnectionMode mode, GError **error);
DescoConnection *desco_connection_create (const char *path, GError **error);
void desco_connection_free (DescoConnection *self);
gboolean desco_connection_begin (DescoConnection *self, GError **error);
gboolean desco_connection_commit (DescoConnection *self, GError **error);
void desco_connection_rollback (DescoConnection *self);
void desco_connection_checkpoint (DescoConnection *self);
gboolean desco_connection_backup (DescoConnection *self, const char *path, GError **error);

DescoStatement *desco_connection_get (DescoConnection *self, const char *sql);

void desco_statement_bind_int (DescoStatement *self, const char *name, gint64 value);
void desco_statement_bind_null (DescoStatement *self, const char *name);
void desco_statement_bind_text (DescoStatement *self, const char *name, const char *value);
void desco_statement_bind_uuid (DescoStatement *self, const char *name, const DescoUuid *value);
void desco_statement_bind_date (DescoStatement *self, const char *name, const GDate *value);
void desco_statement_bind_blob (DescoStatement *self,
                                const char *name,
                                gconstpointer value,
                                gsize length);
void desco_statement_bind_held_blob (DescoStatement *self,
                                     const char *name,
                                     gconstpointer value,
                                     gsize length);

gboolean desco_statement_step (DescoStatement *self, GError **error);
gboolean desco_statement_run (DescoStatement *self, GError **error);
gpointer desco_statement_take (DescoStatement *self, DescoStatementRead read, GError **error);
GPtrArray *desco_statement_take_all (DescoStatement *self,
                                     DescoStatementRead read,
                                     GDestroyNotify free_func,
                                     GError **error);
GArray *desco_statement_take_uuids (DescoStatement *self, GError **error);
void desco_statement_reset (DescoStatement *self);

gboolean desco_statement_is_null (DescoStatement *self, int column);
gint64 desco_statement_int (DescoStatement *self, int column);
const char *desco_statement_text (DescoStatement *self, int column);
char *desco_statement_dup_text (DescoStatement *self, int column);
DescoUuid desco_statement_uuid (DescoStatement *self, int column);
GDate desco_statement_date (DescoStatement *self, int column);
const guint8 *desco_statement_blob (DescoStatement *self, int column, gsize *length);

gint64 desco_connection_changes (DescoConnection *self);
gint64 desco_connection_last_row (DescoConnection *self);
GPtrArray *desco_connection_check (DescoConnection *self, GError **error);

const DescoUuid *desco_connection_get_author (DescoConnection *self);
const DescoUuid *desco_connection_get_device (DescoConnection *self);
guint desco_connection_get_device_code (DescoConnection *self);
gint64 desco_connection_next_hlc (DescoConnection *self);
GHashTable *desco_connection_get_noted_pupils (DescoConnection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoConnection, desco_connection_free)

G_END_DECLS
