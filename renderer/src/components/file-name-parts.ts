// Splits the name of a file for display. Pure.

/** A part of a name; `isRightToLeft` for words of Arabic, Hebrew and the like. */
export interface FileNamePart {
  readonly text: string;
  readonly isRightToLeft: boolean;
}

/** Words of these scripts, with everything but other letters between them: a number between two words belongs to their sentence. */
const rightToLeftWords = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]+(?:[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]+)*/gu;

/** The parts of a name in their order. */
export function fileNameParts(name: string): readonly FileNamePart[] {
  const parts: FileNamePart[] = [];
  let from = 0;
  for (const { 0: words, index } of name.matchAll(rightToLeftWords)) {
    if (index > from) parts.push({ text: name.slice(from, index), isRightToLeft: false });
    parts.push({ text: words, isRightToLeft: true });
    from = index + words.length;
  }
  if (from < name.length) parts.push({ text: name.slice(from), isRightToLeft: false });
  return parts;
}
