// The message when the studio cannot start with its database. Nothing is changed or deleted in any of these cases.
import { dirname } from 'node:path';
import { unreachable } from '../../../shared/result.ts';
import type { Text } from '../../../shared/text/index.ts';
import type { DatabaseOpenError } from '../../db/open-database.ts';

/** The title and the sentence of the dialog shown before there is a window. */
export function startupErrorText(refusal: DatabaseOpenError, messages: Text['shell']): { readonly title: string; readonly detail: string } {
  switch (refusal.kind) {
    case 'database-from-future':
      return { title: messages.databaseFromFuture.title, detail: messages.databaseFromFuture.detail(refusal.version, refusal.supported) };
    case 'database-unusable':
      return {
        title: messages.databaseUnusable.title,
        detail: messages.databaseUnusable.detail[refusal.cause](dirname(refusal.path), refusal.detail),
      };
    default:
      return unreachable(refusal);
  }
}
