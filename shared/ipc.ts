// THE contract between window and main: every call with its input and output, and the events. One file, so that nothing crosses unseen.
// Inputs are strict and bounded. The dispatcher parses them; outputs are parsed in tests. The renderer imports types only.
import { z } from 'zod';
import { batchMaxTasks, batchMaxVariations } from './batch/limits.ts';
import { type AppError, appError } from './errors.ts';
import { estimate, estimateKey, estimateKeysMax } from './estimate.ts';
import { generationRequest, reference, referenceRole } from './generation.ts';
import { templateNameMax, templateTextMax, variableNameMax, variablesMax, variableValueMax } from './prompt-template.ts';
import type { Result } from './result.ts';
import { settings, settingsChange } from './settings.ts';
import { journalEntry, task, taskEvent, taskState } from './task.ts';
import { untaggedWhy } from './video-tags.ts';

const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const nothing = z.strictObject({});
/** What a profile can be set to at most. */
export const mostRequestsPerSecond = 50;
const baseUrl = z.string().max(2_048);

/** How a key is kept. `session-only`: there is no keychain, the key is gone when the studio quits. */
export const keyProtection = z.enum(['keychain', 'session-only']);

/** An account: name, base URLs, and of its key only what a person needs to recognise it. */
export const profile = z.strictObject({
  id,
  kind: z.enum(['evolink', 'simulator']),
  name: z.string(),
  apiBaseUrl: z.string(),
  filesBaseUrl: z.string(),
  key: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('none') }),
    z.strictObject({ state: z.literal('present'), lastFour: z.string(), protection: keyProtection, backend: z.string() }),
    /** Stored once, but the keychain does not give it back now. */
    z.strictObject({ state: z.literal('locked'), lastFour: z.string() }),
    z.strictObject({ state: z.literal('not-needed') }),
  ]),
  /** Why nothing is sent for this profile now (401, 402), null when all is well. */
  queueHeld: appError.nullable(),
  /** By the person: nothing new is sent. What EvoLink has is followed and saved as ever. */
  paused: z.boolean(),
  /** At most; set by the person. */
  requestsPerSecond: z.number().int(),
  /** EvoLink said "too many requests": fewer go out, and more again by and by until then. */
  slowed: z.strictObject({ perSecond: z.number(), untilMs: z.number() }).nullable(),
  credits: z
    .strictObject({
      remaining: z.number().nullable(),
      unlimited: z.boolean(),
      accountRemaining: z.number().nullable(),
      readAtMs: z.number(),
    })
    .nullable(),
});
export type Profile = z.infer<typeof profile>;

/** A backup by its name, which is also its id: a fixed form that cannot be a path. */
const backupName = z.string().regex(/^studio-\d{8}T\d{6}Z-(daily|by-hand|before-format|replaced)(-\d{1,3})?\.sqlite$/);
const backupPlace = z.strictObject({ name: backupName, madeAtMs: z.number() });

/** A copy of the database. */
export const backupEntry = z.strictObject({
  ...backupPlace.shape,
  reason: z.enum(['daily', 'by-hand', 'before-format', 'replaced']),
  bytes: z.number(),
  /** `newer`: written by a studio this one does not know. */
  standing: z.enum(['fits', 'damaged', 'newer']),
  tasks: z.number().int().nullable(),
  videos: z.number().int().nullable(),
});
export type BackupEntry = z.infer<typeof backupEntry>;

/** How a check of all stored files ended; `whole: false` where it was stopped before the last one. */
export const fileReport = z.strictObject({
  right: z.number().int(),
  unverified: z.number().int(),
  changed: z.number().int(),
  gone: z.number().int(),
  whole: z.boolean(),
  atMs: z.number(),
});
export type FileReport = z.infer<typeof fileReport>;

