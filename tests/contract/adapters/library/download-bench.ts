// Gives each test a folder and a file server, and downloads from the server into the folder.
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import type { FileTags, StoredFile } from '../../../../electron/core/ports.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { Result } from '../../../../shared/result.ts';
import { testOwner, testPartialFile } from '../../../support/partial-file-owner.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';
import { mp4 } from '../../../unit/adapters/mp4/mp4-fixture.ts';
import { type FileBehaviour, type FileServer, startFileServer } from '../http/file-server.ts';

const http = createNodeHttpClient();
export const video = mp4(400_000);

export let folder = '';
export let server: FileServer | null = null;

/** Call once at the top of a test file. */
export function folderAndServerPerTest(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'library-'));
  });
  afterEach(async () => {
    await server?.close();
    server = null;
    rmSync(folder, { recursive: true, force: true });
  });
}

interface DownloadOptions {
  readonly path?: string;
  readonly url?: string;
  readonly resultId?: number;
  readonly fileName?: string;
  readonly serviceResultName?: string;
  readonly speed?: number;
  readonly maxBytes?: number;
  readonly allowsLoopback?: boolean;
  readonly onQuarantined?: (bytes: number) => void;
  readonly acceptsAnyContent?: boolean;
  readonly signal?: AbortSignal;
  readonly lookup?: (host: string) => Promise<readonly string[]>;
  tagsFor?(received: { readonly sha256: string }): FileTags;
  onProgress?(progress: { receivedBytes: number; totalBytes: number | null }): void;
}

export async function serve(behave: (path: string, number: number) => FileBehaviour): Promise<void> {
  await server?.close();
  server = await startFileServer(behave);
}

export async function download(options: DownloadOptions = {}): Promise<Result<StoredFile, AppError>> {
  const { speed = 1, maxBytes, lookup = async () => [] } = options;
  const library = createVideoLibrary({ http, clock: scaledClock(speed), lookup, ...(maxBytes === undefined ? {} : { maxBytes }) });
  const job = {
    owner: testOwner,
    resultId: options.resultId ?? 7,
    serviceResultName: options.serviceResultName ?? testPartialFile.serviceResultName,
    url: options.url ?? `${server?.origin}${options.path ?? '/a.mp4'}`,
    folder,
    fileName: options.fileName ?? 'fox',
    account: { allowsLoopback: options.allowsLoopback ?? true },
    ...(options.tagsFor === undefined ? {} : { tagsFor: options.tagsFor }),
    onQuarantined: options.onQuarantined ?? (() => undefined),
    acceptsAnyContent: options.acceptsAnyContent ?? false,
    onProgress: options.onProgress ?? (() => undefined),
  };
  return await library.download(job, options.signal ?? new AbortController().signal);
}

export const visibleFiles = () => readdirSync(folder).filter((name) => !name.startsWith('.'));
export const partialFileBytes = (resultId = 7) => {
  const path = join(folder, `.incoming/${testOwner.id}-${resultId}.part`);
  return existsSync(path) ? statSync(path).size : null;
};
export const errorOf = (result: Result<StoredFile, AppError>) => (result.ok ? 'stored' : result.error);
export const kindOf = (result: Result<StoredFile, AppError>) => (result.ok ? 'stored' : result.error.kind);
