/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

#include "model/desco-purchase.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/**
 * DescoDifferenceKind:
 * @DESCO_DIFFERENCE_UNKNOWN_HERE: published there, and no purchase has its name
 * @DESCO_DIFFERENCE_MISSING_THERE: payable here, and the platform does not know it
 * @DESCO_DIFFERENCE_PAID_THERE: paid there, and no receipt has come
 * @DESCO_DIFFERENCE_EXPIRED_THERE: expired there, not here
 * @DESCO_DIFFERENCE_WITHDRAWN_THERE: withdrawn there by somebody else
 * @DESCO_DIFFERENCE_PAYABLE_THERE: settled here, and can still be paid there
 * @DESCO_DIFFERENCE_AMOUNT: another amount there
 * @DESCO_DIFFERENCE_DUE_DATE: another due date there
 * @DESCO_DIFFERENCE_ACCOUNT: another account there
 * @DESCO_DIFFERENCE_NOT_PUBLISHED: there, and not published
 *
 * How our state and the platform's differ. Their nicks are what the database and JSON say.
 */
typedef enum
{
  DESCO_DIFFERENCE_UNKNOWN_HERE,
  DESCO_DIFFERENCE_MISSING_THERE,
  DESCO_DIFFERENCE_PAID_THERE,
  DESCO_DIFFERENCE_EXPIRED_THERE,
  DESCO_DIFFERENCE_WITHDRAWN_THERE,
  DESCO_DIFFERENCE_PAYABLE_THERE,
  DESCO_DIFFERENCE_AMOUNT,
  DESCO_DIFFERENCE_DUE_DATE,
  DESCO_DIFFERENCE_ACCOUNT,
  DESCO_DIFFERENCE_NOT_PUBLISHED,
} DescoDifferenceKind;

/**
 * DescoMending:
 * @DESCO_MENDING_FETCH: fetch the receipt, which credits it
 * @DESCO_MENDING_PUBLISH: publish it there
 * @DESCO_MENDING_REPLACE: put there what stands here
 * @DESCO_MENDING_ACCEPT: take over here what stands there
 * @DESCO_MENDING_CANCEL: cancel it here
 * @DESCO_MENDING_WITHDRAW: withdraw it there
 * @DESCO_MENDING_ADOPT: make a purchase of it here
 * @DESCO_MENDING_IGNORE: leave both as they are, with a note
 *
 * What a person can do about a difference.
 */
typedef enum
{
  DESCO_MENDING_FETCH,
  DESCO_MENDING_PUBLISH,
  DESCO_MENDING_REPLACE,
  DESCO_MENDING_ACCEPT,
  DESCO_MENDING_CANCEL,
  DESCO_MENDING_WITHDRAW,
  DESCO_MENDING_ADOPT,
  DESCO_MENDING_IGNORE,
} DescoMending;

#define DESCO_TYPE_DIFFERENCE_KIND (desco_difference_kind_get_type ())
GType desco_difference_kind_get_type (void);
const char *desco_difference_kind_to_nick (DescoDifferenceKind kind);
gboolean desco_difference_kind_from_nick (const char *nick, DescoDifferenceKind *kind);
guint desco_difference_kind_get_mendings (DescoDifferenceKind kind);
DescoMending desco_difference_kind_get_first_mending (DescoDifferenceKind kind);

#define DESCO_TYPE_MENDING (desco_mending_get_type ())
GType desco_mending_get_type (void);
const char *desco_mending_to_nick (DescoMending mending);
gboolean desco_mending_from_nick (const char *nick, DescoMending *mending);
const char *desco_mending_to_words (DescoMending mending);

/**
 * DescoDifference:
 * @id: its id
 * @purchase_id: the purchase, or nil
 * @iupd: the position's name
 * @notice_number: (nullable): its notice
 * @person: (nullable): who owes
 * @kind: how they differ
 * @ours: (nullable): what stands here
 * @theirs: (nullable): what stands there
 * @found_at: UTC microseconds
 *
 * One difference that nobody has settled yet.
 */
typedef struct
{
  DescoUuid id;
  DescoUuid purchase_id;
  char *iupd;
  char *notice_number;
  char *person;
  DescoDifferenceKind kind;
  char *ours;
  char *theirs;
  gint64 found_at;
} DescoDifference;

DescoDifference *desco_difference_new (const char *iupd,
                                       DescoDifferenceKind kind,
                                       const DescoUuid *purchase_id,
                                       const char *ours,
                                       const char *theirs);
DescoDifference *desco_difference_copy (const DescoDifference *self);
void desco_difference_free (DescoDifference *self);
char *desco_difference_explain (const DescoDifference *self);
char *desco_difference_describe_mending (const DescoDifference *self, DescoMending mending);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoDifference, desco_difference_free)

gboolean desco_differences_note (DescoStore *store,
                                 GPtrArray *found,
                                 guint *n_gone,
                                 GCancellable *cancellable,
                                 GError **error);
GPtrArray *desco_differences_list (DescoStore *store, GCancellable *cancellable, GError **error);
void desco_differences_list_async (DescoStore *store,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *desco_differences_list_finish (DescoStore *store, GAsyncResult *result, GError **error);
gboolean desco_differences_settle (DescoStore *store,
                                   const DescoUuid *id,
                                   const char *settlement,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
