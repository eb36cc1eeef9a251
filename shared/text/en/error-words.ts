// The shape of an error's words, and the labels of its next steps.

/** What the button beside an error does. */
export type NextStep =
  | 'replace-key'
  | 'top-up'
  | 'edit-prompt'
  | 'edit-request'
  | 'change-images'
  | 'choose-model'
  | 'try-again'
  | 'look-again'
  | 'follow-again'
  | 'download-again'
  | 'choose-folder'
  | 'choose-profile'
  | 'open-logs';

export interface ErrorText {
  /** What happened: one sentence. */
  readonly title: string;
  /** What it means and what to do. */
  readonly detail: string;
  readonly action: { readonly step: NextStep; readonly label: string } | null;
}

const labels: Readonly<Record<NextStep, string>> = {
  'replace-key': 'Replace key…',
  'top-up': 'Top up',
  'edit-prompt': 'Edit prompt',
  'edit-request': 'Edit',
  'change-images': 'Change images',
  'choose-model': 'Choose a model',
  'try-again': 'Try again',
  'look-again': 'Look again',
  'follow-again': 'Follow again',
  'download-again': 'Try again',
  'choose-folder': 'Choose folder…',
  'choose-profile': 'Choose a profile',
  'open-logs': 'Open logs',
};

/** An error's words; `label` where the usual one does not fit. */
export const says = (title: string, detail: string, step: NextStep | null = null, label?: string): ErrorText => ({
  title,
  detail,
  action: step === null ? null : { step, label: label ?? labels[step] },
});
