/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DescoResidence:
 * @DESCO_RESIDENCE_UNKNOWN: nobody has said
 * @DESCO_RESIDENCE_NO: not resident in the creditor's town
 * @DESCO_RESIDENCE_YES: resident
 *
 * Whether a pupil lives in the town that sells the vouchers: what many tariffs ask.
 */
typedef enum
{
  DESCO_RESIDENCE_UNKNOWN,
  DESCO_RESIDENCE_NO,
  DESCO_RESIDENCE_YES,
} DescoResidence;

G_END_DECLS
