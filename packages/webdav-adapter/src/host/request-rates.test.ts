import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRequestRates } from './request-rates.ts';

test('no address gets more than its requests in a minute, and each gets them again after it', () => {
  const step = fc.record({
    address: fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8::2'),
    pause: fc.integer({ min: 0, max: 40_000 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (steps, most) => {
      let now = 0;
      const reached: string[] = [];
      const rates = createRequestRates(
        most,
        ({ address }) => reached.push(address),
        () => now,
      );
      const began = new Map<string, { at: number; requests: number }>();
      for (const { address, pause } of steps) {
        now += pause;
        const key = address.startsWith('2001:') ? 'network' : address;
        let window = began.get(key);
        if (window === undefined || now - window.at >= 60_000) window = { at: now, requests: 0 };
        window.requests += 1;
        began.set(key, window);
        if (window.requests <= most) rates.count(address);
        else {
          const seconds = Math.ceil((window.at + 60_000 - now) / 1000);
          expect(() => rates.count(address)).toThrow(
            expect.objectContaining({ status: 429, options: { headers: { 'Retry-After': seconds } } }),
          );
          expect(reached.pop()).toBe(address);
        }
      }
      expect(reached).toEqual([]);
    }),
  );
});

test('this machine and requests without an address are not counted', () => {
  const rates = createRequestRates(1, () => expect.unreachable());
  for (const address of ['', '127.0.0.1', '127.8.0.1', '::1'])
    for (let request = 0; request < 3; request++) expect(() => rates.count(address)).not.toThrow();
});
