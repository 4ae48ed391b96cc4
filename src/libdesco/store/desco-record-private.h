/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-connection-private.h"

G_BEGIN_DECLS

/* A record is a row whose fields are written one by one and merged by their last writer (SYNC):
 * pupil, guardian, class, school, calendar, tariff, setting. Saving one compares it with what is
 * there, writes only what changed, and tells the outbox just those fields. */

typedef enum
{
  DESCO_VALUE_NULL,
  DESCO_VALUE_INT,
  DESCO_VALUE_TEXT,
  DESCO_VALUE_UUID,
  DESCO_VALUE_BYTES,
} DescoValueKind;

/**
 * DescoValue:
 *
 * A field's value; texts and bytes are borrowed.
 */
typedef struct
{
  DescoValueKind kind;
  gint64 number;
  const char *text;
  DescoUuid uuid;
  GBytes *bytes;
} DescoValue;

/**
 * DescoRecordSpec:
 * @type: the operation's type in the outbox
 * @n_fields: how many fields there are
 * @fields: their names, each bound as ":name"
 * @names: the same as bound
 * @select: reads the fields in order, WHERE … = :id
 * @insert: writes a new row from :id and the fields
 * @update: writes the fields of row :id
 */
typedef struct
{
  const char *type;
  guint n_fields;
  const char *const *fields; /* ":surname", ":name", … */
  const char *select;
  const char *insert;
  const char *update;
} DescoRecordSpec;

typedef enum
{
  DESCO_RECORD_FAILED,
  DESCO_RECORD_UNCHANGED,
  DESCO_RECORD_ADDED,
  DESCO_RECORD_UPDATED,
} DescoRecordOutcome;

DescoValue desco_value_int (gint64 number);
DescoValue desco_value_text (const char *text);
DescoValue desco_value_uuid (const DescoUuid *uuid);
DescoValue desco_value_bytes (GBytes *bytes);
DescoValue desco_value_null (void);

DescoRecordOutcome desco_record_save (DescoConnection *connection,
                                      const DescoRecordSpec *spec,
                                      const DescoUuid *id,
                                      const DescoValue *values,
                                      GError **error);

gboolean desco_record_add (DescoConnection *connection,
                           const DescoRecordSpec *spec,
                           const DescoUuid *id,
                           const DescoValue *values,
                           GError **error);

G_END_DECLS
