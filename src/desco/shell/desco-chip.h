/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DescoTone:
 * @DESCO_TONE_PLAIN: nothing to feel about
 * @DESCO_TONE_GOOD: as it should be
 * @DESCO_TONE_MIND: to be looked at
 * @DESCO_TONE_BAD: against somebody
 *
 * The colour of a chip. Its words say the same without it.
 */
typedef enum
{
  DESCO_TONE_PLAIN,
  DESCO_TONE_GOOD,
  DESCO_TONE_MIND,
  DESCO_TONE_BAD,
} DescoTone;

GtkWidget *desco_chip_new (void);
void desco_chip_set (GtkWidget *chip, const char *text, DescoTone tone);

G_END_DECLS
