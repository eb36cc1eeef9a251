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
    'stop-polling': 'Stop following…',
    'resume-polling': 'Follow again',
    'poll-now': 'Look again',
    resend: 'Send again…',
    reuse: 'Use again',
    'retry-download': 'Try again',
    'keep-unverified': 'Keep as it is',
    dismiss: 'Dismiss',
    details: 'Details',
    'copy-id': 'Copy task id',
  },
  more: 'More actions',
  rawAnswer: 'EvoLink’s own words',
  requestId: (id: string): string => `Request id ${id}`,
  /** A step that is not useful yet, with the remaining time. */
  stepIn: (label: string, left: string): string => `${label} in ${left}`,
  waitFirst: 'EvoLink asks to wait before another try.',
  instead: (model: string): string => `Use ${model} instead`,
  empty: {
    title: 'Nothing is being made',
    detail: 'What you generate waits, renders and is saved here. You can close this view, or the window: nothing is lost.',
    action: 'Write a prompt',
  },
  /** For a request whose key EvoLink knows with another body: it is sent with a new key. */
  sendAsNew: {
    title: 'Send it as a new request?',
    detail:
      'EvoLink says that it has had this request before, so it probably accepted it the first time. Sent now it counts as a new one: if the first was accepted, you pay for two videos. Look for it at evolink.ai before you send it.',
    confirm: 'Send as a new request',
  },
  sendAgain: {
    title: 'Send it again?',
    detail:
      'EvoLink may have accepted it the first time. If it did, sending it again can make a second video and cost credits twice. The studio uses the same key for both, which EvoLink may or may not honour.',
    confirm: 'Send again',
  },
  stopFollowing: {
    title: 'Stop following this task?',
    detail:
      'EvoLink has no way to cancel a render: it goes on and is paid for. The studio only stops looking, and does not save the video. You can follow it again within 24 hours.',
    confirm: 'Stop following',
  },
  discardUnconfirmed: {
    title: 'Discard it?',
    detail: 'If EvoLink did accept it, the video is made and paid for, and the studio will not fetch it.',
    confirm: 'Discard',
  },
  cancel: 'Cancel',
  /** Precedes the estimated cost of "Generate again". */
  makeAgainFor: (cost: string): string => `Generate again · ${cost}`,
  pause: 'Pause all',
  pauseHint: 'Nothing new is sent; what EvoLink has is followed and saved as ever.',
  resume: 'Resume all',
  paused: (profile: string): string => `Paused: nothing new is sent for ${profile} until you resume.`,
  pausedDetail: 'What EvoLink has is followed and saved as ever.',
  pausedShort: 'paused',
  /** Why submissions are paused for a limited time; followed by its end. */
  sendPaused: {
    'server-error': 'sending is paused after a server error at EvoLink',
    'unclear-response': 'sending is paused because a request got no clear answer',
    refusal: 'sending is paused after EvoLink refused a request for now',
  } satisfies Readonly<Record<SubmitPauseReason, string>>,
  select: (name: string): string => `Select ${name}`,
  selected: (count: number): string => `${format.number(count)} selected`,
  selection: 'Selected tasks',
  clear: 'Clear',
  moveHint: 'Alt+↑ and Alt+↓ move it; dragging does too.',
  moved: (name: string, place: number, of: number): string => `${name}: place ${place} of ${of}`,
  discarded: (count: number): string => (count === 1 ? '1 task discarded.' : `${format.number(count)} tasks discarded.`),
  leftOut: (count: number): string =>
    count === 1
      ? '1 task was not resumed: it may have been sent, and paid for, since the backup. Compare with your tasks at evolink.ai, then resume it by itself, or discard it.'
      : `${format.number(count)} tasks were not resumed: they may have been sent, and paid for, since the backup. Compare with your tasks at evolink.ai, then resume each by itself, or discard them.`,
  selectLeftOut: (count: number): string => (count === 1 ? 'Select it' : 'Select them'),
  undo: 'Undo',
  undone: (count: number): string => (count === 1 ? 'It waits again.' : `${format.number(count)} tasks wait again.`),
  replaced: (count: number): string =>
    count === 1
      ? 'One task stays discarded: it was sent again as another task.'
      : `${format.number(count)} tasks stay discarded: they were sent again as other tasks.`,
  held: (profile: string): string => `Nothing is sent for ${profile} now.`,
  goesOnAt: (moment: string): string => `It goes on by itself at ${moment}.`,
  goesOnByHand: 'EvoLink does not say when the day ends. Press Resume when it has.',
  resumeHeld: 'Resume',
  atMost: (count: number): string => `at most ${count} at once`,
  lookNow: 'Look now',
  progressOf: (name: string): string => `Progress of ${name}`,
  needsLine: (count: number): string => (count === 1 ? '1 task needs you' : `${format.number(count)} tasks need you`),
};
