// Handlers of the calls about the prompt history.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { fail, ok } from '../../../shared/result.ts';
import { searchWords } from '../../../shared/search-folding.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Log } from '../ports.ts';
import type { HandlersOf } from './handler-types.ts';

/** Maximum number of search results. */
const maxResults = 60;
/** Number of prompts folded for the search per turn of the event loop; this takes about 5 ms. */
const promptsPerTurn = 100;

const noPrompt = fail({ kind: 'unknown-item', what: 'prompt' } as const);

/** Dependencies of the calls about prompts. */
interface PromptHandlerDeps {
  readonly tables: Pick<Tables, 'prompts'>;
  readonly log: Log;
  /** Aborted when the core stops. The database is closed soon after that. */
  readonly signal: AbortSignal;
}

/**
 * Returns a function that folds the prompts that were added since the last search. After an update from an earlier version these are all
 * prompts. It ends early on a quit, and logs only its first failure.
 */
function createFolding({ tables, log, signal }: PromptHandlerDeps): () => Promise<void> {
  let isFailureLogged = false;
  return async () => {
    try {
      while (tables.prompts.foldBatch(promptsPerTurn)) {
        await yieldToEventLoop();
        if (signal.aborted) return;
      }
    } catch (error) {
      // The disk may be full, for example. Prompts that are already folded are still found, and the next search tries again.
      if (!isFailureLogged) log.warn('prompts-not-folded', { reason: String(error) });
      isFailureLogged = true;
    }
  };
}

/** Creates the handlers. Called once by `core/compose/`. */
export function promptHandlers(deps: PromptHandlerDeps): HandlersOf<'prompts'> {
  const { prompts } = deps.tables;
  const { signal } = deps;
  const foldAll = createFolding(deps);
  return {
    'prompts.search': async ({ query }) => {
      const typed = query.replaceAll('\0', ' ');
      if (searchWords(typed).length > 0) await foldAll();
      if (signal.aborted) return ok({ prompts: [] }); // nobody waits for the result any more, and the database may be closed
      return ok({ prompts: [...prompts.search(typed, maxResults)] });
    },
    'prompts.hide': ({ id }) => (prompts.setHidden(id, true) ? ok({}) : noPrompt),
    'prompts.unhide': ({ id }) => (prompts.setHidden(id, false) ? ok({}) : noPrompt),
  };
}
