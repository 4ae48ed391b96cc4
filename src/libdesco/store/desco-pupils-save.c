/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-pupils-private.h"

#include "model/desco-error.h"
#include "model/desco-person-name.h"
#include "model/desco-text.h"
#include "store/desco-enrolments-private.h"
#include "store/desco-record-private.h"
#include "store/desco-search-private.h"
#include "store/desco-store-private.h"

#include <glib/gi18n-lib.h>

enum
{
  PUPIL_TAX_CODE,
  PUPIL_PROVISIONAL_CODE,
  PUPIL_SURNAME,
  PUPIL_NAME,
  PUPIL_SORT_KEY,
  PUPIL_BIRTH_DATE,
  PUPIL_BIRTH_PLACE,
  PUPIL_SEX,
  PUPIL_ADDRESS,
  PUPIL_POSTAL_CODE,
  PUPIL_TOWN,
  PUPIL_PROVINCE,
  PUPIL_RESIDENT,
  PUPIL_EXEMPTION,
  PUPIL_SIDI_CODE,
  N_PUPIL_FIELDS,
};

static const char *const pupil_fields[] = {
  ":tax_code",   ":provisional_code", ":surname",  ":name",      ":sort_key",
  ":birth_date", ":birth_place",      ":sex",      ":address",   ":postal_code",
  ":town",       ":province",         ":resident", ":exemption", ":sidi_code",
};

#define PUPIL_FIELDS                                                                               \
  "tax_code, provisional_code, surname, name, sort_key, birth_date, birth_place, sex, address,"    \
  " postal_code, town, province, resident, exemption, sidi_code"

static const DescoRecordSpec pupil_spec = {
  .type = "pupil",
  .n_fields = N_PUPIL_FIELDS,
  .fields = pupil_fields,
  .select = "SELECT " PUPIL_FIELDS " FROM pupil WHERE id = :id",
  .insert = "INSERT INTO pupil (id, " PUPIL_FIELDS ") VALUES (:id, :tax_code, :provisional_code,"
            " :surname, :name, :sort_key, :birth_date, :birth_place, :sex, :address, :postal_code,"
            " :town, :province, :resident, :exemption, :sidi_code)",
  .update = "UPDATE pupil SET tax_code = :tax_code, provisional_code = :provisional_code,"
            " surname = :surname, name = :name, sort_key = :sort_key, birth_date = :birth_date,"
            " birth_place = :birth_place, sex = :sex, address = :address,"
            " postal_code = :postal_code, town = :town, province = :province,"
            " resident = :resident, exemption = :exemption, sidi_code = :sidi_code WHERE id = :id",
};

static const char SELECT_CODES[] = "SELECT tax_code, provisional_code FROM pupil WHERE id = :id";
static const char SELECT_OTHER[]
    = "SELECT surname, name FROM pupil WHERE tax_code = :code AND id <> :id";

static gboolean
check_codes (const DescoPupilDraft *draft, DescoTaxCodeKind *kind, GError **error)
{
  if (draft->tax_code == NULL || *draft->tax_code == '\0')
    return TRUE;
  return desco_tax_code_check (draft->tax_code, kind, error)
         && desco_tax_code_check_person (
             draft->tax_code, g_date_valid (&draft->birth_date) ? &draft->birth_date : NULL,
             draft->sex, error);
}

/* The tax code and the provisional one of the pupil, as they shall be: what was given out once is
 * kept, so that papers that bear it are still understood. */
