// Before a transfer writes under its name: what lies there must be its own. What an earlier identity of the database has begun for the same
// result is taken over; anything else is moved out of the way, not overwritten.
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { incomingPath } from './library-folder.ts';
import { lstatIfThere, namesIn } from './optional-files.ts';
import { isNoteOf, notePath, type PartOf, partPath, readNoteAt } from './part-file.ts';
import { mayBeOwn, parsePartName, partName } from './part-name.ts';
import { moveToStrays } from './stray-files.ts';

/** Afterwards the files under the part's name are of the job's bytes, or there are none. A kill in between loses nothing. */
export async function claimPart(of: PartOf): Promise<void> {
  const own = await readNoteAt(notePath(of));
  if (own !== null && isNoteOf(own, of)) return;
  const part = await lstatIfThere(partPath(of));
  const earlier = await earlierNote(of);
  const hasEarlierPart = earlier !== null && (await lstatIfThere(join(incomingPath(of.folder), earlier.part))) !== null;
  // A part that was taken over before its note, by a run that was killed in between, waits for that note.
  if (part !== null && part.size > 0 && (earlier === null || hasEarlierPart))
    await moveToStrays(of.folder, partName({ ...nameOf(of), kind: 'part' }));
  if (own !== null) await moveToStrays(of.folder, partName({ ...nameOf(of), kind: 'part.json' }));
  if (earlier === null) return;
  if (hasEarlierPart) await rename(join(incomingPath(of.folder), earlier.part), partPath(of));
  await rename(join(incomingPath(of.folder), earlier.note), notePath(of));
}

const nameOf = ({ owner, resultId }: PartOf) => ({ databaseId: owner.id, resultId });

/** The names of a part and its note that an earlier identity, or an earlier studio, has left for the same bytes. */
async function earlierNote(of: PartOf): Promise<{ readonly part: string; readonly note: string } | null> {
  for (const name of await namesIn(incomingPath(of.folder))) {
    const parsed = parsePartName(name);
    if (parsed === null || parsed.kind !== 'part.json' || parsed.databaseId === of.owner.id || !mayBeOwn(parsed, of.owner)) continue;
    const note = await readNoteAt(join(incomingPath(of.folder), name));
    if (note !== null && isNoteOf(note, of)) return { part: partName({ ...parsed, kind: 'part' }), note: name };
  }
  return null;
}
