// `holdCalls` holds calls of a fake. It must release every held call, even if several are held at once.
import { expect, test } from 'vitest';
import { holdCalls } from '../../support/held-calls.ts';

const createPort = () => ({ read: (name: string): Promise<string> => Promise.resolve(name) });

test('two held calls both continue', async () => {
  const port = createPort();
  const heldCalls = holdCalls(port, 'read');
  const reads = Promise.all([port.read('first'), port.read('second')]);
  heldCalls.release();
  await expect(reads).resolves.toEqual(['first', 'second']);
}, 2_000);

test('`end` releases every held call, and later calls are not held', async () => {
  const port = createPort();
  const heldCalls = holdCalls(port, 'read');
  const reads = Promise.all([port.read('first'), port.read('second')]);
  heldCalls.end();
  await expect(reads).resolves.toEqual(['first', 'second']);
  await expect(port.read('third')).resolves.toBe('third');
}, 2_000);
