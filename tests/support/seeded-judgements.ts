// Random judgements of a seeded library: ratings, flags, titles, notes, tags and collections for a search to find.
import type { Tables } from '../../electron/db/tables/tables.ts';
import { foldedName, readJudgementText } from '../../shared/judgement/judgement.ts';
import type { SearchTexts } from './search-texts.ts';

/** Gives a video random judgements. */
export interface SeededJudgements {
  judge(resultId: number): void;
}

const tagCount = 30;
const collectionCount = 8;

/** Adds tags and collections with random names to the library. */
export function seedJudgements(tables: Tables, texts: SearchTexts): SeededJudgements {
  /** A random name that is not yet taken. */
  function newName(kind: 'tag' | 'collection', taken: Set<string>): string {
    for (;;) {
      const parsed = readJudgementText(kind, texts.prompt().slice(0, 5 + texts.index(20)));
      if (!('text' in parsed) || taken.has(foldedName(parsed.text))) continue;
      taken.add(foldedName(parsed.text));
      return parsed.text;
    }
  }
  const tagNames = new Set<string>();
  const tagIds = Array.from({ length: tagCount }, (_, index) => {
    const name = newName('tag', tagNames);
    tables.tags.insert({ id: index + 1, name, foldedName: foldedName(name), lastUsedAtMs: index });
    return index + 1;
  });
  const collectionNames = new Set<string>();
  const collectionIds = Array.from({ length: collectionCount }, (_, index) => {
    const name = newName('collection', collectionNames);
    const row = { parentId: null, position: index, kind: 'manual', query: null, coverResultId: null } as const;
    tables.collections.insert({ id: index + 1, name, foldedName: foldedName(name), ...row });
    return index + 1;
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
