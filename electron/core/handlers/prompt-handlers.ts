// Handlers of the calls about the prompt history.
import { fail, ok } from '../../../shared/result.ts';
import { promptFields } from '../../../shared/search/sql-search-fields.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { SqlSearch } from '../sql-search/sql-search.ts';
import type { HandlersOf } from './handler-types.ts';

/** Maximum number of search results. */
const maxResults = 60;

const noPrompt = fail({ kind: 'unknown-item', what: 'prompt' } as const);

/** Creates the handlers. Called once by `core/compose/`. */
export function promptHandlers(deps: { readonly tables: Pick<Tables, 'prompts'>; readonly sqlSearch: SqlSearch }): HandlersOf<'prompts'> {
  const { prompts } = deps.tables;
  return {
    'prompts.search': async ({ query }) => {
      const search = await deps.sqlSearch.prepare(query, promptFields, prompts);
      if (search === 'stopped') return ok({ prompts: [] }); // nobody waits for the result any more
      const found = search === 'all' ? prompts.newest(maxResults) : prompts.search(search.query, search.tokenizer, maxResults);
      return ok({ prompts: [...found] });
    },
    'prompts.hide': ({ id }) => (prompts.setHidden(id, true) ? ok({}) : noPrompt),
    'prompts.unhide': ({ id }) => (prompts.setHidden(id, false) ? ok({}) : noPrompt),
  };
}
