/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-json-reader-private.h"
#include "pagopa/desco-json-writer-private.h"
#include "pagopa/desco-payment-provider.h"

G_BEGIN_DECLS

/* Reads a position as a version writes it. */
typedef DescoDebtPosition *(*DescoGpdReadPosition) (DescoJsonReader *reader, JsonObject *object);

void desco_gpd_parts_add_string (DescoJsonWriter *writer, const char *name, const char *value);
void desco_gpd_parts_add_boolean (DescoJsonWriter *writer, const char *name, gboolean value);
void desco_gpd_parts_add_time (DescoJsonWriter *writer, const char *name, gint64 value);
void desco_gpd_parts_add_debtor (DescoJsonWriter *writer, const DescoDebtor *debtor);
void desco_gpd_parts_add_payment (DescoJsonWriter *writer,
                                  const DescoPaymentOption *option,
                                  const char *metadata_name);

gint64 desco_gpd_parts_read_integer (DescoJsonReader *reader,
                                     JsonObject *object,
                                     const char *name,
                                     gint64 maximum);
gboolean
desco_gpd_parts_read_boolean (DescoJsonReader *reader, JsonObject *object, const char *name);
gint64 desco_gpd_parts_read_time (DescoJsonReader *reader, JsonObject *object, const char *name);
void desco_gpd_parts_read_debtor (DescoJsonReader *reader, JsonObject *object, DescoDebtor *debtor);
void desco_gpd_parts_read_payment (DescoJsonReader *reader,
                                   JsonObject *object,
                                   const char *metadata_name,
                                   DescoPaymentOption *option);
DescoDebtPosition *
desco_gpd_parts_read_document (GBytes *json, DescoGpdReadPosition read_position, GError **error);
DescoPositionPage *
desco_gpd_parts_read_page (GBytes *json, DescoGpdReadPosition read_position, GError **error);

G_END_DECLS
