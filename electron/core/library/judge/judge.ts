// Judging: commands on videos, tags and collections, queries about them, and the replay of their actions by undo and redo.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { AppError } from '../../../../shared/errors.ts';
import type {
  ActionOutcome,
  CallOutput,
  CollectionEntry,
  Judgement,
  JudgementCommand,
  JudgementSummary,
  StudioStatus,
} from '../../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { noJudgement } from '../../../db/tables/judgement/judgement-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { FailureReporter } from '../../failure-reporter.ts';
import type { Clock } from '../../ports.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import type { ActionQueue } from '../../undo/action-queue.ts';
import { performAction } from '../../undo/perform-action.ts';
import type { Replayer } from '../../undo/replay.ts';
import { nothingMissing } from '../../undo/replay.ts';
import { type CollectionCommands, createCollectionCommands } from './collection-commands.ts';
import type { JudgeContext } from './judge-context.ts';
import { idsOf, inverseOf, type JudgementChange, judgementChanges } from './judgement-change.ts';
import { planCommand } from './plan-command.ts';
import { planPutOnTop } from './put-on-top.ts';
import { refreshSearch } from './refresh-search.ts';
import { readVideos, resolveCommand } from './resolve-command.ts';
import { summarizeJudgements } from './summarize-judgements.ts';
import { createTagCommands, type TagCommands } from './tag-commands.ts';
import { createJudgementWriter } from './write-judgement.ts';

/** Dependencies of judging. */
export interface JudgeDeps {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly actionQueue: ActionQueue;
  readonly log: ActionLog;
  readonly failures: FailureReporter;
  /** Called after the judgement of a video changed. */
  libraryChanged(resultId: number): void;
  /** Called after a change was written, in the same transaction. */
  changeWritten(change: JudgementChange): void;
}

/** Judging, for the handlers. */
export interface Judge {
  /** See `judgement.change`. */
  change(resultIds: Float64Array, command: JudgementCommand): Promise<Result<ActionOutcome, AppError>>;
  /** See `takes.putOnTop`. */
  putOnTop(resultId: number): Promise<Result<ActionOutcome, AppError>>;
  read(resultId: number): Result<Judgement, AppError>;
  /** See `judgement.summarize`. */
  summarize(resultIds: Float64Array): Promise<JudgementSummary>;
  readonly tags: TagCommands;
  listTags(): CallOutput<'tags.list'>['tags'];
  readonly collections: CollectionCommands;
  listCollections(): CollectionEntry[];
  /** The videos of a manual collection in its order. */
  collectionVideos(id: number): Promise<Result<CallOutput<'collections.videos'>, AppError>>;
  /** Undoes and redoes the actions that judging recorded. */
  readonly replayer: Replayer;
  /** Writes changes that come from a journal. Call it in a transaction. */
  write(changes: readonly JudgementChange[]): void;
  status(): StudioStatus['judgement'];
  /** Continues to mark the videos of renamed tags and collections for the search index. Called at the start. */
  resumeSearchRefresh(): void;
}

/** The number of places read per turn of the event loop; this takes about 5 ms. */
const placesPerTurn = 5_000;

/** The videos that a change affects. */
function videosOf(change: JudgementChange): readonly number[] {
  switch (change.kind) {
    case 'field':
    case 'tagging':
      return idsOf(change.videos);
    case 'top':
      return change.videos;
    case 'places':
      return change.places.map(([id]) => id);
    case 'tag':
    case 'collection':
      return [];
  }
}

const isRename = (change: JudgementChange): boolean =>
  (change.kind === 'tag' || change.kind === 'collection') &&
  change.from !== null &&
  change.to !== null &&
  change.from.name !== change.to.name;

function read({ tables }: JudgeContext, resultId: number): Result<Judgement, AppError> {
  if (tables.judgements.filterVideos([resultId]).size === 0) return fail({ kind: 'unknown-item', what: 'result' });
  const { rating, flag, favourite, title, notes } = tables.judgements.get(resultId) ?? noJudgement;
  return ok({
    rating,
    flag,
    isFavourite: favourite === 1,
    title,
    notes,
    tags: tables.tags.ofVideo(resultId).map(({ id, name }) => ({ id, name })),
    collections: tables.collections.ofVideo(resultId).map(({ id, name }) => ({ id, name })),
  });
}

