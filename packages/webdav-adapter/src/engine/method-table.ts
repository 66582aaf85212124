import { get } from '../methods/get.ts';
import { head } from '../methods/head.ts';
import { options } from '../methods/options.ts';
import { propfind } from '../methods/propfind.ts';
import type { Method } from './exchange.ts';

/** The methods that are answered. Every other one, known to the engine or not, is refused. */
export const methodTable: Readonly<Record<string, Method>> = {
  OPTIONS: options,
  GET: get,
  HEAD: head,
  PROPFIND: propfind,
};
