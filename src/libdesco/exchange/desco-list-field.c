/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-list-field.h"

#include "exchange/desco-header-words-private.h"

#include <string.h>

/* As --map and previews call the fields. */
static const char *const field_names[DESCO_N_FIELDS] = {
  [DESCO_FIELD_NONE] = "ignore",
  [DESCO_FIELD_SURNAME] = "surname",
  [DESCO_FIELD_NAME] = "name",
  [DESCO_FIELD_FULL_NAME] = "fullName",
  [DESCO_FIELD_NAME_SURNAME] = "nameSurname",
  [DESCO_FIELD_TAX_CODE] = "taxCode",
  [DESCO_FIELD_SEX] = "sex",
  [DESCO_FIELD_BIRTH_DATE] = "birthDate",
  [DESCO_FIELD_BIRTH_PLACE] = "birthPlace",
  [DESCO_FIELD_BIRTH_PROVINCE] = "birthProvince",
  [DESCO_FIELD_ADDRESS] = "address",
  [DESCO_FIELD_HOUSE_NUMBER] = "houseNumber",
  [DESCO_FIELD_POSTAL_CODE] = "postalCode",
  [DESCO_FIELD_TOWN] = "town",
  [DESCO_FIELD_PROVINCE] = "province",
  [DESCO_FIELD_PHONE] = "phone",
  [DESCO_FIELD_MOBILE] = "mobile",
  [DESCO_FIELD_EMAIL] = "email",
  [DESCO_FIELD_ROLE] = "role",
  [DESCO_FIELD_SCHOOL_NAME] = "school",
  [DESCO_FIELD_SCHOOL_CODE] = "schoolCode",
  [DESCO_FIELD_CLASS] = "class",
  [DESCO_FIELD_CLASS_YEAR] = "classYear",
  [DESCO_FIELD_SECTION] = "section",
  [DESCO_FIELD_RESIDENT] = "resident",
  [DESCO_FIELD_ISEE] = "isee",
  [DESCO_FIELD_ISEE_UNTIL] = "iseeUntil",
  [DESCO_FIELD_EXEMPTION] = "exemption",
  [DESCO_FIELD_DIET] = "diet",
  [DESCO_FIELD_OPENING_BALANCE] = "openingBalance",
  [DESCO_FIELD_OPENING_UNIT_COST] = "openingUnitCost",
  [DESCO_FIELD_SIDI_CODE] = "sidiCode",
  [DESCO_FIELD_PUPIL_ID] = "pupilId",
  [DESCO_FIELD_DESCRIPTION] = "description",
  [DESCO_FIELD_SCHOOL_ORDER] = "schoolOrder",
  [DESCO_FIELD_ISEE_FROM] = "iseeFrom",
  [DESCO_FIELD_ISEE_TO] = "iseeTo",
  [DESCO_FIELD_CHILD] = "child",
  [DESCO_FIELD_COST] = "cost",
  [DESCO_FIELD_VALID_FROM] = "validFrom",
  [DESCO_FIELD_VALID_UNTIL] = "validUntil",
};

static const char *const role_names[DESCO_N_PERSON_ROLES] = {
  [DESCO_PERSON_PUPIL] = "pupil",     [DESCO_PERSON_FATHER] = "father",
  [DESCO_PERSON_MOTHER] = "mother",   [DESCO_PERSON_TUTOR] = "tutor",
  [DESCO_PERSON_PARENT] = "guardian", [DESCO_PERSON_DELEGATE] = "delegate",
  [DESCO_PERSON_CONTACT] = "contact",
};

/**
 * desco_meaning_to_string:
 * @meaning: what a column means
 *
 * Returns: (transfer full): its name as --map takes it: `taxCode`, `motherTaxCode`,
 *   `guardian2TaxCode`, `ignore`
 */
char *
desco_meaning_to_string (const DescoMeaning *meaning)
{
  g_autofree char *number = NULL;
  const char *field = field_names[meaning->field];

  if (meaning->field == DESCO_FIELD_NONE || meaning->role == DESCO_PERSON_PUPIL)
    return g_strdup (field);
  number = meaning->number > 1 ? g_strdup_printf ("%u", meaning->number) : g_strdup ("");
  return g_strdup_printf ("%s%s%c%s", role_names[meaning->role], number, g_ascii_toupper (field[0]),
                          field + 1);
}

static gboolean
parse_field (const char *text, DescoField *field)
{
  for (guint i = 0; i < DESCO_N_FIELDS; i++)
    {
      if (g_ascii_strcasecmp (text, field_names[i]) == 0)
        {
          *field = (DescoField) i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * desco_meaning_parse:
 * @text: a field's name as desco_meaning_to_string() gives it, in capitals or not; `pupil` may
 *   stand before a pupil's field
 * @meaning: (out): where to put it
 *
 * Returns: whether there is such a field; if not, @meaning is left alone
 */
gboolean
desco_meaning_parse (const char *text, DescoMeaning *meaning)
{
  DescoMeaning parsed = { DESCO_FIELD_NONE, DESCO_PERSON_PUPIL, 1 };

  if (parse_field (text, &parsed.field))
    {
      *meaning = parsed;
      return TRUE;
    }
  for (guint i = 0; i < DESCO_N_PERSON_ROLES; i++)
    {
      gsize length = strlen (role_names[i]);
      const char *rest = text + length;

      if (g_ascii_strncasecmp (text, role_names[i], length) != 0)
        continue;
      parsed.role = (DescoPersonRole) i;
      if (*rest >= '1' && *rest <= '0' + DESCO_MAX_PERSON_NUMBER)
        parsed.number = (guint) (*rest++ - '0');
      if (parse_field (rest, &parsed.field) && parsed.field != DESCO_FIELD_NONE
          && (i == DESCO_PERSON_PUPIL || parsed.field <= DESCO_FIELD_ROLE))
        {
          *meaning = parsed;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * desco_person_role_to_string:
 * @role: whose something is
 *
 * Returns: (transfer none): the role's name in the database and in JSON
 */
const char *
desco_person_role_to_string (DescoPersonRole role)
{
  return role_names[role];
}

/**
 * desco_person_role_parse:
 * @text: a role in words, as lists write it: `Padre`, `TUTORE`, `mother`
 * @role: (out): where to put it
 *
 * Returns: whether it is a role that an adult may have; if not, @role is left alone
 */
gboolean
desco_person_role_parse (const char *text, DescoPersonRole *role)
{
  DescoPersonRole parsed;

  if (!desco_header_find_role (text, &parsed) || parsed == DESCO_PERSON_PUPIL)
    return FALSE;
  *role = parsed;
  return TRUE;
}
