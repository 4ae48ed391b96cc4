/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-tariff-rule.h"

G_DEFINE_FINAL_TYPE (DescoTariffRule, desco_tariff_rule, G_TYPE_OBJECT)

static void
desco_tariff_rule_finalize (GObject *object)
{
  DescoTariffRule *self = DESCO_TARIFF_RULE (object);

  g_free (self->description);
  g_free (self->school);
  g_free (self->class_name);
  g_free (self->exemption);

  G_OBJECT_CLASS (desco_tariff_rule_parent_class)->finalize (object);
}

static void
desco_tariff_rule_class_init (DescoTariffRuleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_tariff_rule_finalize;
}

static void
desco_tariff_rule_init (DescoTariffRule *self)
{
  g_date_clear (&self->valid_from, 1);
  g_date_clear (&self->valid_until, 1);
  self->isee_from = -1;
  self->isee_to = -1;
}

/**
 * desco_tariff_rule_new:
 *
 * For the repository that fills it.
 *
 * Returns: (transfer full): a rule that is for everybody
 */
DescoTariffRule *
desco_tariff_rule_new (void)
{
  return g_object_new (DESCO_TYPE_TARIFF_RULE, NULL);
}
