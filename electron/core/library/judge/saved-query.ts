// Checks the search text of a smart collection before it is saved. `shared/search/resolve-names.ts` evaluates it within a search.
import type { AppError } from '../../../../shared/errors.ts';
import { models } from '../../../../shared/models/index.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { catalogueValues } from '../../../../shared/search/catalogue-values.ts';
import { parseQuery } from '../../../../shared/search/parse/parse-query.ts';

/** Maximum length of the invalid part that the error message quotes. */
const maxShownLength = 200;

/** The trimmed text to save. Fails if the text is empty, or if a part of it is not understood. */
export function readSavedQuery(typed: string, nowMs: number): Result<string, AppError> {
  const text = typed.trim();
  if (text === '') return fail({ kind: 'query-refused', part: '' });
  const [problem] = parseQuery(text, { nowMs, ...catalogueValues(models) }).problems;
  return problem === undefined
    ? ok(text)
    : fail({ kind: 'query-refused', part: text.slice(problem.from, problem.to).slice(0, maxShownLength) });
}
