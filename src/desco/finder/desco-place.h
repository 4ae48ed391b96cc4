/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DescoPlace:
 * @title: what it is
 * @keys: (nullable): the keys that lead there as well
 * @icon: the name of a symbolic icon
 * @action: the detailed action that leads there
 *
 * Something that can be found by typing. The fields are to be read only.
 */
#define DESCO_TYPE_PLACE (desco_place_get_type ())
G_DECLARE_FINAL_TYPE (DescoPlace, desco_place, DESCO, PLACE, GObject)

struct _DescoPlace
{
  GObject parent_instance;

  char *title;
  char *keys;
  char *icon;
  char *action;
};

DescoPlace *
desco_place_new (const char *title, const char *keys, const char *icon, const char *action);
gboolean desco_place_matches (DescoPlace *self, const char *folded_words);

G_END_DECLS
