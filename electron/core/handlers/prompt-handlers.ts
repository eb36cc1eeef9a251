// Calls about prompts: those that were used, and the templates a person keeps.
import { setImmediate as othersHadTheirTurn } from 'node:timers/promises';
import { fail, ok } from '../../../shared/result.ts';
import { searchWords } from '../../../shared/search-folding.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TemplateRow } from '../../db/tables/template-table.ts';
import type { Clock, Log } from '../ports.ts';
import type { HandlersOf } from './handler-types.ts';

const promptsShown = 60;
/** Prompts made findable before everything else gets a turn: about 5 ms. */
const foldedAtOnce = 100;
/** More than a person can keep apart by name. */
const templatesMax = 500;
/** So long a template that was thrown away can be brought back. */
const removedKeptMs = 24 * 3_600_000;

const noPrompt = fail({ kind: 'unknown-item', what: 'prompt' } as const);
const noTemplate = fail({ kind: 'unknown-item', what: 'template' } as const);

export function promptHandlers(parts: {
  tables: Tables;
  clock: Clock;
  log: Log;
  /** The core is stopping; the database is closed soon after. */
  signal: AbortSignal;
}): HandlersOf<'prompts' | 'templates'> {
  const { tables, clock, log, signal } = parts;
  const { prompts, templates } = tables;
  let isFailureLogged = false;

  /** Folds what was added since the last search: after an update from an earlier version these are all prompts. Ends early on a quit. */
  async function foldAll(): Promise<void> {
    try {
      while (prompts.foldSome(foldedAtOnce)) {
        await othersHadTheirTurn();
        if (signal.aborted) return;
      }
    } catch (error) {
      // A full disk, for one: what is folded can still be found, and the next search tries again.
      if (!isFailureLogged) log.warn('prompts-not-folded', { reason: String(error) });
      isFailureLogged = true;
    }
  }

  /** The template with this id that is (not) thrown away. */
  function templateOf(id: number, removed: boolean): TemplateRow | null {
    const row = templates.get(id);
    return row !== undefined && (row.removedAtMs !== null) === removed ? row : null;
  }

  return {
    'prompts.search': async ({ query }) => {
      const typed = query.replaceAll('\0', ' ');
      if (searchWords(typed).length > 0) await foldAll();
      if (signal.aborted) return ok({ prompts: [] }); // nobody waits for the answer any more, and the database may be closed
      return ok({ prompts: [...prompts.search(typed, promptsShown)] });
    },
    'prompts.hide': ({ id }) => (prompts.setHidden(id, true) ? ok({}) : noPrompt),
    'prompts.unhide': ({ id }) => (prompts.setHidden(id, false) ? ok({}) : noPrompt),

    'templates.list': () =>
      ok({
        templates: templates.all().map(({ id, name, text, changedAtMs }) => ({ id, name, text, changedAtMs })),
        values: [...templates.values()],
      }),
    'templates.save': ({ id, name, text }) =>
      tables.transaction(() => {
        const nowMs = clock.now();
        templates.purgeRemovedBefore(nowMs - removedKeptMs);
        const namesake = templates.idOfName(name);
        if (namesake !== null && namesake !== id) return ok({ outcome: 'name-taken' as const });
        if (id === null) {
          if (templates.count() >= templatesMax) return ok({ outcome: 'too-many' as const });
          const row = { name, text, createdAtMs: nowMs, changedAtMs: nowMs, removedAtMs: null };
          return ok({ outcome: 'saved' as const, id: templates.insert(row) });
        }
        const before = templateOf(id, false);
        if (before === null) return noTemplate;
        templates.update({ ...before, name, text, changedAtMs: nowMs });
        return ok({ outcome: 'saved' as const, id });
      }),
    'templates.remove': ({ id }) => {
      const row = templateOf(id, false);
      if (row === null) return noTemplate;
      templates.update({ ...row, removedAtMs: clock.now() });
      return ok({});
    },
    'templates.restore': ({ id }) =>
      tables.transaction(() => {
        const row = templateOf(id, true);
        if (row === null) return noTemplate;
        if (templates.idOfName(row.name) !== null) return ok({ restored: false });
        templates.update({ ...row, removedAtMs: null });
        return ok({ restored: true });
      }),
    'templates.saveValues': ({ values }) => {
      templates.saveValues(values, clock.now());
      return ok({});
    },
  };
}
