import type { Asset, AssetGroup } from '@immich-webdav/core';
import { createFakeImmich, type FakeImmich, type FakeImmichOptions } from '@immich-webdav/fake-immich';
import { onTestFinished } from 'vitest';
import { createImmichSource, type ImmichOptions, type ImmichSource } from '../src/index.ts';

/** Each line of releases that is supported. */
export const RELEASES = ['2.7.5', '3.1.0'] as const;

export interface Started {
  readonly immich: FakeImmich;
  readonly source: ImmichSource;
  readonly url: string;
  readonly warnings: readonly string[];
}

/** A stand-in and a source that reads it; both end with the test. */
export async function start(fake: FakeImmichOptions, options: Partial<ImmichOptions> = {}): Promise<Started> {
  const immich = createFakeImmich(fake);
  const { url } = await immich.listen();
  const warnings: string[] = [];
  const source = createImmichSource({
    url,
    apiKey: 'admin-key',
    onWarning: (message) => warnings.push(message),
    ...options,
  });
  onTestFinished(async () => {
    await source.close();
    await immich.close();
  });
  return { immich, source, url, warnings };
}

export async function groupNamed(source: ImmichSource, name: string): Promise<AssetGroup> {
  const groups = await source.listGroups('album');
  return known(groups.find((group) => group.name === name));
}

export async function assetsOf(source: ImmichSource, group: AssetGroup): Promise<readonly Asset[]> {
  const assets: Asset[] = [];
  for await (const page of source.listAssets({ group })) assets.push(...page);
  return assets;
}

export async function firstAsset(source: ImmichSource): Promise<Asset> {
  const [group] = await source.listGroups('album');
  return known((await assetsOf(source, known(group)))[0]);
}

export async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Gives what a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Waits until the stand-in has nothing left to answer. */
export async function untilIdle(immich: FakeImmich): Promise<void> {
  while (immich.openRequests > 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A value that the test could not go on without. */
export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('It is not there.');
  return value;
}
