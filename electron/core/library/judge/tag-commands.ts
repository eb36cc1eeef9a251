// Renames, merges and deletes tags.
import type { AppError } from '../../../../shared/errors.ts';
import type { ActionOutcome } from '../../../../shared/ipc.ts';
import { foldedName } from '../../../../shared/judgement/judgement.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { TagRow } from '../../../db/tables/judgement/tag-table.ts';
import { type PlannedAction, performAction, type Slice } from '../../undo/perform-action.ts';
import type { JudgeContext } from './judge-context.ts';
import { idRunsOf, type JudgementChange, type TagState } from './judgement-change.ts';
import { videosPerSlice, writtenSlice } from './plan-command.ts';
import { readText } from './read-command.ts';

type Outcome = Promise<Result<ActionOutcome, AppError>>;

/** Actions on tags themselves. An unknown id is `unknown-item`. */
export interface TagCommands {
  rename(id: number, name: string): Outcome;
  /** Gives every video of a tag another one, and deletes it. A tag merged into itself stays. */
  merge(id: number, intoId: number): Outcome;
  delete(id: number): Outcome;
}

const unknownTag = fail({ kind: 'unknown-item', what: 'tag' } as const);
const stateOf = ({ name, lastUsedAtMs }: TagRow): TagState => ({ name, lastUsedAtMs });

function planRename(context: JudgeContext, tag: TagRow, typed: string): Result<PlannedAction, AppError> {
  const read = readText('tag', typed);
  if (!read.ok) return read;
  const name = read.value;
  const namesake = context.tables.tags.byFoldedName(foldedName(name));
  if (namesake !== undefined && namesake.id !== tag.id) {
    return fail({ kind: 'name-taken', what: 'tag', id: namesake.id, name: namesake.name });
  }
  function* slices(): Generator<Slice> {
    const change: JudgementChange = { kind: 'tag', tagId: tag.id, from: stateOf(tag), to: { ...stateOf(tag), name } };
    yield writtenSlice(context, name === tag.name ? [] : [change], tag.videoCount, tag.videoCount);
  }
  return ok({ kind: 'rename-tag', subject: name, total: tag.videoCount, slices: slices() });
}

/** Takes a tag off its videos, slice by slice, and deletes it with the last one. Its videos get the tag `into`, where it is not null. */
function* dissolve(context: JudgeContext, tag: TagRow, into: TagRow | null): Generator<Slice> {
  const { tags } = context.tables;
  for (;;) {
    const videos = tags.videosAfter(tag.id, 0, videosPerSlice);
    const isLast = videos.length < videosPerSlice;
    const had = into === null ? new Set<number>() : tags.filterTagged(into.id, videos);
    const added = into === null ? [] : videos.filter((id) => !had.has(id));
    const changes: JudgementChange[] = [];
    if (videos.length > 0) changes.push({ kind: 'tagging', tagId: tag.id, isAdded: false, videos: idRunsOf(videos) });
    if (into !== null && added.length > 0) changes.push({ kind: 'tagging', tagId: into.id, isAdded: true, videos: idRunsOf(added) });
    if (isLast) changes.push({ kind: 'tag', tagId: tag.id, from: stateOf(tag), to: null });
    yield writtenSlice(context, changes, videos.length, videos.length);
    if (isLast) return;
  }
}

/** Built once, by `createJudge`. */
export function createTagCommands(context: JudgeContext): TagCommands {
  const { tables, lane } = context;
  const perform = (plan: () => Result<PlannedAction, AppError>): Outcome =>
    lane.run(async (running) => {
      const planned = plan();
      return planned.ok ? ok(await performAction(context, running, planned.value)) : planned;
    });
  return {
    rename: (id, name) =>
      perform(() => {
        const tag = tables.tags.get(id);
        return tag === undefined ? unknownTag : planRename(context, tag, name);
      }),
    merge: (id, intoId) =>
      perform(() => {
        const tag = tables.tags.get(id);
        const into = tables.tags.get(intoId);
        if (tag === undefined || into === undefined) return unknownTag;
        const slices = id === intoId ? ([] as Slice[]).values() : dissolve(context, tag, into);
        return ok({ kind: 'merge-tags', subject: into.name, total: tag.videoCount, slices });
      }),
    delete: (id) =>
      perform(() => {
        const tag = tables.tags.get(id);
        if (tag === undefined) return unknownTag;
        return ok({ kind: 'delete-tag', subject: tag.name, total: tag.videoCount, slices: dissolve(context, tag, null) });
      }),
  };
}
