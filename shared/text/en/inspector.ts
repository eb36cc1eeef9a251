// The task inspector: a task's history and the service's responses.
import type { AppError } from '../../errors.ts';
import type { JournalFact } from '../../task.ts';
import { errorText } from './errors.ts';
import { format } from './format.ts';

/** The title of an error in a detail; its own name where another version of the studio wrote it. */
function errorTitle(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('kind' in value) || typeof value.kind !== 'string') return null;
  try {
    return errorText(value as AppError).title.replace(/\.$/, '');
  } catch {
    return value.kind;
  }
}
const numberIn = (detail: Detail, name: string): number | null => (typeof detail[name] === 'number' ? detail[name] : null);

type Detail = Readonly<Record<string, unknown>>;

/** The detail of a history entry: the error's title, the percentage, the id, the credits. Empty where the event's name says it all. */
export function detailText(fact: string, detail: Detail): string {
  const error = errorTitle(detail.error);
  const progress = numberIn(detail, 'progress');
  const used = numberIn(detail, 'creditsUsed');
  const parts = [
    ...(error === null ? [] : [error]),
    ...(fact === 'accepted' && typeof detail.serviceTaskId === 'string' ? [detail.serviceTaskId] : []),
    ...(fact === 'progressed' && progress !== null ? [`${Math.round(progress)} %`] : []),
    ...(fact === 'completed' && used !== null ? [format.credits(used)] : []),
  ];
  return parts.join(' · ');
}

/** "14:02:31": a history needs seconds. */
const clockTime = (atMs: number): string => `${format.time(atMs)}:${String(new Date(atMs).getSeconds()).padStart(2, '0')}`;
/** The labels of the fields in the service's response, by their names in JSON. */
const fieldNames: Readonly<Record<string, string>> = {
  id: 'Task id',
  object: 'Kind of object',
  type: 'Type',
  created: 'Created',
  model: 'Model',
  status: 'Status',
  progress: 'Progress in %',
  duration: 'Seconds it took',
  'task_info.estimated_time': 'Estimated seconds left',
  'task_info.can_cancel': 'Can be cancelled',
  'task_info.video_duration': 'Seconds of video',
  'usage.credits_reserved': 'Credits reserved',
  'usage.credits_used': 'Credits charged',
  'usage.cost.credits': 'Cost in credits',
  'usage.cost.usd': 'Cost in US dollars',
  'usage.cost.cny': 'Cost in yuan',
  'usage.billing_rule': 'Billed by',
  'usage.user_group': 'User group',
  'results[]': 'Links to the results',
  'result_data[].video_url': 'Link to the video',
  'result_data[].url': 'Link to the result',
  'result_data.element_id': 'Element id',
  'result_data.character_name': 'Character’s name',
  'result_data.profile_picture_url': 'Character’s picture',
  'error.code': 'Error code',
  'error.message': 'Error message',
  'error.type': 'Error type',
  'error.suggestion': 'Suggestion',
};

/** Headings and labels of the task inspector. */
export const inspector = {
  title: 'Task',
  history: 'History',
  answers: 'Answers of EvoLink',
  noAnswers: 'EvoLink’s answers were all understood; none is kept here.',
  request: 'Request',
  identity: 'Identity',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  loading: 'Reading…',
  taskId: 'Task id',
  noTaskId: 'none yet',
  state: 'State',
  made: 'Made',
  model: 'Model',
  profile: 'Profile',
  unknownProfile: 'a profile that is gone',
  madeFrom: 'Made from',
  madeInto: 'Made into',
  tries: 'Tries',
  attemptNumber: (number: number): string => (number === 1 ? 'first' : number === 2 ? '2nd, by itself' : '3rd, by itself'),
  triesWhy: 'The studio tried again by itself, since you switched this on in Settings.',
  /** The cost of the task and all its auto-retries, as far as EvoLink reported it. */
  triesCost: (credits: string): string => `${credits} charged for all tries, as far as EvoLink said`,
  task: (id: number): string => `task ${id}`,
  openTask: (id: number): string => `Open task ${id}`,
  cost: 'Cost',
  took: 'Took',
  byService: 'left to EvoLink',
  noPrompt: 'none',
  on: 'on',
  off: 'off',
  record: 'Everything that was recorded',
  answerAt: (atMs: number): string => `Answer of ${clockTime(atMs)}`,
  clockTime,
  detailText,
  fieldNames,
  notSaid: 'not said',
  unknownField: 'not documented',
  saidAt: (atMs: number): string => `said at ${clockTime(atMs)}`,
  copyAnswer: (atMs: number): string => `Copy the answer of ${clockTime(atMs)}`,
  files: 'Files given to it',
  noCopy: 'No copy lies at EvoLink now.',
  toFiles: 'Files at EvoLink',
};

/** The events of a task's history by their names in the journal; an event of a newer version is shown by its name. */
export const factNames: Readonly<Record<string, string>> = {
  created: 'Made',
  found: 'A result was found',
  'generate-pressed': 'Generate pressed',
  'edit-started': 'Taken back for editing',
  discarded: 'Discarded',
  held: 'Held by you',
  'held-after-restore': 'Held: the database is a restored backup or a copy',
  released: 'Resumed',
  'moved-to-front': 'Moved to the front',
  moved: 'Moved in the queue',
  'discard-undone': 'Waits again',
  'created-by-auto-retry': 'Made by itself after a failure',
  'auto-retried': 'Tried again by itself',
  'submit-started': 'Sending began',
  'resend-requested': 'Sent again by you',
  'resend-started': 'Sending again began',
  accepted: 'Accepted by EvoLink',
  'refused-for-now': 'Not taken now; tried again later',
  refused: 'Refused',
  'outcome-unknown': 'No clear answer',
  'reconciled-without-match': 'Not seen at EvoLink',
  progressed: 'Progress',
  'poll-failed': 'A look failed',
  'became-overdue': 'Overdue',
  completed: 'Done at EvoLink',
  'results-refreshed': 'Fresh links',
  'failed-at-service': 'Failed at EvoLink',
  'cancelled-at-service': 'Cancelled by EvoLink',
  abandoned: 'No longer followed',
  'polling-resumed': 'Followed again',
  dismissed: 'Put away',
  'download-started': 'Saving began',
  'download-interrupted': 'Saving was interrupted',
  stored: 'Saved and verified',
  'link-expired': 'Link expired',
  'link-refreshed': 'Fresh link',
  'file-disappeared': 'File is gone',
  'file-reappeared': 'File is back',
  'file-changed': 'File was changed',
  'file-verified': 'File checked: unchanged',
  'file-moved': 'File moved',
  'kept-unverified': 'Kept as it is, not verified',
  'file-found': 'File found in the folder',
  restored: 'Restored from its file',
  'download-retry-requested': 'Tried again by you',
} satisfies Readonly<Record<JournalFact, string>>;
