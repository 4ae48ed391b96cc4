/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-platform-deed-private.h"

#include "pagopa/desco-pagopa-error.h"

#include <glib/gi18n-lib.h>

/* Sets @found where the answer tells the position. */
static gboolean
try_deed (const DescoPlatformDeed *self,
          const DescoPlatformRequest *request,
          DescoDebtPosition **found,
          GCancellable *cancellable,
          GError **error)
{
  const char *kind = self->parse != NULL ? "json" : NULL;
  g_autoptr (GBytes) body
      = desco_platform_client_ask (self->client, request, kind, cancellable, error);

  if (body == NULL)
    return FALSE;
  if (self->parse == NULL)
    return TRUE;
  *found = self->parse (self, body, error);
  return *found != NULL;
}

/* Looks at the platform's state after a try whose outcome is open. Sets @found where the deed is
 * done; sets @error where it cannot be, or where nobody can tell. */
static DescoVerdict
settle (const DescoPlatformDeed *self,
        const GError *problem,
        DescoDebtPosition **found,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GError) silence = NULL;
  g_autoptr (DescoDebtPosition) position = self->read_back (self, cancellable, &silence);
  gboolean was_refused
      = g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT)
        || g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_REFUSED);
  DescoVerdict verdict;

  if (position == NULL
      && !g_error_matches (silence, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
    {
      if (silence->domain != DESCO_PAGOPA_ERROR
          || g_error_matches (silence, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNAUTHORIZED))
        g_propagate_error (error, g_steal_pointer (&silence));
      else
        g_set_error (
            error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNCERTAIN,
            _ ("The request was sent, and whether it arrived is not known yet. It is asked "
               "again later, and nothing is done twice. %s"),
            silence->message);
      return DESCO_VERDICT_IMPOSSIBLE;
    }

  verdict = self->judge (self, position);
  if (verdict == DESCO_VERDICT_DONE)
    *found = g_steal_pointer (&position);
  else if (verdict == DESCO_VERDICT_IMPOSSIBLE && position == NULL)
    g_propagate_error (error, g_steal_pointer (&silence));
  else if (verdict == DESCO_VERDICT_IMPOSSIBLE)
    g_set_error_literal (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT,
                         self->explain (self, position));
  else if (was_refused)
    {
      g_propagate_error (error, g_error_copy (problem));
      verdict = DESCO_VERDICT_IMPOSSIBLE;
    }
  return verdict;
}

static gboolean
needs_settling (const DescoPlatformDeed *self, const GError *problem, guint n_tries)
{
  if (g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT))
    return !self->is_several || n_tries > 1;
  if (g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_REFUSED))
    return self->is_state_refused;
  return desco_platform_is_open (problem);
}

/**
 * desco_platform_is_open:
 * @error: what came of a request that changes something
 *
 * Returns: whether, after this, only the platform's state can tell what happened
 */
gboolean
desco_platform_is_open (const GError *error)
{
  return g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_UNCERTAIN)
         || g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_PROTOCOL)
         || g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_TOO_LARGE)
         || g_error_matches (error, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_CONFLICT);
}

/**
 * desco_platform_deed_carry_out:
 * @self: what to do
 * @found: (out) (transfer full) (nullable): the position as the platform has it, where the answer or
 *   the look at the platform's state told it
 * @by_earlier_try: (out): whether it was found done after a try that had no clear answer
 * @cancellable: (nullable): ends the wait; it may be done all the same
 * @error: (out) (optional): a #DESCO_PAGOPA_ERROR or %G_IO_ERROR_CANCELLED;
 *   %DESCO_PAGOPA_ERROR_UNCERTAIN where nobody can tell now
 *
 * Does something once. A try whose answer is lost, broken or a 409 is followed by a look at the
 * platform's state, and by another try only if that shows that the first one did nothing.
 *
 * Returns: whether it is done
 */
gboolean
desco_platform_deed_carry_out (const DescoPlatformDeed *self,
                               DescoDebtPosition **found,
                               gboolean *by_earlier_try,
                               GCancellable *cancellable,
                               GError **error)
{
  const DescoRetryPolicy *policy = desco_platform_client_get_retry_policy (self->client);
  g_autofree char *request_id = g_uuid_string_random ();
  DescoPlatformRequest request = self->request;

  request.request_id = request_id;
  *found = NULL;
  *by_earlier_try = FALSE;
  for (guint n_tries = 1;; n_tries++)
    {
      g_autoptr (GError) problem = NULL;
      DescoVerdict verdict;

      if (try_deed (self, &request, found, cancellable, &problem))
        return TRUE;
      if (!needs_settling (self, problem, n_tries))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }

      verdict = settle (self, problem, found, cancellable, error);
      if (verdict == DESCO_VERDICT_DONE)
        {
          *by_earlier_try = TRUE;
          return TRUE;
        }
      if (verdict == DESCO_VERDICT_IMPOSSIBLE)
        return FALSE;
      if (n_tries >= policy->max_tries)
        {
          /* It is known now that nothing was done, so that there is nothing uncertain about it. */
          if (problem->code == DESCO_PAGOPA_ERROR_UNCERTAIN)
            problem->code = DESCO_PAGOPA_ERROR_UNREACHABLE;
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      desco_retry_policy_sleep (policy, desco_retry_policy_draw_delay (policy, n_tries),
                                cancellable);
    }
}
