// The events of the log and the page that explains them.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { logEvents } from '../../../electron/core/ports/log-events.ts';

const page = readFileSync(new URL('../../../docs/troubleshooting.md', import.meta.url), 'utf8');
/** The first cells of the table below the heading "Events". */
const explained = (page.split('### Events')[1]?.split(/\n##+ /)[0] ?? '')
  .split('\n')
  .flatMap((row) => /^\| (.*?) \|/.exec(row)?.[1] ?? [])
  .flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, event]) => event));

test('the page explains every event exactly once, and no others', () => {
  expect(explained.toSorted()).toEqual([...logEvents].toSorted());
});

test('event names are in kebab-case', () => {
  expect(logEvents.filter((event) => !/^[a-z]+(-[a-z]+)*$/.test(event))).toEqual([]);
});
