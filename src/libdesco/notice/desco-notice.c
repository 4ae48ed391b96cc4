/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "notice/desco-notice.h"

#include "model/desco-tax-code.h"

/**
 * DescoNotice:
 *
 * What one payment notice (avviso di pagamento) says. It holds what it is given; whether that can
 * be printed is for desco_notice_check() to tell.
 */
struct _DescoNotice
{
  GObject parent_instance;

  char *number;
  gint64 amount;
  char *subject;
  GDate due_date; /* not valid where there is none */

  char *creditor_tax_code;
  char *creditor_name;
  char *department;
  char **contacts;
  char *cbill;
  GBytes *logo;

  char *debtor_tax_code;
  char *debtor_name;
  char *debtor_address;

  char *postal_account;
  char *postal_holder;
  char *postal_authorisation;

  GPtrArray *instalments; /* NULL where there are none */
  guint part;             /* 0 where it is the whole */
  guint parts;
  DescoNoticeLanguage language;

  char *group;
  gboolean practice;
};

G_DEFINE_FINAL_TYPE (DescoNotice, desco_notice, G_TYPE_OBJECT)

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        return FALSE;
    }
  return TRUE;
}

/* Blank and absent are the same to whoever reads a notice. */
static void
take_text (char **field, const char *text)
{
  g_autofree char *copy = g_utf8_make_valid (text != NULL ? text : "", -1);

  g_free (*field);
  *field = is_blank (copy) ? NULL : g_steal_pointer (&copy);
}

static void
take_tax_code (char **field, const char *text)
{
  g_autofree char *normalized = desco_tax_code_normalize (text);

  take_text (field, normalized);
}

static void
desco_notice_finalize (GObject *object)
{
  DescoNotice *self = DESCO_NOTICE (object);

  g_free (self->number);
  g_free (self->subject);
  g_free (self->creditor_tax_code);
  g_free (self->creditor_name);
  g_free (self->department);
  g_strfreev (self->contacts);
  g_free (self->cbill);
  g_clear_pointer (&self->logo, g_bytes_unref);
  g_clear_pointer (&self->instalments, g_ptr_array_unref);
  g_free (self->debtor_tax_code);
  g_free (self->debtor_name);
  g_free (self->debtor_address);
  g_free (self->postal_account);
  g_free (self->postal_holder);
  g_free (self->postal_authorisation);
  g_free (self->group);

  G_OBJECT_CLASS (desco_notice_parent_class)->finalize (object);
}

static void
desco_notice_class_init (DescoNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_notice_finalize;
}

static void
desco_notice_init (DescoNotice *self)
{
  g_date_clear (&self->due_date, 1);
}

/**
 * desco_notice_new:
 * @number: (nullable): the notice number
 * @amount: cents
 * @subject: (nullable): what is paid for; over 90 characters it is printed with an ellipsis (N-03)
 *
 * Returns: (transfer full): a notice that lacks its creditor and its addressee
 */
DescoNotice *
desco_notice_new (const char *number, gint64 amount, const char *subject)
{
  DescoNotice *self = g_object_new (DESCO_TYPE_NOTICE, NULL);

  take_text (&self->number, number);
  self->amount = amount;
  take_text (&self->subject, subject);
  return self;
}

/**
 * desco_notice_set_due_date:
 * @self: a notice
 * @due_date: (nullable): the last day on which it can be paid, %NULL where there is none
 */
void
desco_notice_set_due_date (DescoNotice *self, const GDate *due_date)
{
  g_return_if_fail (DESCO_IS_NOTICE (self));

  if (due_date != NULL)
    self->due_date = *due_date;
  else
    g_date_clear (&self->due_date, 1);
}

/**
 * desco_notice_set_creditor:
 * @self: a notice
 * @tax_code: (nullable): the creditor's 11 digits
 * @name: (nullable): its name
 * @department: (nullable): the office in it, if one is named
 */
void
desco_notice_set_creditor (DescoNotice *self,
                           const char *tax_code,
                           const char *name,
                           const char *department)
{
  g_return_if_fail (DESCO_IS_NOTICE (self));

  take_text (&self->creditor_tax_code, tax_code);
  take_text (&self->creditor_name, name);
  take_text (&self->department, department);
}

/**
 * desco_notice_set_contacts:
 * @self: a notice
 * @lines: (nullable) (array zero-terminated=1): where one can ask: an address, a telephone, hours
 */
