// Issues that came back from main as data, as sentences.
import type { AppErrorOf } from '../../errors.ts';
import type { IssueCode } from '../../models/model.ts';
import { issueText } from './issues.ts';

/** All sentences of a refused request, in the order of the form. */
export function blockedText(issues: AppErrorOf<'request-blocked'>['issues']): string {
  const known = issues.flatMap(({ code, values }) => (Object.hasOwn(issueText, code) ? [issueText[code as IssueCode](values)] : []));
  return known.length === 0 ? '请检查各项后重试。' : known.join('');
}
