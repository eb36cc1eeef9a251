// The space between Chinese and what begins or ends with a Latin letter or a digit, where a value is put into a sentence.

/** `value` behind Chinese: "预计 21 小时", but "预计不到 1 分钟". */
export const afterChinese = (value: string | number): string => (/^[\x21-\x7e]/.test(String(value)) ? ` ${value}` : String(value));

/** `value` with Chinese on both sides of it. */
export const betweenChinese = (value: string | number): string => `${afterChinese(value)}${/[\x21-\x7e]$/.test(String(value)) ? ' ' : ''}`;

/** "a, b" as Chinese lists things: "a、b". */
export const listed = (offered: string | number | undefined): string => String(offered ?? '').replaceAll(', ', '、');