/** What the whole window needs to know besides tasks. */
export const studioStatus = z.strictObject({
  profiles: z.array(profile),
  /** null: first run, nothing chosen yet. */
  activeProfileId: id.nullable(),
  settings,
  /** The language in use: what the settings say, or what the system prefers. */
  language: z.enum(['en', 'zh']),
  library: z.strictObject({
    folder: z.string(),
    videoCount: z.number().int(),
    videoBytes: z.number(),
    freeBytes: z.number().nullable(),
    /** What is wrong with the folder now, null when it can be written. */
    error: appError.nullable(),
    /** The stored files on their way to another folder; null where nothing is to be said about it. */
    move: z
      .strictObject({
        folder: z.string(),
        /** `paused`: it goes on by itself when `error` is over. */
        state: z.enum(['moving', 'paused', 'cancelled', 'done']),
        files: z.number().int(),
        filesLeft: z.number().int(),
        bytes: z.number(),
        bytesLeft: z.number(),
        /** Files that stay where they are; `library.moveFailures` says why. */
        failed: z.number().int(),
        error: appError.nullable(),
      })
      .nullable(),
    /** The check of all files that runs now, and how the last one ended. */
    checking: z.strictObject({ done: z.number().int(), total: z.number().int() }).nullable(),
    checked: fileReport.nullable(),
    /** Rebuilding from the folder: how far it is, or how it ended; null until it is begun. */
    rebuild: z
      .strictObject({
        state: z.enum(['running', 'done', 'cancelled', 'failed']),
        /** Video files looked at. */
        looked: z.number().int(),
        /** Came into the library. */
        added: z.number().int(),
        /** Were known, and lay elsewhere or under another name. */
        foundAgain: z.number().int(),
        known: z.number().int(),
        /** Say nothing of how they were made; left where they are. */
        untagged: z.number().int(),
        unreadable: z.number().int(),
        error: appError.nullable(),
      })
      .nullable(),
  }),
  /** The system's word; it only informs, it never gates a request. */
  online: z.boolean(),
  /** Things said once after start, e.g. that a corrupt database was moved aside. */
  notices: z.array(
    z.discriminatedUnion('kind', [
      /** `newest`: the backup that could take its place, null where there is none. */
      z.strictObject({ kind: z.literal('database-moved-aside'), movedTo: z.string(), newest: backupPlace.nullable() }),
      /** The database is a backup's; `held` tasks wait for the person because they may have been sent since. */
      z.strictObject({ kind: z.literal('database-restored'), madeAtMs: z.number(), held: z.number().int() }),
      z.strictObject({ kind: z.literal('graphics-unstable') }),
      z.strictObject({ kind: z.literal('key-in-environment'), lastFour: z.string() }),
    ]),
  ),
  /** How a key would be kept now; told on the first screen only, since asking wakes the keychain. */
  keyWouldBe: keyProtection.nullable(),
  /** What the composer held last, so that nothing is lost by quitting. */
  composer: generationRequest.nullable(),
  app: z.strictObject({ version: z.string(), platform: z.enum(['darwin', 'win32', 'linux']), electron: z.string() }),
});
export type StudioStatus = z.infer<typeof studioStatus>;

/** Everything that is alive, at one revision. */
export const snapshot = z.strictObject({ boot: z.string(), revision: z.number().int(), status: studioStatus, tasks: z.array(task) });
export type Snapshot = z.infer<typeof snapshot>;

/** One stored (or missing) video of the library with what a tile, the inspector and the player show. */
export const libraryItem = z.strictObject({
  resultId: id,
  id,
  taskId: z.string(),
  simulated: z.boolean(),
  state: z.enum(['stored', 'missing']),
  /** Whether its bytes were right when they came, and whether other bytes lie there now. */
  file: z.enum(['verified', 'unverified', 'changed']),
  /** When all its bytes were last read and were right. */
  checkedAtMs: z.number().nullable(),
  request: generationRequest,
  storedAtMs: z.number(),
  createdAtMs: z.number(),
  tookSeconds: z.number().nullable(),
  creditsUsed: z.number().nullable(),
  creditsReserved: z.number().nullable(),
  fileName: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** Of the bytes as they were received. */
  receivedSha256: z.string(),
  /** Why the file carries no record of prompt and settings; null where it does. */
  untagged: untaggedWhy.nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  durationSeconds: z.number().nullable(),
  framesPerSecond: z.number().nullable(),
  hasAudio: z.boolean().nullable(),
  /** `studio-media://poster/<resultId>` and `…/filmstrip/<resultId>` answer when true. */
  hasPoster: z.boolean(),
});
export type LibraryItem = z.infer<typeof libraryItem>;

