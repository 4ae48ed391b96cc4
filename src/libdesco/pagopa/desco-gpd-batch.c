/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "pagopa/desco-gpd-provider-private.h"

#include "model/desco-clock.h"
#include "model/desco-error.h"
#include "pagopa/desco-gpd-json-private.h"
#include "pagopa/desco-pagopa-error.h"

#include <glib/gi18n-lib.h>

/* GPD's version 2: several positions in one call, all of them or none. Its answers name none of them.
 * After one that was lost a look at the first tells of the first: it may have been loaded, replaced or
 * removed before, by itself or in another batch. Of what is loaded the caller looks for the others; what
 * is replaced or removed is so again, as that is harmless. */

static gboolean
check_size (guint size, guint maximum, GError **error)
{
  if (size >= 1 && size <= maximum)
    return TRUE;

  desco_input_error_set (error, DESCO_INPUT_ERROR_OUT_OF_RANGE, "positions",
                         _ ("pagoPA takes 1 to %u debt positions in one call, not %u."), maximum,
                         size);
  return FALSE;
}

static gboolean
check_positions (GPtrArray *positions, GError **error)
{
  gint64 now = desco_clock_now ();

  if (!check_size (positions->len, DESCO_PROVIDER_MAX_BATCH, error))
    return FALSE;
  for (guint i = 0; i < positions->len; i++)
    if (!desco_debt_position_validate (positions->pdata[i], now, error))
      return FALSE;
  return TRUE;
}

static char *
make_batch_url (DescoGpdProvider *self, const char *query)
{
  return g_strconcat (self->bulk_url, "/organizations/", self->creditor_tax_code, "/debtpositions",
                      query, NULL);
}

static char *
make_publishing_url (DescoGpdProvider *self, gboolean publish)
{
  return make_batch_url (self, publish ? "?toPublish=true" : "?toPublish=false");
}

/* Only an answer tells of all. */
static DescoVerdict
judge_replacement (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  DescoVerdict verdict = desco_platform_judge_replacement (deed, found);

  return verdict == DESCO_VERDICT_DONE ? DESCO_VERDICT_NOT_DONE : verdict;
}

static DescoVerdict
judge_removal (const DescoPlatformDeed *deed, const DescoDebtPosition *found)
{
  return found == NULL ? DESCO_VERDICT_DONE : DESCO_VERDICT_NOT_DONE;
}

static gboolean
carry_out_for_all (DescoGpdProvider *self,
                   const char *iupd,
                   DescoPlatformDeed *deed,
                   gboolean *by_earlier_try,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (DescoDebtPosition) found = NULL;

  deed->is_several = TRUE;
  return desco_gpd_provider_carry_out (self, iupd, deed, &found, by_earlier_try, cancellable,
                                       error);
}

/* One of them was not there, so that none was removed, or only the first is known to be gone: each by
 * itself. */
static gboolean
remove_one_by_one (DescoPaymentProvider *provider,
                   const char *const *iupds,
                   GCancellable *cancellable,
                   GError **error)
{
  for (guint i = 0; iupds[i] != NULL; i++)
    if (!desco_gpd_provider_remove (provider, iupds[i], cancellable, error))
      return FALSE;
  return TRUE;
}

/* See desco_payment_provider_create_batch(). */
gboolean
desco_gpd_provider_create_batch (DescoPaymentProvider *provider,
                                 GPtrArray *positions,
                                 gboolean publish,
                                 gboolean *is_first_only,
                                 GCancellable *cancellable,
                                 GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autofree char *url = make_publishing_url (self, publish);
  g_autoptr (GBytes) body = NULL;
  DescoDebtPosition *first;

  if (!check_positions (positions, error))
    return FALSE;

  first = positions->pdata[0];
  body = desco_gpd_json_from_positions (positions);
  return carry_out_for_all (self, first->iupd,
                            &(DescoPlatformDeed){
                                .request = { .method = "POST", .url = url, .body = body },
                                .judge = desco_platform_judge_creation,
                                .explain = desco_platform_explain_creation,
                                .position = first,
                            },
                            is_first_only, cancellable, error);
}

/* See desco_payment_provider_replace_batch(). */
gboolean
desco_gpd_provider_replace_batch (DescoPaymentProvider *provider,
                                  GPtrArray *positions,
                                  gboolean publish,
                                  GCancellable *cancellable,
                                  GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autofree char *url = make_publishing_url (self, publish);
  g_autoptr (GBytes) body = NULL;
  DescoDebtPosition *first;
  gboolean by_earlier_try;

  if (!check_positions (positions, error))
    return FALSE;

  first = positions->pdata[0];
  body = desco_gpd_json_from_positions (positions);
  return carry_out_for_all (self, first->iupd,
                            &(DescoPlatformDeed){
                                .request = { .method = "PUT", .url = url, .body = body },
                                .judge = judge_replacement,
                                .explain = desco_platform_explain_replacement,
                                .position = first,
                            },
                            &by_earlier_try, cancellable, error);
}

/* See desco_payment_provider_remove_batch(). */
gboolean
desco_gpd_provider_remove_batch (DescoPaymentProvider *provider,
                                 const char *const *iupds,
                                 GCancellable *cancellable,
                                 GError **error)
{
  DescoGpdProvider *self = DESCO_GPD_PROVIDER (provider);
  g_autofree char *url = make_batch_url (self, "");
  g_autoptr (GBytes) body = desco_gpd_json_from_iupds (iupds);
  g_autoptr (GError) problem = NULL;
  gboolean by_earlier_try = FALSE;

  if (!check_size (g_strv_length ((char **) iupds), DESCO_PROVIDER_MAX_REMOVALS, error))
    return FALSE;
  if (carry_out_for_all (self, iupds[0],
                         &(DescoPlatformDeed){
                             .request = { .method = "DELETE", .url = url, .body = body },
                             .judge = judge_removal,
                         },
                         &by_earlier_try, cancellable, &problem))
    return !by_earlier_try || remove_one_by_one (provider, iupds, cancellable, error);
  if (g_error_matches (problem, DESCO_PAGOPA_ERROR, DESCO_PAGOPA_ERROR_NOT_FOUND))
    return remove_one_by_one (provider, iupds, cancellable, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
