/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-import-private.h"

#include "store/desco-guardians-private.h"
#include "store/desco-guardianships-private.h"
#include "store/desco-matches-private.h"

#include <glib/gi18n-lib.h>

static const char *
role_of (const DescoListedAdult *adult)
{
  switch (adult->role)
    {
    case DESCO_PERSON_FATHER:
      return "father";
    case DESCO_PERSON_MOTHER:
      return "mother";
    case DESCO_PERSON_DELEGATE:
      return "delegate";
    case DESCO_PERSON_PUPIL:
    case DESCO_PERSON_TUTOR:
    case DESCO_PERSON_PARENT:
    case DESCO_PERSON_CONTACT:
    default:
      return "guardian";
    }
}

static void
lay_over (const char **field, const char *value)
{
  if (value != NULL)
    *field = value;
}

/* What the list carries goes over what is known; what it does not carry is left alone. */
static void
lay_adult_over (DescoGuardianDraft *draft,
                const DescoListedAdult *adult,
                const char *phone,
                const char *email)
{
  lay_over (&draft->tax_code, adult->tax_code);
  lay_over (&draft->surname, adult->surname);
  lay_over (&draft->name, adult->name);
  lay_over (&draft->address, adult->address);
  lay_over (&draft->postal_code, adult->postal_code);
  lay_over (&draft->town, adult->town);
  lay_over (&draft->province, adult->province);
  lay_over (&draft->phone, phone);
  lay_over (&draft->email, email);
}

static DescoRecordOutcome
save_adult (DescoImportRun *run,
            const DescoUuid *pupil_id,
            const DescoListedAdult *adult,
            const char *phone,
            const char *email,
            DescoUuid *id,
            GError **error)
{
  DescoGuardianDraft draft = { .surname = NULL };
  g_autoptr (DescoGuardian) known = NULL;
  DescoMatch match
      = desco_matches_find_guardian_in (run->connection, pupil_id, adult->tax_code, adult->surname,
                                        adult->name, phone, email, id, error);

  if (match == DESCO_MATCH_FAILED)
    return DESCO_RECORD_FAILED;
  if (match == DESCO_MATCH_FOUND)
    {
      known = desco_guardians_get_in (run->connection, id, error);
      if (known == NULL)
        return DESCO_RECORD_FAILED;
      desco_guardian_draft_fill (&draft, known);
    }
  lay_adult_over (&draft, adult, phone, email);
  return desco_guardians_save_in (run->connection, &draft, id, error);
}

static gboolean
is_known (DescoImportRun *run, const DescoListedAdult *adult, gboolean *known, GError **error)
{
  DescoUuid id;
  const DescoUuid nobody = { { 0 } };
  DescoMatch match = desco_matches_find_guardian_in (run->connection, &nobody, adult->tax_code,
                                                     NULL, NULL, NULL, NULL, &id, error);

  *known = match == DESCO_MATCH_FOUND;
  return match != DESCO_MATCH_FAILED;
}

/* the first parent with a tax code pays, unless somebody does already; where no parent has
 * one, the first of them. */
static const DescoListedAdult *
choose_payer (const GPtrArray *adults)
{
  const DescoListedAdult *first = NULL;

  for (guint i = 0; i < adults->len; i++)
    {
      const DescoListedAdult *adult = g_ptr_array_index (adults, i);

      if (adult->role == DESCO_PERSON_DELEGATE)
        continue;
      if (adult->tax_code != NULL)
        return adult;
      if (first == NULL)
        first = adult;
    }
  return first;
}

static DescoRecordOutcome
take_adult (DescoImportRun *run,
            const DescoUuid *pupil_id,
            const DescoListedAdult *adult,
            const char *phone,
            const char *email,
            gboolean may_pay,
            GError **error)
{
  DescoRecordOutcome outcome;
  DescoUuid id;

  outcome = save_adult (run, pupil_id, adult, adult->phone != NULL ? adult->phone : phone,
                        adult->email != NULL ? adult->email : email, &id, error);
  if (outcome == DESCO_RECORD_FAILED)
    return DESCO_RECORD_FAILED;
  return desco_import_merge (outcome,
                             desco_guardianships_link_in (run->connection, pupil_id, &id,
                                                          role_of (adult), may_pay, error));
}

/**
 * desco_import_take_adults: (skip)
 * @run: an import
 * @line: the row's
 * @pupil_id: whose guardians
 * @adults: (element-type DescoListedAdult): those on the row
 * @phone: (nullable): the family's, where the list does not say whose
 * @email: (nullable): as @phone
 * @error: where to put an error
 *
 * Takes a row's adults in as the pupil's guardians.
 *
 * Returns: what was done
 */
DescoRecordOutcome
desco_import_take_adults (DescoImportRun *run,
                          guint line,
                          const DescoUuid *pupil_id,
                          const GPtrArray *adults,
                          const char *phone,
                          const char *email,
                          GError **error)
{
  const DescoListedAdult *payer = choose_payer (adults);
  DescoRecordOutcome outcome = DESCO_RECORD_UNCHANGED;

  for (guint i = 0; i < adults->len && outcome != DESCO_RECORD_FAILED; i++)
    {
      const DescoListedAdult *adult = g_ptr_array_index (adults, i);
      gboolean known = TRUE;

      if (adult->surname == NULL && !is_known (run, adult, &known, error))
        return DESCO_RECORD_FAILED;
      if (!known)
        {
          desco_import_warn (run, line, DESCO_FIELD_NONE, adult->tax_code,
                             _ ("The list gives this guardian's tax code and no name, so nobody "
                                "was added: import a list of guardians."));
          continue;
        }
      outcome
          = desco_import_merge (outcome, take_adult (run, pupil_id, adult, i == 0 ? phone : NULL,
                                                     i == 0 ? email : NULL, adult == payer, error));
    }
  return outcome;
}
