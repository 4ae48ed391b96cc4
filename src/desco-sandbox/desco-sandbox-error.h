/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DESCO_SANDBOX_ERROR:
 *
 * What the platform refuses. Each code has an HTTP status and the title of a problem document; the
 * message is its detail, in English as the platform's are.
 */
#define DESCO_SANDBOX_ERROR (desco_sandbox_error_quark ())

typedef enum
{
  DESCO_SANDBOX_ERROR_MALFORMED,
  DESCO_SANDBOX_ERROR_DATA,
  DESCO_SANDBOX_ERROR_INTERVAL,
  DESCO_SANDBOX_ERROR_PAGE,
  DESCO_SANDBOX_ERROR_FOREIGN_ORIGIN,
  DESCO_SANDBOX_ERROR_POSITION_NOT_FOUND,
  DESCO_SANDBOX_ERROR_OPTION_NOT_FOUND,
  DESCO_SANDBOX_ERROR_RECEIPT_NOT_FOUND,
  DESCO_SANDBOX_ERROR_DUPLICATE,
  DESCO_SANDBOX_ERROR_PAYMENT_FOUND,
  DESCO_SANDBOX_ERROR_NOT_UPDATABLE,
  DESCO_SANDBOX_ERROR_NOT_PUBLISHABLE,
  DESCO_SANDBOX_ERROR_PAST_DUE_DATE,
  DESCO_SANDBOX_ERROR_PAST_VALIDITY_DATE,
  DESCO_SANDBOX_ERROR_NOT_INVALIDABLE,
  DESCO_SANDBOX_ERROR_ALREADY_PAID,
  DESCO_SANDBOX_ERROR_TOO_LARGE,
  DESCO_SANDBOX_ERROR_MEDIA_TYPE,
  DESCO_SANDBOX_ERROR_NOT_PAYABLE,
  DESCO_SANDBOX_ERROR_EXPIRED,
  DESCO_SANDBOX_ERROR_STORE,
} DescoSandboxError;

GQuark desco_sandbox_error_quark (void);
guint desco_sandbox_error_get_status (const GError *error);
const char *desco_sandbox_error_get_title (const GError *error);

G_END_DECLS
