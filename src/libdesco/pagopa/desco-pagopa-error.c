/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-pagopa-error.h"

#include "model/desco-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  guint retry_after;
} DescoPagopaErrorPrivate;

static void
desco_pagopa_error_private_init (DescoPagopaErrorPrivate *priv)
{
  priv->retry_after = 0;
}

static void
desco_pagopa_error_private_copy (const DescoPagopaErrorPrivate *src, DescoPagopaErrorPrivate *dest)
{
  dest->retry_after = src->retry_after;
}

static void
desco_pagopa_error_private_clear (DescoPagopaErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (DescoPagopaError, desco_pagopa_error)

/* Whether a setting or a key is missing or wrong: their names have a point, a position's have none. */
static gboolean
is_of_a_setting (const GError *error)
{
  const char *field = error->domain == DESCO_INPUT_ERROR ? desco_error_get_field (error) : NULL;

  return field != NULL && strchr (field, '.') != NULL;
}

/**
 * desco_pagopa_error_set_throttled:
 * @error: (out) (optional): where to put the error
 * @retry_after: seconds after which the platform will listen again; 0 if it did not say
 *
 * Sets a %DESCO_PAGOPA_ERROR_THROTTLED that carries the time to wait.
 */
void
desco_pagopa_error_set_throttled (GError **error, guint retry_after)
{
  if (error == NULL)
    return;

  if (retry_after == 0)
    *error = g_error_new_literal (DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_THROTTLED,
                                  _ ("pagoPA is receiving too many calls from this key. What is "
                                     "queued is kept: try again in a minute."));
  else
    *error = g_error_new (DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_THROTTLED,
                          ngettext ("pagoPA is receiving too many calls from this key. What is "
                                    "queued is kept: try again in %u second.",
                                    "pagoPA is receiving too many calls from this key. What is "
                                    "queued is kept: try again in %u seconds.",
                                    retry_after),
                          retry_after);
  desco_pagopa_error_get_private (*error)->retry_after = retry_after;
}

/**
 * desco_pagopa_error_is_transient:
 * @error: an error of any domain
 *
 * Returns: whether the same request, sent again later as it is, may well succeed, so that the work
 *   stays queued. An answer that makes no sense counts: it is mostly a proxy that stood between.
 */
gboolean
desco_pagopa_error_is_transient (const GError *error)
{
  if (error->domain != DESCO_PAGOPA_ERROR)
    return FALSE;

  switch ((DescoPagopaError) error->code)
    {
    case DESCO_PAGOPA_ERROR_UNREACHABLE:
    case DESCO_PAGOPA_ERROR_THROTTLED:
    case DESCO_PAGOPA_ERROR_UNCERTAIN:
    case DESCO_PAGOPA_ERROR_PROTOCOL:
      return TRUE;
    case DESCO_PAGOPA_ERROR_UNAUTHORIZED:
    case DESCO_PAGOPA_ERROR_REFUSED:
    case DESCO_PAGOPA_ERROR_CONFLICT:
    case DESCO_PAGOPA_ERROR_NOT_FOUND:
    case DESCO_PAGOPA_ERROR_TOO_LARGE:
    default:
      return FALSE;
    }
}

/**
 * desco_pagopa_error_is_of_the_way:
 * @error: an error of any domain
 *
 * Returns: whether it is about the way to the platform, and not about what was sent: nothing else would
 *   fare better now
 */
gboolean
desco_pagopa_error_is_of_the_way (const GError *error)
{
  return desco_pagopa_error_is_transient (error)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED)
         || is_of_a_setting (error);
}

/**
 * desco_pagopa_error_is_of_one:
 * @error: an error of any domain
 *
 * Returns: whether it is about the one thing that was sent or asked for, and neither about the way to
 *   the platform nor about this machine's disk: another may well fare better
 */
gboolean
desco_pagopa_error_is_of_one (const GError *error)
{
  return (error->domain == DESCO_PAGOPA_ERROR || error->domain == DESCO_RULE_ERROR
          || error->domain == DESCO_INPUT_ERROR)
         && !desco_pagopa_error_is_of_the_way (error)
         && !g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_OFFERED);
}

/**
 * desco_pagopa_error_get_retry_after:
 * @error: an error of any domain
 *
 * Returns: the seconds that the platform asked to wait; 0 if it did not
 */
guint
desco_pagopa_error_get_retry_after (const GError *error)
{
  if (error->domain != DESCO_PAGOPA_ERROR)
    return 0;
  return desco_pagopa_error_get_private (error)->retry_after;
}
