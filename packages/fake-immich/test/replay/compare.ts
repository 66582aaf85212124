import { isTrimmed, jsonOf, keptItems, type Recording } from './recording.ts';

/** What the stand-in answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Headers whose values must be the recorded ones, whatever the reply is. */
const SAME_VALUE = [
  'accept-ranges',
  'cache-control',
  'connection',
  'content-disposition',
  'content-encoding',
  'content-range',
  'content-type',
  'keep-alive',
  'last-modified',
  'location',
  'transfer-encoding',
  'vary',
  'x-powered-by',
];

/** Headers that must be there exactly when they were. */
const SAME_PRESENCE = ['content-length', 'etag', 'x-correlation-id', 'x-immich-cid'];

/** Fields of an asset that never change, so that the recorded value must come back. */
const STABLE = new Set(
  (
    'id ownerId originalFileName originalPath originalMimeType type checksum libraryId fileModifiedAt createdAt ' +
    'fileSizeInByte make model exifImageWidth exifImageHeight email albumName livePhotoVideoId message'
  ).split(' '),
);

/** Every difference that matters, as one line of text each. */
export function differences(answer: Answer, recording: Recording): readonly string[] {
  if (answer.status !== recording.status) {
    return [`status ${answer.status}, recorded ${recording.status}: ${answer.body.toString().slice(0, 300)}`];
  }
  return [...headerDifferences(answer, recording), ...bodyDifferences(answer, recording)];
}

/** Media and errors are reproduced to the byte (2.x puts a random id into errors), lists only in shape. */
function headerDifferences({ headers, status }: Answer, recording: Recording): readonly string[] {
  const expected = recording.headers;
  const isMedia = expected['accept-ranges'] !== undefined;
  const isV3 = 'x-correlation-id' in expected;
  const isFixed = isMedia || status >= 400;
  const exact = [
    ...SAME_VALUE,
    ...(isFixed ? ['content-length'] : []),
    ...(isMedia || (status >= 400 && isV3) ? ['etag'] : []),
  ];
  return [
    ...exact
      .filter((name) => headers[name] !== expected[name])
      .map((name) => `${name}: ${headers[name]}, recorded ${expected[name]}`),
    ...SAME_PRESENCE.filter((name) => name in headers !== name in expected).map(
      (name) => `${name} is ${name in headers ? 'there' : 'absent'}, recorded ${name in expected ? 'there' : 'absent'}`,
    ),
  ];
}

function bodyDifferences(answer: Answer, recording: Recording): readonly string[] {
  if (recording.body === '<empty body>') return answer.body.length === 0 ? [] : ['there is a body'];
  const binary = /^<binary (\d+) bytes/.exec(recording.body);
  if (binary) {
    // Compressed bodies need not have the recorded length.
    const isSame = 'content-encoding' in recording.headers || answer.body.length === Number(binary[1]);
    return isSame ? [] : [`body of ${answer.body.length} bytes, recorded ${binary[1]}`];
  }
  const expected = jsonOf(recording.body);
  if (expected === undefined) return [];
  return shapeDifferences(jsonOf(answer.body.toString()), expected, '$', recording.status >= 400);
}

/** Same keys and JSON types, recursively; with `exact` the same values. Lists are compared by id, in the recorded order. */
function shapeDifferences(actual: unknown, expected: unknown, path: string, exact: boolean): readonly string[] {
  if (typeOf(actual) !== typeOf(expected)) return [`${path} is ${typeOf(actual)}, recorded ${typeOf(expected)}`];
  if (Array.isArray(actual) && Array.isArray(expected)) return listDifferences(actual, expected, path, exact);
  if (!isRecord(actual) || !isRecord(expected)) {
    return exact && comparable(actual) !== comparable(expected)
      ? [`${path} is ${String(actual)}, recorded ${String(expected)}`]
      : [];
  }
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  return [...keys].flatMap((key) => {
    if (key === 'correlationId') return typeof actual[key] === 'string' ? [] : ['no correlationId'];
    if (!(key in actual)) return [`${path}.${key} is missing`];
    if (!(key in expected)) return [`${path}.${key} was not recorded`];
    return shapeDifferences(actual[key], expected[key], `${path}.${key}`, exact || STABLE.has(key));
  });
}

function listDifferences(
  actual: readonly unknown[],
  expected: readonly unknown[],
  path: string,
  exact: boolean,
): readonly string[] {
  const kept = keptItems(expected);
  if (!kept.every((item) => isRecord(item) && 'id' in item)) {
    if (exact && actual.length !== expected.length)
      return [`${path} has ${actual.length} items, recorded ${expected.length}`];
    return kept.flatMap((item, index) =>
      index < actual.length ? shapeDifferences(actual[index], item, `${path}[${index}]`, exact) : [],
    );
  }
  const ids = kept.map(idOf);
  const actualIds = actual.map(idOf);
  const common = actualIds.filter((id) => ids.includes(id));
  const missing = ids.filter((id) => !actualIds.includes(id)).map((id) => `${path} lacks ${id}`);
  const extra = isTrimmed(expected) ? [] : actualIds.filter((id) => !ids.includes(id)).map((id) => `${path} has ${id}`);
  // Tags come in whatever order the database has them.
  const isOrdered = !path.endsWith('.tags');
  const order =
    !isOrdered || ids.filter((id) => actualIds.includes(id)).join() === common.join()
      ? []
      : [`${path} is in another order`];
  const items = kept.flatMap((item) => {
    const match = actual.find((candidate) => idOf(candidate) === idOf(item));
    return match === undefined ? [] : shapeDifferences(match, item, `${path}[${idOf(item)}]`, exact);
  });
  return [...missing, ...extra, ...order, ...items];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Times that the database rendered have microseconds, which no other reply shows. */
const comparable = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Math.floor(Date.parse(value)) : value;

const idOf = (item: unknown): string => (isRecord(item) ? String(item.id) : '');

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
