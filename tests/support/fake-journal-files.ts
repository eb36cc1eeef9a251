// A fake of the journals of library folders, without a disk. A test can make its calls fail.
import type { JournalFiles } from '../../electron/core/ports.ts';
import type { FolderError } from '../../shared/errors.ts';
import { fail, ok } from '../../shared/result.ts';

export interface FakeJournalFiles extends JournalFiles {
  /** Texts of the journals, by folder and name. */
  readonly texts: Map<string, Map<string, string>>;
  /** The error with which every call fails; null: calls succeed. */
  error: FolderError | null;
}

/** Lengths and offsets are in characters, not in bytes. */
export function createFakeJournalFiles(): FakeJournalFiles {
  const texts: FakeJournalFiles['texts'] = new Map();
  const journals = (folder: string) => {
    const journalsOfFolder = texts.get(folder) ?? new Map<string, string>();
    texts.set(folder, journalsOfFolder);
    return journalsOfFolder;
  };
  const fake: FakeJournalFiles = {
    texts,
    error: null,
    async list(folder) {
      if (fake.error !== null) return fail(fake.error);
      return ok([...journals(folder)].map(([name, text]) => ({ name, bytes: text.length })));
    },
    async read(folder, name, from) {
      if (fake.error !== null) return fail(fake.error);
      const rest = (journals(folder).get(name) ?? '').slice(from);
      const endOfLines = rest.lastIndexOf('\n');
      return ok({ lines: endOfLines === -1 ? [] : rest.slice(0, endOfLines).split('\n'), end: from + endOfLines + 1 });
    },
    async append(folder, name, lines) {
      if (fake.error !== null) return fail(fake.error);
      const before = journals(folder).get(name) ?? '';
      const text = `${before}${lines.map((line) => `${line}\n`).join('')}`;
      journals(folder).set(name, text);
      return ok({ from: before.length, bytes: text.length });
    },
  };
  return fake;
}
