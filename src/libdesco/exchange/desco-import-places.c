/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "exchange/desco-import-private.h"

#include "model/desco-school-order.h"
#include "store/desco-classes-private.h"
#include "store/desco-schools-private.h"

#include <glib/gi18n-lib.h>

/* Where pupils wait whose list names no school, as the office calls it. */
#define WAITING_SCHOOL "Da assegnare"

/**
 * desco_import_find_school: (skip)
 * @run: an import
 * @code: (nullable): the ministry code
 * @name: (nullable): the name; one of the two is there
 * @id: (out): the school
 * @error: where to put an error
 *
 * Finds the school of a row, or makes it.
 *
 * Returns: whether it is there
 */
gboolean
desco_import_find_school (DescoImportRun *run,
                          const char *code,
                          const char *name,
                          DescoUuid *id,
                          GError **error)
{
  g_autofree char *key
      = g_strconcat (code != NULL ? code : "", "\t", name != NULL ? name : "", NULL);
  const DescoUuid *known = g_hash_table_lookup (run->schools, key);

  if (known != NULL)
    {
      *id = *known;
      return TRUE;
    }
  if (!desco_schools_ensure_in (run->connection, code, name, DESCO_SCHOOL_ORDER_UNKNOWN, id, error))
    return FALSE;
  g_hash_table_insert (run->schools, g_steal_pointer (&key), g_memdup2 (id, sizeof *id));
  return TRUE;
}

static gboolean
choose_default_school (DescoImportRun *run, DescoUuid *id, GError **error)
{
  const char *named = run->options->school;
  g_autoptr (GPtrArray) schools = NULL;

  if (named != NULL)
    return desco_ministry_code_is_valid (named)
               ? desco_import_find_school (run, named, NULL, id, error)
               : desco_import_find_school (run, NULL, named, id, error);

  schools = desco_schools_list_in (run->connection, error);
  if (schools == NULL)
    return FALSE;
  if (schools->len == 1)
    {
      *id = ((DescoSchool *) g_ptr_array_index (schools, 0))->id;
      return TRUE;
    }
  desco_import_warn (run, 0, DESCO_FIELD_SCHOOL_NAME, NULL,
                     _ ("The list names no school, so its pupils wait in one called “Da "
                        "assegnare”: import it again and say the school."));
  return desco_import_find_school (run, NULL, WAITING_SCHOOL, id, error);
}

/**
 * desco_import_find_default_school: (skip)
 * @run: an import
 * @id: (out): the school
 * @error: where to put an error
 *
 * Where a row goes that names no school: to the one that was given, else to the only one there is,
 * else to one where it waits, with a warning.
 *
 * Returns: whether it is there
 */
gboolean
desco_import_find_default_school (DescoImportRun *run, DescoUuid *id, GError **error)
{
  if (desco_uuid_is_nil (&run->default_school)
      && !choose_default_school (run, &run->default_school, error))
    return FALSE;
  *id = run->default_school;
  return TRUE;
}

/**
 * desco_import_find_class: (skip)
 * @run: an import
 * @school_id: its school
 * @name: year and section
 * @id: (out): the class
 * @error: where to put an error
 *
 * Finds the class of a row, or makes it.
 *
 * Returns: whether it is there
 */
gboolean
desco_import_find_class (DescoImportRun *run,
                         const DescoUuid *school_id,
                         const char *name,
                         DescoUuid *id,
                         GError **error)
{
  g_autofree char *school = desco_uuid_to_string (school_id);
  g_autofree char *key = g_strconcat (school, "/", name, NULL);
  const DescoUuid *known = g_hash_table_lookup (run->classes, key);

  if (known != NULL)
    {
      *id = *known;
      return TRUE;
    }
  if (!desco_classes_ensure_in (run->connection, school_id, name, id, error))
    return FALSE;
  g_hash_table_insert (run->classes, g_steal_pointer (&key), g_memdup2 (id, sizeof *id));
  return TRUE;
}
