// Starts the small app of transfer-main.ts in the real Electron, and makes one transfer after another with the app.
import { join } from 'node:path';
import { startSmallElectronApp } from '../../support/small-electron-app.ts';
import type { TransferResult, Transport } from './transfer-main.ts';

export interface TransferApp {
  fetch(via: Transport, url: string, folder: string): Promise<TransferResult>;
  stop(): Promise<void>;
}

export async function startTransferApp(directory: string): Promise<TransferApp> {
  const app = await startSmallElectronApp(join(import.meta.dirname, 'transfer-main.ts'), directory, { name: 'transfer' });
  let requestCount = 0;
  return {
    async fetch(via, url, folder) {
      requestCount += 1;
      const answer = (await app.ask({ via, url, folder, id: requestCount })) as unknown as TransferResult | { readonly error: string };
      if ('error' in answer) throw new Error(`${via}: ${answer.error}`);
      return answer;
    },
    stop: app.stop,
  };
}
