// The queue: sections, actions, and the questions before actions that may cost money.
import type { SubmitPauseReason } from '../../ipc.ts';
import { format } from './format.ts';

/** The queue view: sections, actions on tasks, questions before actions that may cost money, and pauses. */
export const queue = {
  title: 'Queue',
  sections: { 'needs-you': 'Needs you', rendering: 'Rendering', saving: 'Saving', waiting: 'Waiting', ended: 'Ended' },
  /** "2 rendering, 1 saving, 3 waiting, 1 needs you". */
  summary: (counts: Readonly<Record<'rendering' | 'saving' | 'waiting' | 'needs-you', number>>): string =>
    [
      ...(counts.rendering > 0 ? [`${format.number(counts.rendering)} rendering`] : []),
      ...(counts.saving > 0 ? [`${format.number(counts.saving)} saving`] : []),
      ...(counts.waiting > 0 ? [`${format.number(counts.waiting)} waiting`] : []),
      ...(counts['needs-you'] > 0 ? [`${format.number(counts['needs-you'])} ${counts['needs-you'] === 1 ? 'needs' : 'need'} you`] : []),
    ].join(', '),
  actions: {
    hold: 'Hold',
    release: 'Resume',
    'run-next': 'Run next',
    'run-last': 'Run last',
    rerun: 'Generate again',
    edit: 'Edit',
    discard: 'Discard',
    'stop-polling': 'Stop tracking…',
    'resume-polling': 'Track again',
    'poll-now': 'Check again',
    resend: 'Send again…',
    reuse: 'Use again',
    'retry-download': 'Try again',
    'keep-unverified': 'Keep as is',
    dismiss: 'Dismiss',
    details: 'Details',
    'copy-id': 'Copy task ID',
  },
  more: 'More actions',
  rawMessage: 'EvoLink’s message',
  requestId: (id: string): string => `Request ID ${id}`,
  /** A step that is not useful yet, with the remaining time. */
  actionIn: (label: string, left: string): string => `${label} in ${left}`,
  waitBeforeRetry: 'EvoLink asks you to wait before you try again.',
  modelInstead: (model: string): string => `Use ${model} instead`,
  empty: {
    title: 'Nothing in the queue',
    detail: 'Tasks wait, render and are saved here. You can leave this view or close the window: nothing is lost.',
    action: 'Write a prompt',
  },
  /** For a request whose key EvoLink knows with another body: it is sent with a new key. */
  confirmSendAsNew: {
    title: 'Send it as a new request?',
    detail:
      'EvoLink says it has received this request before, so it probably accepted it the first time. If you send it now, it counts as a new request: if the first one was accepted, you pay for two videos. Look for it at evolink.ai before you send it.',
    confirm: 'Send as a new request',
  },
  confirmResend: {
    title: 'Send it again?',
    detail:
      'EvoLink may have accepted it the first time. If it did, sending it again can create a second video and be charged twice. The app marks both as the same request, but EvoLink may not honour that.',
    confirm: 'Send again',
  },
  confirmStopPolling: {
    title: 'Stop tracking this task?',
    detail:
      'EvoLink has no way to cancel a render: it continues and is charged. The app only stops checking it and does not save the video. You can track it again within 24 hours.',
    confirm: 'Stop tracking',
  },
  confirmDiscard: {
    title: 'Discard this task?',
    detail: 'If EvoLink did accept it, the video is still made and charged, and the app will not download it.',
    confirm: 'Discard',
  },
  cancel: 'Cancel',
  /** Precedes the estimated cost of "Generate again". */
  rerunFor: (cost: string): string => `Generate again · ${cost}`,
  pause: 'Pause all',
  pauseHint: 'No new tasks are sent. Tasks that EvoLink already has are still tracked and saved.',
  resume: 'Resume all',
  paused: (profile: string): string => `Paused: no new tasks are sent for ${profile} until you resume.`,
  pausedDetail: 'Tasks that EvoLink already has are still tracked and saved.',
  pausedShort: 'paused',
  /** Why submissions are paused for a limited time; followed by its end. */
  submitPauseReasons: {
    'server-error': 'sending is paused after a server error at EvoLink',
    'unclear-response': 'sending is paused because a request got no clear response',
    refusal: 'sending is paused after a temporary refusal by EvoLink',
  } satisfies Readonly<Record<SubmitPauseReason, string>>,
  select: (name: string): string => `Select ${name}`,
  selected: (count: number): string => `${format.number(count)} selected`,
  selection: 'Selected tasks',
  clear: 'Clear',
  moveHint: 'Press Alt+↑ or Alt+↓ to move it, or drag it.',
  moved: (name: string, place: number, of: number): string => `${name}: position ${place} of ${of}`,
  discarded: (count: number): string => (count === 1 ? '1 task discarded.' : `${format.number(count)} tasks discarded.`),
  notReleased: (count: number): string =>
    count === 1
      ? '1 task was not resumed: it may have been sent, and charged, since the backup. Check your tasks at evolink.ai, then resume it on its own, or discard it.'
      : `${format.number(count)} tasks were not resumed: they may have been sent, and charged, since the backup. Check your tasks at evolink.ai, then resume them one by one, or discard them.`,
  selectNotReleased: (count: number): string => (count === 1 ? 'Select it' : 'Select them'),
  undo: 'Undo',
  onHold: (profile: string): string => `Sending is on hold for ${profile}.`,
  resumesAt: (moment: string): string => `Sending continues automatically on ${moment}.`,
  resumeManually: 'EvoLink does not say when the daily limit resets. Press Resume after it has.',
  resumeHeld: 'Resume',
  concurrencyLimit: (count: number): string => `up to ${count} at once`,
  checkNow: 'Check now',
  progressOf: (name: string): string => `Progress of ${name}`,
  tasksNeedingUser: (count: number): string => (count === 1 ? '1 task needs you' : `${format.number(count)} tasks need you`),
};
