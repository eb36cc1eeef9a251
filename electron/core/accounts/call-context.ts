// For whom a call to the service is made.

/** The profile that a call is made for, as it is before the call: its key may be replaced while the service answers. */
export interface CallContext {
  readonly profileId: number;
  readonly keyRevision: number;
}
