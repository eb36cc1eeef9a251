// The short part of the soak trial `live5000`.
import { live5000 } from '../../soak/trials/live5000.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(live5000);
