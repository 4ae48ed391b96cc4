/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "pagopa/desco-receipt-xml.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* The document of a receipt, for this folder alone: nothing above it sees libxml2. */

DescoReceiptData *desco_receipt_data_new (GBytes *document);
xmlDoc *desco_receipt_xml_read (GBytes *xml, GError **error);
xmlNode *desco_receipt_xml_find (xmlDoc *document, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

G_END_DECLS
