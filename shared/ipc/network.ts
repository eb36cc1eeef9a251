// The network between the studio and the service: a proxy that requires a sign-in, and hosts that may be in a private network.
import { z } from 'zod';
import { emptyObject } from './common-inputs.ts';

const host = z.string().min(1).max(255);
const port = z.number().int().min(0).max(65_535);

/** Allowed hosts, and a proxy that waits for a sign-in. */
export const networkStatus = z.strictObject({
  /** Hosts that the user has allowed, in the order of their names. */
  allowedHosts: z.array(host),
  /** The proxy that requires a name and password; null where none does. */
  proxy: z
    .strictObject({
      host,
      port,
      realm: z.string(),
      /** `declined`: the user has closed the dialog. */
      state: z.enum(['asked', 'declined']),
      wasRefused: z.boolean(),
      canKeep: z.boolean(),
    })
    .nullable(),
});

/** The calls about the proxy and allowed hosts. */
export const networkCalls = {
  /**
   * Allows a host although its name resolves to unique local addresses. Accepts only a host that main has refused for that reason.
   * Downloads that wait for the permission are due at once.
   */
  'network.allowHost': { input: z.strictObject({ host }), output: emptyObject },
  'network.forgetHost': { input: z.strictObject({ host }), output: emptyObject },
  /**
   * Signs in to the proxy and retries what waits for the sign-in. `remembersPassword`: the keychain encrypts the credentials, also for later sessions.
   */
  'network.authenticateProxy': {
    input: z.strictObject({
      host,
      port,
      name: z.string().min(1).max(255),
      password: z.string().max(1_024),
      remembersPassword: z.boolean(),
    }),
    output: emptyObject,
  },
  'network.declineProxy': { input: emptyObject, output: emptyObject },
  'network.showProxyPrompt': { input: emptyObject, output: emptyObject },
} as const;
