/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Rows of the database, however many, as a GListModel that reads them when they are asked for. */

typedef struct _DescoPagedListKind DescoPagedListKind;

#define DESCO_TYPE_PAGED_LIST (desco_paged_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (DescoPagedList, desco_paged_list, DESCO, PAGED_LIST, GObject)

struct _DescoPagedListClass
{
  GObjectClass parent_class;

  const DescoPagedListKind *kind; /* of whom it lists */
};

void desco_paged_list_reload (DescoPagedList *self);
gboolean desco_paged_list_is_loading (DescoPagedList *self);

G_END_DECLS
