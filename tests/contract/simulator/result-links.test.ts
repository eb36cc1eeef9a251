import { beforeEach, describe, expect, test } from 'vitest';
import { type SimulatedService, startSimulatedService } from './simulated-service.ts';

const hourMs = 3_600_000;

describe('a result link', () => {
  let service: SimulatedService;
  let link: string;
  let wholeFile: Buffer;
  const get = async (headers: Record<string, string> = {}, method = 'GET') => {
    const response = await fetch(link, { method, headers });
    return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
  };

  beforeEach(async () => {
    service = await startSimulatedService();
    link = (await service.generate()).results[0];
    wholeFile = (await get()).body;
  });

  test('serves an MP4 with length, validators and ranges, to anyone who has it', async () => {
    const { status, headers, body } = await get();
    expect([status, headers.get('content-type'), headers.get('accept-ranges'), Number(headers.get('content-length'))]).toEqual([
      200,
      'video/mp4',
      'bytes',
      body.length,
    ]);
    expect(headers.get('etag')).toMatch(/^"[0-9a-f]{32}"$/);
    expect(Date.parse(headers.get('last-modified') ?? '')).toBeGreaterThan(0);
    expect(body.subarray(4, 8).toString()).toBe('ftyp');
  });

  test.each([
    ['bytes=0-99', 0, 100],
    ['bytes=100-', 100, null],
    ['bytes=-10', -10, null],
  ])('answers %s with that range', async (range, start, end) => {
    const part = wholeFile.subarray(start, end ?? undefined);
    const from = start < 0 ? wholeFile.length + start : start;
    const { status, headers, body } = await get({ range });
    expect([status, headers.get('content-range'), Number(headers.get('content-length')), body]).toEqual([
      206,
      `bytes ${from}-${from + part.length - 1}/${wholeFile.length}`,
      part.length,
      part,
    ]);
  });

  test('rejects a range beyond the end, and ignores one it cannot parse', async () => {
    const beyondEnd = await get({ range: `bytes=${wholeFile.length}-` });
    const twoRanges = await get({ range: 'bytes=0-1,5-6' });
    expect([beyondEnd.status, beyondEnd.headers.get('content-range'), twoRanges.status, twoRanges.body.length]).toEqual([
      416,
      `bytes */${wholeFile.length}`,
      200,
      wholeFile.length,
    ]);
  });

  test('serves the whole file when If-Range names another version', async () => {
    const { headers } = await get({}, 'HEAD');
    const range = 'bytes=10-';
    const statuses = [
      headers.get('etag'),
      headers.get('last-modified'),
      '"another"',
      `W/${headers.get('etag')}`,
      new Date(0).toUTCString(),
    ].map(async (condition) => (await get({ range, 'if-range': condition ?? '' })).status);
    expect(await Promise.all(statuses)).toEqual([206, 206, 200, 200, 200]);
  });

  test('answers a matching condition with 304', async () => {
    const { headers } = await get({}, 'HEAD');
    const statuses = [
      { 'if-none-match': headers.get('etag') ?? '' },
      { 'if-modified-since': headers.get('last-modified') ?? '' },
      { 'if-none-match': '"another"' },
    ];
    expect(await Promise.all(statuses.map(async (condition) => (await get(condition)).status))).toEqual([304, 304, 200]);
  });

  test('expires after 24 hours, although the task still contains the link', async () => {
    const taskId = service.simulator.control.ledger().accepted[0]?.taskId ?? '';
    service.simulator.control.advance(24 * hourMs - 5_000);
    const before = await get();
    service.simulator.control.advance(6_000);
    const after = await get();
    expect([before.status, after.status, after.body.toString()]).toEqual([200, 403, expect.stringContaining('<Code>AccessDenied</Code>')]);
    const { body: withLinks } = await service.call('GET', `/v1/tasks/${taskId}`);
    service.simulator.control.configure({ expiredResults: 'dropped' });
    const { body: withoutLinks } = await service.call('GET', `/v1/tasks/${taskId}`);
    expect([withLinks.results, withoutLinks.results, withoutLinks.status]).toEqual([[link], [], 'completed']);
  });

  test('can be expired early, with or without a fresh link', async () => {
    const taskId = service.simulator.control.ledger().accepted[0]?.taskId ?? '';
    service.simulator.control.expireLinks(taskId, true);
    const { body: renewed } = await service.call('GET', `/v1/tasks/${taskId}`);
    const renewedLink = await fetch(renewed.results[0]);
    expect([(await get()).status, renewed.results[0] === link, renewedLink.status]).toEqual([403, false, 200]);
    service.simulator.control.expireLinks(null, false);
    const { body: notRenewed } = await service.call('GET', `/v1/tasks/${taskId}`);
    expect([notRenewed.results, (await fetch(notRenewed.results[0])).status]).toEqual([renewed.results, 403]);
  });
});
