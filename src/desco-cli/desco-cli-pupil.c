/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-pupil.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/**
 * desco_cli_add_pupil:
 * @builder: inside an array, or at the start of a document
 * @pupil: a pupil
 *
 * Writes a pupil as an object.
 */
void
desco_cli_add_pupil (JsonBuilder *builder, const DescoPupil *pupil)
{
  json_builder_begin_object (builder);
  desco_cli_add_uuid (builder, "id", &pupil->id);
  desco_cli_add_text (builder, "taxCode", pupil->tax_code);
  desco_cli_add_text (builder, "surname", pupil->surname);
  desco_cli_add_text (builder, "name", pupil->name);
  desco_cli_add_date (builder, "birthDate", &pupil->birth_date);
  desco_cli_add_text (builder, "class", pupil->class_reference);
  desco_cli_add_text (builder, "school", pupil->school_name);
  desco_cli_add_uuid (builder, "guardian", &pupil->guardian_id);
  desco_cli_add_text (builder, "guardianName", pupil->guardian_name);
  desco_cli_add_int (builder, "balance", pupil->balance);
  desco_cli_add_int (builder, "awaiting", pupil->awaiting);
  json_builder_end_object (builder);
}

/**
 * desco_cli_say_pupil:
 * @cli: the call
 * @pupil: a pupil
 *
 * Prints a pupil in a line.
 */
void
desco_cli_say_pupil (DescoCli *cli, const DescoPupil *pupil)
{
  desco_cli_say (cli, _ ("%-16s  %s %s, %s: balance %" PRId64 ", awaiting payment %" PRId64),
                 pupil->tax_code != NULL ? pupil->tax_code : pupil->provisional_code,
                 pupil->surname, pupil->name,
                 pupil->class_label != NULL ? pupil->class_label : _ ("no class"), pupil->balance,
                 pupil->awaiting);
}
