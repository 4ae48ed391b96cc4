/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "desco-sandbox-error.h"

typedef struct
{
  guint status;
  const char *title;
} Problem;

static const Problem problems[] = {
  [DESCO_SANDBOX_ERROR_MALFORMED] = { 400, "BAD REQUEST" },
  [DESCO_SANDBOX_ERROR_DATA] = { 400, "Error in the debt position request data" },
  [DESCO_SANDBOX_ERROR_INTERVAL] = { 400, "Invalid date range" },
  [DESCO_SANDBOX_ERROR_PAGE] = { 400, "Not enough elements" },
  [DESCO_SANDBOX_ERROR_FOREIGN_ORIGIN] = { 403, "Forbidden" },
  [DESCO_SANDBOX_ERROR_POSITION_NOT_FOUND] = { 404, "Debt position not found" },
  [DESCO_SANDBOX_ERROR_OPTION_NOT_FOUND] = { 404, "Payment option not found" },
  [DESCO_SANDBOX_ERROR_RECEIPT_NOT_FOUND] = { 404, "Receipt not found" },
  [DESCO_SANDBOX_ERROR_FLOW_NOT_FOUND] = { 404, "Flow not found" },
  [DESCO_SANDBOX_ERROR_DUPLICATE] = { 409, "The debt position is not unique" },
  [DESCO_SANDBOX_ERROR_PAYMENT_FOUND] = { 409, "A payment exists" },
  [DESCO_SANDBOX_ERROR_NOT_UPDATABLE] = { 409, "Not in an updatable state" },
  [DESCO_SANDBOX_ERROR_NOT_PUBLISHABLE] = { 409, "Not in a publishable state" },
  [DESCO_SANDBOX_ERROR_PAST_DUE_DATE] = { 409, "Publication after the due date" },
  [DESCO_SANDBOX_ERROR_PAST_VALIDITY_DATE] = { 409, "Publication after the validity date" },
  [DESCO_SANDBOX_ERROR_NOT_INVALIDABLE] = { 409, "Not in an invalidable state" },
  [DESCO_SANDBOX_ERROR_ALREADY_PAID] = { 409, "Already paid" },
  [DESCO_SANDBOX_ERROR_TOO_LARGE] = { 413, "Request too large" },
  [DESCO_SANDBOX_ERROR_MEDIA_TYPE] = { 415, "Unsupported media type" },
  [DESCO_SANDBOX_ERROR_NOT_PAYABLE] = { 422, "Not in a payable state" },
  [DESCO_SANDBOX_ERROR_EXPIRED] = { 422, "Expired" },
  [DESCO_SANDBOX_ERROR_STORE] = { 500, "INTERNAL SERVER ERROR" },
};

G_DEFINE_QUARK (desco_sandbox_error, desco_sandbox_error)

static const Problem *
find_problem (const GError *error)
{
  if (error->domain != DESCO_SANDBOX_ERROR || error->code < 0
      || (gsize) error->code >= G_N_ELEMENTS (problems))
    return &problems[DESCO_SANDBOX_ERROR_STORE];
  return &problems[error->code];
}

/**
 * desco_sandbox_error_get_status:
 * @error: an error of any domain
 *
 * Returns: the HTTP status that it is answered with; 500 for what the platform has no name for
 */
guint
desco_sandbox_error_get_status (const GError *error)
{
  return find_problem (error)->status;
}

/**
 * desco_sandbox_error_get_title:
 * @error: an error of any domain
 *
 * Returns: the title of its problem document
 */
const char *
desco_sandbox_error_get_title (const GError *error)
{
  return find_problem (error)->title;
}
