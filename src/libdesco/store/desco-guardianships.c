/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-guardianships-private.h"

#include "model/desco-error.h"
#include "store/desco-guardians.h"
#include "store/desco-outbox-private.h"
#include "store/desco-search-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

static const char ANY_ROLE[] = "guardian";

static const char SELECT_LINKS[]
    = "SELECT guardian_id, role, payer FROM guardianship WHERE pupil_id = :pupil";
static const char INSERT_LINK[] = "INSERT INTO guardianship (pupil_id, guardian_id, role, payer)"
                                  " VALUES (:pupil, :guardian, :role, :payer)";
static const char UPDATE_ROLE[] = "UPDATE guardianship SET role = :role"
                                  " WHERE pupil_id = :pupil AND guardian_id = :guardian";
static const char UPDATE_PAYER[] = "UPDATE guardianship SET payer = :payer"
                                   " WHERE pupil_id = :pupil AND guardian_id = :guardian";

typedef struct
{
  gboolean exists;
  gboolean same_role;
  gboolean payer;
  DescoUuid payer_id; /* whoever pays for the pupil, or nil */
} Link;

static void
bind_link (DescoStatement *statement, const DescoUuid *pupil_id, const DescoUuid *guardian_id)
{
  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  desco_statement_bind_uuid (statement, ":guardian", guardian_id);
}

static gboolean
read_link (DescoConnection *connection,
           const DescoUuid *pupil_id,
           const DescoUuid *guardian_id,
           const char *role,
           Link *link,
           GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_LINKS);
  GError *local_error = NULL;

  *link = (Link){ .exists = FALSE };
  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  while (desco_statement_step (statement, &local_error))
    {
      DescoUuid id = desco_statement_uuid (statement, 0);
      gboolean pays = desco_statement_int (statement, 2) != 0;

      if (pays)
        link->payer_id = id;
      if (!desco_uuid_equal (&id, guardian_id))
        continue;
      link->exists = TRUE;
      link->same_role = g_strcmp0 (desco_statement_text (statement, 1), role) == 0;
      link->payer = pays;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* A link is told as a record of the pupil's: with one guardian and what changed between them. */
static gboolean
tell_link (DescoConnection *connection,
           const DescoUuid *pupil_id,
           const DescoUuid *guardian_id,
           const char *change,
           GError **error)
{
  g_autofree char *guardian = desco_uuid_to_string (guardian_id);
  g_autofree char *payload = g_strdup_printf ("{\"guardian_id\":\"%s\",%s}", guardian, change);

  return desco_outbox_append (connection, "guardianship", pupil_id, payload, error);
}

static gboolean
add_link (DescoConnection *connection,
          const DescoUuid *pupil_id,
          const DescoUuid *guardian_id,
          const char *role,
          gboolean payer,
          GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, INSERT_LINK);
  g_autofree char *change = g_strdup_printf ("\"role\":\"%s\",\"payer\":%d", role, payer ? 1 : 0);

  bind_link (statement, pupil_id, guardian_id);
  desco_statement_bind_text (statement, ":role", role);
  desco_statement_bind_int (statement, ":payer", payer ? 1 : 0);
  return desco_statement_run (statement, error)
         && tell_link (connection, pupil_id, guardian_id, change, error);
}

static gboolean
write_role (DescoConnection *connection,
            const DescoUuid *pupil_id,
            const DescoUuid *guardian_id,
            const char *role,
            GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, UPDATE_ROLE);
  g_autofree char *change = g_strdup_printf ("\"role\":\"%s\"", role);

  bind_link (statement, pupil_id, guardian_id);
  desco_statement_bind_text (statement, ":role", role);
  return desco_statement_run (statement, error)
         && tell_link (connection, pupil_id, guardian_id, change, error);
}

static gboolean
write_payer (DescoConnection *connection,
             const DescoUuid *pupil_id,
             const DescoUuid *guardian_id,
             gboolean payer,
             GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, UPDATE_PAYER);

  bind_link (statement, pupil_id, guardian_id);
  desco_statement_bind_int (statement, ":payer", payer ? 1 : 0);
  return desco_statement_run (statement, error)
         && tell_link (connection, pupil_id, guardian_id, payer ? "\"payer\":1" : "\"payer\":0",
                       error);
}

static gboolean
is_role (const char *role)
{
  static const char *const roles[] = { "father", "mother", "guardian", "delegate", NULL };

  return g_strv_contains (roles, role);
}

/* What a link that is there says less than the list. */
static DescoRecordOutcome
update_link (DescoConnection *connection,
             const DescoUuid *pupil_id,
             const DescoUuid *guardian_id,
             const char *role,
             gboolean pays_now,
             const Link *link,
             GError **error)
{
  gboolean new_role = role != NULL && !link->same_role && !g_str_equal (role, ANY_ROLE);

  if (!new_role && !pays_now)
    return DESCO_RECORD_UNCHANGED;
  if (new_role && !write_role (connection, pupil_id, guardian_id, role, error))
    return DESCO_RECORD_FAILED;
  if (pays_now && !write_payer (connection, pupil_id, guardian_id, TRUE, error))
    return DESCO_RECORD_FAILED;
  return DESCO_RECORD_UPDATED;
}

