// Handlers of the calls about takes.
import { ok } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { SettingsStore } from '../settings-store.ts';
import { takeKeyOf } from '../takes/take-key.ts';
import type { HandlersOf } from './handler-types.ts';

/** Dependencies of these calls. */
interface TakeHandlerDeps {
  readonly tables: Tables;
  readonly accounts: Pick<AccountGate, 'isSimulated'>;
  readonly settings: Pick<SettingsStore, 'activeProfileId'>;
}

/** As many videos as a selection in the library usefully shows. */
const newestVideosMax = 100;

/** Built once by the composition, called by the dispatch. */
export function takeHandlers({ tables, accounts, settings }: TakeHandlerDeps): HandlersOf<'takes'> {
  const { stacks } = tables;
  return {
    'takes.existing': ({ requests }) => {
      const activeId = settings.activeProfileId();
      const isSimulated = activeId !== null && accounts.isSimulated(activeId);
      const takes = requests.map((request) => {
        const key = takeKeyOf(tables, request, isSimulated);
        const counts = stacks.counts(key);
        return { ...counts, resultIds: counts.videos === 0 ? [] : stacks.newestVideos(key, newestVideosMax) };
      });
      return ok({ takes });
    },
  };
}
