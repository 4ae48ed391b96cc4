/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "model/desco-certificate.h"
#include "store/desco-store.h"

G_BEGIN_DECLS

/* How long before a certificate's end it is time to say so. */
#define DESCO_CERTIFICATE_WARNING_DAYS 30

GPtrArray *desco_certificates_of_pupil (DescoStore *store,
                                        const DescoUuid *pupil_id,
                                        GCancellable *cancellable,
                                        GError **error);
GPtrArray *desco_certificates_expiring (DescoStore *store,
                                        const GDate *today,
                                        GCancellable *cancellable,
                                        GError **error);
gboolean desco_certificates_add (DescoStore *store,
                                 const DescoUuid *pupil_id,
                                 gint64 isee,
                                 const GDate *valid_from,
                                 const GDate *valid_until,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
