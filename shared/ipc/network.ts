// What stands between the studio and the internet: a proxy that wants to know who asks, and hosts that may lie in a private network.
import { z } from 'zod';
import { nothing } from './common-inputs.ts';

const host = z.string().min(1).max(255);
const port = z.number().int().min(0).max(65_535);

export const networkStatus = z.strictObject({
  /** Hosts the person allowed, in the order of their names. */
  allowedHosts: z.array(host),
  /** A proxy that wants a name and password; null where none does. */
  proxy: z
    .strictObject({
      host,
      port,
      realm: z.string(),
      /** `declined`: the person put the question away. */
      state: z.enum(['asked', 'declined']),
      wasRefused: z.boolean(),
      canKeep: z.boolean(),
    })
    .nullable(),
});

export const networkCalls = {
  /**
   * Lets a host be asked although its name leads to unique local addresses. Only a host that main has refused for that reason is taken; the
   * downloads that wait for it are due at once.
   */
  'network.allowHost': { input: z.strictObject({ host }), output: nothing },
  'network.forgetHost': { input: z.strictObject({ host }), output: nothing },
  /** Answers the proxy's question and tries what waits for it. `keeps`: sealed by the keychain, for the next sessions as well. */
  'network.authenticateProxy': {
    input: z.strictObject({ host, port, name: z.string().min(1).max(255), password: z.string().max(1_024), keeps: z.boolean() }),
    output: nothing,
  },
  'network.declineProxy': { input: nothing, output: nothing },
  'network.showProxyPrompt': { input: nothing, output: nothing },
} as const;
