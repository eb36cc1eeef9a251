// Numbers as a language writes them. A formatter takes a hundred times as long to make as to use, and a screen shows hundreds of numbers;
// the first one takes 14 ms of a start, while nearly all numbers are whole.

/** Whole numbers in groups of three, as English and Chinese both write them. */
const whole = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** Writes numbers of a locale with at most so many digits after the point, none unless told. */
export function numbersIn(locale: string): (value: number, digits?: number) => string {
  const formatters = new Map<number, Intl.NumberFormat>();
  return (value, digits = 0) => {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return whole(value);
    let formatter = formatters.get(digits);
    if (formatter === undefined) {
      formatter = new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
      formatters.set(digits, formatter);
    }
    return formatter.format(value);
  };
}
