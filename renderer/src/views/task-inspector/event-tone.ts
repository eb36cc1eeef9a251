// Chooses the emphasis of the entries of a task's history. Pure.

/** `user`: an action of the user; `good` and `bad`: important events. */
type Tone = 'plain' | 'good' | 'bad' | 'user';

const tones: Readonly<Record<string, Tone>> = {
  'generate-pressed': 'user',
  'edit-started': 'user',
  discarded: 'user',
  held: 'user',
  released: 'user',
  'moved-to-front': 'user',
  moved: 'user',
  'discard-undone': 'user',
  'resend-requested': 'user',
  'download-retry-requested': 'user',
  'polling-resumed': 'user',
  dismissed: 'user',
  'kept-unverified': 'user',
  trashed: 'user',
  'taken-from-trash': 'user',
  deleted: 'user',
  stored: 'good',
  'file-reappeared': 'good',
  'file-found': 'good',
  'file-verified': 'good',
  restored: 'good',
  refused: 'bad',
  'refused-for-now': 'bad',
  'outcome-unknown': 'bad',
  'poll-failed': 'bad',
  'became-overdue': 'bad',
  'held-after-restore': 'bad',
  'failed-at-service': 'bad',
  'cancelled-at-service': 'bad',
  abandoned: 'bad',
  'download-interrupted': 'bad',
  'link-expired': 'bad',
  'file-disappeared': 'bad',
  'file-changed': 'bad',
};

/** The tone of a journal event. An unknown event, e.g. from a newer version, is plain. */
export function toneOf(event: string): Tone {
  return tones[event] ?? 'plain';
}
