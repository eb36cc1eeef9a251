// The Electron sessions that requests are sent through: one for all GETs, and fresh ones for POSTs (see `net-http-client.ts`).
import { type Session, session } from 'electron';

/**
 * Opens a session in memory that knows its proxy. A new session learns of the proxy a moment after its creation; earlier requests bypass the proxy
 * (seen with `--proxy-server`: the first request of a session, in one start of forty).
 */
export async function openSession(partition: string): Promise<Session> {
  const opened = session.fromPartition(partition, { cache: false }); // in memory: no `persist:`
  await opened.forceReloadProxyConfig();
  return opened;
}

/** Sessions that carry one POST at a time, each on fresh connections. */
export function createPostSessions(): { acquire(): Promise<Session>; release(used: Session): void } {
  const idle: Session[] = [];
  let made = 0;
  return {
    async acquire() {
      const fresh = idle.pop();
      if (fresh === undefined) {
        made += 1;
        return openSession(`evolink-post-${made}`);
      }
      await fresh.closeAllConnections();
      return fresh;
    },
    release: (used) => {
      idle.push(used);
    },
  };
}
