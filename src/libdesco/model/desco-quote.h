/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

#include "model/desco-uuid.h"

G_BEGIN_DECLS

#define DESCO_TYPE_QUOTE (desco_quote_get_type ())
G_DECLARE_FINAL_TYPE (DescoQuote, desco_quote, DESCO, QUOTE, GObject)

/**
 * DescoQuote:
 * @pupil_id: whose
 * @date: the day it is for
 * @unit_amount: cents a voucher, or a meal
 * @rule: the description of the rule that gave it
 * @rule_id: that rule
 * @exempt: whether nothing is paid: the meal is an entry of quantity 0
 * @reason: one sentence for the parent (J-11)
 * @passed_over: for each earlier rule, a sentence that says why it does not apply
 * @warnings: sentences for the office: a residence that nobody has said, a certificate that expires
 *
 * The price one pupil gets on one day, and why. The fields are to be read only.
 */
struct _DescoQuote
{
  GObject parent_instance;

  DescoUuid pupil_id;
  GDate date;
  gint64 unit_amount;
  char *rule;
  DescoUuid rule_id;
  gboolean exempt;
  char *reason;
  GStrv passed_over;
  GStrv warnings;
};

DescoQuote *desco_quote_new (void);

G_END_DECLS
