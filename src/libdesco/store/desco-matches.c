/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-matches-private.h"

#include "model/desco-person-name.h"

static const char SELECT_PUPIL_BY_TAX_CODE[] = "SELECT id FROM pupil WHERE tax_code = :code";
static const char SELECT_PUPIL_BY_PROVISIONAL_CODE[]
    = "SELECT id FROM pupil WHERE provisional_code = :code";
static const char SELECT_PUPILS_BY_NAME[]
    = "SELECT id, birth_date, tax_code FROM pupil WHERE sort_key = :key";
static const char SELECT_GUARDIAN_BY_TAX_CODE[] = "SELECT id FROM guardian WHERE tax_code = :code";
static const char SELECT_GUARDIANS_BY_NAME[]
    = "SELECT g.id, g.tax_code, g.phone, g.email, EXISTS (SELECT 1 FROM guardianship AS k"
      "  WHERE k.guardian_id = g.id AND k.pupil_id = :pupil)"
      " FROM guardian AS g WHERE g.sort_key = :key";
static const char SELECT_OPENING[]
    = "SELECT 1 FROM ledger WHERE pupil_id = :pupil AND kind = 'opening'";

static DescoMatch
match_code (DescoConnection *connection,
            const char *sql,
            const char *code,
            DescoUuid *id,
            GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, sql);
  GError *local_error = NULL;

  desco_statement_bind_text (statement, ":code", code);
  if (desco_statement_step (statement, &local_error))
    {
      *id = desco_statement_uuid (statement, 0);
      desco_statement_reset (statement);
      return DESCO_MATCH_FOUND;
    }
  if (local_error == NULL)
    return DESCO_MATCH_NONE;
  g_propagate_error (error, local_error);
  return DESCO_MATCH_FAILED;
}

/* Of those who bear the name: with the same birth date it is the same person; with one of the dates
 * missing it may be; with two tax codes that differ it is not. */
static DescoMatch
match_pupil_name (DescoStatement *statement,
                  const char *tax_code,
                  const GDate *birth_date,
                  DescoUuid *id,
                  GError **error)
{
  guint n_same = 0, n_possible = 0;
  GError *local_error = NULL;

  while (desco_statement_step (statement, &local_error))
    {
      GDate other = desco_statement_date (statement, 1);
      gboolean dated = g_date_valid (birth_date);

      if (tax_code != NULL && !desco_statement_is_null (statement, 2))
        continue;
      if (dated != g_date_valid (&other))
        n_possible++;
      else if (!dated || g_date_compare (&other, birth_date) == 0)
        {
          n_same++;
          *id = desco_statement_uuid (statement, 0);
        }
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return DESCO_MATCH_FAILED;
    }
  if (n_same == 1)
    return DESCO_MATCH_FOUND;
  return n_same + n_possible > 0 ? DESCO_MATCH_UNSURE : DESCO_MATCH_NONE;
}

/**
 * desco_matches_find_pupil_in: (skip)
 * @connection: a connection
 * @tax_code: (nullable): a tax code or a provisional one
 * @surname: (nullable): surname
 * @name: (nullable): name
 * @birth_date: the day of birth; may be invalid
 * @id: (out): the pupil, where found
 * @error: where to put an error
 *
 * Finds a pupil by tax code, then by surname, name and birth date.
 *
 * Returns: what was found
 */
DescoMatch
desco_matches_find_pupil_in (DescoConnection *connection,
                             const char *tax_code,
                             const char *surname,
                             const char *name,
                             const GDate *birth_date,
                             DescoUuid *id,
                             GError **error)
{
  g_autofree char *key = NULL;
  DescoStatement *statement;
  DescoMatch match = DESCO_MATCH_NONE;

  if (tax_code != NULL)
    match = match_code (connection,
                        g_str_has_prefix (tax_code, "PROV") ? SELECT_PUPIL_BY_PROVISIONAL_CODE
                                                            : SELECT_PUPIL_BY_TAX_CODE,
                        tax_code, id, error);
  if (match != DESCO_MATCH_NONE || surname == NULL || name == NULL)
    return match;

  key = desco_person_name_make_sort_key (surname, name);
  statement = desco_connection_get (connection, SELECT_PUPILS_BY_NAME);
  desco_statement_bind_text (statement, ":key", key);
  return match_pupil_name (statement, tax_code, birth_date, id, error);
}

static gboolean
same_way (DescoStatement *statement, int column, const char *text)
{
  return text != NULL && g_strcmp0 (desco_statement_text (statement, column), text) == 0;
}

/**
 * desco_matches_find_guardian_in: (skip)
 * @connection: a connection
 * @pupil_id: whose guardian it is
 * @tax_code: (nullable): the tax code
 * @surname: (nullable): surname
 * @name: (nullable): name
 * @phone: (nullable): telephone
 * @email: (nullable): e-mail
 * @id: (out): the guardian, where found
 * @error: where to put an error
 *
 * Finds a guardian by tax code; else by name, where it is one of the pupil's already or is reached
 * at the same number or address: a name alone is shared by too many.
 *
 * Returns: what was found; never %DESCO_MATCH_UNSURE
 */
DescoMatch
desco_matches_find_guardian_in (DescoConnection *connection,
                                const DescoUuid *pupil_id,
                                const char *tax_code,
                                const char *surname,
                                const char *name,
                                const char *phone,
                                const char *email,
                                DescoUuid *id,
                                GError **error)
{
  g_autofree char *key = NULL;
  DescoStatement *statement;
  DescoMatch match = DESCO_MATCH_NONE;
  GError *local_error = NULL;

  if (tax_code != NULL)
    match = match_code (connection, SELECT_GUARDIAN_BY_TAX_CODE, tax_code, id, error);
  if (match != DESCO_MATCH_NONE || surname == NULL || name == NULL)
    return match;

  key = desco_person_name_make_sort_key (surname, name);
  statement = desco_connection_get (connection, SELECT_GUARDIANS_BY_NAME);
  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  desco_statement_bind_text (statement, ":key", key);
  while (match == DESCO_MATCH_NONE && desco_statement_step (statement, &local_error))
    {
      if (tax_code != NULL && !desco_statement_is_null (statement, 1))
        continue;
      if (desco_statement_int (statement, 4) == 0 && !same_way (statement, 2, phone)
          && !same_way (statement, 3, email))
        continue;
      match = DESCO_MATCH_FOUND;
      *id = desco_statement_uuid (statement, 0);
    }
  desco_statement_reset (statement);

  if (local_error == NULL)
    return match;
  g_propagate_error (error, local_error);
  return DESCO_MATCH_FAILED;
}

/**
 * desco_matches_find_opening_in: (skip)
 * @connection: a connection
 * @pupil_id: whose
 * @error: where to put an error
 *
 * Returns: whether an opening balance came in for the pupil already
 */
DescoMatch
desco_matches_find_opening_in (DescoConnection *connection,
                               const DescoUuid *pupil_id,
                               GError **error)
{
  DescoStatement *statement = desco_connection_get (connection, SELECT_OPENING);
  GError *local_error = NULL;
  gboolean found;

  desco_statement_bind_uuid (statement, ":pupil", pupil_id);
  found = desco_statement_step (statement, &local_error);
  desco_statement_reset (statement);
  if (local_error == NULL)
    return found ? DESCO_MATCH_FOUND : DESCO_MATCH_NONE;
  g_propagate_error (error, local_error);
  return DESCO_MATCH_FAILED;
}
