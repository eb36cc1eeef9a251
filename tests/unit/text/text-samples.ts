// Every text with sample arguments: strings, and functions with the arguments that they are tried with.
import { actionKinds } from '../../../shared/actions/action.ts';
import type { TemplateProblem } from '../../../shared/file-names/parse-template.ts';
import type { SubmitPauseReason } from '../../../shared/ipc.ts';
import { models } from '../../../shared/models/index.ts';
import type { RequestLogEntry, Task } from '../../../shared/task.ts';
import { errorSamples } from './error-samples.ts';
import { acceptedFields, commonFields, completedTask, nowMs, resultWith, runningFields } from './task-samples.ts';

/** A text: a string, or a function that makes one. */
export type Leaf = string | ((...args: readonly unknown[]) => unknown);
/** The texts of a language by path. */
export type Leaves = ReadonlyMap<string, Leaf>;

/** Returns every text of a language with its path, e.g. "queue.actions.hold". A text is a string or a function. */
export function leavesOf(value: unknown, path = ''): [string, Leaf][] {
  if (typeof value === 'string' || typeof value === 'function') return [[path, value as Leaf]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is neither a text nor a group of texts`);
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, path === '' ? name : `${path}.${name}`));
}

const service = { httpStatus: 418, code: 'teapot', message: 'm', param: null, requestId: null, body: '{}' };
const renameWork = {
  kind: 'rename',
  state: 'done',
  total: 40,
  done: 36,
  skipped: 3,
  failed: 1,
  totalBytes: 0,
  doneBytes: 0,
  examined: 0,
  folder: null,
  error: null,
} as const;
const fileJobStatuses = [
  renameWork,
  { ...renameWork, done: 40, skipped: 0, failed: 0 },
  { ...renameWork, state: 'cancelled' },
  { ...renameWork, kind: 'export', folder: '/b', totalBytes: 5_000 },
  { ...renameWork, kind: 'export', folder: '/b', state: 'failed', skipped: 0 },
  { ...renameWork, kind: 'locate', folder: '/b', examined: 1_000 },
  { ...renameWork, kind: 'locate', folder: '/b', skipped: 0, failed: 4 },
  { ...renameWork, kind: 'locate', folder: '/b', done: 40, skipped: 0, failed: 0 },
  { ...renameWork, kind: 'locate', folder: '/b', total: 0, done: 0, skipped: 0, failed: 0 },
] as const;
const credits = { remaining: 8, unlimited: false, accountRemaining: 5, readAtMs: 0 };
const failedTask = {
  state: 'failed',
  ...commonFields,
  error: errorSamples['task-failed'],
  serviceTaskId: 'task-unified-1',
  creditsReserved: 8,
  creditsUsed: null,
  earlierSend: 'none',
  endedAtMs: nowMs,
} as const;
const waitingTask = { state: 'waiting', ...commonFields, hold: null, notBeforeMs: null, error: null, queuePosition: 1 } as const;
const tasks: readonly Task[] = [
  { state: 'draft', ...commonFields },
  waitingTask,
  { ...waitingTask, hold: 'user' },
  { ...waitingTask, hold: 'refusals', error: errorSamples['service-unavailable'] },
  { ...waitingTask, hold: 'restore', error: errorSamples['possibly-sent-since-backup'] },
  { ...waitingTask, notBeforeMs: nowMs + 1_000, error: errorSamples['rate-limited'] },
  { state: 'submitting', ...commonFields, stateEnteredAtMs: nowMs },
  ...(['pending', 'not-found', 'unavailable'] as const).map(
    (reconciliation): Task => ({
      state: 'unconfirmed',
      ...commonFields,
      stateEnteredAtMs: nowMs,
      error: errorSamples['no-response'],
      reconciliation,
    }),
  ),
  { state: 'unconfirmed', ...commonFields, stateEnteredAtMs: nowMs, error: errorSamples.internal, reconciliation: 'pending' },
  ...(['server-error', 'conflict', 'invalid-request', 'reference-file-missing'] as const).map(
    (kind): Task => ({
      state: 'unconfirmed',
      ...commonFields,
      stateEnteredAtMs: nowMs,
      error: errorSamples[kind],
      reconciliation: 'pending',
    }),
  ),
  { state: 'pending', ...runningFields },
  { state: 'processing', ...runningFields },
  { state: 'processing', ...runningFields, expectedEndAtMs: null, creditsReserved: null },
  { state: 'processing', ...runningFields, overdue: true },
  { state: 'processing', ...runningFields, pollError: errorSamples['no-response'] },
  completedTask(),
  completedTask(resultWith({})),
  completedTask(resultWith({ error: errorSamples['no-response'], nextAttemptAtMs: nowMs + 5_000 })),
  completedTask(
    resultWith({ state: 'downloading', receivedBytes: 31e6, totalBytes: 48e6, bytesPerSecond: 6.1e6 }),
    resultWith({ state: 'stored' }),
  ),
  completedTask(resultWith({ state: 'expired' })),
  completedTask(resultWith({ state: 'missing' })),
  completedTask(resultWith({ state: 'stored', kind: 'element', data: { element_id: 'e-7' } })),
  failedTask,
  { ...failedTask, serviceTaskId: null, earlierSend: 'unknown' },
  { ...failedTask, creditsUsed: 0 },
  { ...failedTask, creditsUsed: 8 },
  { ...failedTask, creditsReserved: null },
  { ...failedTask, serviceTaskId: null },
  { state: 'cancelled', ...commonFields, ...acceptedFields, endedAtMs: nowMs } as unknown as Task,
  { state: 'abandoned', ...commonFields, ...acceptedFields, error: errorSamples['polling-stopped'], endedAtMs: nowMs } as unknown as Task,
  { state: 'discarded', ...commonFields, endedAtMs: nowMs } as unknown as Task,
];
const submitPauseReasons: readonly SubmitPauseReason[] = ['server-error', 'unclear-response', 'refusal'];
const waitReasons: readonly unknown[] = [
  null,
  { kind: 'paused' },
  { kind: 'held', hold: { error: errorSamples['insufficient-credits'] } },
  ...submitPauseReasons.map((why) => ({ kind: 'send-paused', pause: { why, untilMs: nowMs + 60_000 } })),
];

/** The fields that only some models have. */
export const fields = models.flatMap(({ extra }) => extra);
const aboutFile = {
  name: 'a.png',
  model: 'M',
  width: 800,
  height: 600,
  min: 300,
  max: 6_000,
  ratio: '16:9',
  seconds: 12,
  format: 'gif',
  kind: 'image',
  length: 9_000,
  value: 'high',
};
/** Values of issues. Together they contain every value that a sentence needs, and the alternatives of a value that changes the sentence. */
const issueValues: readonly Readonly<Record<string, string | number>>[] = [
  {
    ...aboutFile,
    offered: '4, 8',
    field: 'negative_prompt',
    type: 'choice',
    value: 'high',
    role: 'first-frame',
    kind: 'image',
    rule: '480p-ratios',
  },
  {
    ...aboutFile,
    offered: '',
    name: '',
    unit: 'tokens',
    length: 9,
    of: 'width',
    role: 'nothing',
    kind: 'video',
    used: 3,
    min: 2,
    field: 'x',
    type: 'unknown',
    value: '8k',
    rule: '',
  },
  ...['integer', 'text', 'task', 'boolean', 'json'].map((type) => ({
    ...aboutFile,
    offered: '1–4',
    field: 'seed',
    type,
    of: 'pixels',
    outside: 'billed',
  })),
  { ...aboutFile, offered: '', max: 0, used: 1, role: 'reference-image', of: 'all', value: 'keep_ratio', field: 'n', type: 'text' },
];

const folderMove = {
  folder: '/b',
  state: 'moving',
  fileCount: 5,
  remainingFileCount: 3,
  bytes: 5e6,
  remainingBytes: 3e6,
  failed: 0,
  error: null,
};
const checkReport = { intact: 4, unverified: 0, changed: 0, missing: 0, isComplete: true, atMs: 0 };

/** The fields that all samples of request log entries share. */
export const logEntryFields = { atMs: nowMs, durationMs: 310, httpStatus: 200, resultId: null, detail: {} } as const;
const logEntries: readonly RequestLogEntry[] = [
  { ...logEntryFields, kind: 'submit' },
  { ...logEntryFields, kind: 'upload', httpStatus: null },
  { ...logEntryFields, kind: 'poll', durationMs: 42_000 },
  { ...logEntryFields, kind: 'polls', detail: { count: 12, lastAtMs: nowMs, longestMs: 900 } },
  { ...logEntryFields, kind: 'list', detail: { page: 2 } },
  { ...logEntryFields, kind: 'download', httpStatus: 206, resultId: 1, detail: { attempt: 2, fromBytes: 1_048_576, toBytes: 6_291_456 } },
  { ...logEntryFields, kind: 'download', httpStatus: null, resultId: 1, detail: { end: 'ok', attempt: 1 } },
  { ...logEntryFields, kind: 'download', httpStatus: null, resultId: 1, detail: { end: 'no-response', attempt: 1 } },
];

const actionSamples = actionKinds.flatMap((kind) => [1, 5].map((count) => [{ id: 1, kind, count, subject: '狐狸' }]));

/**
 * Lists of arguments to call functions with, by path. Functions that are not listed are called with `issueValues` if they belong to `issueText`,
 * otherwise with `defaultArguments`.
 */
const samples: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  'timeline.name': logEntries.map((entry) => [entry]),
  'timeline.detail': logEntries.map((entry) => [entry]),
  'app.keyEndsWith': [['4f2a']],
  'app.nextLinkExpiry': [['21 小时'], ['不到 1 分钟']],
  choiceName: fields.flatMap((field) => (field.type === 'choice' ? field.values.map((value) => [value]) : [])),
  fieldName: fields.map(({ path }) => [path]),
  'fileNames.problem': (
    [
      { kind: 'empty' },
      { kind: 'too-long', maxLength: 200 },
      { kind: 'no-token' },
      { kind: 'unknown-token', name: 'promt', suggestions: ['prompt'] },
      { kind: 'unknown-token', name: 'xyz', suggestions: [] },
      { kind: 'lone-brace', brace: '{' },
      { kind: 'lone-brace', brace: '}' },
      { kind: 'separator', character: '/' },
      { kind: 'forbidden', character: '?' },
      { kind: 'forbidden', character: '\u202E' },
      { kind: 'bad-size', token: 'seed', maxSize: null },
      { kind: 'bad-size', token: 'prompt', maxSize: 150 },
    ] satisfies TemplateProblem[]
  ).map((problem) => [problem]),
  'fileJobs.running': fileJobStatuses.map((status) => [status]),
  'fileJobs.ended': fileJobStatuses.map((status) => [status]),
  'folder.moving': [[folderMove]],
  'folder.movingTo': [['/b']],
  'backups.restoreFailed': [
    ['busy', 'EBUSY'],
    ['no-room', 'ENOSPC'],
    ['not-opened', 'damaged'],
    ['other', 'EIO'],
  ],
  'folder.moved': [[folderMove], [{ ...folderMove, failed: 2 }]],
  'folder.moveCancelled': [[folderMove]],
  'folder.checked': [
    [checkReport, '10:00'],
    [{ ...checkReport, missing: 1, changed: 1, unverified: 1, isComplete: false }, '10:00'],
  ],
  'folder.verified': [['10:00']],
  'batch.noModels': [['Sora 2']],
  'batch.fileProblem': [
    [{ kind: 'empty' }],
    [{ kind: 'no-rows' }],
    [{ kind: 'too-long', characters: 9, max: 8 }],
    [{ kind: 'too-many', max: 8 }],
    [{ kind: 'no-table', max: 8 }],
    [{ kind: 'unknown-column', heading: 'promt', at: 1, near: 'prompt' }],
    [{ kind: 'unknown-column', heading: 'colour', at: 1, near: null }],
    [{ kind: 'column-twice', heading: 'prompt' }],
    [{ kind: 'more-columns', count: 1 }],
    [{ kind: 'more-columns', count: 9 }],
  ],
  'batch.lineProblem': [
    ...(['seconds', 'on-off', 'count', 'whole-number', 'json', 'files', 'one-file'] as const).map((expected) => [
      { kind: 'wrong-value', column: 'duration', found: 'long', expected },
    ]),
    [{ kind: 'too-many-cells', found: 3, columns: 2 }],
    [{ kind: 'too-many-files', column: 'image_urls', max: 100 }],
    [{ kind: 'broken-quotes' }],
    [{ kind: 'formula-error', column: 'prompt', found: '#NAME?' }],
    [
      { kind: 'file', column: 'first_frame', place: '/a.png', error: { kind: 'file-missing' } },
      () => ({ title: '找不到文件', detail: '请另选。' }),
    ],
  ],
  'composer.draftsSetAside': [[1], [2]],
  'composer.slotTitle': [
    ['first-frame', 1],
    ['reference-image', 4],
  ],
  'composer.changeText': [
    [{ field: 'last-frame', from: 'a', to: null }],
    [{ field: 'last-frame', from: 'a', to: 'reference-image' }],
    [{ field: 'durationSeconds', from: '12', to: '10' }],
    [{ field: 'generateAudio', from: 'true', to: null }],
    [{ field: 'seed', from: '1', to: '2' }],
  ],
  // The string arguments of these two are inserted as whole sentences.
  'composer.notSending.held': [['。', '。']],
  'composer.notSending.heldTasksAdded': [[2, '。', '。']],
  'composer.returnedText': [
    [{ field: 'last-frame', value: 'last-frame' }],
    [{ field: 'durationSeconds', value: '10' }],
    [{ field: 'generateAudio', value: 'true' }],
    [{ field: 'model_params.multi_prompt', value: '[{"index":1,"prompt":"a fox"}]' }],
  ],
  errorText: [
    ...Object.values(errorSamples).map((error) => [error]),
    ...(['rate-limited', 'service-unavailable'] as const).map((kind) => [{ kind, retryAfterMs: null, service }]),
    [{ kind: 'disk-full', folder: '/v', neededBytes: null, freeBytes: null }],
    ...['short-operation', 'rebuild'].map((by) => [{ kind: 'library-busy', by }]),
    [{ kind: 'reference-wrong-type', name: '', found: null }],
    [{ kind: 'reference-wrong-type', name: 'a', found: 'image/heic' }],
    [{ kind: 'reference-wrong-type', name: 'a', found: 'inode/x-empty' }],
    [{ kind: 'task-failed', code: 'resource_exhausted', message: '', suggestion: null }],
  ],
  serviceWords: [[errorSamples['task-failed']]],
  'files.errorText': (['list', 'quota', 'remove', 'upload'] as const).flatMap((doing) => [
    ...['401', '403', '404', '413', '429', '500', '400'].map((code) => [
      { kind: 'file-host-refused', service: { ...service, code } },
      doing,
    ]),
    [errorSamples['no-response'], doing],
    [errorSamples['server-error'], doing],
    [errorSamples['not-allowed-in-state'], doing],
    [errorSamples['reference-file-missing'], doing],
  ]),
  'batch.unknownModel': [
    ['模型', []],
    ['模型', ['甲', '乙', '丙']],
  ],
  'files.quota': [
    [null, null, null],
    [3, 100, null],
    [100, 100, 0],
    [1, null, 1],
  ],
  'files.expiry': [[null], [0], [71 * 3_600_000], [5]],
  'files.confirmRemove.detail': [[0], [1], [3]],
  'format.moment': [
    [nowMs, nowMs],
    [nowMs - 86_400_000, nowMs],
    [nowMs - 9 * 86_400_000, nowMs],
    [nowMs - 400 * 86_400_000, nowMs],
  ],
  'format.day': [0, 1, 3, 9, 400].map((days) => [nowMs - days * 86_400_000, nowMs]),
  'format.duration': [[45], [126], [120], [3_900]],
  'format.roughDuration': [[5], [35 * 60_000], [21 * 3_600_000]],
  'format.listed': [[['a', 'b']]],
  'format.items': [[['a', 'b']]],
  'format.sentences': [[['a.', 'b.']]],
  'inspector.detailText': [['completed', { creditsUsed: 8, error: errorSamples['no-response'] }]],
  'library.inspector.costText': [
    [null, null],
    [null, 8],
    [8, null],
    [8, 9],
  ],
  'library.inspector.as': [['首帧']],
  'library.inspector.hash': [['0123456789abcdef']],
  'modelBrowser.counts': [[{ min: 0, max: 3 }], [{ min: 1, max: 1 }], [{ min: 2, max: 3 }]],
  'modelPicker.lengths': [[[5, 10]]],
  'prompts.history.used': [[3, '模型', '今天']],
  'prompts.templates.choices': [[['黎明', '夜晚']]],
  'prompts.templates.edit': [['行走']],
  'prompts.templates.remove': [['行走']],
  'prompts.templates.removed': [['行走']],
  'prompts.inPrompt': [[['主体']], [['主体', '地点']]],
  'prompts.estimate.text': [
    [{ credits: null, seconds: null }, 1, false],
    [{ credits: { min: 4, max: 5 }, seconds: null }, 1, false],
    [{ credits: { min: 16, max: 16 }, seconds: { min: 100, max: 170 } }, 3, true],
    [{ credits: null, seconds: { min: 9, max: 40 } }, 2, true],
  ],
  'prompts.estimate.credits': [[{ min: 4, max: 5 }, false]],
  'prompts.estimate.time': [[{ min: 9, max: 40 }], [{ min: 4_000, max: 9_000 }]],
  'queue.summary': [[{ rendering: 1, saving: 2, waiting: 3, 'needs-you': 1 }], [{ rendering: 0, saving: 0, waiting: 0, 'needs-you': 2 }]],
  'queue.actionIn': [['重试', '1:50']],
  'composer.reusedWithout': [[['a.png', 'b.png']]],
  'settings.rebuildText': (['running', 'done', 'cancelled', 'failed'] as const).map((state) => [
    { state, scanned: 9, added: 1, relinked: 2, known: 3, untagged: 4, unreadable: 5, error: null, folder: '/视频' },
    '/另一个',
  ]),
  'settings.keyText': [
    [{ state: 'none' }],
    [{ state: 'not-needed' }],
    [{ state: 'locked', lastFour: '4f2a' }],
    [{ state: 'present', lastFour: '4f2a', protection: 'session-only', backend: '' }],
    ...['keychain', 'dpapi', 'gnome_libsecret', 'kwallet', 'other'].map((backend) => [
      { state: 'present', lastFour: '4f2a', protection: 'keychain', backend },
    ]),
  ],
  'settings.creditsText': [
    [credits],
    [{ ...credits, unlimited: true }],
    [{ ...credits, unlimited: true, accountRemaining: null }],
    [{ ...credits, remaining: null, accountRemaining: null }],
  ],
  'settings.checked': [[null], ['8']],
  'actions.undo': actionSamples,
  'actions.redo': actionSamples,
  'actions.undone': actionSamples,
  'actions.redone': actionSamples,
  'actions.done': actionSamples,
  'actions.running': actionKinds.map((kind) => [kind, 3, 800]),
  statusText: tasks.flatMap((task) => waitReasons.map((reason) => [task, nowMs, reason])),
  'composer.notSending.submitPaused': submitPauseReasons.map((why) => [why, '14:25']),
  'composer.notSending.submitPausedTasksAdded': submitPauseReasons.map((why) => [2, why, '14:25']),
  tileText: tasks.map((task) => [task, nowMs]),
};

/** Arguments for functions without samples: numbers are tried first, then names of roles. */
const defaultArguments: readonly (readonly unknown[])[] = [
  [2, 3, 4],
  ['first-frame', 'first-frame', 'first-frame'],
];

/** Returns the strings that a text produces with its sample arguments. */
export function resultsOf(path: string, leaf: Leaf): readonly string[] {
  if (typeof leaf === 'string') return [leaf];
  const sampleArguments = samples[path] ?? (path.startsWith('issueText.') ? issueValues.map((values) => [values]) : null);
  if (sampleArguments !== null) return sampleArguments.flatMap((args) => sentencesIn(leaf(...args)));
  for (const args of defaultArguments) {
    try {
      return sentencesIn(leaf(...args.slice(0, Math.max(1, leaf.length))));
    } catch {
      // The function takes other arguments: the next ones are tried.
    }
  }
  throw new Error(`the arguments of ${path} are unknown: add samples above`);
}

/** Returns the strings inside a result, and those of functions inside it. `step` is skipped: it is an identifier, not a text. */
function sentencesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return sentencesIn(value('1:50'));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === 'step' ? [] : sentencesIn(inner)));
}
