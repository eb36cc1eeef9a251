// The short part of the soak trial `key-leak`.
import { keyLeak } from '../../soak/trials/key-leak.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(keyLeak);
