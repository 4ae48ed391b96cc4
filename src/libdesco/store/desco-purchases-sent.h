/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "store/desco-purchases.h"

G_BEGIN_DECLS

/**
 * DescoPurchaseSent:
 * @id: which purchase
 * @is_published: whether the platform has it
 * @text: (nullable): the platform's answer where it has it; else why it does not, in words
 * @retry_at: UTC microseconds of the next try where it does not have it; 0 where a person must mend
 *   something first
 * @is_overtaken: set where the purchase does not wait to be sent any more: it was cancelled or has
 *   expired meanwhile, and nothing was written
 *
 * What came of sending a purchase.
 */
typedef struct
{
  DescoUuid id;
  gboolean is_published;
  const char *text;
  gint64 retry_at;
  gboolean is_overtaken;
} DescoPurchaseSent;

gboolean desco_purchases_note_sent (DescoStore *store,
                                    DescoPurchaseSent *sent,
                                    guint n_sent,
                                    GError **error);

G_END_DECLS
