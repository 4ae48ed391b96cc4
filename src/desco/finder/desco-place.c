/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "finder/desco-place.h"

#include "model/desco-text.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (DescoPlace, desco_place, G_TYPE_OBJECT)

static void
desco_place_finalize (GObject *object)
{
  DescoPlace *self = DESCO_PLACE (object);

  g_free (self->title);
  g_free (self->keys);
  g_free (self->icon);
  g_free (self->action);

  G_OBJECT_CLASS (desco_place_parent_class)->finalize (object);
}

static void
desco_place_class_init (DescoPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_place_finalize;
}

static void
desco_place_init (DescoPlace *self)
{
}

/**
 * desco_place_new:
 * @title: what it is
 * @keys: (nullable): the keys that lead there as well
 * @icon: the name of a symbolic icon
 * @action: the detailed action that leads there
 *
 * Returns: (transfer full): a place
 */
DescoPlace *
desco_place_new (const char *title, const char *keys, const char *icon, const char *action)
{
  DescoPlace *self = g_object_new (DESCO_TYPE_PLACE, NULL);

  self->title = g_strdup (title);
  self->keys = g_strdup (keys);
  self->icon = g_strdup (icon);
  self->action = g_strdup (action);

  return self;
}

/**
 * desco_place_matches:
 * @self: a place
 * @folded_words: what was typed, through desco_text_fold()
 *
 * Returns: whether each word typed stands in its title
 */
gboolean
desco_place_matches (DescoPlace *self, const char *folded_words)
{
  g_autofree char *title = desco_text_fold (self->title);
  g_auto (GStrv) words = g_strsplit (folded_words, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (title, words[i]) == NULL)
      return FALSE;

  return TRUE;
}
