/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-uuid.h"

#include <glib.h>

G_BEGIN_DECLS

#define DESCO_TAX_CODE_PERSON_LENGTH 16
#define DESCO_TAX_CODE_NUMERIC_LENGTH 11

/* What pagoPA takes for a debtor who has no tax code, where the law allows it. */
#define DESCO_TAX_CODE_ANONYMOUS "ANONIMO"

/**
 * DescoTaxCodeKind:
 * @DESCO_TAX_CODE_PERSON: a person's code of 16 characters
 * @DESCO_TAX_CODE_NUMERIC: 11 digits: a company, a body, or a person who waits for the other one
 * @DESCO_TAX_CODE_PROVISIONAL: ours, for a person without any
 *
 * What a tax code (codice fiscale) tells about itself by its shape.
 */
typedef enum
{
  DESCO_TAX_CODE_PERSON,
  DESCO_TAX_CODE_NUMERIC,
  DESCO_TAX_CODE_PROVISIONAL,
} DescoTaxCodeKind;

typedef enum
{
  DESCO_SEX_UNKNOWN,
  DESCO_SEX_FEMALE,
  DESCO_SEX_MALE,
} DescoSex;

char *desco_tax_code_normalize (const char *text);
gboolean desco_tax_code_check (const char *code, DescoTaxCodeKind *kind, GError **error);
gboolean
desco_tax_code_decode (const char *code, const GDate *today, GDate *birth_date, DescoSex *sex);
gboolean desco_tax_code_check_person (const char *code,
                                      const GDate *birth_date,
                                      DescoSex sex,
                                      GError **error);
gboolean desco_tax_code_fits_name (const char *code, const char *surname, const char *name);
char *desco_tax_code_compose (const char *surname,
                              const char *name,
                              const GDate *birth_date,
                              DescoSex sex,
                              const char *place);
char *desco_tax_code_make_provisional (const DescoUuid *uuid);

G_END_DECLS
