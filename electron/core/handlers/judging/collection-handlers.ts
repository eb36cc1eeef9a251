// Handlers of the calls about collections.
import { ok } from '../../../../shared/result.ts';
import type { Judge } from '../../library/judge/judge.ts';
import type { HandlersOf } from '../handler-types.ts';

/** Creates the handlers. Called once by `core/compose/`. */
export const collectionHandlers = ({
  collections,
  listCollections,
  collectionVideos,
}: Pick<Judge, 'collections' | 'listCollections' | 'collectionVideos'>): HandlersOf<'collections'> => ({
  'collections.list': () => ok({ collections: listCollections() }),
  'collections.videos': ({ id }) => collectionVideos(id),
  'collections.create': (input) => collections.create(input),
  'collections.rename': ({ id, name }) => collections.rename(id, name),
  'collections.move': ({ id, parentId, beforeId }) => collections.move(id, parentId, beforeId),
  'collections.delete': ({ id }) => collections.delete(id),
  'collections.setQuery': ({ id, query }) => collections.setQuery(id, query),
  'collections.setCover': ({ id, resultId }) => collections.setCover(id, resultId),
  'collections.reorder': ({ id, resultIds, beforeResultId }) => collections.reorder(id, resultIds, beforeResultId),
});
