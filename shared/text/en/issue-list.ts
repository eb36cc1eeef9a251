// The sentences of issues that main has returned as data.
import type { AppErrorOf } from '../../errors.ts';
import type { IssueCode } from '../../models/model.ts';
import { issueText } from './issues.ts';

/** Returns all sentences of a blocked request, in the order of the form. */
export function blockedText(issues: AppErrorOf<'request-blocked'>['issues']): string {
  const sentences = issues.flatMap(({ code, values }) => (Object.hasOwn(issueText, code) ? [issueText[code as IssueCode](values)] : []));
  return sentences.length === 0 ? 'Check the fields and try again.' : sentences.join(' ');
}
