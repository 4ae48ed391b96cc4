/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include <glib-object.h>

#include "model/desco-uuid.h"

G_BEGIN_DECLS

#define DESCO_TYPE_CERTIFICATE (desco_certificate_get_type ())
G_DECLARE_FINAL_TYPE (DescoCertificate, desco_certificate, DESCO, CERTIFICATE, GObject)

/**
 * DescoCertificate:
 * @id: its identity
 * @pupil_id: whose
 * @pupil_name: surname and name
 * @isee: the indicator in cents
 * @valid_from: its first day; may be invalid: since ever
 * @valid_until: its last day; may be invalid: no end
 *
 * An ISEE certificate. The fields are to be read only.
 */
struct _DescoCertificate
{
  GObject parent_instance;

  DescoUuid id;
  DescoUuid pupil_id;
  char *pupil_name;
  gint64 isee;
  GDate valid_from;
  GDate valid_until;
};

DescoCertificate *desco_certificate_new (void);
gboolean desco_certificate_is_valid_on (const DescoCertificate *self, const GDate *date);

G_END_DECLS
