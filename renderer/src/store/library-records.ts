// Loads the records of visible videos of the library.
import { ok } from '../../../shared/result.ts';
import { call } from '../api.ts';
import { createRecordLoader } from './record-loader.ts';
import { useStudio } from './studio-store.ts';

const loader = createRecordLoader({
  async read(ids) {
    const result = await call('library.records', { resultIds: [...ids] });
    return result.ok ? ok(result.value.items) : result;
  },
  idOf: ({ resultId }) => resultId,
  loaded: () => ({ records: useStudio.getState().records, unreadable: useStudio.getState().unreadableRecords }),
  store: ({ records, unreadable }) => useStudio.setState({ records, unreadableRecords: unreadable }),
});

/** Loads the records of these results into the store soon, if they are not loaded yet. */
export const requestRecords = loader.request;
/** Loads changed records of these results again, if they are in the store. */
export const invalidateRecords = loader.invalidate;
