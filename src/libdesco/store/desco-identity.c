/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-sqlite-private.h"
#include "store/desco-store-private.h"

static const char SELECT_DEVICE[] = "SELECT id, code FROM device";
static const char INSERT_DEVICE[] = "INSERT INTO device (id, code, name) VALUES (:id, 0, :name)";
static const char SELECT_AUTHOR[] = "SELECT id FROM author WHERE login = :login";
static const char INSERT_AUTHOR[]
    = "INSERT INTO author (id, login, name) VALUES (:id, :login, :name)";

/* Reads what is there; the nil id where there is nothing. */
static gboolean
load_identity (DescoConnection *self, GError **error)
{
  DescoStatement *statement = desco_connection_get (self, SELECT_DEVICE);
  GError *local_error = NULL;

  if (desco_statement_step (statement, &local_error))
    {
      self->device = desco_statement_uuid (statement, 0);
      self->device_code = (guint) desco_statement_int (statement, 1);
    }
  desco_statement_reset (statement);

  if (local_error == NULL)
    {
      statement = desco_connection_get (self, SELECT_AUTHOR);
      desco_statement_bind_text (statement, ":login", g_get_user_name ());
      if (desco_statement_step (statement, &local_error))
        self->author = desco_statement_uuid (statement, 0);
      desco_statement_reset (statement);
    }

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
is_known (DescoConnection *self)
{
  return !desco_uuid_is_nil (&self->device) && !desco_uuid_is_nil (&self->author);
}

static gboolean
add_device (DescoConnection *self, GError **error)
{
  DescoStatement *statement = desco_connection_get (self, INSERT_DEVICE);

  self->device = desco_uuid_generate ();
  desco_statement_bind_uuid (statement, ":id", &self->device);
  desco_statement_bind_text (statement, ":name", g_get_host_name ());
  return desco_statement_run (statement, error);
}

static gboolean
add_author (DescoConnection *self, GError **error)
{
  DescoStatement *statement = desco_connection_get (self, INSERT_AUTHOR);

  self->author = desco_uuid_generate ();
  desco_statement_bind_uuid (statement, ":id", &self->author);
  desco_statement_bind_text (statement, ":login", g_get_user_name ());
  desco_statement_bind_text (statement, ":name", g_get_real_name ());
  return desco_statement_run (statement, error);
}

/**
 * desco_connection_ensure_identity: (skip)
 * @self: a writer's connection outside a transaction
 * @error: where to put an error
 *
 * A desk has an identity of its own from its first day, and each of its users is an author.
 * Where both are known nothing is written, so that who only reads waits for nobody.
 *
 * Returns: whether @self knows both
 */
gboolean
desco_connection_ensure_identity (DescoConnection *self, GError **error)
{
  if (!load_identity (self, error))
    return FALSE;
  if (is_known (self))
    return TRUE;

  /* Another program may have been here first. */
  if (!desco_connection_begin (self, error))
    return FALSE;
  if (load_identity (self, error)
      && (!desco_uuid_is_nil (&self->device) || add_device (self, error))
      && (!desco_uuid_is_nil (&self->author) || add_author (self, error))
      && desco_connection_commit (self, error))
    return TRUE;

  desco_connection_rollback (self);
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

static gpointer
device_code_reader (DescoConnection *connection,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_DEVICE);
  guint *device_code = data;
  GError *local_error = NULL;

  *device_code = 0;
  if (desco_statement_step (statement, &local_error))
    *device_code = (guint) desco_statement_int (statement, 1);
  desco_statement_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return GINT_TO_POINTER (local_error == NULL);
}

/**
 * desco_store_read_device_code:
 * @store: the database
 * @device_code: (out): the number that this desk's notice numbers carry: 0 for one that stands alone,
 *   to 999
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: whether it was read
 */
gboolean
desco_store_read_device_code (DescoStore *store,
                              guint *device_code,
                              GCancellable *cancellable,
                              GError **error)
{
  return desco_store_read (store, device_code_reader, device_code, cancellable, error) != NULL;
}
