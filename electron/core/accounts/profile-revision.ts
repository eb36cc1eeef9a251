// A profile and the revision of its key.

/** The profile of a request, and the revision of its key at that time. The key may be replaced before the response arrives. */
export interface ProfileRevision {
  readonly profileId: number;
  /** Counts changes of the key or the base URLs. */
  readonly keyRevision: number;
}
