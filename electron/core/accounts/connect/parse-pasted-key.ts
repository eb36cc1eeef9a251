// The key in what a person pasted: a line of a shell or of a settings file, a header, a quotation. It never leaves main.

const invisible = /[\u200b-\u200d\u2060\ufeff]/g;
/** Keys begin with `sk-` (EvoLink's documentation). Nothing but quotes and closing marks may follow: a key cut by a space is not half a key. */
const amongWords = /^(?:(?:(?!sk-).)*[\s=:"'`“‘(])?(sk-[^\s"'`“”‘’,;)}]+)["'`”’,;)}\s]*$/su;
/** An assignment to a variable of the environment, for keys that begin otherwise. */
const assignment = /^(?:export\s+|set\s+|\$env:)?[A-Z][A-Z0-9_]*KEY\s*=\s*(?=\S)/;
const quoted = /^(?:"([^"]+)"|'([^']+)'|`([^`]+)`|“([^”]+)”|‘([^’]+)’)$/;

/** The key that a text holds; the text itself, without the space around it, where it cannot be told from more. */
export function parsePastedKey(text: string): string {
  const shown = text.replace(invisible, '').trim();
  const found = amongWords.exec(shown)?.[1];
  if (found !== undefined) return found;
  const assigned = shown.replace(assignment, '');
  return (
    quoted
      .exec(assigned)
      ?.slice(1)
      .find((inner) => inner !== undefined)
      ?.trim() ?? assigned
  );
}
