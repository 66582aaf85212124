import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { openApiFile, type Release } from './shared-folder.ts';

export type Schema = Record<string, unknown>;

/** An operation and the status of an answer to it; 200 unless set. */
export interface Documented {
  readonly method: string;
  /** As in the document. */
  readonly path: string;
  readonly status?: number;
}

const documents = new Map<Release, Schema>();

/** The OpenAPI document of a release as JSON Schema, in which unknown fields are errors. */
export function documentOf(release: Release): Schema {
  const document = documents.get(release) ?? closed(JSON.parse(readFileSync(openApiFile(release), 'utf8')) as Schema);
  documents.set(release, document);
  return document;
}

/** Checks the JSON that an operation answers with a status. */
export function validatorOf(release: Release, operation: Documented) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(documentOf(release), 'document');
  const pointer = [
    'paths',
    operation.path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D'),
    operation.method.toLowerCase(),
    `responses/${operation.status ?? 200}/content/application~1json/schema`,
  ].join('/');
  return ajv.compile({ $ref: `document#/${pointer}` });
}

/** OpenAPI 3.0 as JSON Schema: `nullable` is spelled out; and, stricter than the document, unknown fields are errors. */
function closed<T>(node: T): T {
  if (Array.isArray(node)) return node.map(closed) as T;
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, closed(value as unknown)]),
  ) as Schema;
  const isPlainObject = typeof rest.properties === 'object' && !('allOf' in rest) && rest.type === 'object';
  const schema = isPlainObject ? { additionalProperties: false, ...rest } : rest;
  return (nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema) as T;
}
