/** The input of `profiles.connect` for a new profile at the service's own addresses. */
export const connection = { profileId: null, name: 'Mine', key: 'sk-abcdefgh1234', apiBaseUrl: null, filesBaseUrl: null };
