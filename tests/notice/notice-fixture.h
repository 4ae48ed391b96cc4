/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "notice/desco-notice.h"

#include "model/desco-date.h"

/* A notice that has all that a notice can have. */
static inline DescoNotice *
make_notice (const char *debtor_name)
{
  static const char *const contacts[] = { "Piazza della Libertà 1, 38010 Vallechiara (TN)",
                                          "Tel. 0461 000000", "scuola@vallechiara.example", NULL };
  DescoNotice *notice
      = desco_notice_new ("318334243475847505", 10400, "Buoni mensa scolastica - 20 buoni");
  GDate due_date = desco_date_from_ymd (2026, 12, 31);

  desco_notice_set_due_date (notice, &due_date);
  desco_notice_set_creditor (notice, "01199250158", "Comune di Vallechiara", "Ufficio Istruzione");
  desco_notice_set_contacts (notice, contacts);
  desco_notice_set_cbill (notice, "AB12C");
  desco_notice_set_debtor (notice, "rssmra85t10a562s", debtor_name,
                           "Via Giuseppe Garibaldi 12/B, 38010 Vallechiara (TN)");
  desco_notice_set_postal_account (notice, "1042000000", "Tesoreria di Vallechiara",
                                   "AUT. DB/SISB 01234 DEL 01/09/2026");
  return notice;
}
