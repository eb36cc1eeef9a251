// Declares the part of papaparse that `csv.ts` and `shared/export` use. The published types import the types of Node, which `shared/` must not use.
declare module 'papaparse/papaparse.js' {
  interface Step {
    readonly data: readonly string[];
    readonly errors: readonly { readonly type: 'Quotes' | 'Delimiter' | 'FieldMismatch' }[];
    /** `cursor`: the index in the text at which the next record begins. */
    readonly meta: { readonly cursor: number };
  }
  interface Options {
    readonly delimiter: string;
    readonly newline: '\n';
    /** True splits the whole text into lines at once and ignores quotes; false parses record by record. */
    readonly fastMode: boolean;
    readonly step: (record: Step, parser: { abort(): void }) => void;
  }
  interface UnparseOptions {
    readonly newline: '\r\n';
    /** Cells that match get an apostrophe. */
    readonly escapeFormulae: RegExp;
  }
  const papaparse: {
    parse(text: string, options: Options): void;
    unparse(rows: readonly (readonly (string | number | boolean | null)[])[], options: UnparseOptions): string;
  };

  // biome-ignore lint/style/noDefaultExport: the package has a default export
  export { papaparse as default };
}
