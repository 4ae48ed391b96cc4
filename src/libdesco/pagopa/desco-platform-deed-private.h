/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-payment-provider.h"
#include "pagopa/desco-platform-client-private.h"

G_BEGIN_DECLS

/**
 * DescoVerdict:
 * @DESCO_VERDICT_DONE: it is as it should be
 * @DESCO_VERDICT_NOT_DONE: it is as it was before
 * @DESCO_VERDICT_IMPOSSIBLE: it can never be done, and the deed explains why
 *
 * What the platform's state says about something that was to be done there.
 */
typedef enum
{
  DESCO_VERDICT_DONE,
  DESCO_VERDICT_NOT_DONE,
  DESCO_VERDICT_IMPOSSIBLE,
} DescoVerdict;

typedef struct _DescoPlatformDeed DescoPlatformDeed;

/**
 * DescoPlatformDeed:
 * @client: whom to ask
 * @request: what does it; its identifier is set for all tries together
 * @parse: (nullable): reads the answer; %NULL where the answer does not tell the position
 * @read_back: reads the platform's state, or sets %DESCO_PAGOPA_ERROR_NOT_FOUND
 * @judge: what that state says; its position is %NULL where the platform has none
 * @explain: why it can never be done, in words. Not called where the platform has none
 * @provider: whose deed it is, for @read_back
 * @iupd: the position's name
 * @creditor_tax_code: whose position it is
 * @position: (nullable): what is to be there, for @judge
 * @nav: (nullable): which of its notices, for @judge
 * @is_several: whether it is done to several positions, all or none, of which @iupd is one. A first
 *   answer of 409 then says only that one of them is at fault, and is for the caller to settle
 * @is_state_refused: whether any refusal may be of the position's state, as one by 409 is
 *
 * Something that changes a platform's state, and must do so once.
 */
struct _DescoPlatformDeed
{
  DescoPlatformClient *client;
  DescoPlatformRequest request;
  DescoDebtPosition *(*parse) (const DescoPlatformDeed *deed, GBytes *body, GError **error);
  DescoDebtPosition *(*read_back) (const DescoPlatformDeed *deed,
                                   GCancellable *cancellable,
                                   GError **error);
  DescoVerdict (*judge) (const DescoPlatformDeed *deed, const DescoDebtPosition *found);
  const char *(*explain) (const DescoPlatformDeed *deed, const DescoDebtPosition *found);
  DescoPaymentProvider *provider;
  const char *iupd;
  const char *creditor_tax_code;
  DescoDebtPosition *position;
  const char *nav;
  gboolean is_several;
  gboolean is_state_refused;
};

gboolean desco_platform_deed_carry_out (const DescoPlatformDeed *self,
                                        DescoDebtPosition **found,
                                        gboolean *by_earlier_try,
                                        GCancellable *cancellable,
                                        GError **error);
/* What most platforms' positions say, however they are spelt there. */
DescoVerdict desco_platform_judge_creation (const DescoPlatformDeed *deed,
                                            const DescoDebtPosition *found);
DescoVerdict desco_platform_judge_publication (const DescoPlatformDeed *deed,
                                               const DescoDebtPosition *found);
DescoVerdict desco_platform_judge_invalidation (const DescoPlatformDeed *deed,
                                                const DescoDebtPosition *found);
const char *desco_platform_explain_creation (const DescoPlatformDeed *deed,
                                             const DescoDebtPosition *found);
const char *desco_platform_explain_publication (const DescoPlatformDeed *deed,
                                                const DescoDebtPosition *found);
const char *desco_platform_explain_invalidation (const DescoPlatformDeed *deed,
                                                 const DescoDebtPosition *found);
DescoVerdict desco_platform_judge_replacement (const DescoPlatformDeed *deed,
                                               const DescoDebtPosition *found);
DescoVerdict desco_platform_judge_published_replacement (const DescoPlatformDeed *deed,
                                                         const DescoDebtPosition *found);
const char *desco_platform_explain_replacement (const DescoPlatformDeed *deed,
                                                const DescoDebtPosition *found);

gboolean desco_platform_is_open (const GError *error);

G_END_DECLS
