/* SPDX-FileCopyrightText: 2026 The Desco authors
 * SPDX-License-Identifier: EUPL-1.2
 */

#pragma once

#include "exchange/desco-table-reader.h"

G_BEGIN_DECLS

/* Turns the bytes of a text into UTF-8, a piece at a time, finding out the encoding on the way. */
typedef struct _DescoTextDecoder DescoTextDecoder;

DescoTextDecoder *desco_text_decoder_new (GInputStream *stream, DescoTableEncoding encoding);
void desco_text_decoder_free (DescoTextDecoder *self);
gboolean desco_text_decoder_fill (DescoTextDecoder *self,
                                  GString *text,
                                  GCancellable *cancellable,
                                  GError **error);
DescoTableEncoding desco_text_decoder_get_encoding (const DescoTextDecoder *self);
goffset desco_text_decoder_get_position (const DescoTextDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DescoTextDecoder, desco_text_decoder_free)

G_END_DECLS
