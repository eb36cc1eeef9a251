// As much of papaparse as `csv.ts` uses. Its published types pull in those of Node, which `shared/` must not see.
declare module 'papaparse/papaparse.js' {
  interface Step {
    readonly data: readonly string[];
    readonly errors: readonly { readonly type: 'Quotes' | 'Delimiter' | 'FieldMismatch' }[];
    /** `cursor`: where in the text the next record begins. */
    readonly meta: { readonly cursor: number };
  }
  interface Options {
    readonly delimiter: string;
    readonly newline: '\n';
    /** true cuts the whole text into lines at once; false reads record by record. */
    readonly fastMode: boolean;
    readonly step: (record: Step, parser: { abort(): void }) => void;
  }
  const papaparse: { parse(text: string, options: Options): void };

  // biome-ignore lint/style/noDefaultExport: that is how the package exports it
  export { papaparse as default };
}
