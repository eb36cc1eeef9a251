// Makes any text fit for a file name on Windows, macOS and Linux: without forbidden, invisible and misleading characters, and cut to a length.

/** Control and format characters (also those that change the reading direction), separators, unpaired surrogates. */
const unreadable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;
/** Characters that Windows forbids in names. No system allows `/`. */
const forbidden = /[<>:"/\\|?*]/g;
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)/i;

/** The most that a name may take: bytes of UTF-8, which most file systems count, and UTF-16 units, which Windows counts. */
export interface NameLimit {
  readonly bytes: number;
  readonly units: number;
}

/** Bytes of UTF-8. An unpaired surrogate counts as the character that replaces it. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}

const segmenter = new Intl.Segmenter();

/** Cuts between grapheme clusters, so that no emoji is halved. */
export function truncate(text: string, limit: NameLimit): string {
  if (text.length <= limit.units && bytesOf(text) <= limit.bytes) return text;
  let result = '';
  let bytes = 0;
  for (const { segment } of segmenter.segment(text)) {
    bytes += bytesOf(segment);
    if (bytes > limit.bytes || result.length + segment.length > limit.units) break;
    result += segment;
  }
  return result;
}

/** The first `count` grapheme clusters. */
export function firstCharacters(text: string, count: number): string {
  let result = '';
  let remaining = count;
  for (const { segment } of segmenter.segment(text)) {
    if (remaining <= 0) break;
    result += segment;
    remaining -= 1;
  }
  return result;
}

/** One part of a name in Unicode form NFC, without characters that cause trouble in a shell, a file system or a file dialog. */
export function cleanPart(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(unreadable, '')
    .replace(forbidden, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/^[\s.~-]+|[\s.]+$/g, '')
    .normalize('NFC');
}

/** A whole name without its extension: clean, within the limit, and not the name of a device. Empty when nothing is left. */
export function safeStem(text: string, limit: NameLimit): string {
  // One byte is left for the underscore before the name of a device.
  const name = cleanPart(truncate(cleanPart(text), { bytes: limit.bytes - 1, units: limit.units - 1 }));
  return deviceName.test(name) ? `_${name}` : name;
}

/** True when a name that somebody typed can be used as it is. */
export const isSafeStem = (text: string, limit: NameLimit): boolean => text !== '' && safeStem(text, limit) === text;
