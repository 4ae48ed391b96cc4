/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DescoJsonWriter DescoJsonWriter;

DescoJsonWriter *desco_json_writer_new (void);
void desco_json_writer_free (DescoJsonWriter *self);
void desco_json_writer_begin_object (DescoJsonWriter *self);
void desco_json_writer_end_object (DescoJsonWriter *self);
void desco_json_writer_begin_array (DescoJsonWriter *self);
void desco_json_writer_end_array (DescoJsonWriter *self);
void desco_json_writer_set_member_name (DescoJsonWriter *self, const char *name);
void desco_json_writer_add_string_value (DescoJsonWriter *self, const char *value);
void desco_json_writer_add_int_value (DescoJsonWriter *self, gint64 value);
void desco_json_writer_add_boolean_value (DescoJsonWriter *self, gboolean value);
void desco_json_writer_add_json_value (DescoJsonWriter *self, const char *value);
GBytes *desco_json_writer_finish (DescoJsonWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoJsonWriter, desco_json_writer_free)

G_END_DECLS
