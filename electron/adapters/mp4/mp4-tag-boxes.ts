// Adds the studio's tags to the user data (`udta`) of a movie. Pure functions of the existing user data: no data is lost, and no existing
// tag is replaced, except an older record of the studio. Layout: ISO/IEC 14496-12 (`udta`, `meta`); the `ilst` of iTunes (handler `mdir`)
// and of QuickTime (handler `mdta`, names in `keys`).
import type { FileTags } from '../../core/ports.ts';
import { fourCharacters, viewOf } from './mp4-boxes.ts';

/** The owner name of the tag record; players and `ffprobe` show it. */
export const recordOwner = 'com.evolink.studio';
const recordName = 'evolink-studio';
const maker = 'Evolink Studio';

interface FlatBox {
  readonly type: string;
  /** The box with its header. */
  readonly whole: Uint8Array;
  readonly payload: Uint8Array;
}

/** Splits a payload in memory into its boxes and the bytes after the last one; null if it is not a sequence of boxes. */
export function parseFlatBoxes(bytes: Uint8Array): { readonly boxes: readonly FlatBox[]; readonly rest: Uint8Array } | null {
  const boxes: FlatBox[] = [];
  const view = viewOf(bytes);
  let position = 0;
  while (bytes.byteLength - position >= 8) {
    const size = view.getUint32(position);
    // User data is small: 64-bit sizes and "to the end of the file" do not occur there.
    if (size < 8 || position + size > bytes.byteLength) return null;
    boxes.push({
      type: fourCharacters(bytes, position + 4),
      whole: bytes.subarray(position, position + size),
      payload: bytes.subarray(position + 8, position + size),
    });
    position += size;
  }
  return { boxes, rest: bytes.subarray(position) };
}

/** Builds a box with a 32-bit size from the parts of its payload. */
export function createBox(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.byteLength, 0), 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...parts]);
}

function uint32s(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, index * 4);
  return bytes;
}

/** Builds the `data` box of a text. Type 1 means UTF-8. */
const createDataBox = (value: string): Buffer => createBox('data', uint32s(1, 0), Buffer.from(value, 'utf8'));

/** A parsed `meta` box. QuickTime writes the box without the version and flags of ISO files. */
export interface Meta {
  /** The version and flags; empty in a QuickTime file. */
  readonly prefix: Uint8Array;
  /** The four characters of the handler type in its `hdlr` box. */
  readonly handler: string;
  readonly boxes: readonly FlatBox[];
  /** The bytes after the last box. */
  readonly rest: Uint8Array;
}

/** Parses the payload of a `meta` box; null if it is damaged or has no handler. */
export function readMeta(payload: Uint8Array): Meta | null {
  const isPlain = payload.byteLength >= 8 && fourCharacters(payload, 4) === 'hdlr';
  const content = parseFlatBoxes(payload.subarray(isPlain ? 0 : 4));
  const hdlr = content?.boxes.find(({ type }) => type === 'hdlr');
  if (content === null || hdlr === undefined || hdlr.payload.byteLength < 12) return null;
  return { prefix: payload.subarray(0, isPlain ? 0 : 4), handler: fourCharacters(hdlr.payload, 8), ...content };
}

/** Returns the names of a `keys` box, which `ilst` numbers from 1 in this order; null if it is damaged. */
export function readKeys(payload: Uint8Array): readonly string[] | null {
  if (payload.byteLength < 8) return null;
  const entries = parseFlatBoxes(payload.subarray(8));
  if (entries === null || entries.boxes.length !== viewOf(payload).getUint32(4) || entries.rest.byteLength > 0) return null;
  return entries.boxes.map((entry) => Buffer.from(entry.payload).toString('utf8'));
}

/** Returns the text of an item of `ilst`; null if it has none. */
export function itemText(item: FlatBox): string | null {
  const value = parseFlatBoxes(item.payload)?.boxes.find(({ type }) => type === 'data');
  if (value === undefined || value.payload.byteLength < 8 || viewOf(value.payload).getUint32(0) !== 1) return null;
  return Buffer.from(value.payload.subarray(8)).toString('utf8');
}

/** True for the iTunes item (`----`) that contains the studio's record. */
export function isTagRecord(item: FlatBox): boolean {
  if (item.type !== '----') return false;
  const parts = parseFlatBoxes(item.payload)?.boxes ?? [];
  const textOf = (type: string) => Buffer.from(parts.find((part) => part.type === type)?.payload.subarray(4) ?? []).toString('utf8');
  return textOf('mean') === recordOwner && textOf('name') === recordName;
}

/** `©nam` → title, `©cmt` → comment, `desc` → description, `©too` → encoder, as players and `ffprobe` call them. */
function namedItems(tags: FileTags): readonly (readonly [string, string])[] {
  const promptTags =
    tags.prompt === ''
      ? []
      : ([
          ['\u00a9nam', tags.title],
          ['\u00a9cmt', tags.prompt],
          ['desc', tags.prompt],
        ] as const);
  return [...promptTags, ['\u00a9too', maker]];
}