/**
 * desco_guardianships_link_in: (skip)
 * @connection: a writer's, in a transaction
 * @pupil_id: the child
 * @guardian_id: the adult
 * @role: (nullable): "father", "mother", "guardian" or "delegate"; %NULL where nobody said
 * @may_pay: whether the adult pays from now on, where nobody does yet
 * @error: %DESCO_INPUT_ERROR of the field `role`
 *
 * Makes an adult one of a pupil's guardians, or says what they are to the pupil. A role that
 * somebody said is not taken back by a list that says none.
 *
 * Returns: what was done
 */
DescoRecordOutcome
desco_guardianships_link_in (DescoConnection *connection,
                             const DescoUuid *pupil_id,
                             const DescoUuid *guardian_id,
                             const char *role,
                             gboolean may_pay,
                             GError **error)
{
  const char *own_role = role != NULL ? role : ANY_ROLE;
  gboolean pays_now;
  Link link;

  if (!is_role (own_role))
    {
      desco_input_error_set (error, DESCO_INPUT_ERROR_INVALID, "role",
                             _ ("“%s” is no role: write father, mother, guardian or delegate."),
                             own_role);
      return DESCO_RECORD_FAILED;
    }
  if (!read_link (connection, pupil_id, guardian_id, own_role, &link, error))
    return DESCO_RECORD_FAILED;

  pays_now = may_pay && desco_uuid_is_nil (&link.payer_id);
  if (link.exists)
    return update_link (connection, pupil_id, guardian_id, role, pays_now, &link, error);
  return add_link (connection, pupil_id, guardian_id, own_role, pays_now, error)
                 && desco_search_note_pupil (connection, pupil_id, error)
             ? DESCO_RECORD_ADDED
             : DESCO_RECORD_FAILED;
}

/**
 * desco_guardianships_set_payer_in: (skip)
 * @connection: a writer's, in a transaction
 * @pupil_id: the child
 * @guardian_id: who shall pay from now on; one of the pupil's guardians
 * @error: %DESCO_RULE_ERROR where the adult is none of them
 *
 * Moves the pupil's line to another wallet. What happened so far names who paid then, and
 * goes on naming them.
 *
 * Returns: what was done
 */
DescoRecordOutcome
desco_guardianships_set_payer_in (DescoConnection *connection,
                                  const DescoUuid *pupil_id,
                                  const DescoUuid *guardian_id,
                                  GError **error)
{
  Link link;

  if (!read_link (connection, pupil_id, guardian_id, NULL, &link, error))
    return DESCO_RECORD_FAILED;
  if (!link.exists)
    {
      g_set_error_literal (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                           _ ("Only one of the pupil's guardians can pay: add the person to them "
                              "first."));
      return DESCO_RECORD_FAILED;
    }
  if (link.payer)
    return DESCO_RECORD_UNCHANGED;

  if (!desco_uuid_is_nil (&link.payer_id)
      && !write_payer (connection, pupil_id, &link.payer_id, FALSE, error))
    return DESCO_RECORD_FAILED;
  return write_payer (connection, pupil_id, guardian_id, TRUE, error) ? DESCO_RECORD_UPDATED
                                                                      : DESCO_RECORD_FAILED;
}

typedef struct
{
  const DescoUuid *pupil_id;
  const DescoUuid *guardian_id;
  const char *role;
} LinkRequest;

static gpointer
link_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const LinkRequest *request = data;

  return GINT_TO_POINTER (desco_guardianships_link_in (connection, request->pupil_id,
                                                       request->guardian_id, request->role, FALSE,
                                                       error)
                          != DESCO_RECORD_FAILED);
}

static gpointer
payer_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const LinkRequest *request = data;

  return GINT_TO_POINTER (
      desco_guardianships_set_payer_in (connection, request->pupil_id, request->guardian_id, error)
      != DESCO_RECORD_FAILED);
}

/**
 * desco_guardians_link:
 * @store: the database
 * @pupil_id: the child
 * @guardian_id: the adult
 * @role: (nullable): "father", "mother", "guardian" or "delegate"
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `role`
 *
 * Makes an adult one of a pupil's guardians, or says what they are to the pupil.
 *
 * Returns: whether it is so
 */
gboolean
desco_guardians_link (DescoStore *store,
                      const DescoUuid *pupil_id,
                      const DescoUuid *guardian_id,
                      const char *role,
                      GCancellable *cancellable,
                      GError **error)
{
  LinkRequest request = { pupil_id, guardian_id, role };

  return desco_store_write (store, link_writer, &request, cancellable, error) != NULL;
}

/**
 * desco_guardians_set_payer:
 * @store: the database
 * @pupil_id: the child
 * @guardian_id: who shall pay from now on; one of the pupil's guardians
 * @cancellable: (nullable): to give up
 * @error: %DESCO_RULE_ERROR where the adult is none of them
 *
 * Moves the pupil's line to another wallet; the history stays as it was.
 *
 * Returns: whether it is so
 */
gboolean
desco_guardians_set_payer (DescoStore *store,
                           const DescoUuid *pupil_id,
                           const DescoUuid *guardian_id,
                           GCancellable *cancellable,
                           GError **error)
{
  LinkRequest request = { pupil_id, guardian_id, NULL };

  return desco_store_write (store, payer_writer, &request, cancellable, error) != NULL;
}
