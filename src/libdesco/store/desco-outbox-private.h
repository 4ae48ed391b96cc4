/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-json-writer-private.h"
#include "store/desco-connection-private.h"

G_BEGIN_DECLS

gboolean desco_outbox_append (DescoConnection *connection,
                              const char *type,
                              const DescoUuid *entity,
                              const char *payload,
                              GError **error);
gboolean desco_outbox_append_row (DescoConnection *connection,
                                  const char *type,
                                  const DescoUuid *entity,
                                  const char *sql,
                                  const DescoUuid *id,
                                  GError **error);

void desco_outbox_write_text (DescoJsonWriter *payload, const char *name, const char *value);
void desco_outbox_write_int (DescoJsonWriter *payload, const char *name, gint64 value);
void desco_outbox_write_uuid (DescoJsonWriter *payload, const char *name, const DescoUuid *value);
void desco_outbox_write_date (DescoJsonWriter *payload, const char *name, const GDate *value);
gboolean desco_outbox_append_object (DescoConnection *connection,
                                     const char *type,
                                     const DescoUuid *entity,
                                     DescoJsonWriter *payload,
                                     GError **error);

G_END_DECLS
