import { parseSync } from 'oxc-parser';

/** A name that the source declares, or a piece of its prose: a comment, or a text of several words. */
export interface OwnWords {
  readonly kind: 'name' | 'prose';
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

interface Syntax {
  readonly type: string;
  readonly start: number;
}

/** Where a node of the syntax tree declares names. A name that is only used was declared elsewhere, maybe in a library. */
const declarations: Readonly<Record<string, readonly string[]>> = {
  VariableDeclarator: ['id'],
  FunctionDeclaration: ['id', 'params'],
  FunctionExpression: ['params'],
  ArrowFunctionExpression: ['params'],
  CatchClause: ['param'],
  ClassDeclaration: ['id'],
  MethodDefinition: ['key'],
  PropertyDefinition: ['key'],
  TSInterfaceDeclaration: ['id'],
  TSTypeAliasDeclaration: ['id'],
  TSPropertySignature: ['key'],
  TSMethodSignature: ['key', 'params'],
  TSFunctionType: ['params'],
  TSNamedTupleMember: ['label'],
};

/** The parts of a pattern that declare names. `{ version: text }` declares `text`, and takes `version` from its object. */
const patterns: Readonly<Record<string, readonly string[]>> = {
  ObjectPattern: ['properties'],
  Property: ['value'],
  ArrayPattern: ['elements'],
  AssignmentPattern: ['left'],
  RestElement: ['argument'],
};

/** A text with this many words is a message for people. */
const fewestWords = 3;

/** The names and the prose of one TypeScript source. Throws where it cannot be parsed. */
export function ownWords(path: string, source: string): readonly OwnWords[] {
  const { program, comments, errors } = parseSync(path, source);
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`);
  const found: OwnWords[] = [];
  const add = (kind: OwnWords['kind'], text: string, start: number): void => {
    found.push({ kind, text, line: source.slice(0, start).split('\n').length });
  };
  const declare = (value: unknown): void => {
    for (const node of nodesIn(value)) {
      if ('name' in node && typeof node.name === 'string') add('name', node.name, node.start);
      for (const field of patterns[node.type] ?? []) declare(fieldOf(node, field));
    }
  };
  const visit = (value: unknown): void => {
    for (const node of nodesIn(value)) {
      for (const field of declarations[node.type] ?? []) declare(fieldOf(node, field));
      const text = textOf(node);
      if (text.split(/\s+/).length >= fewestWords) add('prose', text, node.start);
      for (const child of Object.values(node)) visit(child);
    }
  };
  visit(program);
  for (const { value, start } of comments) add('prose', value.replace(/^[ \t]*\*/gm, ''), start);
  return found;
}

function textOf(node: Syntax): string {
  if (node.type === 'Literal') return String(fieldOf(node, 'value'));
  if (node.type !== 'TemplateLiteral') return '';
  const quasis = fieldOf(node, 'quasis') as readonly { readonly value: { readonly raw: string } }[];
  return quasis.map(({ value }) => value.raw).join('…');
}

const fieldOf = (node: Syntax, field: string): unknown => (node as unknown as Record<string, unknown>)[field];

const nodesIn = (value: unknown): readonly Syntax[] => (Array.isArray(value) ? value : [value]).filter(isSyntax);

const isSyntax = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
