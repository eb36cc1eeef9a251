// Which lines of a history stand out. Pure.

export type Tone = 'plain' | 'good' | 'bad' | 'person';

const tones: Readonly<Record<string, Tone>> = {
  'generate-pressed': 'person',
  'taken-back-for-editing': 'person',
  discarded: 'person',
  held: 'person',
  released: 'person',
  'moved-first': 'person',
  moved: 'person',
  'discard-undone': 'person',
  'send-again-pressed': 'person',
  'try-again-pressed': 'person',
  'followed-again': 'person',
  dismissed: 'person',
  'kept-as-it-is': 'person',
  stored: 'good',
  'file-put-back': 'good',
  'file-found': 'good',
  'file-verified': 'good',
  restored: 'good',
  refused: 'bad',
  'refused-for-now': 'bad',
  'outcome-unknown': 'bad',
  'look-failed': 'bad',
  'became-overdue': 'bad',
  'held-after-restore': 'bad',
  'failed-at-service': 'bad',
  'cancelled-at-service': 'bad',
  abandoned: 'bad',
  'download-interrupted': 'bad',
  'link-died': 'bad',
  'file-vanished': 'bad',
  'file-changed': 'bad',
};

/** A fact of a newer studio is plain. */
export function toneOf(fact: string): Tone {
  return tones[fact] ?? 'plain';
}
