// The short part of the soak trial `kills`.
import { kills } from '../../soak/trials/kills.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(kills);
