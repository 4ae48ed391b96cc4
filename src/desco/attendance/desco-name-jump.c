/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "attendance/desco-name-jump.h"

#include "model/desco-text.h"

/* Letters that come within this span belong to one name. */
#define TYPING_SPAN (1 * G_USEC_PER_SEC)

struct _DescoNameJump
{
  GString *typed;
  gint64 last_at;
};

static gboolean
find_number (DescoNameJump *self, GListModel *rows, guint *position)
{
  guint64 number = g_ascii_strtoull (self->typed->str, NULL, 10);

  if (number < 1 || number > g_list_model_get_n_items (rows))
    return FALSE;
  *position = (guint) number - 1;

  return TRUE;
}

static gboolean
find_name (DescoNameJump *self, GListModel *rows, guint *position)
{
  g_autofree char *wanted = desco_text_fold (self->typed->str);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (DescoAttendanceRow) row = g_list_model_get_item (rows, i);
      g_autofree char *name = desco_text_fold (desco_attendance_row_get_name (row));

      if (g_str_has_prefix (name, wanted))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
find (DescoNameJump *self, GListModel *rows, guint *position)
{
  if (g_ascii_isdigit (self->typed->str[0]))
    return find_number (self, rows, position);

  return find_name (self, rows, position);
}

/**
 * desco_name_jump_new:
 *
 * Returns: (transfer full): nothing typed
 */
DescoNameJump *
desco_name_jump_new (void)
{
  DescoNameJump *self = g_new0 (DescoNameJump, 1);

  self->typed = g_string_new (NULL);

  return self;
}

/**
 * desco_name_jump_free:
 * @self: (transfer full): what was typed
 */
void
desco_name_jump_free (DescoNameJump *self)
{
  g_string_free (self->typed, TRUE);
  g_free (self);
}

/**
 * desco_name_jump_is_typing:
 * @self: what was typed
 *
 * Returns: whether a letter now goes on with a name
 */
gboolean
desco_name_jump_is_typing (DescoNameJump *self)
{
  return self->typed->len > 0 && g_get_monotonic_time () - self->last_at < TYPING_SPAN;
}

/**
 * desco_name_jump_type:
 * @self: what was typed
 * @rows: a list of #DescoAttendanceRow
 * @character: one more letter or digit
 * @position: (out): the row that is meant
 *
 * Returns: whether a row is meant; if not, @character begins anew
 */
gboolean
desco_name_jump_type (DescoNameJump *self, GListModel *rows, gunichar character, guint *position)
{
  if (!desco_name_jump_is_typing (self))
    desco_name_jump_clear (self);
  self->last_at = g_get_monotonic_time ();
  g_string_append_unichar (self->typed, character);
  if (find (self, rows, position))
    return TRUE;

  desco_name_jump_clear (self);
  g_string_append_unichar (self->typed, character);

  return find (self, rows, position);
}

/**
 * desco_name_jump_clear:
 * @self: what was typed
 *
 * The next letter begins a name.
 */
void
desco_name_jump_clear (DescoNameJump *self)
{
  g_string_truncate (self->typed, 0);
}
