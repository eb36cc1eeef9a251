// The task inspector: a task's history and the service's responses.
import type { AppError } from '../../errors.ts';
import type { JournalEventType } from '../../task.ts';
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
export function detailText(event: string, detail: Detail): string {
  const error = errorTitle(detail.error);
  const progress = numberIn(detail, 'progress');
  const used = numberIn(detail, 'creditsUsed');
  const parts = [
    ...(error === null ? [] : [error]),
    ...(event === 'accepted' && typeof detail.serviceTaskId === 'string' ? [detail.serviceTaskId] : []),
    ...(event === 'progressed' && progress !== null ? [`${Math.round(progress)} %`] : []),
    ...(event === 'completed' && used !== null ? [format.credits(used)] : []),
  ];
  return parts.join(' · ');
}

/** "14:02:31": a history needs seconds. */
const clockTime = (atMs: number): string => `${format.time(atMs)}:${String(new Date(atMs).getSeconds()).padStart(2, '0')}`;
/** The labels of the fields in the service's response, by their names in JSON. */
const fieldNames: Readonly<Record<string, string>> = {
  id: 'Task ID',
  object: 'Object type',
  type: 'Type',
  created: 'Created',
  model: 'Model',
  status: 'Status',
  progress: 'Progress (%)',
  duration: 'Time taken (s)',
  'task_info.estimated_time': 'Estimated time left (s)',
  'task_info.can_cancel': 'Can be cancelled',
  'task_info.video_duration': 'Video length (s)',
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
  'result_data.element_id': 'Element ID',
  'result_data.character_name': 'Character name',
  'result_data.profile_picture_url': 'Character image',
  'error.code': 'Error code',
  'error.message': 'Error message',
  'error.type': 'Error type',
  'error.suggestion': 'Suggestion',
};

/** Headings and labels of the task inspector. */
export const inspector = {
  title: 'Task',
  history: 'History',
  responses: 'EvoLink’s responses',
  noResponses: 'No responses from EvoLink are kept for this task.',
  request: 'Request',
  /** The JSON of the request; the second where it was not sent. */
  sentRequest: 'Request as sent',
  requestAsJson: 'Request as JSON',
  copyRequest: 'Copy the request',
  identity: 'Overview',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  loading: 'Reading…',
  taskId: 'Task ID',
  noTaskId: 'none yet',
  state: 'State',
  created: 'Created',
  model: 'Model',
  profile: 'Profile',
  unknownProfile: 'a removed profile',
  createdFrom: 'Created from',
  ledTo: 'Led to',
  attempts: 'Attempts',
  attemptNumber: (number: number): string => (number === 1 ? 'first' : number === 2 ? '2nd, automatic' : '3rd, automatic'),
  autoRetryNote: 'The app retried automatically, as set in Settings.',
  /** The cost of the task and all its auto-retries, as far as EvoLink reported it. */
  attemptsCost: (credits: string): string => `${credits} charged for all attempts, as far as EvoLink reported.`,
  task: (id: number): string => `task ${id}`,
  openTask: (id: number): string => `Open task ${id}`,
  cost: 'Cost',
  duration: 'Took',
  leftToService: 'left to EvoLink',
  noPrompt: 'none',
  on: 'on',
  off: 'off',
  fullRecord: 'Full record',
  responseAt: (atMs: number): string => `Response at ${clockTime(atMs)}`,
  clockTime,
  detailText,
  fieldNames,
  notProvided: 'not provided',
  unknownField: 'not documented',
  reportedAt: (atMs: number): string => `reported at ${clockTime(atMs)}`,
  copyResponse: (atMs: number): string => `Copy the response from ${clockTime(atMs)}`,
  files: 'Files used',
  noCopy: 'No copy at EvoLink now.',
  openServiceFiles: 'Files at EvoLink',
};

/** The events of a task's history by their names in the journal; an event of a newer version is shown by its name. */
export const eventNames: Readonly<Record<string, string>> = {
  created: 'Created',
  found: 'Result found',
  'generate-pressed': 'Generate pressed',
  'edit-started': 'Moved back to the composer',
  discarded: 'Discarded',
  held: 'Held by you',
  'held-after-restore': 'Held: the database is a restored backup or a copy',
  released: 'Resumed',
  'moved-to-front': 'Moved to the front',
  moved: 'Moved in the queue',
  'discard-undone': 'Waiting again',
  'created-by-auto-retry': 'Created automatically after a failure',
  'auto-retried': 'Retried automatically',
  'submit-started': 'Sending started',
  'resend-requested': 'Sent again by you',
  'resend-started': 'Sending again started',
  accepted: 'Accepted by EvoLink',
  'refused-for-now': 'Refused for now; tried again later',
  refused: 'Refused',
  'outcome-unknown': 'No clear response',
  'reconciled-without-match': 'Not found at EvoLink',
  progressed: 'Progress',
  'poll-failed': 'Status check failed',
  'became-overdue': 'Overdue',
  completed: 'Finished at EvoLink',
  'results-refreshed': 'New links',
  'failed-at-service': 'Failed at EvoLink',
  'cancelled-at-service': 'Cancelled by EvoLink',
  abandoned: 'No longer tracked',
  'polling-resumed': 'Tracked again',
  dismissed: 'Dismissed',
  'download-started': 'Saving started',
  'download-interrupted': 'Saving interrupted',
  stored: 'Saved and verified',
  'link-expired': 'Link expired',
  'link-refreshed': 'New link',
  'file-disappeared': 'File missing',
  'file-reappeared': 'File is back',
  'file-changed': 'File changed',
  'file-verified': 'File checked: unchanged',
  'file-moved': 'File moved',
  'file-renamed': 'File renamed',
  'kept-unverified': 'Kept as is, not verified',
  'file-found': 'File found in the folder',
  restored: 'Restored from its file',
  'download-retry-requested': 'Retried by you',
  trashed: 'Moved to the trash',
  'taken-from-trash': 'Restored from the trash',
  deleted: 'Deleted for good',
} satisfies Readonly<Record<JournalEventType, string>>;
