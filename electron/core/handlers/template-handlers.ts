// Handlers of the calls about the user's templates.
import type { AppError } from '../../../shared/errors.ts';
import type { CallOutput } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TemplateRow } from '../../db/tables/template-table.ts';
import type { Clock } from '../ports.ts';
import type { HandlersOf, Input } from './handler-types.ts';
import { templateRefusal } from './template-refusal.ts';

/** How long a removed template can be restored. */
const restorableMs = 24 * 3_600_000;

const noTemplate = fail({ kind: 'unknown-item', what: 'template' } as const);

/** Dependencies of the calls about templates. */
interface TemplateHandlerDeps {
  readonly tables: Tables;
  readonly clock: Clock;
}

/** The template with this id, if it is removed or not removed as `isRemoved` requires; otherwise null. */
function templateOf({ tables }: TemplateHandlerDeps, id: number, isRemoved: boolean): TemplateRow | null {
  const row = tables.templates.get(id);
  return row !== undefined && (row.removedAtMs !== null) === isRemoved ? row : null;
}

function save(deps: TemplateHandlerDeps, { id, name, text }: Input<'templates.save'>): Result<CallOutput<'templates.save'>, AppError> {
  const { tables, clock } = deps;
  const { templates } = tables;
  return tables.transaction(() => {
    const nowMs = clock.now();
    templates.purgeRemovedBefore(nowMs - restorableMs);
    const refusal = templateRefusal({ id, namesakeId: templates.idByName(name), count: templates.count() });
    if (refusal !== null) return ok({ outcome: refusal });
    if (id === null) {
      const row = { name, text, createdAtMs: nowMs, changedAtMs: nowMs, removedAtMs: null };
      return ok({ outcome: 'saved' as const, id: templates.insert(row) });
    }
    const before = templateOf(deps, id, false);
    if (before === null) return noTemplate;
    templates.update({ ...before, name, text, changedAtMs: nowMs });
    return ok({ outcome: 'saved' as const, id });
  });
}

function restore(deps: TemplateHandlerDeps, id: number): Result<CallOutput<'templates.restore'>, AppError> {
  const { tables } = deps;
  return tables.transaction(() => {
    const row = templateOf(deps, id, true);
    if (row === null) return noTemplate;
    if (tables.templates.idByName(row.name) !== null) return ok({ restored: false });
    tables.templates.update({ ...row, removedAtMs: null });
    return ok({ restored: true });
  });
}

/** Creates the handlers. Called once by `core/compose/`. */
export function templateHandlers(deps: TemplateHandlerDeps): HandlersOf<'templates'> {
  const { tables, clock } = deps;
  const { templates } = tables;
  return {
    'templates.list': () =>
      ok({
        templates: templates.all().map(({ id, name, text, changedAtMs }) => ({ id, name, text, changedAtMs })),
        values: [...templates.values()],
      }),
    'templates.save': (input) => save(deps, input),
    'templates.remove': ({ id }) => {
      const row = templateOf(deps, id, false);
      if (row === null) return noTemplate;
      templates.update({ ...row, removedAtMs: clock.now() });
      return ok({});
    },
    'templates.restore': ({ id }) => restore(deps, id),
    'templates.saveValues': ({ values }) => {
      templates.saveValues(values, clock.now());
      return ok({});
    },
  };
}
