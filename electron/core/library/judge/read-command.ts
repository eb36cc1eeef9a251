// Checks a command on videos before anything is written: its videos, its texts, its tag or collection.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { AppError } from '../../../../shared/errors.ts';
import type { JudgementCommand } from '../../../../shared/ipc.ts';
import { foldedName, type JudgementText, maxTags, maxTextLength, readJudgementText } from '../../../../shared/judgement/judgement.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { ReadCommand } from './plan-command.ts';

/** Ids that are checked before the event loop gets a turn. */
const checkedPerTurn = 2_000;

/** A text as it is stored, or the refusal. */
export function readText(what: JudgementText, typed: string): Result<string, AppError> {
  const read = readJudgementText(what, typed);
  return 'text' in read ? ok(read.text) : fail({ kind: 'text-refused', what, why: read.refusal, maxLength: maxTextLength[what] });
}

/** Each video once, in the given order; refused where one is no stored or missing video. A few ids are checked without a turn of the event loop. */
export async function readVideos({ judgements }: Tables, resultIds: Float64Array): Promise<Result<readonly number[], AppError>> {
  const seen = new Set<number>();
  const ids: number[] = [];
  for (let at = 0; at < resultIds.length; at += checkedPerTurn) {
    const some: number[] = [];
    for (const id of resultIds.subarray(at, at + checkedPerTurn)) {
      if (!seen.has(id)) some.push(id);
      seen.add(id);
    }
    if (judgements.filterVideos(some).size < some.length) return fail({ kind: 'unknown-item', what: 'result' });
    for (const id of some) ids.push(id);
    if (resultIds.length > checkedPerTurn) await yieldToEventLoop();
  }
  return ok(ids);
}

function readTagToAdd({ tags }: Tables, typed: string): Result<ReadCommand, AppError> {
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
): Result<ReadCommand, AppError> {
  const row = collections.get(collectionId);
  if (row === undefined) return fail({ kind: 'unknown-item', what: 'collection' });
  return row.kind === 'manual' ? ok({ kind, collectionId, name: row.name }) : fail({ kind: 'collection-refused', why: 'smart' });
}

function readTextField(field: 'title' | 'notes', typed: string): Result<ReadCommand, AppError> {
  const text = readText(field, typed);
  return text.ok ? ok({ kind: 'field', field, value: text.value }) : text;
}

/** The command in the form in which it is performed, or the refusal. */
export function readCommand(tables: Tables, command: JudgementCommand): Result<ReadCommand, AppError> {
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
