/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* N-04: what the notice has room for. */
#define DESCO_CREDITOR_NAME_MAX 100
#define DESCO_CREDITOR_DEPARTMENT_MAX 50
#define DESCO_CREDITOR_POSTAL_ACCOUNT_MAX 12

/* School meals of a municipality in pagoPA's taxonomy. */
#define DESCO_TAXONOMY_SCHOOL_MEALS "9/0107101TS/"

/**
 * DescoCreditor:
 * @tax_code: 11 digits
 * @name: as pagoPA knows it, at most 100 characters
 * @town: whose residents pay the residents' prices
 * @department: (nullable): at most 50 characters
 * @contact: (nullable): lines for the notice
 * @iban: where pagoPA pays: IT and 25 characters, without spaces
 * @segregation_code: 0 to 99, the second and third digit of every notice number
 * @cbill: (nullable): the CBILL code, at most 10 capital letters and digits
 * @postal_account: (nullable): at most 12 digits; with it come @postal_holder and
 *   @postal_authorisation, without it they are %NULL
 * @postal_holder: (nullable): in whose name it is
 * @postal_authorisation: (nullable): the sentence that the post office gave for printing slips
 * @taxonomy: pagoPA's code of the service
 * @school_year: `2026/2027`
 * @logo: (nullable): what stands on its notices, an SVG or a PNG (N-03)
 * @logo_type: (nullable): its media type, where there is a logo
 *
 * The municipality that sells the vouchers.
 */
typedef struct
{
  char *tax_code;
  char *name;
  char *town;
  char *department;
  char *contact;
  char *iban;
  guint segregation_code;
  char *cbill;
  char *postal_account;
  char *postal_holder;
  char *postal_authorisation;
  char *taxonomy;
  char *school_year;
  GBytes *logo;
  char *logo_type;
} DescoCreditor;

DescoCreditor *desco_creditor_new (void);
DescoCreditor *desco_creditor_copy (const DescoCreditor *self);
void desco_creditor_free (DescoCreditor *self);
void desco_creditor_normalize (DescoCreditor *self, const GDate *today);
gboolean desco_creditor_check (const DescoCreditor *self, GError **error);

gboolean desco_segregation_code_parse (const char *text, guint *code, GError **error);

char *desco_school_year_of_date (const GDate *date);
gboolean desco_school_year_check (const char *text, GError **error);
gboolean desco_school_year_get_range (const char *text, GDate *from, GDate *until);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoCreditor, desco_creditor_free)

G_END_DECLS
