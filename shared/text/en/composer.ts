// The composer: labels, hints, and why Generate is not available.
import type { ReferenceRole } from '../../generation.ts';
import type { SubmitPauseReason } from '../../ipc.ts';
import type { GenerationKind, SwitchChange } from '../../models/model.ts';
import { choiceName, fieldName } from './fields.ts';
import { format } from './format.ts';
import { roleNames } from './issues.ts';
import { queue } from './queue.ts';

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "First frame", "Reference images". */
const slotTitle = (role: ReferenceRole, max: number): string => capitalised(max > 1 ? roleNames[role].many : roleNames[role].one);

const kinds: Readonly<Record<GenerationKind, string>> = {
  'text-to-video': 'from text',
  'image-to-video': 'from an image',
  'first-last-frame': 'from first to last frame',
  'reference-to-video': 'from references',
  'video-edit': 'edits a video',
  extend: 'extends a video',
  'custom-element': 'makes an element',
  character: 'makes a character',
};

const ownFields: Readonly<Record<string, string>> = {
  durationSeconds: 'Duration',
  quality: 'Quality',
  aspectRatio: 'Aspect ratio',
  generateAudio: 'Audio',
};

const shownValue = (field: string, value: string): string => {
  if (field === 'durationSeconds') return `${value} s`;
  if (field === 'generateAudio') return value === 'true' ? 'on' : 'off';
  return Object.hasOwn(roleNames, value) ? roleNames[value as ReferenceRole].one : choiceName(value);
};

/** "Duration 12 s → 10 s", "Last frame removed". */
function changeText({ field, from, to }: SwitchChange): string {
  if (Object.hasOwn(roleNames, field)) {
    const name = capitalised(roleNames[field as ReferenceRole].one);
    return to === null ? `${name} removed` : `${name} is now the ${shownValue(field, to)}`;
  }
  const name = ownFields[field] ?? fieldName(field);
  return to === null ? `${name} not used` : `${name} ${shownValue(field, from)} → ${shownValue(field, to)}`;
}

/** "First frame is back", "Duration 10 s is back". */
function returnedText({ field, value }: { readonly field: string; readonly value: string }): string {
  if (Object.hasOwn(roleNames, field)) return `${capitalised(roleNames[field as ReferenceRole].one)} is back`;
  return value.length > 20
    ? `${ownFields[field] ?? fieldName(field)} is back`
    : `${ownFields[field] ?? fieldName(field)} ${shownValue(field, value)} is back`;
}

