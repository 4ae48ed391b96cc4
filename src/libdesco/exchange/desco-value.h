/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-tax-code.h"

#include <glib.h>

G_BEGIN_DECLS

/* Reads what people write into the cells of lists. Every function takes a cell that is not empty,
 * and on refusal sets %DESCO_INPUT_ERROR with a sentence that goes beside the cell: what is wrong
 * and what to write. */

#define DESCO_VALUE_MAX_NAME 100
#define DESCO_VALUE_MAX_TEXT 200
#define DESCO_VALUE_MAX_EMAIL 254
#define DESCO_VALUE_MAX_SECTION 20

/**
 * DescoDateSense:
 * @DESCO_DATE_SENSE_CHILD: a child's birth: the latest such day that is not to come
 * @DESCO_DATE_SENSE_ADULT: an adult's birth: the latest such day 14 years ago or earlier
 * @DESCO_DATE_SENSE_TERM: a term or a start: in this century
 *
 * What a date is for, which decides the century of a year of two digits and which dates can be.
 */
typedef enum
{
  DESCO_DATE_SENSE_CHILD,
  DESCO_DATE_SENSE_ADULT,
  DESCO_DATE_SENSE_TERM,
} DescoDateSense;

gboolean desco_value_is_nothing (const char *text);
gboolean desco_value_parse_text (const char *text, guint max_length, char **value, GError **error);
gboolean desco_value_parse_name (const char *text, char **name, GError **error);
gboolean desco_value_parse_date (const char *text,
                                 DescoDateSense sense,
                                 const GDate *today,
                                 GDate *date,
                                 GError **error);
gboolean desco_value_parse_sex (const char *text, DescoSex *sex, GError **error);
gboolean desco_value_parse_yes_no (const char *text, gboolean *yes, GError **error);
gboolean desco_value_parse_class (const char *text, guint *year, char **section, GError **error);
gboolean desco_value_parse_class_year (const char *text, guint *year, GError **error);
gboolean desco_value_parse_section (const char *text, char **section, GError **error);
gboolean desco_value_parse_money (const char *text, gint64 *cents, GError **error);
gboolean
desco_value_parse_integer (const char *text, gint64 min, gint64 max, gint64 *value, GError **error);
gboolean desco_value_parse_email (const char *text, char **email, GError **error);
gboolean desco_value_parse_phone (const char *text, char **phone, GError **error);
gboolean
desco_value_parse_tax_code (const char *text, char **code, DescoTaxCodeKind *kind, GError **error);

G_END_DECLS
