/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "desco-cli.h"

G_BEGIN_DECLS

/* One function a command, each in a file of its name. */

gboolean desco_cli_attendance_close (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_attendance_record (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_attendance_reopen (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_backup (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_cash_close (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_cash_print (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_cash_report (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_cash_void (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_creditor_set (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_demo (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_guardian_set (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_import_guardians (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_import_pupils (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_import_receipts (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_import_tariffs (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_init (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_notice_check (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_notice_encode (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_notice_print (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_notice_render (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_pagopa_checkout (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_pagopa_poll (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_pagopa_publish (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_pagopa_reconcile (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_pagopa_flows (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_pagopa_receipts (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_pagopa_replace_account (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_pupil_list (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_pupil_show (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_purchase_cancel (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_purchase_cash (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_purchase_create (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_purchase_list (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_purchase_reissue (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_purchase_set (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_purchase_show (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_receipt_decide (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_receipt_list (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_receipt_print (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_receipt_show (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_refund_create (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_refund_export (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_refund_list (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_refund_set (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_report_balances (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_report_kitchen (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_report_reconciliation (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_restore (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_setting_get (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_setting_list (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_setting_set (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_tariff_quote (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_taxcode_check (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_verify (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_wallet_show (DescoCli *cli, int argc, char **argv, GError **error);
gboolean desco_cli_wallet_transfer (DescoCli *cli, int argc, char **argv, GError **error);

G_END_DECLS
