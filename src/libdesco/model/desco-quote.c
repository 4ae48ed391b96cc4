/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-quote.h"

G_DEFINE_FINAL_TYPE (DescoQuote, desco_quote, G_TYPE_OBJECT)

static void
desco_quote_finalize (GObject *object)
{
  DescoQuote *self = DESCO_QUOTE (object);

  g_free (self->rule);
  g_free (self->reason);
  g_strfreev (self->passed_over);
  g_strfreev (self->warnings);

  G_OBJECT_CLASS (desco_quote_parent_class)->finalize (object);
}

static void
desco_quote_class_init (DescoQuoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_quote_finalize;
}

static void
desco_quote_init (DescoQuote *self)
{
  g_date_clear (&self->date, 1);
}

/**
 * desco_quote_new:
 *
 * For the repository that fills it.
 *
 * Returns: (transfer full): an empty quote
 */
DescoQuote *
desco_quote_new (void)
{
  return g_object_new (DESCO_TYPE_QUOTE, NULL);
}
