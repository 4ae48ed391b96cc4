/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DESCO_INPUT_ERROR:
 *
 * What a person or a file gave and the program cannot take. It always names the field, and its
 * message says the value and the way out.
 */
#define DESCO_INPUT_ERROR (desco_input_error_quark ())

typedef enum
{
  DESCO_INPUT_ERROR_INVALID,
  DESCO_INPUT_ERROR_MISSING,
  DESCO_INPUT_ERROR_TOO_LONG,
  DESCO_INPUT_ERROR_OUT_OF_RANGE,
  DESCO_INPUT_ERROR_NOT_FOUND,
  DESCO_INPUT_ERROR_AMBIGUOUS,
} DescoInputError;

/**
 * DESCO_RULE_ERROR:
 *
 * What was asked is understood and refused by a rule of the domain: a state that does not allow it,
 * an entry reversed already, a day that is closed.
 */
#define DESCO_RULE_ERROR (desco_rule_error_quark ())

typedef enum
{
  DESCO_RULE_ERROR_REFUSED,
  DESCO_RULE_ERROR_ALREADY_DONE,
  DESCO_RULE_ERROR_STATE,
  DESCO_RULE_ERROR_CLOSED,
} DescoRuleError;

GQuark desco_input_error_quark (void);
GQuark desco_rule_error_quark (void);

void desco_input_error_set (GError **error,
                            DescoInputError code,
                            const char *field,
                            const char *format,
                            ...) G_GNUC_PRINTF (4, 5);
const char *desco_error_get_field (const GError *error);

G_END_DECLS