function listCollections({ tables }: JudgeContext): CollectionEntry[] {
  const firstVideos = tables.collections.firstVideos();
  const rows = tables.collections.list().map(({ id, parentId, name, kind, query, coverResultId, videoCount }) => ({
    id,
    parentId,
    name,
    kind,
    query,
    coverResultId: coverResultId ?? firstVideos.get(id) ?? null,
    videoCount,
  }));
  const rowsByParent = new Map<number | null, typeof rows>();
  for (const row of rows) rowsByParent.set(row.parentId, [...(rowsByParent.get(row.parentId) ?? []), row]);
  return (rowsByParent.get(null) ?? []).flatMap((row) => [row, ...(rowsByParent.get(row.id) ?? [])]);
}

/**
 * Reads the order in slices. The list may lack a concurrent change. Such a change raises the revision, so the window then reads the list
 * again.
 */
async function collectionVideos(
  { tables, actionQueue }: JudgeContext,
  id: number,
): Promise<Result<CallOutput<'collections.videos'>, AppError>> {
  const row = tables.collections.get(id);
  if (row === undefined) return fail({ kind: 'unknown-item', what: 'collection' });
  if (row.kind !== 'manual') return fail({ kind: 'collection-refused', why: 'smart' });
  const resultIds: number[] = [];
  let places = tables.collectionVideos.first(id, placesPerTurn);
  for (;;) {
    for (const { resultId } of places) resultIds.push(resultId);
    const last = places.at(-1);
    if (last === undefined || places.length < placesPerTurn) break;
    await yieldToEventLoop();
    if (actionQueue.isStopped()) break;
    places = tables.collectionVideos.after(id, last, placesPerTurn);
  }
  return ok({ resultIds: Float64Array.from(resultIds) });
}

const replayerOf = ({ writer }: JudgeContext): Replayer => ({
  replay(stored, direction, commit) {
    const parsed = judgementChanges.safeParse(stored);
    let missing = { ...nothingMissing, unreadable: parsed.success ? 0 : 1 };
    commit(() => {
      if (!parsed.success) return;
      const changes = direction === 'redo' ? parsed.data : parsed.data.toReversed().map(inverseOf);
      missing = writer.write(changes);
    });
    return ok(missing);
  },
});

/** Called once by `core/compose/`. */
export function createJudge(deps: JudgeDeps): Judge {
  const { tables, actionQueue, failures, libraryChanged, changeWritten } = deps;
  let tagRevision = 0;
  let collectionRevision = 0;
  let topRevision = 0;
  const writer = createJudgementWriter({
    tables,
    changeWritten(change) {
      if (change.kind === 'tag' || change.kind === 'tagging') tagRevision += 1;
      if (change.kind === 'collection' || change.kind === 'places') collectionRevision += 1;
      if (change.kind === 'top') topRevision += 1;
      for (const id of videosOf(change)) libraryChanged(id);
      changeWritten(change);
      if (isRename(change)) void refreshSearch({ tables, actionQueue, failures });
    },
  });
  const context: JudgeContext = { ...deps, writer };
  return {
    change: (resultIds, command) =>
      actionQueue.run(async (runningAction) => {
        const resolved = resolveCommand(tables, command);
        if (!resolved.ok) return resolved;
        const videos = await readVideos(tables, resultIds);
        if (!videos.ok) return videos;
        return ok(await performAction(context, runningAction, planCommand(context, command.kind, resolved.value, videos.value)));
      }),
    putOnTop: (resultId) =>
      actionQueue.run(async (runningAction) => {
        const plan = planPutOnTop(context, resultId);
        return plan.ok ? ok(await performAction(context, runningAction, plan.value)) : plan;
      }),
    read: (resultId) => read(context, resultId),
    summarize: (resultIds) => summarizeJudgements(tables, resultIds, actionQueue.isStopped),
    tags: createTagCommands(context),
    listTags: () => tables.tags.list().map(({ id, name, videoCount, lastUsedAtMs }) => ({ id, name, videoCount, lastUsedAtMs })),
    collections: createCollectionCommands(context),
    listCollections: () => listCollections(context),
    collectionVideos: (id) => collectionVideos(context, id),
    replayer: replayerOf(context),
    write(changes) {
      writer.write(changes);
    },
    status: () => ({ tagRevision, collectionRevision, topRevision }),
    resumeSearchRefresh: () => void refreshSearch({ tables, actionQueue, failures }),
  };
}
