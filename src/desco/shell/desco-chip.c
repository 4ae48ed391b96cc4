/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "shell/desco-chip.h"

static const char *const tone_classes[] = {
  [DESCO_TONE_PLAIN] = "plain",
  [DESCO_TONE_GOOD] = "good",
  [DESCO_TONE_MIND] = "mind",
  [DESCO_TONE_BAD] = "bad",
};

/**
 * desco_chip_new:
 *
 * Returns: (transfer floating): a word of state, without the word
 */
GtkWidget *
desco_chip_new (void)
{
  GtkWidget *chip = gtk_label_new (NULL);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (chip, FALSE);

  return chip;
}

/**
 * desco_chip_set:
 * @chip: a chip
 * @text: (nullable): its word; %NULL hides it
 * @tone: its colour
 */
void
desco_chip_set (GtkWidget *chip, const char *text, DescoTone tone)
{
  g_return_if_fail (GTK_IS_LABEL (chip));

  gtk_label_set_label (GTK_LABEL (chip), text != NULL ? text : "");
  gtk_widget_set_visible (chip, text != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tone_classes); i++)
    gtk_widget_remove_css_class (chip, tone_classes[i]);
  gtk_widget_add_css_class (chip, tone_classes[tone]);
}
