/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

#include "model/desco-residence.h"
#include "model/desco-school-order.h"
#include "model/desco-uuid.h"

G_BEGIN_DECLS

#define DESCO_TYPE_TARIFF_RULE (desco_tariff_rule_get_type ())
G_DECLARE_FINAL_TYPE (DescoTariffRule, desco_tariff_rule, DESCO, TARIFF_RULE, GObject)

/**
 * DescoTariffRule:
 * @id: its identity
 * @position: from 1: the first that matches wins
 * @description: what the regulation calls it
 * @school_order: %DESCO_SCHOOL_ORDER_UNKNOWN for any
 * @school: (nullable): a school's code or name, %NULL for any
 * @class_name: (nullable): a class ("1A") or a year alone ("1"), %NULL for any
 * @resident: who: %DESCO_RESIDENCE_UNKNOWN for anybody
 * @isee_from: least ISEE in cents, -1 for any
 * @isee_to: greatest ISEE in cents, -1 for any
 * @child_from: first of the children enrolled that it is for, 0 for any
 * @child_to: last of them, 0 for no last one
 * @exemption: (nullable): "SI" for any exemption, "NO" for none, else the exemption's own word;
 *   %NULL where it does not matter
 * @unit_amount: cents a voucher
 * @valid_from: its first day; may be invalid: since ever
 * @valid_until: its last day; may be invalid: no end
 *
 * One rule of the municipal regulation. The fields are to be read only.
 */
struct _DescoTariffRule
{
  GObject parent_instance;

  DescoUuid id;
  guint position;
  char *description;
  DescoSchoolOrder school_order;
  char *school;
  char *class_name;
  DescoResidence resident;
  gint64 isee_from;
  gint64 isee_to;
  guint child_from;
  guint child_to;
  char *exemption;
  gint64 unit_amount;
  GDate valid_from;
  GDate valid_until;
};

DescoTariffRule *desco_tariff_rule_new (void);

G_END_DECLS
