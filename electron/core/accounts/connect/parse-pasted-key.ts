// Extracts the key from pasted text, such as a line of a shell script or a settings file, an HTTP header, or a quoted key. The key never
// leaves the main process.

const invisible = /[\u200b-\u200d\u2060\ufeff]/g;
/**
 * Keys begin with `sk-` (EvoLink's documentation). Only quotes and closing marks may follow. A key that contains a space is refused, not
 * cut.
 */
const keyInText = /^(?:(?:(?!sk-).)*[\s=:"'`“‘(])?(sk-[^\s"'`“”‘’,;)}]+)["'`”’,;)}\s]*$/su;
/** An assignment to an environment variable, for keys that do not begin with `sk-`. */
const assignment = /^(?:export\s+|set\s+|\$env:)?[A-Z][A-Z0-9_]*KEY\s*=\s*(?=\S)/;
const quoted = /^(?:"([^"]+)"|'([^']+)'|`([^`]+)`|“([^”]+)”|‘([^’]+)’)$/;

/** The key in a text. If no key can be recognised, the trimmed text itself. */
export function parsePastedKey(text: string): string {
  const visibleText = text.replace(invisible, '').trim();
  const key = keyInText.exec(visibleText)?.[1];
  if (key !== undefined) return key;
  const assignedValue = visibleText.replace(assignment, '');
  return (
    quoted
      .exec(assignedValue)
      ?.slice(1)
      .find((inner) => inner !== undefined)
      ?.trim() ?? assignedValue
  );
}
