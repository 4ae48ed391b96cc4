/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-guardians.h"

#include "model/desco-error.h"
#include "model/desco-person-name.h"
#include "model/desco-tax-code.h"
#include "model/desco-text.h"
#include "store/desco-guardians-private.h"
#include "store/desco-search-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

enum
{
  GUARDIAN_TAX_CODE,
  GUARDIAN_SURNAME,
  GUARDIAN_NAME,
  GUARDIAN_SORT_KEY,
  GUARDIAN_ADDRESS,
  GUARDIAN_POSTAL_CODE,
  GUARDIAN_TOWN,
  GUARDIAN_PROVINCE,
  GUARDIAN_PHONE,
  GUARDIAN_EMAIL,
  N_GUARDIAN_FIELDS,
};

static const char *const guardian_fields[]
    = { ":tax_code",    ":surname", ":name",     ":sort_key", ":address",
        ":postal_code", ":town",    ":province", ":phone",    ":email" };

#define GUARDIAN_FIELDS                                                                            \
  "tax_code, surname, name, sort_key, address, postal_code, town, province, phone, email"

static const DescoRecordSpec guardian_spec = {
  .type = "guardian",
  .n_fields = N_GUARDIAN_FIELDS,
  .fields = guardian_fields,
  .select = "SELECT " GUARDIAN_FIELDS " FROM guardian WHERE id = :id",
  .insert
  = "INSERT INTO guardian (id, " GUARDIAN_FIELDS ") VALUES (:id, :tax_code, :surname, :name,"
    " :sort_key, :address, :postal_code, :town, :province, :phone, :email)",
  .update = "UPDATE guardian SET tax_code = :tax_code, surname = :surname, name = :name,"
            " sort_key = :sort_key, address = :address, postal_code = :postal_code, town = :town,"
            " province = :province, phone = :phone, email = :email WHERE id = :id",
};

/* Apart from the rest, as no list tells it and none may take it away. */
static const char *const language_fields[] = { ":language" };

static const DescoRecordSpec language_spec = {
  .type = "guardian",
  .n_fields = G_N_ELEMENTS (language_fields),
  .fields = language_fields,
  .select = "SELECT language FROM guardian WHERE id = :id",
  .update = "UPDATE guardian SET language = :language WHERE id = :id",
};

#define GUARDIAN_COLUMNS                                                                           \
  "SELECT g.id, g.tax_code, g.surname, g.name, g.address, g.postal_code, g.town, g.province,"      \
  " g.phone, g.email"

static const char SELECT_BY_ID[] = GUARDIAN_COLUMNS " FROM guardian AS g WHERE g.id = :id";
static const char SELECT_BY_TAX_CODE[]
    = GUARDIAN_COLUMNS " FROM guardian AS g WHERE g.tax_code = :code";
static const char SELECT_OF_PUPIL[]
    = GUARDIAN_COLUMNS ", k.role, k.payer FROM guardianship AS k"
                       " JOIN guardian AS g ON g.id = k.guardian_id WHERE k.pupil_id = :pupil"
                       " ORDER BY k.payer DESC, g.sort_key, g.id";
static const char SELECT_OTHER[]
    = "SELECT surname, name FROM guardian WHERE tax_code = :code AND id <> :id";

static gpointer
read_guardian (DescoStatement *statement)
{
  DescoGuardian *guardian = desco_guardian_new ();
  int column = 0;

  guardian->id = desco_statement_uuid (statement, column++);
  guardian->tax_code = desco_statement_dup_text (statement, column++);
  guardian->surname = desco_statement_dup_text (statement, column++);
  guardian->name = desco_statement_dup_text (statement, column++);
  guardian->address = desco_statement_dup_text (statement, column++);
  guardian->postal_code = desco_statement_dup_text (statement, column++);
  guardian->town = desco_statement_dup_text (statement, column++);
  guardian->province = desco_statement_dup_text (statement, column++);
  guardian->phone = desco_statement_dup_text (statement, column++);
  guardian->email = desco_statement_dup_text (statement, column);
  return guardian;
}

static gpointer
read_guardian_of_pupil (DescoStatement *statement)
{
  DescoGuardian *guardian = read_guardian (statement);

  guardian->role = desco_statement_dup_text (statement, 10);
  guardian->payer = desco_statement_int (statement, 11) != 0;
  return guardian;
}

