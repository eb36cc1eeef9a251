// The first screen: a key, or the simulator.
/** The first screen, which asks for a key or offers the simulator. */
export const welcome = {
  title: 'Make your first video',
  before: {
    keychain: 'Your key stays in this computer’s keychain. Videos are saved to ',
    'session-only': 'This computer has no keychain, so a key is kept until you quit and never written down. Videos are saved to ',
  },
  after: ' the moment they are ready.',
  key: 'EvoLink API key',
  keyHint: 'sk-…',
  connect: 'Connect',
  connecting: 'Checking the key…',
  getKey: 'Get a key',
  noAnswer: 'Check the network, then connect again. The key was not kept.',
  or: 'or',
  trySimulator: 'Try it with simulated videos',
  starting: 'Starting the simulator…',
  simulatorDetail: 'Simulated videos are drawn on this computer, cost nothing and are always marked.',
  sessionOnly: 'This computer has no keychain, so the key is kept for this session only: paste it again next time.',
  environment: (lastFour: string): string => `There is a key in EVOLINK_API_KEY that ends in ${lastFour}.`,
  useEnvironment: 'Use it',
  notThisOne: 'No, thanks',
  status: 'No key yet',
};
