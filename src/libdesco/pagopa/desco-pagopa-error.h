/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DESCO_PAGOPA_ERROR:
 *
 * What came of a request to pagoPA, or to whoever stands before it, when nothing good did. The code
 * says what can be done next; the message says it to a person.
 */
#define DESCO_PAGOPA_ERROR (desco_pagopa_error_quark ())

/**
 * DescoPagopaError:
 * @DESCO_PAGOPA_ERROR_UNREACHABLE: no answer, or one that says "not now"; nothing was done there
 * @DESCO_PAGOPA_ERROR_THROTTLED: too many calls; desco_pagopa_error_get_retry_after() says how long
 *   to wait
 * @DESCO_PAGOPA_ERROR_UNAUTHORIZED: the subscription key is missing, wrong or for another creditor
 * @DESCO_PAGOPA_ERROR_REFUSED: the platform does not accept what was sent, and says why
 * @DESCO_PAGOPA_ERROR_CONFLICT: another position has the same identifier or notice number, or the
 *   position is in a state that does not allow it
 * @DESCO_PAGOPA_ERROR_NOT_FOUND: the platform has no such position or receipt
 * @DESCO_PAGOPA_ERROR_PROTOCOL: an answer that is none: a web page, cut JSON, a redirection
 * @DESCO_PAGOPA_ERROR_TOO_LARGE: an answer beyond what this program takes
 * @DESCO_PAGOPA_ERROR_UNCERTAIN: sent, and not known whether it arrived: it must be read back
 * @DESCO_PAGOPA_ERROR_NOT_OFFERED: the chosen provider has no such call
 */
typedef enum
{
  DESCO_PAGOPA_ERROR_UNREACHABLE,
  DESCO_PAGOPA_ERROR_THROTTLED,
  DESCO_PAGOPA_ERROR_UNAUTHORIZED,
  DESCO_PAGOPA_ERROR_REFUSED,
  DESCO_PAGOPA_ERROR_CONFLICT,
  DESCO_PAGOPA_ERROR_NOT_FOUND,
  DESCO_PAGOPA_ERROR_PROTOCOL,
  DESCO_PAGOPA_ERROR_TOO_LARGE,
  DESCO_PAGOPA_ERROR_UNCERTAIN,
  DESCO_PAGOPA_ERROR_NOT_OFFERED,
} DescoPagopaError;

GQuark desco_pagopa_error_quark (void);

void desco_pagopa_error_set_throttled (GError **error, guint retry_after);
gboolean desco_pagopa_error_is_transient (const GError *error);
gboolean desco_pagopa_error_is_of_the_way (const GError *error);
gboolean desco_pagopa_error_is_of_one (const GError *error);
guint desco_pagopa_error_get_retry_after (const GError *error);

G_END_DECLS