static DescoGuardian *
look_up (DescoConnection *connection, const char *reference, GError **error)
{
  g_autofree char *code = NULL;
  DescoStatement *statement;
  DescoUuid id;

  if (desco_uuid_parse (reference, &id))
    {
      statement = desco_connection_get (connection, SELECT_BY_ID);
      desco_statement_bind_uuid (statement, ":id", &id);
      return desco_statement_take (statement, read_guardian, error);
    }

  code = desco_tax_code_normalize (reference);
  statement = desco_connection_get (connection, SELECT_BY_TAX_CODE);
  desco_statement_bind_text (statement, ":code", code);
  return desco_statement_take (statement, read_guardian, error);
}

/**
 * desco_guardians_find_in: (skip)
 * @connection: a connection
 * @reference: an id or a tax code
 * @error: %DESCO_INPUT_ERROR of the field `guardian` where there is none
 *
 * Returns: (nullable) (transfer full): the guardian
 */
DescoGuardian *
desco_guardians_find_in (DescoConnection *connection, const char *reference, GError **error)
{
  GError *local_error = NULL;
  DescoGuardian *guardian = look_up (connection, reference, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (guardian == NULL)
    desco_input_error_set (error, DESCO_INPUT_ERROR_NOT_FOUND, "guardian",
                           _ ("There is no guardian “%s”: give the ID or the tax code, as a "
                              "pupil's page has it."),
                           reference);
  return guardian;
}

/**
 * desco_guardians_get_in: (skip)
 * @connection: a connection
 * @id: who
 * @error: %DESCO_INPUT_ERROR of the field `guardian` where there is none
 *
 * Returns: (nullable) (transfer full): the guardian
 */
DescoGuardian *
desco_guardians_get_in (DescoConnection *connection, const DescoUuid *id, GError **error)
{
  g_autofree char *text = desco_uuid_to_string (id);

  return desco_guardians_find_in (connection, text, error);
}

/**
 * desco_guardians_of_pupil_in: (skip)
 * @connection: a connection
 * @pupil_id: whose
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoGuardian): the pupil's guardians with their
 *   roles, who pays first
 */
GPtrArray *
desco_guardians_of_pupil_in (DescoConnection *connection, const DescoUuid *pupil_id, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_OF_PUPIL);

  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  return desco_statement_take_all (statement, read_guardian_of_pupil, g_object_unref, error);
}

/* One wallet a guardian: the same code twice would be two wallets of one person. */
static gboolean
check_free (DescoConnection *connection, const DescoUuid *id, const char *tax_code, GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_OTHER);
  GError *local_error = NULL;

  desco_statement_bind_text (statement, ":code", tax_code);
  desco_statement_bind_uuid (statement, ":id", id);
  if (desco_statement_step (statement, &local_error))
    {
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                   _ ("The tax code “%s” belongs to %s %s already: make that person the pupil's "
                      "guardian."),
                   tax_code, desco_statement_text (statement, 0),
                   desco_statement_text (statement, 1));
      desco_statement_reset (statement);
      return FALSE;
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

static DescoRecordOutcome
save_record (DescoConnection *connection,
             const DescoGuardianDraft *draft,
             const DescoUuid *id,
             const char *tax_code,
             GError **error)
{
  g_autofree char *sort_key = desco_person_name_make_sort_key (draft->surname, draft->name);
  const DescoValue values[N_GUARDIAN_FIELDS] = {
    [GUARDIAN_TAX_CODE] = desco_value_text (tax_code),
    [GUARDIAN_SURNAME] = desco_value_text (draft->surname),
    [GUARDIAN_NAME] = desco_value_text (draft->name),
    [GUARDIAN_SORT_KEY] = desco_value_text (sort_key),
    [GUARDIAN_ADDRESS] = desco_value_text (draft->address),
    [GUARDIAN_POSTAL_CODE] = desco_value_text (draft->postal_code),
    [GUARDIAN_TOWN] = desco_value_text (draft->town),
    [GUARDIAN_PROVINCE] = desco_value_text (draft->province),
    [GUARDIAN_PHONE] = desco_value_text (draft->phone),
    [GUARDIAN_EMAIL] = desco_value_text (draft->email),
  };

  if (desco_uuid_is_nil (&draft->id))
    return desco_record_add (connection, &guardian_spec, id, values, error) ? DESCO_RECORD_ADDED
                                                                            : DESCO_RECORD_FAILED;
  return desco_record_save (connection, &guardian_spec, id, values, error);
}

