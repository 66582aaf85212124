/** A property value of RDF (ISO 16684-1 section 7) in the notation of `fast-xml-builder`. Undefined omits the property. */
export type Value = string | BagValue | SequenceValue | AlternativeValue | undefined;

interface BagValue {
  readonly 'rdf:Bag': { readonly 'rdf:li': readonly string[] };
}

interface SequenceValue {
  readonly 'rdf:Seq': { readonly 'rdf:li': readonly string[] };
}

interface AlternativeValue {
  readonly 'rdf:Alt': { readonly 'rdf:li': { readonly '@_xml:lang': string; readonly '#text': string } };
}

/** An unordered array. */
export const bag = (items: readonly string[]): BagValue | undefined =>
  items.length > 0 ? { 'rdf:Bag': { 'rdf:li': items } } : undefined;

/** An ordered array. */
export const sequence = (items: readonly string[]): SequenceValue | undefined =>
  items.length > 0 ? { 'rdf:Seq': { 'rdf:li': items } } : undefined;

/** A text whose language is unspecified (`x-default`). */
export const inAnyLanguage = (text: string | undefined): AlternativeValue | undefined =>
  text === undefined ? undefined : { 'rdf:Alt': { 'rdf:li': { '@_xml:lang': 'x-default', '#text': text } } };
