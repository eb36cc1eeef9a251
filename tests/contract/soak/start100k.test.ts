// The short part of the soak trial `start100k`.
import { start100k } from '../../soak/trials/start100k.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(start100k);
