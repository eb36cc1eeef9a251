// How an issue is written down.
import type { Issue, IssueCode } from '../model.ts';

export const issue = (level: Issue['level'], field: string, code: IssueCode, values: Issue['values'] = {}): Issue => ({
  level,
  field,
  code,
  values,
});
