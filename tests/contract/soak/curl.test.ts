// The short part of the soak trial `curl`.
import { curl } from '../../soak/trials/curl.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(curl);
