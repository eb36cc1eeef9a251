// Checks the text of a smart collection's search.
import type { AppError } from '../../../../shared/errors.ts';
import { models } from '../../../../shared/models/index.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { catalogueValues } from '../../../../shared/search/catalogue-values.ts';
import { parseQuery } from '../../../../shared/search/parse-query.ts';

/** Maximum length of the refused part that the error message quotes. */
const maxShownLength = 200;

/** The text as it is saved: trimmed. Refused when it is empty, or when a part of it is not understood. */
export function readSavedQuery(typed: string, nowMs: number): Result<string, AppError> {
  const text = typed.trim();
  if (text === '') return fail({ kind: 'query-refused', part: '' });
  const [problem] = parseQuery(text, { nowMs, ...catalogueValues(models) }).problems;
  return problem === undefined
    ? ok(text)
    : fail({ kind: 'query-refused', part: text.slice(problem.from, problem.to).slice(0, maxShownLength) });
}
