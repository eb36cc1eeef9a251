// Writes judgements. Only this code changes their tables: commands, undo and redo all use it. A listener that needs every change, such as
// the library journal, is called here, in the transaction of the change.

import { foldedName } from '../../../../shared/judgement/judgement.ts';
import { unreachable } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import { addMissingCounts, type MissingCounts, nothingMissing } from '../../undo/replay.ts';
import { idsOf, type JudgementChange } from './judgement-change.ts';

type ChangeOf<K extends JudgementChange['kind']> = Extract<JudgementChange, { readonly kind: K }>;

/** Writes changes and calls `changeWritten` for each, in the order of writing. */
export interface JudgementWriter {
  /** Writes the changes in order. Items that no longer exist are skipped and counted. Call it in a transaction. */
  write(changes: readonly JudgementChange[]): MissingCounts;
}

/** Dependencies of the writer. */
export interface JudgementWriterDeps {
  readonly tables: Tables;
  /** Called after a change was written, in the same transaction, which may still be rolled back. */
  changeWritten(change: JudgementChange): void;
}

const missing = (part: Partial<MissingCounts>): MissingCounts => ({ ...nothingMissing, ...part });

function writeField({ judgements }: Tables, { field, to, videos }: ChangeOf<'field'>): MissingCounts {
  const ids = idsOf(videos);
  judgements.set(field, ids, to);
  return missing({ videos: ids.length - judgements.filterResults(ids).size });
}

function writeTagging({ tags, judgements }: Tables, { tagId, isAdded, videos }: ChangeOf<'tagging'>): MissingCounts {
  const ids = idsOf(videos);
  if (!isAdded) {
    tags.removeFrom(tagId, ids);
    return nothingMissing;
  }
  if (tags.get(tagId) === undefined) return missing({ tags: 1 });
  tags.addTo(tagId, ids);
  return missing({ videos: ids.length - judgements.filterResults(ids).size });
}

function writeTop({ stacks }: Tables, { isTop, videos }: ChangeOf<'top'>): MissingCounts {
  if (!isTop) for (const id of videos) stacks.removeTop(id);
  return missing({ videos: isTop ? videos.filter((id) => !stacks.putOnTop(id)).length : 0 });
}

function writeTag({ tags }: Tables, { tagId, to }: ChangeOf<'tag'>): MissingCounts {
  const existing = tags.get(tagId);
  if (to === null) {
    // Keeps a tag that other videos have received since then.
    if (existing?.videoCount === 0) tags.delete(tagId);
    return nothingMissing;
  }
  const newFoldedName = foldedName(to.name);
  const namesake = tags.byFoldedName(newFoldedName);
  if (namesake !== undefined && namesake.id !== tagId) return missing({ tags: 1 });
  const row = { id: tagId, foldedName: newFoldedName, ...to };
  if (existing === undefined) tags.insert(row);
  else tags.update(row);
  return nothingMissing;
}

function writePlaces({ collections, collectionVideos, judgements }: Tables, { collectionId, places }: ChangeOf<'places'>): MissingCounts {
  const removed = places.flatMap(([video, , to]) => (to === null ? [video] : []));
  const placed = places.flatMap(([resultId, , position]) => (position === null ? [] : [{ resultId, position }]));
  if (collections.get(collectionId)?.kind !== 'manual') return missing({ collections: placed.length > 0 ? 1 : 0 });
  if (removed.length > 0) collectionVideos.remove(collectionId, removed);
  if (placed.length === 0) return nothingMissing;
  collectionVideos.place(collectionId, placed);
  return missing({ videos: placed.length - judgements.filterResults(placed.map(({ resultId }) => resultId)).size });
}

function writeCollection({ collections }: Tables, { collectionId, to }: ChangeOf<'collection'>): MissingCounts {
  const existing = collections.get(collectionId);
  if (to === null) {
    // Keeps a collection that has received videos or collections since then.
    const isEmpty = existing?.videoCount === 0 && collections.inParent(collectionId).length === 0;
    if (isEmpty) collections.delete(collectionId);
    return nothingMissing;
  }
  const newFoldedName = foldedName(to.name);
  const namesake = collections.byFoldedName(newFoldedName);
  if (namesake !== undefined && namesake.id !== collectionId) return missing({ collections: 1 });
  if (to.parentId !== null && collections.get(to.parentId) === undefined) return missing({ collections: 1 });
  const row = { id: collectionId, foldedName: newFoldedName, ...to };
  if (existing === undefined) collections.insert(row);
  else collections.update(row);
  return nothingMissing;
}

function writeChange(tables: Tables, change: JudgementChange): MissingCounts {
  switch (change.kind) {
    case 'field':
      return writeField(tables, change);
    case 'tagging':
      return writeTagging(tables, change);
    case 'top':
      return writeTop(tables, change);
    case 'tag':
      return writeTag(tables, change);
    case 'places':
      return writePlaces(tables, change);
    case 'collection':
      return writeCollection(tables, change);
    default:
      return unreachable(change);
  }
}

/** Called once by `core/compose/`. */
export function createJudgementWriter({ tables, changeWritten }: JudgementWriterDeps): JudgementWriter {
  return {
    write(changes) {
      let total = nothingMissing;
      for (const change of changes) {
        total = addMissingCounts(total, writeChange(tables, change));
        changeWritten(change);
      }
      return total;
    },
  };
}