/** An element made with this studio: what later requests can name it by, and how a person recognises it. */
export const madeElement = z.strictObject({
  resultId: id,
  elementId: z.string(),
  name: z.string(),
  description: z.string(),
  from: z.enum(['images', 'video']),
  /** The reference that shows it: the front view, or the video. `studio-media://reference/<id>` answers while it is kept. */
  referenceId: id.nullable(),
  madeAtMs: z.number(),
});
export type MadeElement = z.infer<typeof madeElement>;

const submitInput = z.strictObject({
  request: generationRequest,
  /** How many times: each becomes its own task. */
  variations: z.number().int().min(1).max(20),
  /** The person has seen the advice and sends all the same. Blocks are never overridden. */
  sendAnyway: z.boolean(),
  madeFromId: id.nullable(),
});

/** A place in the list of references. */
const referencePlace = z.strictObject({ givenAtMs: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), id });

/** One request of a batch, some number of times: each becomes its own task. */
const batchItem = z.strictObject({ request: generationRequest, count: z.number().int().min(1).max(batchMaxVariations) });

/** A task as its kin names it. */
const kin = z.strictObject({
  id,
  state: taskState,
  /** Which try it is, from 2; null where the person made it. */
  tryNumber: z.number().int().nullable(),
  createdAtMs: z.number(),
  creditsReserved: z.number().nullable(),
  creditsUsed: z.number().nullable(),
});
/** Where a task came from and what came of it. */
export const lineage = z.strictObject({
  madeFrom: kin.nullable(),
  /** At most fifty. */
  madeInto: z.array(kin),
  /** The first task and all that the studio tried again by itself, in order; empty where there is no such try. */
  tries: z.array(kin),
});
export type Lineage = z.infer<typeof lineage>;

const byId = z.strictObject({ id });
const manyIds = z.strictObject({ ids: z.array(id).min(1).max(batchMaxTasks) });
const byResult = z.strictObject({ resultId: id });

/** As the file host names it. A dot or two would be a step in the address instead of a name, and half a character cannot stand in one. */
const fileId = z
  .string()
  .min(1)
  .max(256)
  .regex(/^(?!\.{1,2}$)\P{Cs}*$/u);

/** The file host's reply to an upload, field by field as it came; null where it was not kept. */
const uploadReply = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable();

/** A file on EvoLink's file host. It is deleted there about 72 hours after its upload. */
export const serviceFile = z.strictObject({
  fileId: z.string(),
  name: z.string(),
  bytes: z.number().nullable(),
  uploadedAtMs: z.number().nullable(),
  /** About: what the service said when the studio uploaded it, else 72 hours after the upload. */
  expiresAtMs: z.number().nullable(),
  /** Known where the studio uploaded it. */
  url: z.string().nullable(),
  /** Tasks at EvoLink now that were given this file. */
  usedByTasks: z.number().int(),
  reply: uploadReply,
});
export type ServiceFile = z.infer<typeof serviceFile>;

/** A prompt that was used, once however often. */
export const usedPrompt = z.strictObject({
  id,
  text: z.string(),
  /** How many tasks were made from it. */
  uses: z.number().int(),
  /** The model it was last used with. */
  model: z.string(),
  usedAtMs: z.number(),
});
export type UsedPrompt = z.infer<typeof usedPrompt>;

/** A prompt with variables, under a name. Its syntax is in `prompt-template.ts`. */
export const promptTemplate = z.strictObject({ id, name: z.string(), text: z.string(), changedAtMs: z.number() });
export type PromptTemplate = z.infer<typeof promptTemplate>;

/** SQLite takes a text with NUL for one that ends there. */
const holdsNoNul = (text: string): boolean => !text.includes('\0');

