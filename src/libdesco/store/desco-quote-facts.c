/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "store/desco-quote-facts-private.h"

#include "model/desco-text.h"
#include "store/desco-certificates-private.h"
#include "store/desco-creditors-private.h"
#include "store/desco-pupils-private.h"
#include "store/desco-schools-private.h"

/* The payer's children that are enrolled on the day, the eldest first; who has no birth date comes
 * last. Of twins the one comes first that the desk met first. */
static const char SELECT_CHILDREN[]
    = "SELECT p.id FROM guardianship AS k JOIN pupil AS p ON p.id = k.pupil_id"
      " JOIN enrolment AS e ON e.pupil_id = p.id"
      "   AND e.school_year = (SELECT school_year FROM creditor)"
      "   AND ifnull (e.valid_from, :date) <= :date AND ifnull (e.valid_until, :date) >= :date"
      " WHERE k.guardian_id = :guardian AND k.payer = 1"
      " ORDER BY p.birth_date IS NULL, p.birth_date, p.id";

static guint
count_child (DescoConnection *connection, const DescoQuoteFacts *self, GError **error)
{
  DescoStatement *statement;
  guint position = 0;

  if (desco_uuid_is_nil (&self->pupil->class_id))
    return 0;
  if (desco_uuid_is_nil (&self->pupil->guardian_id))
    return 1;

  statement = desco_connection_get (connection, SELECT_CHILDREN);
  desco_statement_bind_uuid (statement, ":guardian", &self->pupil->guardian_id);
  desco_statement_bind_date (statement, ":date", &self->date);
  while (desco_statement_step (statement, error))
    {
      DescoUuid id = desco_statement_uuid (statement, 0);

      position++;
      if (desco_uuid_equal (&id, &self->pupil->id))
        {
          desco_statement_reset (statement);
          return position;
        }
    }
  return 0;
}

/* The list's word first; else the town of residence, if it is known. */
static DescoResidence
judge_residence (const DescoPupil *pupil, const char *town)
{
  g_autofree char *own = desco_text_fold (pupil->town);
  g_autofree char *other = desco_text_fold (town);

  if (pupil->resident != DESCO_RESIDENCE_UNKNOWN)
    return pupil->resident;
  if (*own == '\0')
    return DESCO_RESIDENCE_UNKNOWN;
  return g_str_equal (own, other) ? DESCO_RESIDENCE_YES : DESCO_RESIDENCE_NO;
}

static gboolean
read_school (DescoConnection *connection, DescoQuoteFacts *self, GError **error)
{
  g_autofree char *reference = NULL;
  g_autoptr (DescoSchool) school = NULL;

  if (desco_uuid_is_nil (&self->pupil->school_id))
    return TRUE;
  reference = desco_uuid_to_string (&self->pupil->school_id);
  school = desco_schools_find_in (connection, reference, error);
  if (school == NULL)
    return FALSE;
  self->school_code = g_strdup (school->code);
  self->order = school->school_order;
  return TRUE;
}

static gboolean
read_certificate (DescoConnection *connection, DescoQuoteFacts *self, GError **error)
{
  g_autoptr (GPtrArray) certificates
      = desco_certificates_of_pupil_in (connection, &self->pupil->id, error);

  if (certificates == NULL)
    return FALSE;
  for (guint i = 0; i < certificates->len && self->certificate == NULL; i++)
    {
      DescoCertificate *certificate = g_ptr_array_index (certificates, i);

      if (desco_certificate_is_valid_on (certificate, &self->date))
        self->certificate = g_object_ref (certificate);
      else if (self->expired == NULL && g_date_valid (&certificate->valid_until)
               && g_date_compare (&certificate->valid_until, &self->date) < 0)
        self->expired = g_object_ref (certificate);
    }
  if (self->certificate != NULL)
    g_clear_object (&self->expired);
  return TRUE;
}

static gboolean
read_creditor (DescoConnection *connection, DescoQuoteFacts *self, GError **error)
{
  g_autoptr (DescoCreditor) creditor = desco_creditors_get_in (connection, error);

  if (creditor == NULL)
    return FALSE;
  self->town = g_strdup (creditor->town);
  self->resident = judge_residence (self->pupil, self->town);
  return TRUE;
}

/**
 * desco_quote_facts_read: (skip)
 * @connection: a connection
 * @pupil_id: whose quote
 * @date: of which day
 * @kind: the own price, or the full one: then ISEE, siblings and exemption are left out
 * @error: %DESCO_INPUT_ERROR of the field `pupil` where there is none
 *
 * Returns: (nullable) (transfer full): what rules may ask
 */
DescoQuoteFacts *
desco_quote_facts_read (DescoConnection *connection,
                        const DescoUuid *pupil_id,
                        const GDate *date,
                        DescoQuoteKind kind,
                        GError **error)
{
  g_autoptr (DescoQuoteFacts) self = g_new0 (DescoQuoteFacts, 1);
  GError *local_error = NULL;

  self->date = *date;
  self->pupil = desco_pupils_get_in (connection, pupil_id, error);
  if (self->pupil == NULL || !read_creditor (connection, self, error)
      || !read_school (connection, self, error))
    return NULL;
  if (kind == DESCO_QUOTE_FULL)
    {
      self->child = 1;
      return g_steal_pointer (&self);
    }

  self->exemption = g_strdup (self->pupil->exemption);
  if (!read_certificate (connection, self, error))
    return NULL;
  self->child = count_child (connection, self, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * desco_quote_facts_free: (skip)
 * @self: (transfer full) (nullable): facts
 */
void
desco_quote_facts_free (DescoQuoteFacts *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->pupil);
  g_clear_object (&self->certificate);
  g_clear_object (&self->expired);
  g_free (self->school_code);
  g_free (self->town);
  g_free (self->exemption);
  g_free (self);
}