/**
 * desco_guardian_draft_fill: (skip)
 * @draft: to be filled
 * @guardian: whose details; they are borrowed
 *
 * Sets a draft to what is known, so that a list can lay over it what it carries.
 */
void
desco_guardian_draft_fill (DescoGuardianDraft *draft, const DescoGuardian *guardian)
{
  *draft = (DescoGuardianDraft){
    .id = guardian->id,
    .tax_code = guardian->tax_code,
    .surname = guardian->surname,
    .name = guardian->name,
    .address = guardian->address,
    .postal_code = guardian->postal_code,
    .town = guardian->town,
    .province = guardian->province,
    .phone = guardian->phone,
    .email = guardian->email,
  };
}

/**
 * desco_guardians_save_in: (skip)
 * @connection: a writer's, in a transaction
 * @draft: the details; texts without white space around them
 * @id: (out): whose
 * @error: %DESCO_INPUT_ERROR of the field that can't be, or %DESCO_RULE_ERROR where another guardian
 *   has the tax code
 *
 * Returns: what was done
 */
DescoRecordOutcome
desco_guardians_save_in (DescoConnection *connection,
                         const DescoGuardianDraft *draft,
                         DescoUuid *id,
                         GError **error)
{
  g_autofree char *tax_code = desco_tax_code_normalize (draft->tax_code);
  DescoRecordOutcome outcome;

  if (!desco_person_name_check (draft->surname, "surname", error)
      || !desco_person_name_check (draft->name, "name", error)
      || (*tax_code != '\0' && !desco_tax_code_check (tax_code, NULL, error)))
    return DESCO_RECORD_FAILED;

  *id = desco_uuid_is_nil (&draft->id) ? desco_uuid_generate () : draft->id;
  if (*tax_code != '\0' && !check_free (connection, id, tax_code, error))
    return DESCO_RECORD_FAILED;
  outcome = save_record (connection, draft, id, tax_code, error);
  if (outcome == DESCO_RECORD_UPDATED && !desco_search_note_guardian (connection, id, error))
    return DESCO_RECORD_FAILED;
  return outcome;
}

static DescoGuardianDraft *
copy_draft (const DescoGuardianDraft *draft)
{
  DescoGuardianDraft *copy = g_memdup2 (draft, sizeof *draft);

  copy->tax_code = g_strdup (draft->tax_code);
  copy->surname = desco_text_squeeze (draft->surname);
  copy->name = desco_text_squeeze (draft->name);
  copy->address = g_strdup (draft->address);
  copy->postal_code = g_strdup (draft->postal_code);
  copy->town = g_strdup (draft->town);
  copy->province = g_strdup (draft->province);
  copy->phone = g_strdup (draft->phone);
  copy->email = g_strdup (draft->email);
  return copy;
}

static void
free_draft (gpointer data)
{
  DescoGuardianDraft *draft = data;

  g_free ((char *) draft->tax_code);
  g_free ((char *) draft->surname);
  g_free ((char *) draft->name);
  g_free ((char *) draft->address);
  g_free ((char *) draft->postal_code);
  g_free ((char *) draft->town);
  g_free ((char *) draft->province);
  g_free ((char *) draft->phone);
  g_free ((char *) draft->email);
  g_free (draft);
}

static gpointer
get_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_guardians_get_in (connection, data, error);
}

static gpointer
find_reader (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return desco_guardians_find_in (connection, data, error);
}

static gpointer
of_pupil_reader (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  return desco_guardians_of_pupil_in (connection, data, error);
}

static gpointer
save_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const DescoGuardianDraft *draft = data;
  g_autoptr (DescoGuardian) before = NULL;
  DescoUuid id;

  if (!desco_uuid_is_nil (&draft->id))
    {
      before = desco_guardians_get_in (connection, &draft->id, error);
      if (before == NULL)
        return NULL;
    }
  if (desco_guardians_save_in (connection, draft, &id, error) == DESCO_RECORD_FAILED)
    return NULL;
  return desco_guardians_get_in (connection, &id, error);
}

/**
 * desco_guardians_get:
 * @store: the database
 * @id: who
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `guardian` where there is none
 *
 * Returns: (nullable) (transfer full): the guardian
 */
