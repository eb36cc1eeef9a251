// Every failure that a user can meet, as one union on `kind`. A failure is classified exactly once, where it happens; the sentence for the user is
// written from the kind in `shared/text`, never here.
import { z } from 'zod';
import { judgementTexts, textRefusals } from './judgement/judgement.ts';

/** The service's own error response, kept verbatim so that it can be shown beside our explanation. */
export const serviceResponse = z.strictObject({
  httpStatus: z.number().int(),
  /** `error.code`: a string since 2026-03, an integer before; kept as text. */
  code: z.string().nullable(),
  message: z.string().nullable(),
  param: z.string().nullable(),
  requestId: z.string().nullable(),
  /** The first 4,000 characters of the body. */
  body: z.string().max(4_000),
});
/** The service's own error response, verbatim. */
export type ServiceResponse = z.infer<typeof serviceResponse>;

const fromService = { service: serviceResponse };

/** A file name for display, at most 1,024 characters. */
const fileName = z.string().max(1_024);

/** Parses an error, as in results of calls and in the database. Each kind has a sentence in `shared/text`. */
export const appError = z.discriminatedUnion('kind', [
  // The service answered, with a refusal (evolink-api: HTTP errors).
  z.strictObject({ kind: z.literal('invalid-request'), ...fromService }), // 400
  z.strictObject({ kind: z.literal('unauthorized'), ...fromService }), // 401
  z.strictObject({ kind: z.literal('insufficient-credits'), ...fromService }), // 402
  z.strictObject({ kind: z.literal('access-denied'), ...fromService }), // 403
  z.strictObject({ kind: z.literal('not-found'), ...fromService }), // 404
  z.strictObject({ kind: z.literal('conflict'), ...fromService }), // 409
  z.strictObject({ kind: z.literal('request-too-large'), ...fromService }), // 413
  z.strictObject({ kind: z.literal('rate-limited'), retryAfterMs: z.number().nullable(), ...fromService }), // 429
  z.strictObject({ kind: z.literal('server-error'), ...fromService }), // 500
  z.strictObject({ kind: z.literal('upstream-error'), ...fromService }), // 502, 504 and every other 5xx
  z.strictObject({ kind: z.literal('service-unavailable'), retryAfterMs: z.number().nullable(), ...fromService }), // 503 with the service's own JSON error
  z.strictObject({ kind: z.literal('refused'), ...fromService }), // any other 4xx
  z.strictObject({ kind: z.literal('invalid-response'), ...fromService }), // not JSON, or JSON of no documented shape
  // The service did not answer.
  z.strictObject({
    kind: z.literal('no-response'),
    /** `connection-failed` and `proxy-sign-in`: nothing was sent. */
    reason: z.enum(['timed-out', 'connection-failed', 'connection-lost', 'proxy-sign-in']),
    detail: z.string().max(500),
  }),
  // The file host answered `success: false`.
  z.strictObject({ kind: z.literal('file-host-refused'), ...fromService }),
  // A task ended as failed; `code` is the service's task error code.
  z.strictObject({ kind: z.literal('task-failed'), code: z.string(), message: z.string(), suggestion: z.string().nullable() }),
  // Polling stopped before the task was seen to end.
  z.strictObject({ kind: z.literal('polling-stopped'), reason: z.enum(['by-user', 'not-found', 'not-found-by-new-key', 'too-old']) }),
  // The service does not know the task under a key that was set later: the key may be of another account.
  z.strictObject({ kind: z.literal('key-replaced'), changedAtMs: z.number() }),
  // Refused before sending.
  z.strictObject({ kind: z.literal('no-profile') }),
  z.strictObject({ kind: z.literal('no-key'), profile: z.string() }),
  z.strictObject({ kind: z.literal('key-malformed') }),
  z.strictObject({ kind: z.literal('keychain-unavailable'), detail: z.string().max(500) }),
  z.strictObject({ kind: z.literal('invalid-base-url'), url: z.string().max(2_048) }),
  // The key of EVOLINK_API_KEY may only be sent to EvoLink's own addresses.
  z.strictObject({ kind: z.literal('environment-key-wrong-host'), url: z.string().max(2_048) }),
  z.strictObject({
    kind: z.literal('request-blocked'),
    issues: z.array(
      z.strictObject({ field: z.string(), code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }),
    ),
  }),
  // References.
  z.strictObject({ kind: z.literal('reference-file-missing'), name: fileName }),
  z.strictObject({ kind: z.literal('reference-unreadable'), name: fileName, detail: z.string().max(500) }),
  // A path to another computer that came neither from a drop nor from a dialog.
  z.strictObject({ kind: z.literal('reference-on-network-path'), name: fileName }),
  // A picture that cannot be decoded to its end.
  z.strictObject({ kind: z.literal('reference-incomplete'), name: fileName }),
  z.strictObject({ kind: z.literal('reference-undecodable'), name: fileName, why: z.enum(['rare-coding', 'unsupported', 'too-much']) }),
  // The decoder is not available now. The picture itself may be fine.
  z.strictObject({ kind: z.literal('decoder-unavailable'), name: fileName, detail: z.string().max(500) }),
  z.strictObject({ kind: z.literal('reference-wrong-type'), name: fileName, found: z.string().nullable() }),
  z.strictObject({ kind: z.literal('reference-too-large'), name: fileName, bytes: z.number(), limitBytes: z.number() }),
  z.strictObject({
    kind: z.literal('reference-address'),
    url: z.string().max(2_048),
    reason: z.enum(['malformed', 'not-http', 'private', 'unreachable', 'too-many-redirects']),
  }),
  // The library folder and the files in it.
  z.strictObject({ kind: z.literal('library-missing'), folder: z.string() }),
  // The folder is there, but is not the one that held the videos: a drive is not mounted, or another one is in its place.
  z.strictObject({ kind: z.literal('library-unavailable'), folder: z.string(), found: z.enum(['no-library', 'other-library']) }),
  z.strictObject({ kind: z.literal('library-unwritable'), folder: z.string(), detail: z.string().max(500) }),
  z.strictObject({
    kind: z.literal('disk-full'),
    folder: z.string(),
    neededBytes: z.number().nullable(),
    freeBytes: z.number().nullable(),
  }),
  // `short-operation`: the folder is being changed, a late download is being moved, or the trash is at work.
  z.strictObject({ kind: z.literal('library-busy'), by: z.enum(['move', 'short-operation', 'rebuild', 'rename', 'export', 'locate']) }),
  z.strictObject({ kind: z.literal('file-missing') }),
  z.strictObject({ kind: z.literal('export-in-library'), folder: z.string() }), // its copies would be found as new videos
  z.strictObject({ kind: z.literal('file-in-use'), name: fileName }), // another program has it open
  z.strictObject({ kind: z.literal('file-name-taken'), name: fileName }), // another file in the folder has this name
  z.strictObject({ kind: z.literal('name-not-allowed'), name: fileName }), // Windows, macOS or Linux forbids this name
  z.strictObject({ kind: z.literal('file-write-failed'), folder: z.string() }), // a file that the user asked for, e.g. a template
  z.strictObject({ kind: z.literal('folder-open-failed'), folder: z.string() }), // it exists, but the system did not open it
  z.strictObject({ kind: z.literal('page-open-failed'), url: z.string() }), // the system has no browser that opens it
  z.strictObject({ kind: z.literal('file-changed') }), // its bytes are no longer the stored ones
  z.strictObject({ kind: z.literal('not-opened'), name: fileName }), // no program of this system opens it
  z.strictObject({ kind: z.literal('file-mismatch'), name: fileName }), // the file that the user chose has other bytes
  z.strictObject({ kind: z.literal('trash-on-other-volume'), folder: z.string() }), // the video is on another volume than the trash of its folder
  // Downloads.
  z.strictObject({ kind: z.literal('link-refused'), httpStatus: z.number().int() }), // 403, 404, 410: the link is dead, perhaps replaced by a fresh one
  z.strictObject({ kind: z.literal('link-blocked'), reason: z.enum(['not-https', 'private', 'too-many-redirects', 'too-large']) }),
  // The name resolves only to unique local addresses. A local proxy returns these for every name, a private network for its own names. Only
  // the user knows which.
  z.strictObject({ kind: z.literal('host-needs-permission'), host: z.string().max(255) }),
  z.strictObject({ kind: z.literal('download-incomplete'), expectedBytes: z.number().nullable(), receivedBytes: z.number() }),
  z.strictObject({ kind: z.literal('not-a-video'), detail: z.string().max(500) }),
  /** Complete transfers that never verified; the bytes of the last one are kept in `.incoming`, and the user may store them as they are. */
  z.strictObject({ kind: z.literal('quarantined'), why: z.enum(['not-a-video', 'incomplete']), bytes: z.number() }),
  // Copies of the database.
  z.strictObject({
    kind: z.literal('backup-failed'),
    neededBytes: z.number().nullable(),
    freeBytes: z.number().nullable(),
    detail: z.string().max(500),
  }),
  z.strictObject({ kind: z.literal('backup-unusable'), reason: z.enum(['gone', 'damaged', 'newer', 'not-copied']) }),
  /** The task was waiting when the restored backup was made; it may have been sent since. */
  z.strictObject({ kind: z.literal('possibly-sent-since-backup'), backupAtMs: z.number().nullable() }),
  // A database row that does not parse, because it is damaged or another program wrote it. The row stays unchanged. `id` is null where even
  // the id cannot be read.
  z.strictObject({
    kind: z.literal('database-row-invalid'),
    table: z.string(),
    id: z.string().nullable(),
    column: z.string(),
    incident: z.string(),
  }),
  // SQLite found no space on the database's disk. The write was rolled back.
  z.strictObject({ kind: z.literal('database-full') }),
  // The system refused a write to the database and SQLite does not say why: a used-up quota, for example. The write was rolled back.
  z.strictObject({ kind: z.literal('database-not-written') }),
  // The search index cannot be read or written; `detail` is the system's message. The library itself is intact.
  z.strictObject({ kind: z.literal('search-unavailable'), detail: z.string().max(500) }),
  // Replaces a stored error that does not parse any more. The task itself is intact.
  z.strictObject({ kind: z.literal('stored-error-unreadable') }),
  // Judging videos.
  z.strictObject({
    kind: z.literal('text-refused'),
    what: z.enum(judgementTexts),
    why: z.enum(textRefusals),
    maxLength: z.number().int(),
  }),
  // The tag or collection `id` already has this name.
  z.strictObject({ kind: z.literal('name-taken'), what: z.enum(['tag', 'collection']), id: z.number().int(), name: z.string().max(500) }),
  z.strictObject({ kind: z.literal('too-many'), what: z.enum(['tags', 'collections', 'moved-videos', 'files']), max: z.number().int() }),
  // `too-deep`: collections are nested one level. `smart`: a saved search holds no videos of its own. `manual`: it has no search.
  z.strictObject({ kind: z.literal('collection-refused'), why: z.enum(['too-deep', 'smart', 'manual']) }),
  // A search that cannot be saved: `part` is the invalid part of its text; empty where the whole search has no text.
  z.strictObject({ kind: z.literal('query-refused'), part: z.string().max(200) }),
  /** A saved search would lead back to itself. `name`: a smart collection in the cycle. */
  z.strictObject({ kind: z.literal('query-circular'), name: z.string() }),
  // The studio itself.
  // The user clicked for one profile, but another one, named `active`, had become the active profile.
  z.strictObject({ kind: z.literal('another-profile-active'), active: z.string() }),
  z.strictObject({ kind: z.literal('queue-paused') }), // the user paused submissions
  z.strictObject({ kind: z.literal('not-allowed-in-state'), action: z.string(), state: z.string() }), // e.g. discarding what was just accepted
  z.strictObject({
    kind: z.literal('unknown-item'),
    what: z.enum(['task', 'result', 'reference', 'profile', 'prompt', 'template', 'tag', 'collection']),
  }),
  z.strictObject({ kind: z.literal('cancelled-by-user') }), // a dialog was closed
  z.strictObject({ kind: z.literal('invalid-input'), issues: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('unknown-call') }),
  // Created by the window: main did not answer a call, or the call did not reach it. It may have been carried out.
  z.strictObject({ kind: z.literal('call-failed'), detail: z.string().max(500) }),
  z.strictObject({ kind: z.literal('internal'), incident: z.string() }),
]);

/** An expected failure: the error of most `Result`s. */
export type AppError = z.infer<typeof appError>;
/** A problem of the library folder itself, which says nothing about the file that was read or written. */
export type FolderError = AppErrorOf<'library-missing' | 'library-unavailable' | 'library-unwritable' | 'disk-full'>;

/** True for a problem of the library folder itself. */
export function isFolderError(error: AppError): error is FolderError {
  switch (error.kind) {
    case 'library-missing':
    case 'library-unavailable':
    case 'library-unwritable':
    case 'disk-full':
      return true;
    default:
      return false;
  }
}

/** The name of an error; `shared/text` has a sentence for each. */
export type AppErrorKind = AppError['kind'];
/** The members of `AppError` with the given kinds. */
export type AppErrorOf<K extends AppErrorKind> = Extract<AppError, { kind: K }>;
