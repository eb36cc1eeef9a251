// Checks a command on videos before anything is written: its videos, its texts, and its tag or collection.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { AppError } from '../../../../shared/errors.ts';
import type { JudgementCommand } from '../../../../shared/ipc.ts';
import { foldedName, type JudgementText, maxTags, maxTextLength, readJudgementText } from '../../../../shared/judgement/judgement.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { ResolvedCommand } from './plan-command.ts';

/** The number of ids checked per turn of the event loop. */
const idsPerTurn = 2_000;

/** Normalizes a text for the database, or returns the error. */
export function readText(what: JudgementText, typed: string): Result<string, AppError> {
  const parsed = readJudgementText(what, typed);
  return 'text' in parsed ? ok(parsed.text) : fail({ kind: 'text-refused', what, why: parsed.refusal, maxLength: maxTextLength[what] });
}

/**
 * Returns each video once, in the given order. Fails if an id does not belong to a stored or missing video. Up to `idsPerTurn` ids are
 * checked synchronously.
 */
export async function readVideos({ judgements }: Tables, resultIds: Float64Array): Promise<Result<readonly number[], AppError>> {
  const seen = new Set<number>();
  const ids: number[] = [];
  for (let offset = 0; offset < resultIds.length; offset += idsPerTurn) {
    const newIds: number[] = [];
    for (const id of resultIds.subarray(offset, offset + idsPerTurn)) {
      if (!seen.has(id)) newIds.push(id);
      seen.add(id);
    }
    if (judgements.filterVideos(newIds).size < newIds.length) return fail({ kind: 'unknown-item', what: 'result' });
    for (const id of newIds) ids.push(id);
    if (resultIds.length > idsPerTurn) await yieldToEventLoop();
  }
  return ok(ids);
}

function readTagToAdd({ tags }: Tables, typed: string): Result<ResolvedCommand, AppError> {
  const name = readText('tag', typed);
  if (!name.ok) return name;
  const existing = tags.byFoldedName(foldedName(name.value)) ?? null;
  if (existing === null && tags.count() >= maxTags) return fail({ kind: 'too-many', what: 'tags', max: maxTags });
  return ok({ kind: 'add-tag', name: name.value, existing });
}

function readCollection(
  { collections }: Tables,
  kind: 'add-to-collection' | 'remove-from-collection',
  collectionId: number,
): Result<ResolvedCommand, AppError> {
  const row = collections.get(collectionId);
  if (row === undefined) return fail({ kind: 'unknown-item', what: 'collection' });
  return row.kind === 'manual' ? ok({ kind, collectionId, name: row.name }) : fail({ kind: 'collection-refused', why: 'smart' });
}

function readTextField(field: 'title' | 'notes', typed: string): Result<ResolvedCommand, AppError> {
  const text = readText(field, typed);
  return text.ok ? ok({ kind: 'field', field, value: text.value }) : text;
}

/** Finds the tag or collection that a command names and normalizes its texts, or returns the error. */
export function resolveCommand(tables: Tables, command: JudgementCommand): Result<ResolvedCommand, AppError> {
  switch (command.kind) {
    case 'rate':
      return ok({ kind: 'field', field: 'rating', value: command.rating });
    case 'flag':
      return ok({ kind: 'field', field: 'flag', value: command.flag });
    case 'favourite':
      return ok({ kind: 'field', field: 'favourite', value: command.isFavourite ? 1 : 0 });
    case 'set-title':
      return readTextField('title', command.title);
    case 'set-notes':
      return readTextField('notes', command.notes);
    case 'add-tag':
      return readTagToAdd(tables, command.name);
    case 'remove-tag': {
      const tag = tables.tags.get(command.tagId);
      return tag === undefined ? fail({ kind: 'unknown-item', what: 'tag' }) : ok({ kind: 'remove-tag', tag });
    }
    case 'add-to-collection':
    case 'remove-from-collection':
      return readCollection(tables, command.kind, command.collectionId);
  }
}
