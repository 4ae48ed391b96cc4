/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-sqlite-private.h"

static const char SELECT_DEVICE[] = "SELECT id, code FROM device";
static const char INSERT_DEVICE[] = "INSERT INTO device (id, code, name) VALUES (:id, 0, :name)";
static const char SELECT_AUTHOR[] = "SELECT id FROM author WHERE login = :login";
static const char INSERT_AUTHOR[]
    = "INSERT INTO author (id, login, name) VALUES (:id, :login, :name)";

/**
 * desco_connection_ensure_identity: (skip)
 * @self: a writer's connection outside a transaction
 * @error: where to put an error
 *
 * A desk has an identity of its own from its first day, and each of its users is an author.
 *
 * Returns: whether @self knows both
 */
gboolean
desco_connection_ensure_identity (DescoConnection *self, GError **error)
{
  const char *login = g_get_user_name ();
  DescoStatement *statement;
  GError *local_error = NULL;

  if (!desco_connection_begin (self, error))
    return FALSE;

  statement = desco_connection_get (self, SELECT_DEVICE);
  if (desco_statement_step (statement, &local_error))
    {
      self->device = desco_statement_uuid (statement, 0);
      self->device_code = (guint) desco_statement_int (statement, 1);
    }
  else if (local_error == NULL)
    {
      self->device = desco_uuid_generate ();
      statement = desco_connection_get (self, INSERT_DEVICE);
      desco_statement_bind_uuid (statement, ":id", &self->device);
      desco_statement_bind_text (statement, ":name", g_get_host_name ());
      desco_statement_run (statement, &local_error);
    }

  if (local_error == NULL)
    {
      statement = desco_connection_get (self, SELECT_AUTHOR);
      desco_statement_bind_text (statement, ":login", login);
      if (desco_statement_step (statement, &local_error))
        self->author = desco_statement_uuid (statement, 0);
      else if (local_error == NULL)
        {
          self->author = desco_uuid_generate ();
          statement = desco_connection_get (self, INSERT_AUTHOR);
          desco_statement_bind_uuid (statement, ":id", &self->author);
          desco_statement_bind_text (statement, ":login", login);
          desco_statement_bind_text (statement, ":name", g_get_real_name ());
          desco_statement_run (statement, &local_error);
        }
    }

  if (local_error == NULL && desco_connection_commit (self, &local_error))
    return TRUE;

  desco_connection_rollback (self);
  g_propagate_error (error, local_error);
  return FALSE;
}

/**
 * desco_connection_get_author:
 * @self: a writer's connection
 *
 * Returns: (transfer none): who works at this desk
 */
const DescoUuid *
desco_connection_get_author (DescoConnection *self)
{
  return &self->author;
}

/**
 * desco_connection_get_device:
 * @self: a writer's connection
 *
 * Returns: (transfer none): this desk
 */
const DescoUuid *
desco_connection_get_device (DescoConnection *self)
{
  return &self->device;
}

/**
 * desco_connection_get_device_code:
 * @self: a writer's connection
 *
 * Returns: the number that notice numbers carry: 0 for a desk that stands alone, to 999
 */
guint
desco_connection_get_device_code (DescoConnection *self)
{
  return self->device_code;
}
