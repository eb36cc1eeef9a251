// Handlers of the `references.*` calls.
import type { AppError } from '../../../shared/errors.ts';
import type { Reference } from '../../../shared/generation.ts';
import { fail, ok } from '../../../shared/result.ts';
import { referenceFields } from '../../../shared/search/sql-search-fields.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { LibraryIndex } from '../library/library-index.ts';
import type { HostPermissions } from '../network/host-permissions.ts';
import type { Desktop } from '../ports.ts';
import { mayOpenPath } from '../references/path-permission.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { SqlSearch } from '../sql-search/sql-search.ts';
import type { HandlersOf } from './handler-types.ts';

/** Creates the handlers. `signal` aborts a running download when the studio stops. Called once by `core/compose/`. */
export function referenceHandlers(deps: {
  references: ReferenceService;
  index: LibraryIndex;
  accounts: AccountGate;
  permissions: Pick<HostPermissions, 'recordRefusal'>;
  settings: SettingsStore;
  desktop: Desktop;
  tables: Pick<Tables, 'references'>;
  sqlSearch: SqlSearch;
  signal: AbortSignal;
}): HandlersOf<'references'> {
  const { references, index, accounts, permissions, settings, desktop, tables, sqlSearch, signal } = deps;

  /** Adds the files one after another, in the given order. A file that fails does not affect the others. */
  async function addAll(paths: readonly string[]): Promise<{ added: Reference[]; failed: AppError[] }> {
    const added: Reference[] = [];
    const failed: AppError[] = [];
    for (const path of paths) {
      const file = await references.addFile(path);
      if (file.ok) added.push(file.value);
      else failed.push(file.error);
    }
    return { added, failed };
  }

  return {
    'references.addFiles': async ({ paths }) => {
      const networkPathError = (path: string): AppError => ({ kind: 'reference-on-network-path', name: path.slice(-255) });
      const { added, failed } = await addAll(paths.filter((path) => mayOpenPath(path, desktop)));
      return ok({ added, failed: [...failed, ...paths.filter((path) => !mayOpenPath(path, desktop)).map(networkPathError)] });
    },
    'references.addBytes': ({ name, bytes }) => references.addBytes(name, bytes),
    'references.addDerived': ({ name, bytes, fromId, how }) => references.addDerived(name, bytes, { referenceId: fromId, how }),
    'references.addUrl': async ({ url }) => {
      const added = await references.addUrl(url, accounts.networkAccess(settings.activeProfileId()), signal);
      if (!added.ok) permissions.recordRefusal(added.error);
      return added;
    },
    'references.addFrame': async ({ resultId, atSeconds, name, bytes }) => {
      if (!index.has(resultId)) return fail({ kind: 'unknown-item', what: 'result' });
      return references.addBytesFromSource({ resultId, atSeconds }, name, bytes);
    },
    'references.addResult': async ({ resultId }) => {
      if (!index.has(resultId)) return fail({ kind: 'unknown-item', what: 'result' });
      const file = await index.locate(resultId);
      return file === null
        ? fail({ kind: 'file-missing' })
        : references.addFileFromSource({ resultId, atSeconds: null }, file.absolutePath);
    },
    'references.list': async ({ kind, query, before, limit }) => {
      const search = await sqlSearch.prepare(query, referenceFields, tables.references);
      if (search === 'stopped') return ok({ references: [], next: null }); // nobody waits for the result any more
      return ok(await references.list({ kind, search: search === 'all' ? null : search }, before, limit));
    },
    'references.choose': async ({ kind }) => ok(await addAll(await desktop.chooseFiles(kind))),
    'references.records': ({ ids }) => ok({ references: ids.flatMap((id) => references.get(id) ?? []) }),
  };
}
