// Random judgements of a seeded library, so that a search has ratings, flags, titles, notes, tags and collections to find.
import type { Tables } from '../../electron/db/tables/tables.ts';
import { foldedName, readJudgementText } from '../../shared/judgement/judgement.ts';
import type { SearchTexts } from './search-texts.ts';

/** Judges videos one by one, each at random. */
export interface SeededJudgements {
  judge(resultId: number): void;
}

const tagCount = 30;
const collectionCount = 8;

/** Adds tags and collections with random names to the library. */
export function seedJudgements(tables: Tables, texts: SearchTexts): SeededJudgements {
  /** A name of one to three words that none before it has. */
  function nameOf(kind: 'tag' | 'collection', taken: Set<string>): string {
    for (;;) {
      const read = readJudgementText(kind, texts.prompt().slice(0, 5 + texts.index(20)));
      if (!('text' in read) || taken.has(foldedName(read.text))) continue;
      taken.add(foldedName(read.text));
      return read.text;
    }
  }
  const tagNames = new Set<string>();
  const tagIds = Array.from({ length: tagCount }, (_, at) => {
    const name = nameOf('tag', tagNames);
    tables.tags.insert({ id: at + 1, name, foldedName: foldedName(name), lastUsedAtMs: at });
    return at + 1;
  });
  const collectionNames = new Set<string>();
  const collectionIds = Array.from({ length: collectionCount }, (_, at) => {
    const name = nameOf('collection', collectionNames);
    const row = { parentId: null, position: at, kind: 'manual', query: null, coverResultId: null } as const;
    tables.collections.insert({ id: at + 1, name, foldedName: foldedName(name), ...row });
    return at + 1;
  });
  return {
    judge(resultId) {
      const { judgements } = tables;
      if (texts.index(2) === 0) judgements.set('rating', [resultId], texts.index(6));
      if (texts.index(3) === 0) judgements.set('flag', [resultId], texts.pick(['pick', 'reject', null]));
      if (texts.index(5) === 0) judgements.set('favourite', [resultId], 1);
      if (texts.index(6) === 0) judgements.set('title', [resultId], texts.prompt());
      if (texts.index(8) === 0) judgements.set('notes', [resultId], `${texts.prompt()}\n${texts.prompt()}`);
      for (let count = texts.index(3); count > 0; count -= 1) tables.tags.addTo(tagIds[texts.index(tagCount)] ?? 1, [resultId]);
      if (texts.index(4) > 0) return;
      const collectionId = collectionIds[texts.index(collectionCount)] ?? 1;
      tables.collectionVideos.place(collectionId, [{ resultId, position: resultId }]);
    },
  };
}
