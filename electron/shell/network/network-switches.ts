// Switches off parts of Chromium's network.
import type { App } from 'electron';

/**
 * Switches QUIC off: Chromium sends a request again when QUIC fails (`HttpNetworkTransaction::HandleIOError`), whatever its method and also on a
 * fresh connection, so that one click could be charged twice. Must be called before `ready`.
 */
export function setNetworkSwitches(app: App): void {
  app.commandLine.appendSwitch('disable-quic');
}