void
desco_notice_set_contacts (DescoNotice *self, const char *const *lines)
{
  char **copy;

  g_return_if_fail (DESCO_IS_NOTICE (self));

  copy = g_strdupv ((char **) lines);
  g_strfreev (self->contacts);
  self->contacts = copy;
}

/**
 * desco_notice_set_cbill:
 * @self: a notice
 * @cbill: (nullable): the creditor's code in the banks' network, if it has one
 */
void
desco_notice_set_cbill (DescoNotice *self, const char *cbill)
{
  g_return_if_fail (DESCO_IS_NOTICE (self));

  take_text (&self->cbill, cbill);
}

/**
 * desco_notice_set_logo:
 * @self: a notice
 * @logo: (nullable): the creditor's logo, that desco_logo_check() takes
 */
void
desco_notice_set_logo (DescoNotice *self, GBytes *logo)
{
  g_return_if_fail (DESCO_IS_NOTICE (self));

  if (logo != NULL)
    g_bytes_ref (logo);
  g_clear_pointer (&self->logo, g_bytes_unref);
  self->logo = logo;
}

/**
 * desco_notice_set_instalments:
 * @self: a notice
 * @instalments: (nullable) (element-type DescoNoticeInstalment): the parts in which it can be paid
 *   as well, in order; %NULL or none where it is paid whole. It is not changed afterwards
 */
void
desco_notice_set_instalments (DescoNotice *self, GPtrArray *instalments)
{
  g_return_if_fail (DESCO_IS_NOTICE (self));

  if (instalments != NULL && instalments->len == 0)
    instalments = NULL;
  if (instalments != NULL)
    g_ptr_array_ref (instalments);
  g_clear_pointer (&self->instalments, g_ptr_array_unref);
  self->instalments = instalments;
}

/**
 * desco_notice_set_part:
 * @self: a notice
 * @part: which instalment the notice asks for, from 1; 0 for the whole
 * @parts: how many instalments there are
 *
 * Once an instalment is paid, the whole can't be: from then on there is a notice for each of the others.
 */
void
desco_notice_set_part (DescoNotice *self, guint part, guint parts)
{
  g_return_if_fail (DESCO_IS_NOTICE (self));

  self->part = part;
  self->parts = parts;
}

/**
 * desco_notice_set_language:
 * @self: a notice
 * @language: the language beside Italian (N-18)
 */
void
desco_notice_set_language (DescoNotice *self, DescoNoticeLanguage language)
{
  g_return_if_fail (DESCO_IS_NOTICE (self));
  g_return_if_fail (language < DESCO_NOTICE_N_LANGUAGES);

  self->language = language;
}

/**
 * desco_notice_set_debtor:
 * @self: a notice
 * @tax_code: (nullable): who owes: a tax code, kept in capitals, or `ANONIMO`
 * @name: (nullable): surname and name
 * @address: (nullable): where they live, if it is printed
 */
void
desco_notice_set_debtor (DescoNotice *self,
                         const char *tax_code,
                         const char *name,
                         const char *address)
{
  g_return_if_fail (DESCO_IS_NOTICE (self));

  take_tax_code (&self->debtor_tax_code, tax_code);
  take_text (&self->debtor_name, name);
  take_text (&self->debtor_address, address);
}

/**
 * desco_notice_set_postal_account:
 * @self: a notice
 * @account: (nullable): 1 to 12 digits, or %NULL to print no postal slip
 * @holder: (nullable): in whose name the account is; the creditor's where it is %NULL
 * @authorisation: (nullable): what the post office wrote to allow the slip
 */
void
desco_notice_set_postal_account (DescoNotice *self,
                                 const char *account,
                                 const char *holder,
                                 const char *authorisation)
{
  g_return_if_fail (DESCO_IS_NOTICE (self));

  take_text (&self->postal_account, account);
  take_text (&self->postal_holder, holder);
  take_text (&self->postal_authorisation, authorisation);
}

/**
 * desco_notice_set_group:
 * @self: a notice
 * @group: (nullable): the bookmark under which a batch lists it, a class as a rule (N-17)
 */
void
desco_notice_set_group (DescoNotice *self, const char *group)
{
  g_return_if_fail (DESCO_IS_NOTICE (self));

  take_text (&self->group, group);
}

