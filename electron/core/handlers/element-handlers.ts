// Calls about elements made earlier.
import { fail, ok } from '../../../shared/result.ts';
import type { Accounts } from '../accounts.ts';
import type { Elements } from '../elements.ts';
import type { HandlersOf } from './handler.ts';

export const elementHandlers = (elements: Elements, accounts: Accounts): HandlersOf<'elements'> => ({
  'elements.list': ({ profileId }) =>
    accounts.row(profileId) === undefined ? fail({ kind: 'unknown-item', what: 'profile' }) : ok({ elements: elements.list(profileId) }),
});