/** What was last put into a variable, whatever the template. */
const variableValue = z.strictObject({
  name: z.string().min(1).max(variableNameMax).refine(holdsNoNul),
  value: z.string().max(variableValueMax),
});

export const calls = {
  'studio.snapshot': { input: nothing, output: snapshot },
  'studio.dismissNotice': { input: z.strictObject({ kind: z.string().max(64) }), output: nothing },
  'composer.keep': { input: z.strictObject({ request: generationRequest }), output: nothing },

  'tasks.submit': { input: submitInput, output: z.strictObject({ ids: z.array(id) }) },
  /**
   * Many requests at once, in order: all of them become tasks or none does, also across a crash. `key` names the press of the button: the
   * same key again is the same batch, not another one.
   */
  'tasks.submitBatch': {
    input: z
      .strictObject({
        key: z.string().regex(/^[A-Za-z0-9-]{8,64}$/),
        items: z.array(batchItem).min(1).max(batchMaxTasks),
        /** As in `tasks.submit`, for every item. */
        sendAnyway: z.boolean(),
      })
      .refine(({ items }) => items.reduce((sum, { count }) => sum + count, 0) <= batchMaxTasks),
    output: z.strictObject({ ids: z.array(id) }),
  },
  /** Makes each of these again: a new task with the same request, for the same account. A waiting one stands behind the task it was made from. */
  'tasks.duplicate': { input: manyIds, output: z.strictObject({ ids: z.array(id) }) },
  /**
   * Puts waiting tasks, in the order given, before another waiting one, or first or last. What was sent in the meantime is left out;
   * where the other one was sent, they go first. Answers how many were moved.
   */
  'tasks.move': {
    input: z.strictObject({ ids: manyIds.shape.ids, to: z.union([z.enum(['first', 'last']), z.strictObject({ before: id })]) }),
    output: z.strictObject({ moved: z.number().int() }),
  },
  'tasks.holdAll': { input: manyIds, output: z.strictObject({ held: z.number().int() }) },
  'tasks.releaseAll': { input: manyIds, output: z.strictObject({ released: z.number().int() }) },
  /**
   * Takes a discarding back, as long as the studio has not been started again: those that surely were never accepted wait again where
   * they waited. Answers how many.
   */
  'tasks.undiscard': { input: manyIds, output: z.strictObject({ back: z.number().int() }) },
  /** Asks where with the system's dialog and writes a CSV file to begin a batch with; the file's name. */
  'batches.saveTemplate': { input: nothing, output: z.strictObject({ name: z.string() }) },
  /** Discards those of these tasks that still wait; what was sent in the meantime goes on. Answers how many. */
  'tasks.discardWaiting': {
    input: manyIds,
    output: z.strictObject({ discarded: z.number().int() }),
  },
  'tasks.hold': { input: byId, output: nothing },
  'tasks.release': { input: byId, output: nothing },
  'tasks.runNext': { input: byId, output: nothing },
  /** Takes a waiting task back into the composer: it becomes a draft. */
  'tasks.edit': { input: byId, output: z.strictObject({ request: generationRequest }) },
  'tasks.discard': { input: byId, output: nothing },
  'tasks.lookAgain': { input: byId, output: nothing },
  'tasks.sendAgain': { input: byId, output: nothing },
  'tasks.stopFollowing': { input: byId, output: nothing },
  'tasks.followAgain': { input: byId, output: nothing },
  'tasks.dismiss': { input: byId, output: nothing },
  'tasks.downloadAgain': { input: byResult, output: nothing },
  'tasks.read': {
    input: byId,
    output: z.strictObject({
      task,
      journal: z.array(journalEntry),
      /** What was asked for it, request by request, oldest first. */
      events: z.array(taskEvent),
      lineage,
      /** Oldest first; the last is the newest look, also where it taught nothing new. */
      answers: z.array(z.strictObject({ atMs: z.number(), body: z.string() })),
      /** The files it was given, each with its copy at the service as far as there is one now. */
      files: z.array(
        z.strictObject({
          referenceId: id,
          role: referenceRole,
          name: z.string(),
          copy: z.strictObject({ fileId: z.string(), url: z.string(), uploadedAtMs: z.number(), expiresAtMs: z.number() }).nullable(),
        }),
      ),
    }),
  },

  /** What each of these would probably cost and take, in their order; real or simulated as the active profile is. */
  'tasks.estimate': {
    input: z.strictObject({ keys: z.array(estimateKey).min(1).max(estimateKeysMax) }),
    output: z.strictObject({ simulated: z.boolean(), estimates: z.array(estimate) }),
  },

  /** The prompts that hold every word of the query, newest first; all of them for an empty query. At most 60. */
  'prompts.search': { input: z.strictObject({ query: z.string().max(400) }), output: z.strictObject({ prompts: z.array(usedPrompt) }) },
  /** Takes a prompt out of the list; its tasks stay. It comes back when it is used again. */
  'prompts.hide': { input: byId, output: nothing },
  'prompts.unhide': { input: byId, output: nothing },

  'templates.list': {
    input: nothing,
    output: z.strictObject({ templates: z.array(promptTemplate), values: z.array(variableValue) }),
  },
  /** `id: null` makes a new one. A name stands for one template only. */
  'templates.save': {
    input: z.strictObject({
      id: id.nullable(),
      name: z.string().trim().min(1).max(templateNameMax).refine(holdsNoNul),
      text: z.string().min(1).max(templateTextMax).refine(holdsNoNul),
    }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('saved'), id }),
      z.strictObject({ outcome: z.enum(['name-taken', 'too-many']) }),
    ]),
  },
  /** Can be brought back until the studio has been started a day later. */
  'templates.remove': { input: byId, output: nothing },
  /** False where its name has been given to another one in the meantime. */
  'templates.restore': { input: byId, output: z.strictObject({ restored: z.boolean() }) },
  /** Remembers what was put into the variables. */
  'templates.keepValues': { input: z.strictObject({ values: z.array(variableValue).max(variablesMax) }), output: nothing },

  /** Newest first. Two parallel arrays, so that 100,000 entries stay small. */
  'library.index': { input: nothing, output: z.strictObject({ resultIds: z.array(id), storedAtMs: z.array(z.number()) }) },
  'library.records': {
    input: z.strictObject({ resultIds: z.array(id).max(300) }),
    output: z.strictObject({ items: z.array(libraryItem) }),
  },
  'library.reveal': { input: byResult, output: nothing },
  'library.openFolder': { input: nothing, output: nothing },
  /** Opens the system's folder dialog; the new folder is checked for writing before it is taken. Stored files stay where they are. */
  'library.chooseFolder': { input: nothing, output: z.strictObject({ folder: z.string() }) },
  /** The same, and every stored file follows in the background. */
  'library.moveFolder': { input: nothing, output: z.strictObject({ folder: z.string() }) },
  /** `again` also tries what could not be moved. `put-away`: its end has been read. */
  'library.moveControl': { input: z.strictObject({ action: z.enum(['cancel', 'again', 'put-away']) }), output: nothing },
  /** At most 100 files that stayed where they are. */
  'library.moveFailures': {
    input: nothing,
    output: z.strictObject({ files: z.array(z.strictObject({ resultId: id, fileName: z.string(), error: appError })).max(100) }),
  },
  /** Reads every stored file and compares; the status tells how far it is. */
  'library.checkAll': { input: nothing, output: nothing },
  'library.stopChecking': { input: nothing, output: nothing },
  /** Reads one. `unread`: it could not be read to its end now. */
  'library.checkFile': {
    input: byResult,
    output: z.strictObject({ verdict: z.enum(['right', 'unverified', 'changed', 'gone', 'unread']) }),
  },
  /** Stores what came five times and never verified, under a name that says so. */
  'library.keepAsItIs': { input: byResult, output: nothing },
  /** Asks with the system's dialog where a video is now; taken only if it is the very file. */
  'library.locateFile': { input: byResult, output: nothing },
  /** Begins to bring back into the library what the folder holds; the status tells how far it is. */
  'library.rebuild': { input: nothing, output: nothing },
  'library.cancelRebuild': { input: nothing, output: nothing },
  /** How it ended has been read. */
  'library.forgetRebuild': { input: nothing, output: nothing },
  /** How a dropped video was made, where its file tells; references that are not kept here any more are named. */
  'library.readTags': {
    input: z.strictObject({ path: z.string().min(1).max(4_096) }),
    output: z.strictObject({ found: z.strictObject({ request: generationRequest, lost: z.array(z.string()) }).nullable() }),
  },
  /** Called inside `dragstart`: hands a real file to the system's drag. */
  'library.startDrag': { input: byResult, output: nothing },

  'references.addFiles': {
    input: z.strictObject({ paths: z.array(z.string().min(1).max(4_096)).min(1).max(32) }),
    output: z.strictObject({ added: z.array(reference), failed: z.array(appError) }),
  },
  'references.addBytes': { input: z.strictObject({ name: z.string().max(255), bytes: z.instanceof(Uint8Array) }), output: reference },
  /** A picture that the window made from another reference, which stays as it is. */
  'references.addMade': {
    input: z.strictObject({
      name: z.string().max(255),
      bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= 100 * 1_048_576),
      fromId: id,
      how: reference.shape.madeFrom.unwrap().shape.how,
    }),
    output: reference,
  },
  'references.addAddress': { input: z.strictObject({ url: z.string().max(2_048) }), output: reference },
  'references.choose': {
    input: z.strictObject({ kind: z.enum(['image', 'video', 'audio']) }),
    output: z.strictObject({ added: z.array(reference), failed: z.array(appError) }),
  },
  /** A frame of a stored video, as a PNG with the video's own pixels. */
  'references.addFrame': {
    input: z.strictObject({
      resultId: id,
      atSeconds: z.number().min(0).max(86_400),
      name: z.string().min(1).max(255),
      bytes: z.instanceof(Uint8Array),
    }),
    output: reference,
  },
  /** A stored video as it is, for models that take videos. */
  'references.addResult': { input: byResult, output: reference },
  /** What was given before and whose copy is still there, what was given lately first. */
  'references.list': {
    input: z.strictObject({
      kind: reference.shape.kind,
      /** Where the last page ended. */
      before: referencePlace.nullable(),
      limit: z.number().int().min(1).max(100),
    }),
    output: z.strictObject({
      references: z.array(z.strictObject({ reference, usedInTasks: z.number().int() })),
      /** null: there is no more. */
      next: referencePlace.nullable(),
    }),
  },
  'references.records': {
    input: z.strictObject({ ids: z.array(id).max(300) }),
    output: z.strictObject({ references: z.array(reference) }),
  },

  /** The elements an account has made, newest first; an element is known to the account that made it and to no other. */
  'elements.list': { input: z.strictObject({ profileId: id }), output: z.strictObject({ elements: z.array(madeElement).max(200) }) },

  /** The files of a profile at EvoLink, newest first where the service says so. Asked only when the person wants to see them. */
  'files.list': {
    input: z.strictObject({ profileId: id, page: z.number().int().min(1).max(100_000) }),
    output: z.strictObject({ total: z.number(), page: z.number().int(), pageSize: z.number().int(), files: z.array(serviceFile) }),
  },
  'files.quota': {
    input: z.strictObject({ profileId: id }),
    output: z.strictObject({ usedFiles: z.number().nullable(), maxFiles: z.number().nullable(), remainingFiles: z.number().nullable() }),
  },
  /** Deletes it there and forgets that it was uploaded, so that the next use uploads again. */
  'files.remove': { input: z.strictObject({ profileId: id, fileId }), output: nothing },
  /** Asks for a file with the system's dialog and uploads it, unless the same content is there already. */
  'files.upload': {
    input: z.strictObject({ profileId: id }),
    output: z.strictObject({ name: z.string(), url: z.string(), expiresAtMs: z.number(), wasThere: z.boolean(), reply: uploadReply }),
  },
  /** Ends the upload of this profile that runs; it then answers `cancelled-by-person`. */
  'files.cancelUpload': { input: z.strictObject({ profileId: id }), output: nothing },

  /** Checks the key with `GET /v1/credits`, keeps it, and makes the profile active. `profileId: null` makes a new profile. */
  'profiles.connect': {
    input: z.strictObject({
      profileId: id.nullable(),
      name: z.string().min(1).max(60),
      /** null: take the key offered by the environment. */
      key: z.string().max(512).nullable(),
      apiBaseUrl: baseUrl.nullable(),
      filesBaseUrl: baseUrl.nullable(),
    }),
    output: profile,
  },
  'profiles.useSimulator': { input: nothing, output: profile },
  'profiles.activate': { input: z.strictObject({ profileId: id }), output: nothing },
  /** Reads the balance again; also the check of a key. */
  'profiles.check': { input: z.strictObject({ profileId: id }), output: profile },
  /** Pauses sending, or lets it go on; also after a restart. */
  'profiles.pause': { input: z.strictObject({ profileId: id, paused: z.boolean() }), output: nothing },
  'profiles.setPace': {
    input: z.strictObject({ profileId: id, requestsPerSecond: z.number().int().min(1).max(mostRequestsPerSecond) }),
    output: nothing,
  },
  'profiles.forgetKey': { input: z.strictObject({ profileId: id }), output: nothing },

  'settings.change': { input: settingsChange, output: settings },

  /** Opens one of our fixed https pages in the system's browser. */
  /** Newest first; `problem` says why the last one could not be made. */
  'backups.list': { input: nothing, output: z.strictObject({ backups: z.array(backupEntry), problem: appError.nullable() }) },
  'backups.make': { input: nothing, output: nothing },
  /** Checks the backup, then answers; the studio goes over to it right after, and the window starts again. */
  'backups.restore': { input: z.strictObject({ name: backupName }), output: nothing },

  /** Asks where to save what support needs to know: no key, no prompt, no link. False when the dialog was closed. */
  'system.saveDiagnostics': { input: nothing, output: z.strictObject({ saved: z.boolean() }) },
  'system.openPage': { input: z.strictObject({ page: z.enum(['get-key', 'billing', 'documentation']) }), output: nothing },
  'system.openLogs': { input: nothing, output: nothing },
  /** The window heard from the system that the network came or went; it only wakes what waits, it never gates a request. */
  'system.networkChanged': { input: z.strictObject({ online: z.boolean() }), output: nothing },
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>;
export type CallOutput<N extends CallName> = z.output<Calls[N]['output']>;

