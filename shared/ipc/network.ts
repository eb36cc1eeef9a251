// What stands between the studio and the internet: hosts that the person lets be asked although they may lie in a private network.
import { z } from 'zod';
import { nothing } from './common.ts';

const host = z.string().min(1).max(255);

export const networkStatus = z.strictObject({
  /** Hosts the person allowed, in the order of their names. */
  allowedHosts: z.array(host),
});

export const networkCalls = {
  /**
   * Lets a host be asked although its name leads to unique local addresses. Only a host that main has refused for that reason is taken; the
   * downloads that wait for it are due at once.
   */
  'network.allowHost': { input: z.strictObject({ host }), output: nothing },
  'network.forgetHost': { input: z.strictObject({ host }), output: nothing },
} as const;
