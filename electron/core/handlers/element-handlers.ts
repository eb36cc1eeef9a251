// Handler of the call that lists the elements that the account of a profile has created.
import { fail, ok } from '../../../shared/result.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { ElementList } from '../references/element-list.ts';
import type { HandlersOf } from './handler-types.ts';

/** Creates the handler, which fails with `unknown-item` for an unknown profile. Creates the handlers. Called once by `core/compose/`. */
export const elementHandlers = (elements: ElementList, accounts: AccountGate): HandlersOf<'elements'> => ({
  'elements.list': ({ profileId }) =>
    accounts.row(profileId) === undefined ? fail({ kind: 'unknown-item', what: 'profile' }) : ok({ elements: elements.list(profileId) }),
});