/**
 * desco_notice_set_practice:
 * @self: a notice
 * @practice: whether it only trains somebody: it says so all over the page
 */
void
desco_notice_set_practice (DescoNotice *self, gboolean practice)
{
  g_return_if_fail (DESCO_IS_NOTICE (self));

  self->practice = practice;
}

/**
 * desco_notice_get_number:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the notice number
 */
const char *
desco_notice_get_number (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->number;
}

/**
 * desco_notice_get_amount:
 * @self: a notice
 *
 * Returns: cents
 */
gint64
desco_notice_get_amount (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), 0);

  return self->amount;
}

/**
 * desco_notice_get_subject:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): what is paid for, as it was given
 */
const char *
desco_notice_get_subject (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->subject;
}

/**
 * desco_notice_get_due_date:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the last day on which it can be paid
 */
const GDate *
desco_notice_get_due_date (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return g_date_valid (&self->due_date) ? &self->due_date : NULL;
}

/**
 * desco_notice_get_creditor_tax_code:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the creditor's 11 digits
 */
const char *
desco_notice_get_creditor_tax_code (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->creditor_tax_code;
}

/**
 * desco_notice_get_creditor_name:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the creditor's name
 */
const char *
desco_notice_get_creditor_name (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->creditor_name;
}

/**
 * desco_notice_get_department:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the creditor's office
 */
const char *
desco_notice_get_department (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->department;
}

/**
 * desco_notice_get_contacts:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none) (array zero-terminated=1): where one can ask
 */
const char *const *
desco_notice_get_contacts (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return (const char *const *) self->contacts;
}

/**
 * desco_notice_get_cbill:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the creditor's code in the banks' network
 */
const char *
desco_notice_get_cbill (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->cbill;
}

/**
 * desco_notice_get_logo:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the creditor's logo
 */
GBytes *
desco_notice_get_logo (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->logo;
}

/**
 * desco_notice_get_instalments:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none) (element-type DescoNoticeInstalment): the parts in which it
 *   can be paid as well; %NULL where there are none
 */
GPtrArray *
desco_notice_get_instalments (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->instalments;
}

/**
 * desco_notice_get_part:
 * @self: a notice
 * @part: (out): which instalment it asks for
 * @parts: (out): of how many
 *
 * Returns: whether it asks for one instalment and not for the whole
 */
gboolean
desco_notice_get_part (DescoNotice *self, guint *part, guint *parts)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), FALSE);

  *part = self->part;
  *parts = self->parts;
  return self->part > 0;
}

/**
 * desco_notice_get_language:
 * @self: a notice
 *
 * Returns: the language beside Italian
 */
DescoNoticeLanguage
desco_notice_get_language (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), DESCO_NOTICE_LANGUAGE_NONE);

  return self->language;
}

/**
 * desco_notice_get_debtor_tax_code:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the addressee's tax code in capitals (N-05)
 */
const char *
desco_notice_get_debtor_tax_code (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->debtor_tax_code;
}

/**
 * desco_notice_get_debtor_name:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the addressee's surname and name
 */
const char *
desco_notice_get_debtor_name (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->debtor_name;
}

/**
 * desco_notice_get_debtor_address:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the addressee's address
 */
const char *
desco_notice_get_debtor_address (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->debtor_address;
}

/**
 * desco_notice_get_postal_account:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the account of the postal slip, %NULL where there is none
 */
const char *
desco_notice_get_postal_account (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->postal_account;
}

/**
 * desco_notice_get_postal_holder:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): in whose name the postal account is
 */
const char *
desco_notice_get_postal_holder (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->postal_holder != NULL ? self->postal_holder : self->creditor_name;
}

/**
 * desco_notice_get_postal_authorisation:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the post office's authorisation
 */
const char *
desco_notice_get_postal_authorisation (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->postal_authorisation;
}

/**
 * desco_notice_get_group:
 * @self: a notice
 *
 * Returns: (nullable) (transfer none): the bookmark under which a batch lists it
 */
const char *
desco_notice_get_group (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), NULL);

  return self->group;
}

/**
 * desco_notice_is_practice:
 * @self: a notice
 *
 * Returns: whether it only trains somebody
 */
gboolean
desco_notice_is_practice (DescoNotice *self)
{
  g_return_val_if_fail (DESCO_IS_NOTICE (self), FALSE);

  return self->practice;
}