function createRecordItem(text: string): Buffer {
  return createBox(
    '----',
    createBox('mean', uint32s(0), Buffer.from(recordOwner)),
    createBox('name', uint32s(0), Buffer.from(recordName)),
    createDataBox(text),
  );
}

const itemsOf = (ilst: FlatBox | undefined) => parseFlatBoxes(ilst?.payload ?? new Uint8Array());

function createMeta(tags: FileTags, existing: readonly FlatBox[]): Buffer {
  const hdlr = createBox('hdlr', uint32s(0, 0), Buffer.from('mdirappl'), uint32s(0, 0), Buffer.alloc(1));
  const items = withoutExisting(namedItems(tags), existing).map(([type, text]) => createBox(type, createDataBox(text)));
  return createBox('meta', uint32s(0), hdlr, createBox('ilst', ...items, createRecordItem(tags.record)));
}

function addItunesItems(meta: Meta, tags: FileTags): Buffer | null {
  const ilst = meta.boxes.find(({ type }) => type === 'ilst');
  const existing = itemsOf(ilst);
  if (existing === null) return null;
  const missing = withoutExisting(namedItems(tags), existing.boxes);
  const items = [
    ...existing.boxes.filter((item) => !isTagRecord(item)).map(({ whole }) => whole),
    ...missing.map(([type, text]) => createBox(type, createDataBox(text))),
    createRecordItem(tags.record),
  ];
  const others = meta.boxes.filter((box) => box !== ilst).map(({ whole }) => whole);
  return createBox('meta', meta.prefix, ...others, createBox('ilst', ...items), meta.rest);
}

function addQuickTimeItems(meta: Meta, tags: FileTags): Buffer | null {
  const keys = meta.boxes.find(({ type }) => type === 'keys');
  const ilst = meta.boxes.find(({ type }) => type === 'ilst');
  const names = keys === undefined ? [] : readKeys(keys.payload);
  const existing = itemsOf(ilst);
  if (names === null || existing === null) return null;
  const promptTags =
    tags.prompt === ''
      ? []
      : ([
          ['title', tags.title],
          ['comment', tags.prompt],
          ['description', tags.prompt],
        ] as const);
  const newTags = [...promptTags, [recordOwner, tags.record] as const].filter(([name]) => !names.includes(name) || name === recordOwner);
  const recordNumber = names.indexOf(recordOwner) + 1;
  const keptItems = existing.boxes.filter((item) => recordNumber === 0 || viewOf(item.whole).getUint32(4) !== recordNumber);
  const addedNames = newTags.map(([name]) => name).filter((name) => !names.includes(name));
  const allNames = [...names, ...addedNames];
  const entries = allNames.map((name) => createBox('mdta', Buffer.from(name, 'utf8')));
  const items = newTags.map(([name, text]) => {
    const item = createBox('free', createDataBox(text));
    item.writeUInt32BE(allNames.indexOf(name) + 1, 4);
    return item;
  });
  const others = meta.boxes.filter((box) => box !== keys && box !== ilst).map(({ whole }) => whole);
  const list = createBox('ilst', ...keptItems.map(({ whole }) => whole), ...items);
  return createBox('meta', meta.prefix, ...others, createBox('keys', uint32s(0, allNames.length), ...entries), list, meta.rest);
}

/** Leaves out the tags whose item is already in `existing`. QuickTime's `©swr` names the program like `©too`, so it counts as `©too`. */
function withoutExisting(tags: readonly (readonly [string, string])[], existing: readonly FlatBox[]) {
  const existingTypes = new Set(existing.map(({ type }) => (type === '\u00a9swr' ? '\u00a9too' : type)));
  return tags.filter(([type]) => !existingTypes.has(type));
}

/** Returns the payload of `udta` with the tags added to the old payload (empty if there was none); null if they cannot be added. */
export function userDataWithTags(recordNumber: Uint8Array, tags: FileTags): Buffer | null {
  const existing = parseFlatBoxes(recordNumber);
  if (existing === null) return null;
  const metas = existing.boxes.filter(({ type }) => type === 'meta');
  if (metas.length > 1) return null;
  const [metaBox] = metas;
  const meta = metaBox === undefined ? null : readMeta(metaBox.payload);
  if (metaBox !== undefined && meta === null) return null;
  const newMeta =
    meta === null
      ? createMeta(tags, existing.boxes)
      : meta.handler === 'mdir'
        ? addItunesItems(meta, tags)
        : meta.handler === 'mdta'
          ? addQuickTimeItems(meta, tags)
          : null;
  if (newMeta === null) return null;
  // Four zeros may end a list of user data. Anything after them would not be read, so the tags are inserted before them.
  return Buffer.concat([...existing.boxes.filter((box) => box !== metaBox).map(({ whole }) => whole), newMeta, existing.rest]);
}
