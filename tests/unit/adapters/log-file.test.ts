import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createLogFile, redactedFields } from '../../../electron/adapters/log-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const clock = { now: () => Date.UTC(2026, 8, 1) };
const random = { id: (length: number) => 'k'.repeat(length) };
const lines = (name = 'studio.log') =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  it('is one JSON object per line', () => {
    const log = createLogFile({ folder: join(folder, 'a'), level: 'info', clock, random });
    log.info('studio-started', { version: '1' });
    log.warn('statement-slow');
    folder = join(folder, 'a');
    expect(lines()).toEqual([
      { at: '2026-09-01T00:00:00.000Z', level: 'info', event: 'studio-started', version: '1' },
      { at: '2026-09-01T00:00:00.000Z', level: 'warn', event: 'statement-slow' },
    ]);
    folder = join(folder, '..');
  });

  it.each([
    ['debug', ['job-start', 'job-end', 'statement-slow', 'incident']],
    ['info', ['job-end', 'statement-slow', 'incident']],
    ['warn', ['statement-slow', 'incident']],
    ['error', ['incident']],
  ] as const)('at level %s contains that level and more important ones', (level, events) => {
    const log = createLogFile({ folder, level, clock, random });
    let evaluations = 0;
    log.debug('job-start', () => {
      evaluations += 1;
      return { task: 1 };
    });
    log.info('job-end');
    log.warn('statement-slow');
    log.incident(new Error('x'), 'y');
    expect(lines().map((line) => line.event)).toEqual(events);
    // Fields of a line that is not written are not evaluated.
    expect(evaluations).toBe(level === 'debug' ? 1 : 0);
  });

  it('contains a bug with its id, stack and causes', () => {
    const log = createLogFile({ folder, level: 'info', clock, random });
    const incident = log.incident(new Error('outer', { cause: new Error('inner with sk-abcdef123456') }), 'dispatch');
    const [line] = lines();
    expect([incident, line?.incident, line?.where]).toEqual(['kkkkkkkk', 'kkkkkkkk', 'dispatch']);
    expect(line?.error).toMatch(/outer[\s\S]*log-file\.test\.ts[\s\S]*caused by Error: inner with \[key\]/);
    for (const thrown of [undefined, null, 7, 'text', { a: 1 }, Symbol('x'), () => 1]) log.incident(thrown, 'x');
    expect(lines().length).toBe(8);
  });

  it('has a limited size', () => {
    const log = createLogFile({ folder, level: 'info', clock, random, maxBytes: 1_000 });
    for (let index = 0; index < 100; index += 1) log.info('job-end', { index });
    expect(readdirSync(folder).sort()).toEqual(['studio.1.log', 'studio.log']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(1_000);
    expect([lines('studio.1.log').at(-1)?.index, lines().at(-1)?.index]).toEqual([Number(lines()[0]?.index) - 1, 99]);
  });

  it('ignores a failed write', () => {
    writeFileSync(join(folder, 'file'), '');
    const log = createLogFile({ folder: join(folder, 'file'), level: 'info', clock, random });
    log.info('job-end');
    expect(log.incident(new Error('x'), 'y')).toBe('kkkkkkkk');
  });
});

describe('secrets', () => {
  it('are redacted wherever they occur', () => {
    const fields = {
      apiKey: 'abc',
      key: 'abc',
      Authorization: 'Bearer abc',
      nested: { negative_prompt: 'a fox', list: ['sk-abcdef0123', { prompt: 'x' }] },
      text: 'used sk-abcdef0123456789_X-y with authorization: Bearer abc.def',
      prompt: null,
      idempotencyKey: 'studio-1',
      monkey: 'kept',
      keyboard: 'kept',
    };
    expect(redactedFields(fields)).toEqual({
      apiKey: '[left out]',
      key: '[left out]',
      Authorization: '[left out]',
      nested: { negative_prompt: '[left out]', list: ['[key]', { prompt: '[left out]' }] },
      text: 'used [key] with authorization: [key]',
      prompt: null,
      idempotencyKey: 'studio-1',
      monkey: 'kept',
      keyboard: 'kept',
    });
  });

  it('are found in long and deep values, which are truncated', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(20)}1${'}'.repeat(20)}`) as Record<string, never>;
    expect(JSON.stringify(redactedFields(deep))).toContain('[too deep]');
    expect((redactedFields({ text: 'x'.repeat(20_000) }).text as string).length).toBe(8_001);
  });
});
