/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-checkout-client.h"

/* A cart for the tests: siblings' notices, at addresses that nobody visits. */

DescoCheckoutCart sample_cart_make (guint n_notices);
