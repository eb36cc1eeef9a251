// Hosts that the person lets be asked although their names lead to unique local addresses, which a local proxy gives for every name and a
// private network for its own machines. Kept between starts.
import { z } from 'zod';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { storedErrorOrNull } from '../../db/rows/stored-json.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';

const settingName = 'network.allowedHosts';
const storedHosts = z.array(z.string().min(1).max(255));
/** A page that names hosts without end must not fill the memory. */
const mostRefused = 100;

/** What the user allowed, by the host's name as it stands in a URL. */
export interface HostPermissions {
  /** True for a host that the person allowed. */
  allows(host: string): boolean;
  /** In the order of their names. */
  all(): readonly string[];
  /** A reference's host was refused; a download's refusal is in its row. */
  refused(error: AppError): void;
  /** Allows a refused host and makes the downloads due that wait for it. Fails for a host that nothing was refused for. */
  allow(host: string): Result<Record<string, never>, AppError>;
  /** The host is refused again from now on. */
  forget(host: string): void;
}

/** Built once by the composition; what the user allowed is stored in the settings. */
export function createHostPermissions(parts: { tables: Tables; tasks: TaskStore; clock: Clock; changed(): void }): HostPermissions {
  const { tables, tasks, clock, changed } = parts;
  const refusedHosts = new Set<string>();
  let known: ReadonlySet<string> | null = null;

  function hosts(): ReadonlySet<string> {
    if (known === null) {
      const stored = storedHosts.safeParse(tables.settings.get(settingName));
      known = new Set(stored.success ? stored.data : []);
    }
    return known;
  }

  function keep(next: readonly string[]): void {
    tables.settings.set(settingName, next);
    known = null;
    changed();
  }

  const waitingFor = (host: string) =>
    tables.results.unfinished().filter((row) => {
      const error = storedErrorOrNull(row.error);
      return error?.kind === 'host-needs-permission' && error.host === host;
    });

  return {
    allows: (host) => hosts().has(host),
    all: () => [...hosts()].sort(),
    refused(error) {
      if (error.kind === 'host-needs-permission' && refusedHosts.size < mostRefused) refusedHosts.add(error.host);
    },
    allow(host) {
      const rows = waitingFor(host);
      if (rows.length === 0 && !refusedHosts.has(host))
        return fail({ kind: 'not-allowed-in-state', action: 'allow-host', state: 'not-refused' });
      tasks.transaction(() => {
        if (!hosts().has(host)) keep([...hosts(), host]);
        for (const { id } of rows) tasks.transitionResult(id, { type: 'download-retry-requested', nextAttemptAtMs: clock.now() });
      });
      return ok({});
    },
    forget(host) {
      keep([...hosts()].filter((known) => known !== host));
    },
  };
}
