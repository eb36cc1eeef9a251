// The name that the sentences of an error contain. Pure.
import type { AppError } from '../../../../shared/errors.ts';

/** The name of a file, a profile or a folder in the text of an error, for `NamedText`; empty if it contains none. */
export function nameInError(error: AppError): string {
  if ('name' in error) return error.name;
  if ('folder' in error) return error.folder;
  return error.kind === 'another-profile-active' ? error.active : '';
}
