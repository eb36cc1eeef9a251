// Calls about elements made earlier.
import { ok } from '../../../shared/result.ts';
import type { Elements } from '../elements.ts';
import type { HandlersOf } from './handler.ts';

export const elementHandlers = (elements: Elements): HandlersOf<'elements'> => ({
  'elements.list': ({ profileId }) => ok({ elements: elements.list(profileId) }),
});
