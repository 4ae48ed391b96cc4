/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-cli-reference.h"

#include "store/desco-classes.h"
#include "store/desco-guardians.h"
#include "store/desco-pupils.h"
#include "store/desco-schools.h"

/**
 * desco_cli_find_pupil:
 * @cli: the call, its database open
 * @reference: an id or a tax code
 * @id: (out): the pupil's id
 * @error: where to put an error of domain %DESCO_INPUT_ERROR
 *
 * Returns: whether exactly one pupil is meant
 */
gboolean
desco_cli_find_pupil (DescoCli *cli, const char *reference, DescoUuid *id, GError **error)
{
  g_autoptr (DescoPupil) pupil = desco_pupils_find (cli->store, reference, cli->cancellable, error);

  if (pupil == NULL)
    return FALSE;
  *id = pupil->id;
  return TRUE;
}

/**
 * desco_cli_find_guardian:
 * @cli: the call, its database open
 * @reference: an id or a tax code
 * @id: (out): the guardian's id
 * @error: where to put an error of domain %DESCO_INPUT_ERROR
 *
 * Returns: whether exactly one guardian is meant
 */
gboolean
desco_cli_find_guardian (DescoCli *cli, const char *reference, DescoUuid *id, GError **error)
{
  g_autoptr (DescoGuardian) guardian
      = desco_guardians_find (cli->store, reference, cli->cancellable, error);

  if (guardian == NULL)
    return FALSE;
  *id = guardian->id;
  return TRUE;
}

/**
 * desco_cli_find_school:
 * @cli: the call, its database open
 * @reference: an id, a ministry code or a name
 * @id: (out): the school's id
 * @error: where to put an error of domain %DESCO_INPUT_ERROR
 *
 * Returns: whether exactly one school is meant
 */
gboolean
desco_cli_find_school (DescoCli *cli, const char *reference, DescoUuid *id, GError **error)
{
  g_autoptr (DescoSchool) school
      = desco_schools_find (cli->store, reference, cli->cancellable, error);

  if (school == NULL)
    return FALSE;
  *id = school->id;
  return TRUE;
}

/**
 * desco_cli_find_class:
 * @cli: the call, its database open
 * @reference: an id, or SCHOOL/1A
 * @id: (out): the class's id
 * @error: where to put an error of domain %DESCO_INPUT_ERROR
 *
 * Returns: whether exactly one class is meant
 */
gboolean
desco_cli_find_class (DescoCli *cli, const char *reference, DescoUuid *id, GError **error)
{
  g_autoptr (DescoClass) class = desco_classes_find (cli->store, reference, cli->cancellable,
                                                     error);

  if (class == NULL)
    return FALSE;
  *id = class->id;
  return TRUE;
}
