// The text of every error: what happened, what it means, and the next step. The texts by kind of error are in one file per area.
import type { AppError } from '../../errors.ts';
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
  'content-refused': createErrorText('被内容审核拒绝。', '请改写提示词，避免裸露、暴力内容和真实人物姓名。'),
  'model-refused': createErrorText('EvoLink 不向此密钥提供该模型。', '该模型可能已下线。请换一个模型，或在 evolink.ai 为此密钥开通。'),
  'no-channel': createErrorText('EvoLink 目前没有该模型的空余资源。', '程序将在一两分钟后自动重试。如果问题持续，请换一个模型。'),
  'key-total-limit': createErrorText(
    '此密钥的总额度已用完。',
    '请在 evolink.ai 提高它的额度，或使用其他密钥。您的任务会等待，有额度后自动继续。',
  ),
  'key-daily-limit': createErrorText(
    '此密钥今日的额度已用完。',
    '您的任务会等到额度重置。如需提前继续，请在 evolink.ai 提高额度，或使用其他密钥。',
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
