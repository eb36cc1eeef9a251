// Handlers of the calls about judging videos, and about tags.
import { ok } from '../../../../shared/result.ts';
import type { Judge } from '../../library/judge/judge.ts';
import type { HandlersOf } from '../handler-types.ts';

/** Creates the handlers. Called once by `core/compose/`. */
export const judgementHandlers = (
  judge: Pick<Judge, 'change' | 'read' | 'summarize' | 'tags' | 'listTags'>,
): HandlersOf<'judgement' | 'tags'> => ({
  'judgement.change': ({ resultIds, command }) => judge.change(resultIds, command),
  'judgement.read': ({ resultId }) => judge.read(resultId),
  'judgement.summarize': async ({ resultIds }) => ok(await judge.summarize(resultIds)),
  'tags.list': () => ok({ tags: judge.listTags() }),
  'tags.rename': ({ id, name }) => judge.tags.rename(id, name),
  'tags.merge': ({ id, intoId }) => judge.tags.merge(id, intoId),
  'tags.delete': ({ id }) => judge.tags.delete(id),
});
