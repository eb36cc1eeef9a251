import { curl } from '../../soak/trials/curl.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(curl);