/** Labels and hints of the form, and the reasons why nothing can be sent. */
export const composer = {
  label: 'Composer',
  resize: 'Width of the composer',
  prompt: 'Prompt',
  promptHint: 'What should happen in the video?',
  promptCount: (length: number, max: number): string => `${format.number(length)} / ${format.number(max)}`,
  promptNotSent: 'This model takes no prompt; what you write is kept as the title.',
  editingQueuedTask: 'Moved back to the composer as a draft. Press Generate to return it to its place in the queue.',
  draftsSetAside: (count: number) =>
    count === 1 ? 'Your earlier draft was set aside.' : `${format.number(count)} drafts were set aside; the newest is restored first.`,
  restoreDraft: 'Restore draft',
  reusedFrom: (file: string): string => `Prompt, model and settings were taken from “${file}”.`,
  reusedWithout: (names: readonly string[]): string => `No longer available: ${names.join(', ')}.`,
  example: 'This is an example; write your own at any time.',
  examplePrompt: 'A red fox crosses a frozen river at dawn, low mist, breath visible, slow dolly-in, ends on its eyes.',
  model: 'Model',
  duration: 'Duration',
  durationAuto: 'set by EvoLink',
  quality: 'Quality',
  ratio: 'Aspect ratio',
  automatic: 'Auto',
  changesOtherFields: 'Choosing this also changes another setting.',
  audio: 'Generate audio',
  on: 'On',
  off: 'Off',
  more: 'More',
  setCount: (count: number): string => `${count} set`,
  unset: 'not set',
  required: 'required',
  taskHint: 'task-unified-…',
  chooseTask: 'Choose an earlier video',
  moreProblems: (count: number): string => `And ${count} more that could not be added.`,
  clear: 'Clear',
  references: 'References',
  frames: 'Frames',
  dropHere: { image: 'drop images here', video: 'drop a video here', audio: 'drop audio here', several: 'drop files here' },
  slotHint: { image: 'drop, paste or choose', video: 'drop or choose a video', audio: 'drop or choose audio' },
  slotTitle,
  moreSlots: 'More file slots',
  needsFirstFrame: 'needs a first frame',
  dropToAdd: 'Drop to add',
  addFiles: 'Choose files…',
  addAddress: 'Add by web address',
  addressHint: 'https://…',
  add: 'Add',
  adding: 'Adding…',
  fetching: 'Downloading…',
  remove: (name: string): string => `Remove ${name}`,
  moveForward: (name: string): string => `Move ${name} forward`,
  noFreeSlot: (name: string, model: string): string => `There is no slot for “${name}”: ${model} takes no more files of this kind now.`,
  /** For a drop or an address that is not a usable file. */
  dropRefused: {
    'no-picture': {
      title: 'No image could be read from what was dropped.',
      detail: 'Save the image as a file, and drop the file here.',
    },
    'address-too-long': {
      title: 'The web address is too long.',
      detail: 'It can have at most 2,048 characters. Save the file to this computer, and drop it here.',
    },
  },
  /** For a file that was still being added when another request replaced the one that it was meant for. */
  notInRequest: {
    title: 'A file that was still being added is not in this request.',
    detail: 'It was meant for the previous request. Once it has been added, you can find it among the earlier files.',
  },
  /** The button that cancels every file that is still being added. */
  stopAdding: 'Stop adding',
  unnamed: 'pasted image',
  kinds,
  changeText,
  returnedText,
  changedForModel: (model: string): string => `Changed for ${model}`,
  changedToFit: 'Changed to fit',
  acknowledge: 'Got it',
  undo: 'Undo',
  undoModelChange: (model: string): string => `Return to ${model} and its settings`,
  sendAnyway: 'Send anyway',
  addToQueue: 'Add to queue',
  /** Why nothing is sent now. `whom` (for which profile) and `title` (the reason) are whole sentences. */
  notSending: {
    resume: 'Resume',
    paused: 'Paused: new tasks wait in the queue, and nothing is sent until you resume.',
    pausedTasksAdded: (count: number): string =>
      `${format.counted(count, 'task')} added, not sent yet: sending is paused until you resume.`,
    held: (whom: string, title: string): string => `${whom} ${title} New tasks wait in the queue.`,
    submitPaused: (why: SubmitPauseReason, at: string): string =>
      `${capitalised(queue.submitPauseReasons[why])}. New tasks wait in the queue; next try at ${at}.`,
    submitPausedTasksAdded: (count: number, why: SubmitPauseReason, at: string): string =>
      `${format.counted(count, 'task')} added, not sent yet: ${queue.submitPauseReasons[why]}. Next try at ${at}.`,
    heldTasksAdded: (count: number, whom: string, title: string): string =>
      `${format.counted(count, 'task')} added, not sent yet. ${whom} ${title}`,
  },
  variations: 'Number of variations',
  times: (count: number): string => `× ${count}`,
  summary: (count: number): string => (count === 1 ? '1 video' : `${format.number(count)} variations`),
  one: { element: '1 element', character: '1 character' },
  generate: 'Generate',
  generating: 'Sending…',
  tasksAdded: (count: number): string => `${format.counted(count, 'task')} added to the queue`,
  simulated: 'simulated, no real cost',
  notReadyReasons: {
    'not-ready': 'Starting…',
    'no-profile': 'Connect a key or choose the simulator first.',
    'no-key': (profile: string) => `${profile} has no key yet.`,
    busy: 'Sending…',
    adding: 'A file is still being added.',
    changing: 'An image is still being changed.',
  },
};
