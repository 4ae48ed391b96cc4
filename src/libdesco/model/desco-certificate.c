/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#include "model/desco-certificate.h"

G_DEFINE_FINAL_TYPE (DescoCertificate, desco_certificate, G_TYPE_OBJECT)

static void
desco_certificate_finalize (GObject *object)
{
  DescoCertificate *self = DESCO_CERTIFICATE (object);

  g_free (self->pupil_name);

  G_OBJECT_CLASS (desco_certificate_parent_class)->finalize (object);
}

static void
desco_certificate_class_init (DescoCertificateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desco_certificate_finalize;
}

static void
desco_certificate_init (DescoCertificate *self)
{
  g_date_clear (&self->valid_from, 1);
  g_date_clear (&self->valid_until, 1);
}

/**
 * desco_certificate_new:
 *
 * For the repository that fills it.
 *
 * Returns: (transfer full): an empty certificate
 */
DescoCertificate *
desco_certificate_new (void)
{
  return g_object_new (DESCO_TYPE_CERTIFICATE, NULL);
}

/**
 * desco_certificate_is_valid_on:
 * @self: a certificate
 * @date: a day
 *
 * Returns: whether @date is among its days
 */
gboolean
desco_certificate_is_valid_on (const DescoCertificate *self, const GDate *date)
{
  return (!g_date_valid (&self->valid_from) || g_date_compare (&self->valid_from, date) <= 0)
         && (!g_date_valid (&self->valid_until) || g_date_compare (&self->valid_until, date) >= 0);
}
