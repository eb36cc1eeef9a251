// Hosts that the user has allowed although their names resolve to unique local addresses. A local proxy returns such addresses for every
// name, and a private network for its own machines. The permissions are stored in the settings.
import { z } from 'zod';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { storedErrorOrNull } from '../../db/rows/stored-json.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';

const settingName = 'network.allowedHosts';
const storedHosts = z.array(z.string().min(1).max(255));
/** Limits the memory, because a page could name any number of hosts. */
const maxRefusedHosts = 100;

/** The user's permissions, by host name as spelled in a URL. */
export interface HostPermissions {
  /** True for a host that the user has allowed. */
  allows(host: string): boolean;
  /** All allowed hosts, sorted by name. */
  all(): readonly string[];
  /**
   * Records the host of a refused reference, so that the user can allow it. The host of a refused download needs no record: the row
   * contains the error.
   */
  recordRefusal(error: AppError): void;
  /** Allows a refused host, and makes the downloads that wait for it due. Fails if the host was not refused. */
  allow(host: string): Result<Record<string, never>, AppError>;
  /** Withdraws the permission. */
  forget(host: string): void;
}

/** Called once by `core/compose/`; permissions are stored in the settings. */
export function createHostPermissions(deps: { tables: Tables; tasks: TaskStore; clock: Clock; statusChanged(): void }): HostPermissions {
  const { tables, tasks, clock, statusChanged } = deps;
  const refusedHosts = new Set<string>();
  let cachedHosts: ReadonlySet<string> | null = null;

  function hosts(): ReadonlySet<string> {
    if (cachedHosts === null) {
      const stored = storedHosts.safeParse(tables.settings.get(settingName));
      cachedHosts = new Set(stored.success ? stored.data : []);
    }
    return cachedHosts;
  }

  function save(newHosts: readonly string[]): void {
    tables.settings.set(settingName, newHosts);
    cachedHosts = null;
    statusChanged();
  }

  const waitingFor = (host: string) =>
    tables.results.unfinished().filter((row) => {
      const error = storedErrorOrNull(row.error);
      return error?.kind === 'host-needs-permission' && error.host === host;
    });

  return {
    allows: (host) => hosts().has(host),
    all: () => [...hosts()].sort(),
    recordRefusal(error) {
      if (error.kind === 'host-needs-permission' && refusedHosts.size < maxRefusedHosts) refusedHosts.add(error.host);
    },
    allow(host) {
      const rows = waitingFor(host);
      if (rows.length === 0 && !refusedHosts.has(host))
        return fail({ kind: 'not-allowed-in-state', action: 'allow-host', state: 'not-refused' });
      tasks.transaction(() => {
        if (!hosts().has(host)) save([...hosts(), host]);
        for (const { id } of rows) tasks.transitionResult(id, { type: 'download-retry-requested', nextAttemptAtMs: clock.now() });
      });
      return ok({});
    },
    forget(host) {
      save([...hosts()].filter((cachedHosts) => cachedHosts !== host));
    },
  };
}
