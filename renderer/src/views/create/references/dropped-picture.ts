// A picture dragged out of a browser. No file arrives, only the URL of the picture or of its page, and a piece of HTML.
import { isOwnDrag } from './own-drag.ts';

/** A picture to add: its URL, or its bytes. */
export type DroppedPicture =
  | { readonly kind: 'address'; readonly address: string }
  /** The picture was embedded in the page, as the small pictures of search results are. */
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

interface DroppedData {
  /** `text/uri-list`: one URL per line; lines with # are comments. */
  readonly uriList: string;
  /** `text/html`: the dragged piece of the page. */
  readonly html: string;
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };

/** The URL of the first picture in a piece of HTML; null if there is none. */
function pictureIn(html: string): string | null {
  const tag = /<img\b[^>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(html);
  const encodedUrl = tag?.[1] ?? tag?.[2] ?? tag?.[3] ?? null;
  return encodedUrl === null ? null : encodedUrl.replace(/&(?:amp|quot|#39|lt|gt);/g, (entity) => entities[entity] ?? entity);
}

/** The picture in a `data:` URL; null for any other URL. */
function pictureInAddress(address: string): DroppedPicture | null {
  const [, type, base64] = /^data:image\/(png|jpeg|webp|gif|bmp)(?:;[\w=-]+)*;base64,([\w+/=\s]+)$/i.exec(address) ?? [];
  if (type === undefined || base64 === undefined) return null;
  try {
    return {
      kind: 'bytes',
      name: `image.${type.toLowerCase()}`,
      bytes: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
    };
  } catch {
    return null; // invalid base64
  }
}

/** True for a URL from another program. The pictures of this window have no URL that another program could use. */
const isFromElsewhere = (address: string): boolean => /^(?:https?|blob|ftp):/i.test(address);

/** The dropped picture. An embedded picture is used rather than the link around it. null when neither is usable. */
export function droppedPicture({ uriList, html }: DroppedData): DroppedPicture | null {
  const picture = pictureIn(html);
  const bytes = picture === null ? null : pictureInAddress(picture);
  if (bytes !== null) return bytes;
  if (picture !== null && /^https?:/i.test(picture)) return { kind: 'address', address: picture };
  const firstUrl = uriList
    .split(/\r?\n/)
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('#'));
  return firstUrl !== undefined && isFromElsewhere(firstUrl) ? { kind: 'address', address: firstUrl } : null;
}

/** True when something dragged over the window may be a picture from a browser. Its data can be read only after the drop. */
export const carriesAddress = ({ types }: DataTransfer): boolean =>
  !types.includes('Files') && types.includes('text/uri-list') && !isOwnDrag();

/** Reads the picture out of a drop event's data; null if there is none. */
export const pictureOf = (data: DataTransfer): DroppedPicture | null =>
  droppedPicture({ uriList: data.getData('text/uri-list'), html: data.getData('text/html') });
