// Reads what a user sees of a profile through the window's calls, to compare it with what the studio showed when the database format was
// 020. The field names come from the recorded view (`expected.json` of the fixture), which is never edited.
import type { CallName, CallOutput } from '../../shared/ipc.ts';
import type { TestInput } from './active-profile.ts';
import { oldView } from './old-profile.ts';
import type { HistoryLine, ProfileView, TaskView } from './profile-view.ts';

type Call = <N extends CallName>(name: N, input: TestInput<N>) => Promise<CallOutput<N>>;

const kindOf = (error: { readonly kind: string } | null | undefined): string | null => error?.kind ?? null;

async function readTask(call: Call, id: number): Promise<TaskView> {
  const { task, journal, requestLog: events, lineage } = await call('tasks.read', { id });
  const { request } = task;
  const error = 'error' in task ? task.error : 'pollError' in task ? task.pollError : null;
  return {
    number: task.id,
    account: task.profileId,
    prompt: request.prompt,
    model: request.model,
    seconds: request.durationSeconds,
    pictures: request.references.map(({ role, referenceId }) => [role, referenceId] as const),
    state: task.state,
    hold: 'hold' in task ? task.hold : null,
    searched: 'reconciliation' in task ? task.reconciliation : null,
    problem: kindOf(error),
    simulated: task.simulated,
    putAway: task.dismissed,
    madeFrom: task.sourceTaskId,
    tryOf: task.retryOf === null ? null : [task.retryOf.of, task.retryOf.number],
    service: 'serviceTaskId' in task ? task.serviceTaskId : null,
    used: 'creditsUsed' in task ? task.creditsUsed : null,
    late: 'overdue' in task ? task.overdue : null,
    earlier: 'earlierSend' in task ? task.earlierSend : null,
    results: ('results' in task ? task.results : []).map((result) => ({
      number: result.id,
      kind: result.kind,
      state: result.state,
      problem: kindOf(result.error),
      offered: result.canKeepUnverified,
      data: result.data,
    })),
    history: journal.map(({ event, state, resultId }) => [event, state, resultId] as const),
    requests: events.length,
    tries: lineage.attempts.map((attempt) => attempt.id),
  };
}

async function readReferences(call: Call): Promise<ProfileView['references']> {
  const all: ProfileView['references'][number][] = [];
  for (const kind of ['image', 'video', 'audio'] as const) {
    const { references } = await call('references.list', { kind, query: '', before: null, limit: 100 });
    for (const { reference, taskCount } of references) {
      const {
        id,
        mimeType,
        name,
        bytes,
        width,
        height,
        sha256,
        decoded,
        normalizeReasons: normalize,
        source,
        derivedFrom: madeFrom,
      } = reference;
      all.push({
        number: id,
        kind: reference.kind,
        type: mimeType,
        name,
        size: bytes,
        width,
        height,
        sha256,
        whole: decoded,
        corrections: normalize,
        from: source === null ? null : [source.resultId, source.atSeconds],
        madeFrom: madeFrom === null ? null : [madeFrom.referenceId, madeFrom.how],
        tasks: taskCount,
      });
    }
  }
  return all;
}

async function readLibrary(call: Call): Promise<ProfileView['library']> {
  const { resultIds } = await call('library.index', {});
  const { items } = await call('library.records', { resultIds });
  return items.map((item) => ({
    number: item.resultId,
    task: item.id,
    file: item.fileName,
    prompt: item.request.prompt,
    state: item.state,
    bytesAre: item.verification,
    record: item.untaggedReason,
    size: item.bytes,
    sha256: item.sha256,
    width: item.width,
    height: item.height,
    seconds: item.durationSeconds,
    sound: item.hasAudio,
    coding: item.codec,
  }));
}

/** Searches for each old prompt, because the list shows only the newest prompts. */
async function readPrompts(call: Call): Promise<ProfileView['prompts']> {
  const all: (readonly [string, number, string])[] = [];
  for (const [text] of oldView.prompts) {
    const found = (await call('prompts.search', { query: text })).prompts.find((prompt) => prompt.text === text);
    if (found !== undefined) all.push([found.text, found.useCount, found.model]);
  }
  return all;
}

/** Reads what the user sees now. The tasks of the old profile are read by their ids. */
export async function readView(call: Call): Promise<ProfileView> {
  const { status } = await call('studio.snapshot', {});
  const tasks: TaskView[] = [];
  for (const { number } of oldView.tasks) tasks.push(await readTask(call, number));
  const { templates, values } = await call('templates.list', {});
  const { composer, composerSource } = status;
  return {
    tasks,
    library: await readLibrary(call),
    accounts: status.profiles.map(({ id, kind, name, key, paused, requestsPerSecond, holds }) => ({
      number: id,
      kind,
      name,
      key: 'lastFour' in key ? key.lastFour : null,
      paused,
      perSecond: requestsPerSecond,
      holds: holds.map(({ error, ends }) => [error.kind, ends.kind] as const),
    })),
    activeAccount: status.activeProfileId,
    settings: status.settings,
    hosts: status.network.allowedHosts,
    composer: {
      prompt: composer?.prompt ?? '',
      pictures: (composer?.references ?? []).map(({ role, referenceId }) => [role, referenceId] as const),
      press: status.composerActionId,
      from: composerSource?.taskId ?? null,
      takenBack: composerSource?.isEdit ?? null,
    },
    prompts: await readPrompts(call),
    templates: templates.map(({ name, text }) => [name, text] as const),
    values: values.map(({ name, value }) => [name, value] as const),
    references: await readReferences(call),
    elements: (await call('elements.list', { profileId: 1 })).elements.map(
      ({ elementId, name, description, referenceId }) => [elementId, name, description, referenceId] as const,
    ),
    backups: (await call('backups.list', {})).backups.map(({ name, reason, taskCount: count, videoCount: videos, status: standing }) => ({
      name,
      reason,
      tasks: count,
      videos,
      // The recorded view has the former name of this status.
      standing: standing === 'restorable' ? 'fits' : standing,
    })),
  };
}

/**
 * The expected change of an old task by a start: a submitting task becomes unconfirmed, because its response was lost; a running download is
 * resumed, and the received bytes are kept. Every other task is unchanged.
 */
export function afterStart(task: TaskView): TaskView {
  const results = task.results.map((result) => (result.state === 'downloading' ? { ...result, state: 'available' } : result));
  const interrupted = task.results.filter(({ state }) => state === 'downloading');
  const lines = interrupted.map(({ number }): HistoryLine => ['download-interrupted', 'available', number]);
  const started: TaskView = { ...task, results, history: [...task.history, ...lines] };
  if (task.state !== 'submitting') return started;
  const history: readonly HistoryLine[] = [...started.history, ['outcome-unknown', 'unconfirmed', null]];
  return { ...started, state: 'unconfirmed', searched: 'pending', problem: 'no-response', history };
}

/**
 * Returns a current task as the old profile showed it: without later history entries, and with a download that began later shown as
 * pending.
 */
export function withoutLaterChanges(then: TaskView, now: TaskView): TaskView {
  const results = now.results.map((result) => (result.state === 'downloading' ? { ...result, state: 'available' } : result));
  return { ...now, results, history: now.history.slice(0, then.history.length), requests: Math.min(now.requests, then.requests) };
}
