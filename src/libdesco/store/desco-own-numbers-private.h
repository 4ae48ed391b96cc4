/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

/* A creditor has other services than meals, and other desks: their payments are in the same lists and
 * transfers. What is this desk's has the creditor's segregation code and a device code that this
 * database gave out numbers with, or is a purchase's here. @iuv is an SQL expression. */
#define DESCO_SQL_IUV_IS_OURS(iuv)                                                                 \
  "(substr (" iuv ", 1, 5) IN (SELECT printf ('%02d%03d', c.segregation_code, n.device_code)"      \
  " FROM creditor AS c, notice_counter AS n)"                                                      \
  " OR EXISTS (SELECT 1 FROM purchase AS o WHERE o.iuv = " iuv "))"
