/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which pupils a school is for: the first thing that a tariff asks. */
typedef enum
{
  DESCO_SCHOOL_ORDER_UNKNOWN,
  DESCO_SCHOOL_ORDER_INFANZIA,
  DESCO_SCHOOL_ORDER_PRIMARIA,
  DESCO_SCHOOL_ORDER_SECONDARIA_I,
} DescoSchoolOrder;

DescoSchoolOrder desco_school_order_of_code (const char *ministry_code);
DescoSchoolOrder desco_school_order_of_name (const char *name);
DescoSchoolOrder desco_school_order_of_school (const char *ministry_code, const char *name);
const char *desco_school_order_to_string (DescoSchoolOrder order);
gboolean desco_school_order_parse (const char *text, DescoSchoolOrder *order);
gboolean desco_ministry_code_is_valid (const char *text);

G_END_DECLS