/** Facts from main, never instructions. */
export const studioEvent = z.discriminatedUnion('type', [
  /** What changed since the revision before; a gap in `revision` or another `boot` means "take a snapshot". */
  z.strictObject({
    type: z.literal('delta'),
    boot: z.string(),
    revision: z.number().int(),
    status: studioStatus.nullable(),
    /** Tasks that are (still) live, whole. */
    changed: z.array(task),
    /** Ids of tasks that are no longer live. */
    removed: z.array(id),
    /** Results whose library record changed or appeared, newest first; the window reads them again when it shows them. */
    library: z.strictObject({
      changed: z.array(id),
      added: z.array(z.strictObject({ resultId: id, storedAtMs: z.number() })),
      removed: z.array(id),
    }),
  }),
  /** A person chose something in the application menu. */
  z.strictObject({
    type: z.literal('menu-chosen'),
    item: z.enum(['generate', 'pause', 'find', 'library', 'queue', 'models', 'settings', 'focus-prompt']),
  }),
]);
export type StudioEvent = z.infer<typeof studioEvent>;

/** What the preload puts on `window.studio`: it knows no names and validates nothing. */
export interface Bridge {
  call(name: string, input: unknown): Promise<Result<unknown, AppError>>;
  /** Returns its own off-switch. */
  onEvent(listener: (event: StudioEvent) => void): () => void;
  /** The path of a file that was dropped or pasted; empty for bytes without a file. */
  pathOf(file: unknown): string;
}

/** The two IPC channels. */
export const callChannel = 'studio:call';
export const eventChannel = 'studio:event';