DescoGuardian *
desco_guardians_get (DescoStore *store,
                     const DescoUuid *id,
                     GCancellable *cancellable,
                     GError **error)
{
  return desco_store_read (store, get_reader, (gpointer) id, cancellable, error);
}

/**
 * desco_guardians_find:
 * @store: the database
 * @reference: an id or a tax code
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `guardian` where there is none
 *
 * Returns: (nullable) (transfer full): the guardian
 */
DescoGuardian *
desco_guardians_find (DescoStore *store,
                      const char *reference,
                      GCancellable *cancellable,
                      GError **error)
{
  return desco_store_read (store, find_reader, (gpointer) reference, cancellable, error);
}

/**
 * desco_guardians_of_pupil:
 * @store: the database
 * @pupil_id: whose
 * @cancellable: (nullable): to give up
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoGuardian): the pupil's guardians with their
 *   roles, who pays first
 */
GPtrArray *
desco_guardians_of_pupil (DescoStore *store,
                          const DescoUuid *pupil_id,
                          GCancellable *cancellable,
                          GError **error)
{
  return desco_store_read (store, of_pupil_reader, (gpointer) pupil_id, cancellable, error);
}

/**
 * desco_guardians_of_pupil_async:
 * @store: the database
 * @pupil_id: whose
 * @cancellable: (nullable): to give up
 * @callback: told when they are read
 * @user_data: for @callback
 *
 * As desco_guardians_of_pupil(), without waiting.
 */
void
desco_guardians_of_pupil_async (DescoStore *store,
                                const DescoUuid *pupil_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  desco_store_read_async (store, of_pupil_reader, g_memdup2 (pupil_id, sizeof *pupil_id), g_free,
                          (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * desco_guardians_of_pupil_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: where to put an error
 *
 * Returns: (nullable) (transfer full) (element-type DescoGuardian): the guardians
 */
GPtrArray *
desco_guardians_of_pupil_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_guardians_save:
 * @store: the database
 * @draft: the details
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field that can't be, or %DESCO_RULE_ERROR where another guardian
 *   has the tax code
 *
 * Returns: (nullable) (transfer full): the guardian as they are now
 */
DescoGuardian *
desco_guardians_save (DescoStore *store,
                      const DescoGuardianDraft *draft,
                      GCancellable *cancellable,
                      GError **error)
{
  DescoGuardianDraft *copy = copy_draft (draft);
  DescoGuardian *guardian = desco_store_write (store, save_writer, copy, cancellable, error);

  free_draft (copy);
  return guardian;
}

/**
 * desco_guardians_save_async:
 * @store: the database
 * @draft: the details
 * @cancellable: (nullable): to give up
 * @callback: told when they are on disk
 * @user_data: for @callback
 *
 * As desco_guardians_save(), without waiting.
 */
void
desco_guardians_save_async (DescoStore *store,
                            const DescoGuardianDraft *draft,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  desco_store_write_async (store, save_writer, copy_draft (draft), free_draft, g_object_unref,
                           cancellable, callback, user_data);
}

/**
 * desco_guardians_save_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: as desco_guardians_save()
 *
 * Returns: (nullable) (transfer full): the guardian as they are now
 */
DescoGuardian *
desco_guardians_save_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

typedef struct
{
  const DescoUuid *id;
  const char *language;
} LanguageRequest;

static gpointer
language_writer (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  const LanguageRequest *request = data;
  const DescoValue values[] = { desco_value_text (request->language) };

  G_STATIC_ASSERT (G_N_ELEMENTS (values) == G_N_ELEMENTS (language_fields));
  return GINT_TO_POINTER (desco_record_save (connection, &language_spec, request->id, values, error)
                          != DESCO_RECORD_FAILED);
}

/**
 * desco_guardians_set_language:
 * @store: the database
 * @id: a guardian that is there
 * @language: (nullable): the second language of their notices: `de`, `sl`, `fr`, `en`, or `none`;
 *   %NULL for the setting's (N-18)
 * @cancellable: (nullable): to give up
 * @error: %DESCO_STORE_ERROR
 *
 * Returns: whether it is so now
 */
gboolean
desco_guardians_set_language (DescoStore *store,
                              const DescoUuid *id,
                              const char *language,
                              GCancellable *cancellable,
                              GError **error)
{
  LanguageRequest request = { id, language };

  return desco_store_write (store, language_writer, &request, cancellable, error) != NULL;
}
