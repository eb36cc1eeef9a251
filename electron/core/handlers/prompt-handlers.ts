// Calls about the prompts that were used.
import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';
import { fail, ok } from '../../../shared/result.ts';
import { searchWords } from '../../../shared/search-folding.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Log } from '../ports.ts';
import type { HandlersOf } from './handler-types.ts';

const promptsShown = 60;
/** Prompts made findable before everything else gets a turn: about 5 ms. */
const foldedAtOnce = 100;

const noPrompt = fail({ kind: 'unknown-item', what: 'prompt' } as const);

/** What the calls about prompts need. */
interface PromptHandlerDeps {
  readonly tables: Pick<Tables, 'prompts'>;
  readonly log: Log;
  /** The core is stopping; the database is closed soon after. */
  readonly signal: AbortSignal;
}

/**
 * Folds the prompts that were added since the last search: after an update from an earlier version these are all of them. Ends early on a quit.
 * A failure is logged once.
 */
function createFolding({ tables, log, signal }: PromptHandlerDeps): () => Promise<void> {
  let isFailureLogged = false;
  return async () => {
    try {
      while (tables.prompts.foldSome(foldedAtOnce)) {
        await othersHadTheirTurn();
        if (signal.aborted) return;
      }
    } catch (error) {
      // A full disk, for one: what is folded can still be found, and the next search tries again.
      if (!isFailureLogged) log.warn('prompts-not-folded', { reason: String(error) });
      isFailureLogged = true;
    }
  };
}

/** Built once by the composition, called by the dispatch. */
export function promptHandlers(deps: PromptHandlerDeps): HandlersOf<'prompts'> {
  const { prompts } = deps.tables;
  const { signal } = deps;
  const foldAll = createFolding(deps);
  return {
    'prompts.search': async ({ query }) => {
      const typed = query.replaceAll('\0', ' ');
      if (searchWords(typed).length > 0) await foldAll();
      if (signal.aborted) return ok({ prompts: [] }); // nobody waits for the answer any more, and the database may be closed
      return ok({ prompts: [...prompts.search(typed, promptsShown)] });
    },
    'prompts.hide': ({ id }) => (prompts.setHidden(id, true) ? ok({}) : noPrompt),
    'prompts.unhide': ({ id }) => (prompts.setHidden(id, false) ? ok({}) : noPrompt),
  };
}
