// Renames, merges and deletes tags.
import type { AppError } from '../../../../shared/errors.ts';
import type { ActionOutcome } from '../../../../shared/ipc.ts';
import { foldedName } from '../../../../shared/judgement/judgement.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { TagRow } from '../../../db/tables/judgement/tag-table.ts';
import { type PlannedAction, performAction, type Slice } from '../../undo/perform-action.ts';
import type { JudgeContext } from './judge-context.ts';
import { idRunsOf, type JudgementChange, type TagState } from './judgement-change.ts';
import { writeSlice } from './plan-command.ts';
import { readText } from './resolve-command.ts';
import { videosPerSlice } from './video-slices.ts';

type Outcome = Promise<Result<ActionOutcome, AppError>>;

/** Actions on tags themselves. An unknown id is `unknown-item`. */
export interface TagCommands {
  rename(id: number, name: string): Outcome;
  /** Gives every video of the tag `id` the tag `intoId`, and deletes the tag `id`. Merging a tag into itself changes nothing. */
  merge(id: number, intoId: number): Outcome;
  delete(id: number): Outcome;
}

const unknownTag = fail({ kind: 'unknown-item', what: 'tag' } as const);
const stateOf = ({ name, lastUsedAtMs }: TagRow): TagState => ({ name, lastUsedAtMs });

function planRename(context: JudgeContext, tag: TagRow, typed: string): Result<PlannedAction, AppError> {
  const parsed = readText('tag', typed);
  if (!parsed.ok) return parsed;
  const name = parsed.value;
  const namesake = context.tables.tags.byFoldedName(foldedName(name));
  if (namesake !== undefined && namesake.id !== tag.id) {
    return fail({ kind: 'name-taken', what: 'tag', id: namesake.id, name: namesake.name });
  }
  function* slices(): Generator<Slice> {
    const change: JudgementChange = { kind: 'tag', tagId: tag.id, from: stateOf(tag), to: { ...stateOf(tag), name } };
    yield writeSlice(context, name === tag.name ? [] : [change], tag.videoCount, tag.videoCount);
  }
  return ok({ kind: 'rename-tag', subject: name, total: tag.videoCount, slices: slices() });
}

/**
 * Removes a tag from its videos slice by slice, and deletes it with the last slice. The videos get the tag `target` if it is not null.
 */
function* deleteSlices(context: JudgeContext, tag: TagRow, target: TagRow | null): Generator<Slice> {
  const { tags } = context.tables;
  for (;;) {
    const videos = tags.videosAfter(tag.id, 0, videosPerSlice);
    const isLast = videos.length < videosPerSlice;
    const alreadyTagged = target === null ? new Set<number>() : tags.filterTagged(target.id, videos);
    const added = target === null ? [] : videos.filter((id) => !alreadyTagged.has(id));
    const changes: JudgementChange[] = [];
    if (videos.length > 0) changes.push({ kind: 'tagging', tagId: tag.id, isAdded: false, videos: idRunsOf(videos) });
    if (target !== null && added.length > 0) changes.push({ kind: 'tagging', tagId: target.id, isAdded: true, videos: idRunsOf(added) });
    if (isLast) changes.push({ kind: 'tag', tagId: tag.id, from: stateOf(tag), to: null });
    yield writeSlice(context, changes, videos.length, videos.length);
    if (isLast) return;
  }
}

/** Called once by `createJudge`. */
export function createTagCommands(context: JudgeContext): TagCommands {
  const { tables, actionQueue } = context;
  const perform = (plan: () => Result<PlannedAction, AppError>): Outcome =>
    actionQueue.run(async (runningAction) => {
      const actionPlan = plan();
      return actionPlan.ok ? ok(await performAction(context, runningAction, actionPlan.value)) : actionPlan;
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
        const target = tables.tags.get(intoId);
        if (tag === undefined || target === undefined) return unknownTag;
        const slices = id === intoId ? ([] as Slice[]).values() : deleteSlices(context, tag, target);
        return ok({ kind: 'merge-tags', subject: target.name, total: tag.videoCount, slices });
      }),
    delete: (id) =>
      perform(() => {
        const tag = tables.tags.get(id);
        if (tag === undefined) return unknownTag;
        return ok({ kind: 'delete-tag', subject: tag.name, total: tag.videoCount, slices: deleteSlices(context, tag, null) });
      }),
  };
}
