// Handler of the call that lists the elements of a profile's account.
import { fail, ok } from '../../../shared/result.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { ElementList } from '../references/element-list.ts';
import type { HandlersOf } from './handler-types.ts';

/** Creates the handler. It fails with `unknown-item` if the profile does not exist. Called once by `core/compose/`. */
export const elementHandlers = (elements: ElementList, accounts: AccountGate): HandlersOf<'elements'> => ({
  'elements.list': ({ profileId }) =>
    accounts.row(profileId) === undefined ? fail({ kind: 'unknown-item', what: 'profile' }) : ok({ elements: elements.list(profileId) }),
});
