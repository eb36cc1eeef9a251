// Handlers of the calls about profiles.
import { ok } from '../../../shared/result.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { ProfileService } from '../accounts/profile-service.ts';
import type { SimulatorProfile } from '../accounts/simulator-profile.ts';
import type { Notices } from '../notices.ts';
import type { HandlersOf } from './handler-types.ts';

/** Creates the handlers. Called once by `core/compose/`. */
export function profileHandlers(deps: {
  profiles: ProfileService;
  accounts: AccountGate;
  simulator: SimulatorProfile;
  notices: Notices;
}): HandlersOf<'profiles'> {
  const { profiles, accounts, simulator, notices } = deps;
  return {
    async 'profiles.connect'(input) {
      const connected = await profiles.connect(input);
      if (connected.ok) notices.remove('key-in-environment');
      return connected;
    },
    'profiles.cancelConnect': () => {
      profiles.cancelConnect();
      return ok({});
    },
    async 'profiles.useSimulator'() {
      const choice = profiles.takeChoiceNumber();
      const id = await simulator.ensure();
      profiles.activate(id, choice);
      // The credits of the simulator are shown like those of any other profile. A failed reading is ignored, because the simulator works
      // without it.
      await profiles.readBalance(id);
      const row = accounts.row(id);
      if (row === undefined) throw new Error('the simulator profile does not exist');
      return ok(accounts.view(row));
    },
    'profiles.activate': ({ profileId }) => {
      const activated = profiles.activateById(profileId);
      if (activated.ok && accounts.row(profileId)?.kind === 'simulator') simulator.startIfUsed(profileId);
      return activated;
    },
    'profiles.check': ({ profileId }) => profiles.check(profileId),
    'profiles.pause': ({ profileId, paused }) => profiles.setPaused(profileId, paused),
    'profiles.resume': ({ profileId }) => profiles.resume(profileId),
    'profiles.setRequestRate': ({ profileId, requestsPerSecond }) => profiles.setRequestRate(profileId, requestsPerSecond),
    'profiles.forgetKey': ({ profileId }) => profiles.forgetKey(profileId),
  };
}
