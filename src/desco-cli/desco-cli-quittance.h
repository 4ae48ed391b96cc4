/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"
#include "model/desco-quittance.h"
#include "pagopa/desco-quittance-teller.h"
#include "store/desco-cash-days.h"

G_BEGIN_DECLS

void desco_cli_add_quittance (JsonBuilder *builder, const DescoQuittance *quittance);
void desco_cli_answer_quittance (DescoCli *cli, const DescoQuittance *quittance);
void desco_cli_say_quittance (DescoCli *cli, const DescoQuittance *quittance);
void desco_cli_answer_cash_day (DescoCli *cli, const DescoCashDay *day);

gboolean desco_cli_print_quittance (DescoCli *cli,
                                    DescoQuittance *quittance,
                                    const char *output,
                                    GError **error);
gboolean desco_cli_print_cash_day (DescoCli *cli,
                                   const DescoCashDay *day,
                                   const char *output,
                                   GError **error);
void desco_cli_add_telling (JsonBuilder *builder, const DescoTellingReport *report);
void desco_cli_say_telling (DescoCli *cli, const DescoTellingReport *report);

G_END_DECLS
