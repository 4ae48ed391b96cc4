/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lists that Desco reads. */
typedef enum
{
  DESCO_LIST_PUPILS,
  DESCO_LIST_GUARDIANS,
  DESCO_LIST_TARIFFS,
} DescoListKind;

/* What a column may mean. The first ones are about any person, the next about a pupil, the last
 * about a tariff's rule. */
typedef enum
{
  DESCO_FIELD_NONE,

  DESCO_FIELD_SURNAME,
  DESCO_FIELD_NAME,
  DESCO_FIELD_FULL_NAME,    /* surname first */
  DESCO_FIELD_NAME_SURNAME, /* name first */
  DESCO_FIELD_TAX_CODE,
  DESCO_FIELD_SEX,
  DESCO_FIELD_BIRTH_DATE,
  DESCO_FIELD_BIRTH_PLACE,
  DESCO_FIELD_BIRTH_PROVINCE,
  DESCO_FIELD_ADDRESS,
  DESCO_FIELD_HOUSE_NUMBER,
  DESCO_FIELD_POSTAL_CODE,
  DESCO_FIELD_TOWN,
  DESCO_FIELD_PROVINCE,
  DESCO_FIELD_PHONE,
  DESCO_FIELD_MOBILE,
  DESCO_FIELD_EMAIL,
  DESCO_FIELD_ROLE,

  DESCO_FIELD_SCHOOL_NAME,
  DESCO_FIELD_SCHOOL_CODE,
  DESCO_FIELD_CLASS,
  DESCO_FIELD_CLASS_YEAR,
  DESCO_FIELD_SECTION,
  DESCO_FIELD_RESIDENT,
  DESCO_FIELD_ISEE,
  DESCO_FIELD_ISEE_UNTIL,
  DESCO_FIELD_EXEMPTION,
  DESCO_FIELD_DIET,
  DESCO_FIELD_OPENING_BALANCE,
  DESCO_FIELD_OPENING_UNIT_COST,
  DESCO_FIELD_SIDI_CODE,
  DESCO_FIELD_PUPIL_ID,

  DESCO_FIELD_DESCRIPTION,
  DESCO_FIELD_SCHOOL_ORDER,
  DESCO_FIELD_ISEE_FROM,
  DESCO_FIELD_ISEE_TO,
  DESCO_FIELD_CHILD,
  DESCO_FIELD_COST,
  DESCO_FIELD_VALID_FROM,
  DESCO_FIELD_VALID_UNTIL,
} DescoField;

#define DESCO_N_FIELDS (DESCO_FIELD_VALID_UNTIL + 1)

/* Who a column is about. A contact usually repeats one of the others. */
typedef enum
{
  DESCO_PERSON_PUPIL,
  DESCO_PERSON_FATHER,
  DESCO_PERSON_MOTHER,
  DESCO_PERSON_TUTOR,
  DESCO_PERSON_PARENT,
  DESCO_PERSON_DELEGATE,
  DESCO_PERSON_CONTACT,
} DescoPersonRole;

#define DESCO_N_PERSON_ROLES (DESCO_PERSON_CONTACT + 1)

/* How many persons of one role a row may have. */
#define DESCO_MAX_PERSON_NUMBER 4

/**
 * DescoMeaning:
 * @field: what the column holds, %DESCO_FIELD_NONE where it is ignored
 * @role: whose it is
 * @number: which of several of that role, from 1
 *
 * What a column means.
 */
typedef struct
{
  DescoField field;
  DescoPersonRole role;
  guint number;
} DescoMeaning;

char *desco_meaning_to_string (const DescoMeaning *meaning);
gboolean desco_meaning_parse (const char *text, DescoMeaning *meaning);
const char *desco_person_role_to_string (DescoPersonRole role);
gboolean desco_person_role_parse (const char *text, DescoPersonRole *role);

G_END_DECLS
