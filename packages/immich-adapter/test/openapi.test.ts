import { existsSync, readFileSync } from 'node:fs';
import type { WriteAbility } from '@immich-webdav/core';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { missingFor, type ReadKind } from '../src/account/permissions.ts';
import { abilitiesWith } from '../src/writer/abilities.ts';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly nullable?: boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Media {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Operation {
  readonly operationId: string;
  readonly 'x-immich-permission'?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: Media;
  readonly responses: Readonly<Record<string, Media>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const RELEASES = ['2.7.5', '3.1.0'] as const;

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const published = (release: string): string => `../../../../shared/immich/openapi/immich-${release}.json`;
const isPresent = RELEASES.every((release) => existsSync(new URL(published(release), import.meta.url)));
const why = isPresent ? '' : ' (skipped: ../shared is absent)';

const contract = parse(read('../openapi/immich.yaml')) as Document;

/** Where a release is known to differ from the contract, and why the adapter can live with it. */
const DIFFERENCES: Readonly<Record<(typeof RELEASES)[number], Readonly<Record<string, string>>>> = {
  '2.7.5': {
    'GET /albums query isOwned: absent': 'only 3.x is asked with it',
    'GET /people query page: number': 'whole numbers are numbers',
    'GET /people query size: number': 'whole numbers are numbers',
    'POST /search/metadata body.page: number': 'whole numbers are numbers',
    'POST /search/metadata body.rating: number': 'whole numbers are numbers',
    'POST /search/metadata body.size: number': 'whole numbers are numbers',
    'POST /search/smart body.page: number': 'whole numbers are numbers',
    'POST /search/smart body.size: number': 'whole numbers are numbers',
    'POST /search/statistics body.rating: number': 'whole numbers are numbers',
  },
  '3.1.0': {
    'GET /albums query shared: absent': 'only 2.x is asked with it',
    'GET /albums 200[].assets: absent': 'read from 2.x only; its absence tells 3.x',
    'GET /albums 200[].owner: absent': 'read from 2.x only',
    'GET /albums/{id} 200.owner: absent': 'read from 2.x only',
    'GET /albums/{id} 200.assets: absent': 'read from 2.x only; its absence tells 3.x',
    'GET /albums/{id} query withoutAssets: absent': 'only 2.x is asked with it',
    'GET /assets/{id} 200.exifInfo.rating: integer':
      'whole numbers are numbers; it is asked for a file that was replaced',
    'PATCH /albums/{id} 200.assets: absent': 'not read from this answer',
    'PATCH /albums/{id} 200.owner: absent': 'not read from this answer',
    'POST /albums 201.assets: absent': 'not read from this answer',
    'POST /albums 201.owner: absent': 'not read from this answer',
    'POST /assets body.deviceAssetId: absent': 'only 2.x asks for it',
    'POST /assets body.deviceId: absent': 'only 2.x asks for it',
    'PUT /assets body.rating: integer': 'only whole numbers are sent',
    'GET /shared-links/me 200.assets[].exifInfo.rating: integer': 'whole numbers are numbers',
    'GET /stacks 200[].assets[].exifInfo.rating: integer': 'whole numbers are numbers; stacks are read for ids',
    'POST /search/metadata 200.assets.items[].exifInfo.rating: integer': 'whole numbers are numbers',
    'POST /search/smart 200.assets.items[].exifInfo.rating: integer': 'whole numbers are numbers',
    'POST /shared-links/login 201.assets[].exifInfo.rating: integer': 'the assets are read from the link itself',
  },
};

/** What groups of a kind are read with, in all releases. */
const OPERATIONS: Readonly<Record<ReadKind, readonly string[]>> = {
  album: ['getAllAlbums', 'getAlbumInfo', 'searchAssets', 'downloadAsset'],
  month: ['getTimeBuckets', 'searchAssets', 'getMyUser', 'downloadAsset'],
  person: ['getAllPeople', 'getTimeBuckets', 'searchAssets', 'getMyUser', 'downloadAsset'],
  tag: ['getAllTags', 'getTimeBuckets', 'searchAssets', 'getMyUser', 'downloadAsset'],
  unfiled: ['searchAssetStatistics', 'searchAssets', 'getMyUser', 'downloadAsset'],
  search: ['searchAssetStatistics', 'searchAssets', 'searchSmart', 'getMyUser', 'downloadAsset'],
  partners: ['getPartners'],
};

/** What each ability does, in all releases. */
const WRITES: Readonly<Record<WriteAbility, readonly string[]>> = {
  upload: ['uploadAsset', 'getAssetInfo'],
  'create-album': ['createAlbum'],
  'update-album': ['updateAlbumInfo'],
  'delete-album': ['deleteAlbum'],
  'add-to-album': ['addAssetsToAlbum'],
  'remove-from-album': ['removeAssetFromAlbum'],
  'update-asset': ['updateAssets'],
  trash: ['deleteAssets', 'restoreAssets', 'getAssetInfo'],
  copy: ['copyAsset'],
};

const resolved = (document: Document, schema: Schema): Schema => {
  const name = (schema.$ref ?? schema.allOf?.[0]?.$ref)?.split('/').at(-1);
  return name === undefined ? schema : { ...schema, ...document.components.schemas[name] };
};

/** Each way in which what Immich takes or gives is not what the contract says. */
function* compare(
  ours: Schema,
  theirs: Schema | undefined,
  documents: [Document, Document],
  place: string,
  isAnswer: boolean,
): Generator<string> {
  if (!theirs) return yield `${place}: absent`;
  const [own, other] = [resolved(documents[0], ours), resolved(documents[1], theirs)];
  if (own.type !== other.type) yield `${place}: ${other.type}`;
  if (isAnswer && other.nullable && !own.nullable) yield `${place}: nullable`;
  const more = other.enum?.filter((value) => !own.enum?.includes(value)) ?? [];
  if (own.enum && isAnswer && more.length > 0) yield `${place}: also ${more.join(', ')}`;
  if (own.items) yield* compare(own.items, other.items, documents, `${place}[]`, isAnswer);
  for (const [name, property] of Object.entries(own.properties ?? {})) {
    const isRequired = own.required?.includes(name) ?? false;
    if (isAnswer && isRequired && !other.required?.includes(name)) yield `${place}.${name}: optional`;
    yield* compare(property, other.properties?.[name], documents, `${place}.${name}`, isAnswer);
  }
  const asked = isAnswer ? [] : (other.required ?? []);
  for (const name of asked) if (!own.required?.includes(name)) yield `${place}.${name}: required`;
}

const schemaOf = (media: Media | undefined): Schema | undefined => Object.values(media?.content ?? {})[0]?.schema;

function* compareOperation(
  place: string,
  ours: Operation,
  theirs: Operation | undefined,
  documents: [Document, Document],
): Generator<string> {
  if (!theirs) return yield `${place}: absent`;
  if (ours.operationId !== theirs.operationId) yield `${place}: called ${theirs.operationId}`;
  for (const parameter of ours.parameters ?? []) {
    const same = theirs.parameters?.find((one) => one.name === parameter.name && one.in === parameter.in);
    yield* compare(parameter.schema, same?.schema, documents, `${place} ${parameter.in} ${parameter.name}`, false);
  }
  for (const { name, required } of theirs.parameters ?? []) {
    if (required && !ours.parameters?.some((one) => one.name === name)) yield `${place} ${name}: required`;
  }
  const body = schemaOf(ours.requestBody);
  if (body) yield* compare(body, schemaOf(theirs.requestBody), documents, `${place} body`, false);
  for (const [status, answer] of Object.entries(ours.responses)) {
    const schema = schemaOf(answer);
    if (schema) yield* compare(schema, schemaOf(theirs.responses[status]), documents, `${place} ${status}`, true);
  }
}

const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe.skipIf(!isPresent).each(RELEASES)(`the contract and the published document of Immich %s${why}`, (release) => {
  const document = isPresent ? (JSON.parse(read(published(release))) as Document) : contract;

  test('differ only as listed', () => {
    const found = operations.flatMap(({ path, method, operation }) => [
      ...compareOperation(`${method.toUpperCase()} ${path}`, operation, document.paths[path]?.[method], [
        contract,
        document,
      ]),
    ]);
    expect(found.toSorted()).toEqual(Object.keys(DIFFERENCES[release]).toSorted());
  });

  const all = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const permissionsOf = (ids: readonly string[]) =>
    new Set(ids.map((id) => all.find(({ operationId }) => operationId === id)?.['x-immich-permission'] ?? id));

  test.each(Object.entries(OPERATIONS))('what a %s needs is what its operations need', (kind, ids) => {
    expect(new Set(missingFor(kind as ReadKind, []))).toEqual(permissionsOf(ids));
  });

  test.each(Object.entries(WRITES))('the ability %s needs what its operations need', (ability, ids) => {
    const needed = permissionsOf(ids);
    expect(abilitiesWith([...needed].map(String))).toContain(ability);
    for (const permission of needed)
      expect(abilitiesWith([...needed].filter((one) => one !== permission).map(String))).not.toContain(ability);
  });
});

test('the contract names the operations that the adapter uses, and no other', () => {
  expect(operations.map(({ operation }) => operation.operationId).toSorted()).toEqual(
    [
      'addAssetsToAlbum',
      'copyAsset',
      'createAlbum',
      'deleteAlbum',
      'deleteAssets',
      'downloadAsset',
      'getAlbumInfo',
      'getAllAlbums',
      'getAssetInfo',
      'getAllPeople',
      'getAllTags',
      'getMyApiKey',
      'getMySharedLink',
      'getMyUser',
      'getPartners',
      'getServerFeatures',
      'getServerVersion',
      'getSupportedMediaTypes',
      'getTimeBuckets',
      'login',
      'logout',
      'playAssetVideo',
      'removeAssetFromAlbum',
      'restoreAssets',
      'searchAssetStatistics',
      'searchAssets',
      'searchSmart',
      'searchStacks',
      'sharedLinkLogin',
      'updateAlbumInfo',
      'updateAssets',
      'uploadAsset',
      'viewAsset',
    ].toSorted(),
  );
});
