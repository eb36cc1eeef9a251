// The Electron sessions that requests are sent through: one for all GETs, and separate ones for POSTs (see `net-http-client.ts`).
import { type Session, session } from 'electron';

/**
 * Opens an in-memory session and waits until its proxy settings are loaded. Electron loads them shortly after it creates a session; a request before
 * that bypasses the proxy (seen with `--proxy-server` for the first request of a session, in one of forty starts).
 */
export async function openSession(partition: string): Promise<Session> {
  const newSession = session.fromPartition(partition, { cache: false }); // in memory: no `persist:`
  await newSession.forceReloadProxyConfig();
  return newSession;
}

/** Creates a pool of sessions. Each carries one POST at a time, always on new connections; `release` returns it to the pool. */
export function createPostSessions(): { acquire(): Promise<Session>; release(used: Session): void } {
  const idle: Session[] = [];
  let createdCount = 0;
  return {
    async acquire() {
      const reused = idle.pop();
      if (reused === undefined) {
        createdCount += 1;
        return openSession(`evolink-post-${createdCount}`);
      }
      await reused.closeAllConnections();
      return reused;
    },
    release: (used) => {
      idle.push(used);
    },
  };
}
