/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "notice/desco-notice-instalment.h"
#include "notice/desco-notice-language.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* The widths of a notice's fields, in characters (N-03, N-04, N-05). */
#define DESCO_NOTICE_SUBJECT_WIDTH 90
#define DESCO_NOTICE_CREDITOR_NAME_WIDTH 100
#define DESCO_NOTICE_DEPARTMENT_WIDTH 50
#define DESCO_NOTICE_TAX_CODE_WIDTH 16
#define DESCO_NOTICE_DEBTOR_NAME_WIDTH 70
#define DESCO_NOTICE_DEBTOR_ADDRESS_WIDTH 140

#define DESCO_TYPE_NOTICE (desco_notice_get_type ())
G_DECLARE_FINAL_TYPE (DescoNotice, desco_notice, DESCO, NOTICE, GObject)

DescoNotice *desco_notice_new (const char *number, gint64 amount, const char *subject);

void desco_notice_set_due_date (DescoNotice *self, const GDate *due_date);
void desco_notice_set_creditor (DescoNotice *self,
                                const char *tax_code,
                                const char *name,
                                const char *department);
void desco_notice_set_contacts (DescoNotice *self, const char *const *lines);
void desco_notice_set_cbill (DescoNotice *self, const char *cbill);
void desco_notice_set_logo (DescoNotice *self, GBytes *logo);
void desco_notice_set_debtor (DescoNotice *self,
                              const char *tax_code,
                              const char *name,
                              const char *address);
void desco_notice_set_postal_account (DescoNotice *self,
                                      const char *account,
                                      const char *holder,
                                      const char *authorisation);
void desco_notice_set_instalments (DescoNotice *self, GPtrArray *instalments);
void desco_notice_set_part (DescoNotice *self, guint part, guint parts);
void desco_notice_set_language (DescoNotice *self, DescoNoticeLanguage language);
void desco_notice_set_group (DescoNotice *self, const char *group);
void desco_notice_set_practice (DescoNotice *self, gboolean practice);

const char *desco_notice_get_number (DescoNotice *self);
gint64 desco_notice_get_amount (DescoNotice *self);
const char *desco_notice_get_subject (DescoNotice *self);
const GDate *desco_notice_get_due_date (DescoNotice *self);
const char *desco_notice_get_creditor_tax_code (DescoNotice *self);
const char *desco_notice_get_creditor_name (DescoNotice *self);
const char *desco_notice_get_department (DescoNotice *self);
const char *const *desco_notice_get_contacts (DescoNotice *self);
const char *desco_notice_get_cbill (DescoNotice *self);
GBytes *desco_notice_get_logo (DescoNotice *self);
const char *desco_notice_get_debtor_tax_code (DescoNotice *self);
const char *desco_notice_get_debtor_name (DescoNotice *self);
const char *desco_notice_get_debtor_address (DescoNotice *self);
const char *desco_notice_get_postal_account (DescoNotice *self);
const char *desco_notice_get_postal_holder (DescoNotice *self);
const char *desco_notice_get_postal_authorisation (DescoNotice *self);
GPtrArray *desco_notice_get_instalments (DescoNotice *self);
gboolean desco_notice_get_part (DescoNotice *self, guint *part, guint *parts);
DescoNoticeLanguage desco_notice_get_language (DescoNotice *self);
const char *desco_notice_get_group (DescoNotice *self);
gboolean desco_notice_is_practice (DescoNotice *self);

gboolean desco_notice_check_codes (DescoNotice *self, GError **error);
gboolean desco_notice_check (DescoNotice *self, GError **error);
gboolean desco_notice_check_two_up (DescoNotice *self, GError **error);
char *desco_notice_make_qr_text (DescoNotice *self, const DescoNoticeInstalment *instalment);
char *desco_notice_make_data_matrix_text (DescoNotice *self,
                                          const DescoNoticeInstalment *instalment);

G_END_DECLS