static gboolean
settle_codes (DescoConnection *connection,
              const DescoPupilDraft *draft,
              const DescoUuid *id,
              char **tax_code,
              char **provisional_code,
              GError **error)
{
  DescoTaxCodeKind kind = DESCO_TAX_CODE_PERSON;
  g_autofree char *given = desco_tax_code_normalize (draft->tax_code);
  DescoStatement *statement;
  GError *local_error = NULL;

  if (!check_codes (draft, &kind, error))
    return FALSE;
  if (!desco_uuid_is_nil (&draft->id))
    {
      statement = desco_connection_get (connection, SELECT_CODES);
      desco_statement_bind_uuid (statement, ":id", id);
      if (desco_statement_step (statement, &local_error))
        {
          *provisional_code = desco_statement_dup_text (statement, 1);
          desco_statement_reset (statement);
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
    }

  if (kind == DESCO_TAX_CODE_PROVISIONAL && *provisional_code == NULL)
    *provisional_code = g_steal_pointer (&given);
  else if (kind != DESCO_TAX_CODE_PROVISIONAL && *given != '\0')
    *tax_code = g_steal_pointer (&given);
  if (*tax_code == NULL && *provisional_code == NULL)
    *provisional_code = desco_tax_code_make_provisional (id);
  return TRUE;
}

/* two pupils with the same code would have to be one, and the ledger of each stays. */
static gboolean
check_free (DescoConnection *connection, const DescoUuid *id, const char *tax_code, GError **error)
{
  DescoStatement *statement;
  GError *local_error = NULL;

  if (tax_code == NULL)
    return TRUE;
  statement = desco_connection_get (connection, SELECT_OTHER);
  desco_statement_bind_text (statement, ":code", tax_code);
  desco_statement_bind_uuid (statement, ":id", id);
  if (desco_statement_step (statement, &local_error))
    {
      g_set_error (error, DESCO_RULE_ERROR, DESCO_RULE_ERROR_REFUSED,
                   _ ("The tax code “%s” belongs to %s %s already, and two wallets cannot become "
                      "one: go on with that pupil, and move the vouchers of this one there."),
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
             const DescoPupilDraft *draft,
             const DescoUuid *id,
             const char *tax_code,
             const char *provisional_code,
             GError **error)
{
  g_autofree char *sort_key = desco_person_name_make_sort_key (draft->surname, draft->name);
  char birth_date[11] = "";
  DescoValue values[N_PUPIL_FIELDS];

  if (g_date_valid (&draft->birth_date))
    g_date_strftime (birth_date, sizeof birth_date, "%Y-%m-%d", &draft->birth_date);
  values[PUPIL_TAX_CODE] = desco_value_text (tax_code);
  values[PUPIL_PROVISIONAL_CODE] = desco_value_text (provisional_code);
  values[PUPIL_SURNAME] = desco_value_text (draft->surname);
  values[PUPIL_NAME] = desco_value_text (draft->name);
  values[PUPIL_SORT_KEY] = desco_value_text (sort_key);
  values[PUPIL_BIRTH_DATE] = desco_value_text (birth_date);
  values[PUPIL_BIRTH_PLACE] = desco_value_text (draft->birth_place);
  values[PUPIL_SEX] = draft->sex == DESCO_SEX_UNKNOWN
                          ? desco_value_null ()
                          : desco_value_text (draft->sex == DESCO_SEX_FEMALE ? "F" : "M");
  values[PUPIL_ADDRESS] = desco_value_text (draft->address);
  values[PUPIL_POSTAL_CODE] = desco_value_text (draft->postal_code);
  values[PUPIL_TOWN] = desco_value_text (draft->town);
  values[PUPIL_PROVINCE] = desco_value_text (draft->province);
  values[PUPIL_RESIDENT] = draft->resident == DESCO_RESIDENCE_UNKNOWN
                               ? desco_value_null ()
                               : desco_value_int (draft->resident == DESCO_RESIDENCE_YES ? 1 : 0);
  values[PUPIL_EXEMPTION] = desco_value_text (draft->exemption);
  values[PUPIL_SIDI_CODE] = desco_value_text (draft->sidi_code);

  if (desco_uuid_is_nil (&draft->id))
    return desco_record_add (connection, &pupil_spec, id, values, error) ? DESCO_RECORD_ADDED
                                                                         : DESCO_RECORD_FAILED;
  return desco_record_save (connection, &pupil_spec, id, values, error);
}

/**
 * desco_pupil_draft_fill: (skip)
 * @draft: to be filled
 * @pupil: whose details; they are borrowed
 *
 * Sets a draft to what is known, so that a list can lay over it what it carries.
 */
void
desco_pupil_draft_fill (DescoPupilDraft *draft, const DescoPupil *pupil)
{
  *draft = (DescoPupilDraft){
    .id = pupil->id,
    .tax_code = pupil->tax_code,
    .surname = pupil->surname,
    .name = pupil->name,
    .birth_date = pupil->birth_date,
    .birth_place = pupil->birth_place,
    .sex = pupil->sex,
    .address = pupil->address,
    .postal_code = pupil->postal_code,
    .town = pupil->town,
    .province = pupil->province,
    .resident = pupil->resident,
    .exemption = pupil->exemption,
    .sidi_code = pupil->sidi_code,
  };
}

/**
 * desco_pupils_save_in: (skip)
 * @connection: a writer's, in a transaction
 * @draft: the details; texts without white space around them
 * @id: (out): whose
 * @error: %DESCO_INPUT_ERROR of the field that can't be, or %DESCO_RULE_ERROR where another pupil has
 *   the tax code
 *
 * Saves a pupil's details and this year's class.
 *
 * Returns: what was done
 */
DescoRecordOutcome
desco_pupils_save_in (DescoConnection *connection,
                      const DescoPupilDraft *draft,
                      DescoUuid *id,
                      GError **error)
{
  g_autofree char *tax_code = NULL;
  g_autofree char *provisional_code = NULL;
  DescoRecordOutcome outcome, enrolled = DESCO_RECORD_UNCHANGED;

  if (!desco_person_name_check (draft->surname, "surname", error)
      || !desco_person_name_check (draft->name, "name", error))
    return DESCO_RECORD_FAILED;

  *id = desco_uuid_is_nil (&draft->id) ? desco_uuid_generate () : draft->id;
  if (!settle_codes (connection, draft, id, &tax_code, &provisional_code, error)
      || !check_free (connection, id, tax_code, error))
    return DESCO_RECORD_FAILED;

  outcome = save_record (connection, draft, id, tax_code, provisional_code, error);
  if (outcome == DESCO_RECORD_FAILED)
    return DESCO_RECORD_FAILED;
  if (!desco_uuid_is_nil (&draft->class_id))
    enrolled = desco_enrolments_save_in (connection, id, &draft->class_id, error);
  if (enrolled == DESCO_RECORD_FAILED)
    return DESCO_RECORD_FAILED;

  outcome = outcome == DESCO_RECORD_UNCHANGED && enrolled != DESCO_RECORD_UNCHANGED
                ? DESCO_RECORD_UPDATED
                : outcome;
  if (outcome != DESCO_RECORD_UNCHANGED && !desco_search_note_pupil (connection, id, error))
    return DESCO_RECORD_FAILED;
  return outcome;
}

static DescoPupilDraft *
copy_draft (const DescoPupilDraft *draft)
{
  DescoPupilDraft *copy = g_memdup2 (draft, sizeof *draft);

  copy->tax_code = g_strdup (draft->tax_code);
  copy->surname = desco_text_squeeze (draft->surname);
  copy->name = desco_text_squeeze (draft->name);
  copy->birth_place = g_strdup (draft->birth_place);
  copy->address = g_strdup (draft->address);
  copy->postal_code = g_strdup (draft->postal_code);
  copy->town = g_strdup (draft->town);
  copy->province = g_strdup (draft->province);
  copy->exemption = g_strdup (draft->exemption);
  copy->sidi_code = g_strdup (draft->sidi_code);
  return copy;
}

static void
free_draft (gpointer data)
{
  DescoPupilDraft *draft = data;

  g_free ((char *) draft->tax_code);
  g_free ((char *) draft->surname);
  g_free ((char *) draft->name);
  g_free ((char *) draft->birth_place);
  g_free ((char *) draft->address);
  g_free ((char *) draft->postal_code);
  g_free ((char *) draft->town);
  g_free ((char *) draft->province);
  g_free ((char *) draft->exemption);
  g_free ((char *) draft->sidi_code);
  g_free (draft);
}

static gpointer
save_writer (DescoConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const DescoPupilDraft *draft = data;
  g_autoptr (DescoPupil) before = NULL;
  DescoUuid id;

  if (!desco_uuid_is_nil (&draft->id))
    {
      before = desco_pupils_get_in (connection, &draft->id, error);
      if (before == NULL)
        return NULL;
    }
  if (desco_pupils_save_in (connection, draft, &id, error) == DESCO_RECORD_FAILED)
    return NULL;
  return desco_pupils_get_in (connection, &id, error);
}

typedef struct
{
  const DescoUuid *id;
  const char *tax_code;
} TaxCodeRequest;

static gpointer
tax_code_writer (DescoConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  const TaxCodeRequest *request = data;
  g_autoptr (DescoPupil) pupil = desco_pupils_get_in (connection, request->id, error);
  DescoPupilDraft draft;

  if (pupil == NULL)
    return NULL;
  desco_pupil_draft_fill (&draft, pupil);
  draft.tax_code = request->tax_code;
  return save_writer (connection, &draft, cancellable, error);
}

/**
 * desco_pupils_save:
 * @store: the database
 * @draft: the details
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field that can't be, or %DESCO_RULE_ERROR where another pupil has
 *   the tax code
 *
 * Saves a pupil's details and this year's class.
 *
 * Returns: (nullable) (transfer full): the pupil as it is now
 */
DescoPupil *
desco_pupils_save (DescoStore *store,
                   const DescoPupilDraft *draft,
                   GCancellable *cancellable,
                   GError **error)
{
  DescoPupilDraft *copy = copy_draft (draft);
  DescoPupil *pupil = desco_store_write (store, save_writer, copy, cancellable, error);

  free_draft (copy);
  return pupil;
}

/**
 * desco_pupils_save_async:
 * @store: the database
 * @draft: the details
 * @cancellable: (nullable): to give up
 * @callback: told when they are on disk
 * @user_data: for @callback
 *
 * As desco_pupils_save(), without waiting.
 */
void
desco_pupils_save_async (DescoStore *store,
                         const DescoPupilDraft *draft,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  desco_store_write_async (store, save_writer, copy_draft (draft), free_draft, g_object_unref,
                           cancellable, callback, user_data);
}

/**
 * desco_pupils_save_finish:
 * @store: the database
 * @result: what the callback was given
 * @error: as desco_pupils_save()
 *
 * Returns: (nullable) (transfer full): the pupil as it is now
 */
DescoPupil *
desco_pupils_save_finish (DescoStore *store, GAsyncResult *result, GError **error)
{
  return desco_store_call_finish (store, result, error);
}

/**
 * desco_pupils_set_tax_code:
 * @store: the database
 * @id: a pupil with a provisional identifier, or with a wrong tax code
 * @tax_code: the right one
 * @cancellable: (nullable): to give up
 * @error: %DESCO_INPUT_ERROR of the field `taxCode`, or %DESCO_RULE_ERROR where another pupil has it
 *
 * Merges a provisional pupil with the person it stands for: the pupil takes the tax code and
 * keeps the id, and with it the ledger, which nobody touches.
 *
 * Returns: (nullable) (transfer full): the pupil as it is now
 */
DescoPupil *
desco_pupils_set_tax_code (DescoStore *store,
                           const DescoUuid *id,
                           const char *tax_code,
                           GCancellable *cancellable,
                           GError **error)
{
  TaxCodeRequest request = { id, tax_code };

  return desco_store_write (store, tax_code_writer, &request, cancellable, error);
}
