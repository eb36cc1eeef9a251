import { keyLeak } from '../../soak/trials/key-leak.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(keyLeak);
