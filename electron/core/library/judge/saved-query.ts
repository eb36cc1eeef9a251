// The text of a smart collection's search.
import type { AppError } from '../../../../shared/errors.ts';
import { models } from '../../../../shared/models/index.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { catalogueValues } from '../../../../shared/search/catalogue-values.ts';
import { parseQuery } from '../../../../shared/search/parse-query.ts';

const shownPart = 200;

/** The text as it is saved: trimmed. Refused where it is empty, or where a part of it does not mean what it seems to. */
export function readSavedQuery(typed: string, nowMs: number): Result<string, AppError> {
  const text = typed.trim();
  if (text === '') return fail({ kind: 'query-refused', part: '' });
  const [problem] = parseQuery(text, { nowMs, ...catalogueValues(models) }).problems;
  return problem === undefined ? ok(text) : fail({ kind: 'query-refused', part: text.slice(problem.from, problem.to).slice(0, shownPart) });
}
