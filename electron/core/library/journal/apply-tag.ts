// Applies the entries of a journal about a tag.
import { foldedName, maxTags, readJudgementText } from '../../../../shared/judgement/judgement.ts';
import type { ApplyDeps } from './apply-deps.ts';
import { claimName } from './claim-name.ts';
import type { EntryOutcome, EntryValue } from './journal-entry.ts';

/** Deletes the tag. Keeps it if videos still have it, or if another journal knows it by another uid. */
function deleteTag({ tables, write }: ApplyDeps, tagId: number | undefined): EntryOutcome {
  const row = tagId === undefined ? undefined : tables.tags.get(tagId);
  if (row === undefined || tables.libraryJournal.uidsOf('tag', row.id).length > 1) return 'applied';
  write([{ kind: 'tag', tagId: row.id, from: { name: row.name, lastUsedAtMs: row.lastUsedAtMs }, to: null }]);
  return 'applied';
}

/** Creates, renames or deletes a tag. A tag with the same name counts as the same tag. */
export function applyTag(deps: ApplyDeps, uid: string, value: EntryValue): EntryOutcome {
  const { tables, write, nowMs } = deps;
  const localId = tables.libraryJournal.localIdOf('tag', uid);
  if (value === null) return deleteTag(deps, localId);
  const parsedName = typeof value === 'string' ? readJudgementText('tag', value) : null;
  if (parsedName === null || !('text' in parsedName)) return 'refused';
  const name = parsedName.text;
  const existing = localId === undefined ? undefined : tables.tags.get(localId);
  const namesake = tables.tags.byFoldedName(foldedName(name));
  const claim = claimName(existing, namesake, tables.tags.count() >= maxTags);
  if (claim === 'namesake' && namesake !== undefined) tables.libraryJournal.addUid({ uid, kind: 'tag', localId: namesake.id });
  if (claim !== 'free') return claim === 'namesake' ? 'applied' : claim;
  const tagId = localId ?? tables.tags.nextId();
  const from = existing === undefined ? null : { name: existing.name, lastUsedAtMs: existing.lastUsedAtMs };
  if (from?.name !== name) write([{ kind: 'tag', tagId, from, to: { name, lastUsedAtMs: from?.lastUsedAtMs ?? nowMs() } }]);
  tables.libraryJournal.addUid({ uid, kind: 'tag', localId: tagId });
  return 'applied';
}
