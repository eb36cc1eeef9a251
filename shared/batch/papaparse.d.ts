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
    /** Stop after so many records; 0: never. */
    readonly preview: number;
    readonly step: (record: Step) => void;
  }
  const papaparse: { parse(text: string, options: Options): void };

  // biome-ignore lint/style/noDefaultExport: that is how the package exports it
  export { papaparse as default };
}
