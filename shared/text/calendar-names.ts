// The names of months and weekdays in a language. They are listed once, because formatting a date takes long, and because a cached formatter
// would keep the time zone that the computer had when it was created.

/** Returns the items of a list that is computed by the first call. */
function lazyList(compute: () => readonly string[]): (index: number) => string {
  let items: readonly string[] | null = null;
  return (index) => {
    items ??= compute();
    return items[index] ?? '';
  };
}

/** Returns a function for the name of a month: 0 is January, as in `Date.getMonth`. */
export const monthNamesIn = (locale: string, style: 'long' | 'short'): ((month: number) => string) =>
  lazyList(() => {
    const { format } = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' });
    return Array.from({ length: 12 }, (_, month) => format(Date.UTC(2024, month, 1)));
  });

/** Returns a function for the name of a weekday: 0 is Sunday, as in `Date.getDay`. */
export const weekdayNamesIn = (locale: string): ((weekday: number) => string) =>
  lazyList(() => {
    const { format } = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
    // 7 January 2024 was a Sunday.
    return Array.from({ length: 7 }, (_, weekday) => format(Date.UTC(2024, 0, 7 + weekday)));
  });
