// Switches off parts of Chromium's network.
import type { App } from 'electron';

/**
 * Switches QUIC off. When QUIC fails, Chromium sends a request of any method again (`HttpNetworkTransaction::HandleIOError`), also on a
 * fresh connection, so that one click could be charged twice. Must be called before `ready`.
 */
export function setNetworkSwitches(app: App): void {
  app.commandLine.appendSwitch('disable-quic');
}
