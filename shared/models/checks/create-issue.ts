// Creates an issue of a request.
import type { Issue, IssueCode } from '../model.ts';

/** Creates an issue. `field` is where the form shows it; `values` go into the sentence. */
export const createIssue = (level: Issue['level'], field: string, code: IssueCode, values: Issue['values'] = {}): Issue => ({
  level,
  field,
  code,
  values,
});
