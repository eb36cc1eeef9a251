// A picture dragged out of a browser: no file crosses, only the address of the picture or of the page behind it, and a piece of the page.
import { isOwnDrag } from './own-drag.ts';

export type DroppedPicture =
  | { readonly kind: 'address'; readonly address: string }
  /** It stood in the page itself, as small pictures of search results do. */
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

interface DroppedData {
  /** `text/uri-list`: an address a line; lines with a # are remarks. */
  readonly uriList: string;
  /** `text/html`: the dragged piece of the page. */
  readonly html: string;
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };

/** The address of the first picture in a piece of a page; null where there is none. */
function pictureIn(html: string): string | null {
  const tag = /<img\b[^>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(html);
  const written = tag?.[1] ?? tag?.[2] ?? tag?.[3] ?? null;
  return written === null ? null : written.replace(/&(?:amp|quot|#39|lt|gt);/g, (entity) => entities[entity] ?? entity);
}

/** The bytes of a picture whose address holds them; null for any other address. */
function pictureInAddress(address: string): DroppedPicture | null {
  const [, type, base64] = /^data:image\/(png|jpeg|webp|gif|bmp)(?:;[\w=-]+)*;base64,([\w+/=\s]+)$/i.exec(address) ?? [];
  if (type === undefined || base64 === undefined) return null;
  try {
    return { kind: 'bytes', name: `image.${type.toLowerCase()}`, bytes: Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)) };
  } catch {
    return null; // no base64
  }
}

/** Of another program: what the window itself shows has no address outside of it. */
const isFromElsewhere = (address: string): boolean => /^(?:https?|blob|ftp):/i.test(address);

/** What was dragged here: a picture before the link that it is. Null where nothing of it can be one. */
export function droppedPicture({ uriList, html }: DroppedData): DroppedPicture | null {
  const picture = pictureIn(html);
  const bytes = picture === null ? null : pictureInAddress(picture);
  if (bytes !== null) return bytes;
  if (picture !== null && /^https?:/i.test(picture)) return { kind: 'address', address: picture };
  const listed = uriList
    .split(/\r?\n/)
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('#'));
  return listed !== undefined && isFromElsewhere(listed) ? { kind: 'address', address: listed } : null;
}

/** Whether something dragged over the window may be a picture out of a browser. Its data cannot be read before it is dropped. */
export const carriesAddress = ({ types }: DataTransfer): boolean =>
  !types.includes('Files') && types.includes('text/uri-list') && !isOwnDrag();

/** What was dropped. */
export const pictureOf = (data: DataTransfer): DroppedPicture | null =>
  droppedPicture({ uriList: data.getData('text/uri-list'), html: data.getData('text/html') });
