/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-list-reader.h"
#include "exchange/desco-row-error.h"
#include "exchange/desco-value.h"

G_BEGIN_DECLS

/**
 * DescoRowCells:
 * @role: whose cells are taken
 * @number: which of several of that role
 *
 * One row of a list, from which values are taken by what they mean. A cell that is empty or not
 * there leaves the value as it was; one that is wrong is remembered, the leftmost of all.
 */
typedef struct
{
  const DescoColumnMap *columns;
  const DescoTableRow *row;
  const GDate *today;
  DescoPersonRole role;
  guint number;
  guint bad_column;
  char *reason;
} DescoRowCells;

void desco_row_cells_init (DescoRowCells *self, DescoListReader *list, const DescoTableRow *row);
DescoRowError *desco_row_cells_finish (DescoRowCells *self);
void desco_row_cells_turn_to (DescoRowCells *self, DescoPersonRole role, guint number);

gboolean desco_row_cells_has (const DescoRowCells *self, DescoField field);
const char *desco_row_cells_get (DescoRowCells *self, DescoField field);
void desco_row_cells_refuse (DescoRowCells *self, DescoField field, const char *reason);
void desco_row_cells_require (DescoRowCells *self, DescoField field, const char *value);

void desco_row_cells_take_name (DescoRowCells *self, DescoField field, char **name);
void desco_row_cells_take_text (DescoRowCells *self, DescoField field, char **text);
void desco_row_cells_take_date (DescoRowCells *self,
                                DescoField field,
                                DescoDateSense sense,
                                GDate *date);
void desco_row_cells_take_sex (DescoRowCells *self, DescoSex *sex);
void desco_row_cells_take_tax_code (DescoRowCells *self, char **code, DescoTaxCodeKind *kind);
void
desco_row_cells_take_money (DescoRowCells *self, DescoField field, gboolean *has, gint64 *cents);
void desco_row_cells_take_integer (DescoRowCells *self,
                                   DescoField field,
                                   gint64 min,
                                   gint64 max,
                                   gboolean *has,
                                   gint64 *value);
void desco_row_cells_take_full_name (DescoRowCells *self,
                                     const char *tax_code,
                                     char **surname,
                                     char **name);
void desco_row_cells_take_phone (DescoRowCells *self, char **phone);
void desco_row_cells_take_email (DescoRowCells *self, char **email);
void desco_row_cells_take_address (DescoRowCells *self, char **address);

G_END_DECLS
