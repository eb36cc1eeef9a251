// Implements the `VideoLibrary` port: the folder of stored videos. A video gets its final name only after all its bytes are checked and
// synced. Partial files are in `.incoming`. A kill or a power cut at any point loses at most the bytes that are being transferred.
import { fail, ok } from '../../../shared/result.ts';
import type { Clock, HttpClient, VideoLibrary } from '../../core/ports.ts';
import { fileErrorCode } from '../files/file-io.ts';
import { pathInside } from '../files/path-inside.ts';
import type { Lookup } from '../http/address-policy.ts';
import { dnsLookup } from '../http/dns-lookup.ts';
import { createDiskSpace } from './disk-space.ts';
import type { DownloadJob } from './download/download-job.ts';
import { type DownloadContext, downloadToLibrary } from './download/download-to-library.ts';
import { partPath } from './download/partial-file.ts';
import { ownedPartPath } from './download/partial-file-name.ts';
import { storeQuarantined } from './download/quarantine.ts';
import { exportFile, exportText } from './export-file.ts';
import { checkFolder, createFolder, folderError, incomingPath } from './folder-access.ts';
import { libraryReading } from './library-scanner.ts';
import { hashTaggedVideo, hashVideo, locateVideo } from './locate-video.ts';
import { readMarker, writeMarker } from './marker-file.ts';
import { createNoteCleanup } from './note-cleanup.ts';
import { copyOrLinkFile, removeSource } from './relocate-file.ts';
import { namesBeside, renameVideo, takeBackRename } from './rename-video.ts';
import { sweepPartialFiles } from './stray-files.ts';
import { createTrashFiles } from './trash-files.ts';

interface VideoLibraryPorts {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** Resolves host names before a download; the default is the system's resolver. */
  readonly lookup?: Lookup;
  /** A transfer that receives no bytes for this long is aborted and later resumed. */
  readonly stallMs?: number;
  /** A larger file is not downloaded. */
  readonly maxBytes?: number;
  /** Tests pass false to treat each folder as a separate volume: files are copied, never hard-linked. */
  readonly mayLink?: boolean;
}

const defaultStallMs = 30_000;
const defaultMaxBytes = 20 * 1024 ** 3;
/**
 * Creates the `VideoLibrary` port. The port keeps in memory which parts this process downloads, so create only one per process. Starting a
 * second download of the same result throws.
 */
export function createVideoLibrary(ports: VideoLibraryPorts): VideoLibrary {
  const { http, clock, lookup = dnsLookup, stallMs = defaultStallMs, maxBytes = defaultMaxBytes, mayLink = true } = ports;
  const diskSpace = createDiskSpace();
  const activePaths = new Set<string>();
  const openedPaths = new Set<string>();
  const noteCleanup = createNoteCleanup(clock);
  const context: DownloadContext = { http, clock, lookup, stallMs, maxBytes, diskSpace, activePaths, openedPaths, noteCleanup };

  return {
    ...libraryReading,
    ...createTrashFiles(),
    create: createFolder,
    check: checkFolder,
    readMarker,
    writeMarker,

    async download({ fileName, tagsFor, account, onQuarantined, ...rest }, signal) {
      const job: DownloadJob = { ...rest, access: account, willBeTagged: tagsFor !== undefined };
      const key = partPath(job);
      if (activePaths.has(key)) throw new Error(`result ${job.resultId} is already being downloaded`);
      activePaths.add(key);
      try {
        await noteCleanup.removeDue();
        return await downloadToLibrary(context, job, { fileName, tagsFor: tagsFor ?? null, onQuarantined }, signal);
      } catch (error) {
        return fail(await folderError(error, job.folder, null));
      } finally {
        activePaths.delete(key);
      }
    },

    locate: locateVideo,
    pathInside,
    hash: hashVideo,
    hashTagged: hashTaggedVideo,

    async storeQuarantined(job) {
      const stored = await storeQuarantined(job);
      if (!stored.ok) return stored;
      const { file, notePath: path } = stored.value;
      noteCleanup.add(path, () => activePaths.has(partPath(job)));
      return ok(file);
    },
    copyOrLink: (job, signal) => copyOrLinkFile({ diskSpace, mayLink }, job, signal),
    removeSource,
    renameFile: (job) => renameVideo(job),
    takeBackRename: (job) => takeBackRename(job),
    namesBeside,
    exportFile,
    exportText,

    incomingFolder: incomingPath,

    async sweepPartialFiles(job) {
      try {
        return await sweepPartialFiles(job, clock.now(), ({ databaseId, resultId }) => {
          return databaseId === job.owner.id && activePaths.has(ownedPartPath({ folder: job.folder, owner: job.owner, resultId }, 'part'));
        });
      } catch (error) {
        // `check` reports a folder that does not exist or cannot be written.
        if (fileErrorCode(error) === '') throw error;
        return { count: 0, bytes: 0 };
      }
    },
  };
}
