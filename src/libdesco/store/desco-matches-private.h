/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"

G_BEGIN_DECLS

/**
 * DescoMatch:
 * @DESCO_MATCH_FAILED: the database did not answer
 * @DESCO_MATCH_NONE: nobody there is the person
 * @DESCO_MATCH_FOUND: somebody is
 * @DESCO_MATCH_UNSURE: somebody may be; a person has to say
 *
 * Whether the person of a row is there already.
 */
typedef enum
{
  DESCO_MATCH_FAILED,
  DESCO_MATCH_NONE,
  DESCO_MATCH_FOUND,
  DESCO_MATCH_UNSURE,
} DescoMatch;

DescoMatch desco_matches_find_pupil_in (DescoConnection *connection,
                                        const char *tax_code,
                                        const char *surname,
                                        const char *name,
                                        const GDate *birth_date,
                                        DescoUuid *id,
                                        GError **error);
DescoMatch desco_matches_find_guardian_in (DescoConnection *connection,
                                           const DescoUuid *pupil_id,
                                           const char *tax_code,
                                           const char *surname,
                                           const char *name,
                                           const char *phone,
                                           const char *email,
                                           DescoUuid *id,
                                           GError **error);
DescoMatch desco_matches_find_opening_in (DescoConnection *connection,
                                          const DescoUuid *pupil_id,
                                          GError **error);

G_END_DECLS
