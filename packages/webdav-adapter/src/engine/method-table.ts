import { get } from '../methods/get.ts';
import { head } from '../methods/head.ts';
import { mkcol } from '../methods/mkcol.ts';
import { options } from '../methods/options.ts';
import { propfind } from '../methods/propfind.ts';
import type { Method } from './exchange.ts';

/** The methods with an answer of their own. Every other one, known to the engine or not, is refused. */
export const methodTable: Readonly<Record<string, Method>> = {
  OPTIONS: options,
  GET: get,
  HEAD: head,
  PROPFIND: propfind,
  MKCOL: mkcol,
};
