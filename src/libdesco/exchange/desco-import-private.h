/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-import.h"
#include "exchange/desco-list-reader.h"
#include "exchange/desco-listed-adult.h"
#include "store/desco-connection-private.h"
#include "store/desco-record-private.h"

G_BEGIN_DECLS

/**
 * DescoImportRun:
 * @connection: the writer's, in the transaction of the import
 * @options: what the person set
 * @list: the rows
 * @report: what is counted and said
 * @schools: (element-type utf8 DescoUuid): those of the list that are known by now
 * @classes: (element-type utf8 DescoUuid): as @schools
 * @default_school: where rows go that name no school; nil until one does
 * @user: what the kind of list keeps
 *
 * An import under way.
 */
typedef struct
{
  DescoConnection *connection;
  const DescoImportOptions *options;
  DescoListReader *list;
  DescoImportReport *report;
  GHashTable *schools;
  GHashTable *classes;
  DescoUuid default_school;
  gpointer user;
} DescoImportRun;

/* Takes the next row in, or says what is wrong with it; %FALSE at the end, and with @error set
 * where the import can't go on. */
typedef gboolean (*DescoImportStep) (DescoImportRun *run, DescoRowError **problem, GError **error);

/* Done once all rows are in. */
typedef gboolean (*DescoImportEnd) (DescoImportRun *run, GError **error);

DescoImportReport *desco_import_run (DescoStore *store,
                                     DescoListKind kind,
                                     const char *path,
                                     const DescoImportOptions *options,
                                     DescoImportStep step,
                                     DescoImportEnd end,
                                     gpointer user,
                                     DescoImportProgress progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GError **error);
DescoListReader *desco_import_open_list (DescoListKind kind,
                                         const char *path,
                                         const DescoImportOptions *options,
                                         GCancellable *cancellable,
                                         GError **error);
GPtrArray *desco_import_list_columns (const DescoColumnMap *map);

void desco_import_count (DescoImportRun *run, DescoRecordOutcome outcome);
DescoRecordOutcome desco_import_merge (DescoRecordOutcome outcome, DescoRecordOutcome part);
void desco_import_refuse (DescoImportRun *run, DescoRowError *problem);
void desco_import_refuse_field (DescoImportRun *run,
                                guint line,
                                DescoField field,
                                const char *value,
                                const char *reason);
void desco_import_warn (DescoImportRun *run,
                        guint line,
                        DescoField field,
                        const char *value,
                        const char *reason);

gboolean desco_import_find_school (DescoImportRun *run,
                                   const char *code,
                                   const char *name,
                                   DescoUuid *id,
                                   GError **error);
gboolean desco_import_find_default_school (DescoImportRun *run, DescoUuid *id, GError **error);
gboolean desco_import_find_class (DescoImportRun *run,
                                  const DescoUuid *school_id,
                                  const char *name,
                                  DescoUuid *id,
                                  GError **error);

DescoRecordOutcome desco_import_take_adults (DescoImportRun *run,
                                             guint line,
                                             const DescoUuid *pupil_id,
                                             const GPtrArray *adults,
                                             const char *phone,
                                             const char *email,
                                             GError **error);

G_END_DECLS
