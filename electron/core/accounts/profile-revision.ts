// A profile as of a version of its key.

/** The profile that a request is made for, as it is before the request: its key may be replaced while the service answers. */
export interface ProfileRevision {
  readonly profileId: number;
  readonly keyRevision: number;
}
