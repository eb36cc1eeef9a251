// Formats numbers for a language. Creating an `Intl` formatter takes a hundred times as long as using it, and a screen shows hundreds of numbers; the
// first one takes 14 ms of a start, while nearly all numbers are integers.

/** Formats an integer in groups of three, as in English and Chinese. */
const formatInteger = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** Returns a function that formats numbers for a locale, with at most `digits` digits after the point (0 by default). */
export function numbersIn(locale: string): (value: number, digits?: number) => string {
  const formatters = new Map<number, Intl.NumberFormat>();
  return (value, digits = 0) => {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return formatInteger(value);
    let formatter = formatters.get(digits);
    if (formatter === undefined) {
      formatter = new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
      formatters.set(digits, formatter);
    }
    return formatter.format(value);
  };
}
