// Building blocks of error texts: title and detail, the labels of next steps, and waits in words.
import type { Wait } from '../../service-errors/index.ts';
import type { ErrorText, NextStep } from '../shape.ts';

const labels: Readonly<Record<NextStep, string>> = {
  'replace-key': 'Replace key…',
  'top-up': 'Top up',
  'edit-prompt': 'Edit prompt',
  'edit-request': 'Edit',
  'change-images': 'Change images',
  'fix-image': 'Fix the image',
  'choose-model': 'Choose a model',
  'try-again': 'Try again',
  'poll-now': 'Check again',
  'resume-polling': 'Track again',
  'retry-download': 'Try again',
  'proxy-sign-in': 'Sign in…',
  'allow-host': 'Download anyway',
  'choose-folder': 'Choose folder…',
  'choose-profile': 'Choose a profile',
  'open-logs': 'Open logs',
};

/** Creates an error text; `label` replaces the usual label of the step. */
export const createErrorText = (title: string, detail: string, step: NextStep | null = null, label?: string): ErrorText => ({
  title,
  detail,
  action: step === null ? null : { step, label: label ?? labels[step] },
});

/** Returns the text with the step of the error table; a special label stays where the step is the same. */
export const withStep = (text: ErrorText, step: NextStep | null): ErrorText =>
  text.action?.step === step ? text : { ...text, action: step === null ? null : { step, label: labels[step] } };

/** "30 to 60 seconds", "a minute", "1 to 2 minutes". */
export function waitWords({ minSeconds, maxSeconds }: Wait): string {
  if (minSeconds === 60 && maxSeconds === 60) return 'a minute';
  const [unit, by] = minSeconds >= 60 ? ['minutes', 60] : ['seconds', 1];
  return minSeconds === maxSeconds ? `${minSeconds / by} ${unit}` : `${minSeconds / by} to ${maxSeconds / by} ${unit}`;
}
