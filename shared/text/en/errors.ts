// The text of every error: what happened, what it means, and the next step. The texts by kind of error are in one file per area.
import type { AppError, ServiceResponse } from '../../errors.ts';
import { nextStepOf, type SpecialError, specialErrorOf } from '../../service-errors/index.ts';
import type { ErrorSentences, ErrorText } from '../shape.ts';
import { appErrors } from './app-errors.ts';
import { databaseErrors } from './database-errors.ts';
import { downloadErrors } from './download-errors.ts';
import { createErrorText, withStep } from './error-words.ts';
import { judgementErrors } from './judgement-errors.ts';
import { libraryErrors } from './library-errors.ts';
import { referenceErrors } from './reference-errors.ts';
import { serviceErrors } from './service-errors.ts';

const sentences: ErrorSentences = {
  ...serviceErrors,
  ...referenceErrors,
  ...libraryErrors,
  ...downloadErrors,
  ...databaseErrors,
  ...judgementErrors,
  ...appErrors,
};

/** The texts of refusals with more information than their status. */
const specialSentences: Readonly<Record<SpecialError, ErrorText>> = {
  'content-refused': createErrorText('Refused by the content filter.', 'Rephrase it without nudity, violence or the names of real people.'),
  'model-refused': createErrorText(
    'EvoLink does not offer this model to this key.',
    'It may have been withdrawn. Use another model, or allow it for the key at evolink.ai.',
  ),
  'no-channel': createErrorText(
    'EvoLink has no capacity for this model right now.',
    'The app tries again automatically in a minute or two. If the problem persists, use another model.',
  ),
  'key-total-limit': createErrorText(
    'This key has reached its spending limit.',
    'Raise its limit at evolink.ai, or use another key. Your tasks wait and continue automatically when the limit allows it.',
  ),
  'key-daily-limit': createErrorText(
    'This key has reached its daily limit.',
    'Your tasks wait until the limit resets. To continue earlier, raise the limit at evolink.ai, or use another key.',
  ),
};

/** Returns the text of an error. For errors of the service the next step is the one of the table in `shared/service-errors`. */
export function errorText(error: AppError): ErrorText {
  const text = sentenceOf(error);
  const step = nextStepOf(error);
  return step === undefined ? text : withStep(text, step);
}

function sentenceOf(error: AppError): ErrorText {
  const special = specialErrorOf(error);
  if (special !== null) return specialSentences[special];
  const sentence = sentences[error.kind] as (error: AppError) => ErrorText;
  return sentence(error);
}

/** Returns the service's own message, to be shown verbatim beside ours; null where there is none. */
export function serviceWords(error: AppError): string | null {
  if (error.kind === 'task-failed') return [error.code, error.message, error.suggestion].filter((part) => part).join(' · ');
  if (!('service' in error)) return null;
  return responseWords(error.service);
}

function responseWords({ httpStatus, code, message, param }: ServiceResponse): string {
  return [String(httpStatus), code, param, message].filter((part) => part !== null && part !== '').join(' · ');
}
