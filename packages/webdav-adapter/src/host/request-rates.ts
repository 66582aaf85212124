import { LRUCache } from 'lru-cache';
import { Refusal } from '../http/refusal.ts';
import { addressKey } from './address.ts';
import type { OnLimit } from './limits.ts';

/** Bounds the requests of each address. */
export interface RequestRates {
  /** `address` is one of `plainAddress`. Throws a `Refusal` with 429 and `Retry-After` for one request too many. */
  count(address: string): void;
}

interface Window {
  readonly beganAt: number;
  requests: number;
}

const windowMs = 60_000;
/** Bounds the memory. An evicted address begins a new window. */
const mostAddresses = 10_000;

/** This machine, or unknown: the address of a proxy that reports no client stands for all of them. */
const isShared = (address: string): boolean => address === '' || address === '::1' || address.startsWith('127.');

/**
 * Allows each address so many requests in a minute, counted from its first. An IPv6 address counts by its network (/64); requests
 * without an address and those of this machine are not counted.
 */
export function createRequestRates(
  requestsPerAddress: number,
  onLimit: OnLimit,
  now: () => number = () => performance.now(),
): RequestRates {
  const windows = new LRUCache<string, Window>({ max: mostAddresses });
  return {
    count(address) {
      if (isShared(address)) return;
      const key = address.includes(':') ? addressKey(address) : address;
      const time = now();
      let window = windows.get(key);
      if (window === undefined || time - window.beganAt >= windowMs) {
        window = { beganAt: time, requests: 0 };
        windows.set(key, window);
      }
      window.requests += 1;
      if (window.requests <= requestsPerAddress) return;
      onLimit({ limit: 'requestsPerAddress', address });
      const seconds = Math.max(1, Math.ceil((window.beganAt + windowMs - time) / 1000));
      throw new Refusal(429, `Too many requests came from this address; try again in ${seconds} s.`, {
        headers: { 'Retry-After': seconds },
      });
    },
  };
}
